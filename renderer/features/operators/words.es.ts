import type { WordsLike } from '../../i18n/words.ts';
import type { en } from './words.en.ts';

export const es: WordsLike<typeof en> = {
  'ask.title': '¿Quién está trabajando?',
  'ask.why': 'Su nombre figura junto a lo que decide, firma y cierra.',
  'ask.name': 'Su nombre',
  'ask.other': 'Otra persona',
  'ask.start': 'Trabajar con este nombre',
  'ask.as': 'Trabajar como {{name}}',
  'now.as': 'Trabajando como {{name}}',
  'now.other': 'Otra persona…',
  'now.people': 'Personas que trabajan aquí…',
  chosen: 'Trabajando como {{name}}',
  'people.title': 'Personas que trabajan aquí',
  'people.help':
    'Quien prepara y quien revisa un mes se elige aquí por su nombre. Lo firmado antes conserva el nombre con que se firmó.',
  'people.noPassword':
    'Monthend no tiene contraseña: quien puede usar esta cuenta del ordenador puede usar Monthend. Bloquee el ordenador al irse.',
  'people.label': 'Personas',
  'people.name': 'Nombre',
  'people.state': 'Estado',
  'people.acts': 'Acciones',
  'people.none': 'Todavía no se ha nombrado a nadie.',
  'people.now': 'Trabajando ahora',
  'people.active': 'Trabaja aquí',
  'people.retired': 'Ya no trabaja aquí',
  'people.retire': 'Ya no trabaja aquí',
  'people.retireOf': '{{name}} ya no trabaja aquí',
  'people.back': 'Vuelve a trabajar aquí',
  'people.backOf': '{{name}} vuelve a trabajar aquí',
  'people.add': 'Añadir una persona',
  'people.addName': 'Nombre de la persona',
  'people.added': '{{name}} trabaja aquí.',
  'people.gone': 'Ya no se puede elegir a {{name}}.',
};
