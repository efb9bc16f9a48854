import type { WordsLike } from '../../i18n/words.ts';
import type { en } from './words.en.ts';

export const es: WordsLike<typeof en> = {
  title: 'Acerca de Monthend',
  version: 'Versión {{version}}',
  local:
    'Monthend trabaja en este equipo. No envía nada a ningún sitio salvo a los sistemas que conecte, y esos solo se leen.',
  parts: 'Hecho con',
  part: 'Parte',
  partVersion: 'Versión',
  diagnostics: 'Diagnóstico',
  diagnosticsWhat:
    'Para quien le ayude. Abajo está exactamente lo que se copia: versiones, recuentos, códigos y el final del registro. Ni claves, ni nombres, ni importes.',
  copy: 'Copiar el diagnóstico',
  copied: 'Copiado. Es el texto que se ve aquí, y nada más.',
  copyNot: 'El portapapeles no está abierto a esta página. Seleccione el texto de abajo y cópielo a mano.',
  diagnosticsText: 'Lo que se copia',
  again: 'Leerlo de nuevo',
  licences: 'Licencias',
  licencesWhat_one: '{{count}} parte de otros está en este programa.',
  licencesWhat_other: '{{count}} partes de otros están en este programa, cada una con su licencia.',
  search: 'Buscar por nombre o licencia',
  found_one: '{{count}} de {{all}}',
  found_other: '{{count}} de {{all}}',
  none: 'Ninguna parte se llama así.',
  list: 'Partes de otros',
  name: 'Nombre',
  licence: 'Licencia',
  loading: 'Buscándolo',
};
