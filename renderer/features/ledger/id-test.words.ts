import { defineWords, type WordsLike } from '../../i18n/words.ts';

const en = {
  link: 'Link',
  test: 'Test link',
  testOf: 'Test link to {{system}}: {{id}}',
  same: '{{system}} knows it: {{name}}',
  sameUnnamed: '{{system}} knows it',
  other: '{{system}} has somebody or something else under this id: {{name}}. Look whether the link is right.',
  otherUnnamed: '{{system}} has a record under this id that does not say who or what it is.',
  missing: '{{system}} has no record of this id. It may have been removed there; nothing changes here.',
  cannot: '{{system}} cannot be asked for one record of this kind, so the link cannot be tested.',
  silent: '{{system}} did not answer: {{message}} {{fix}}',
} as const;

const es: WordsLike<typeof en> = {
  link: 'Enlace',
  test: 'Probar el enlace',
  testOf: 'Probar el enlace con {{system}}: {{id}}',
  same: '{{system}} lo conoce: {{name}}',
  sameUnnamed: '{{system}} lo conoce',
  other: '{{system}} tiene a alguien o algo distinto con este identificador: {{name}}. Mira si el enlace es correcto.',
  otherUnnamed: '{{system}} tiene un registro con este identificador que no dice quién o qué es.',
  missing:
    '{{system}} no tiene ningún registro con este identificador. Puede que allí lo hayan quitado; aquí no cambia nada.',
  cannot: 'A {{system}} no se le puede pedir un solo registro de este tipo; el enlace no se puede probar.',
  silent: '{{system}} no ha respondido: {{message}} {{fix}}',
};

export const words = defineWords('id-test', en, es);
