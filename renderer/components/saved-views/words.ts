import { defineWords, type WordsLike } from '../../i18n/words.ts';

const en = {
  button: 'View',
  'button.named': 'View: {{name}}',
  saved: 'Saved views',
  usual: 'The usual view',
  choose: 'Show the view {{name}}',
  rename: 'Rename {{name}}',
  remove: 'Remove {{name}}',
  columns: 'Columns',
  name: 'Name of the view',
  newName: 'New name',
  save: 'Save this view',
  replace: 'Save in its place',
  renameDo: 'Rename',
  cancel: 'Cancel',
  kept: 'Filters, order and columns are kept on this computer. Words in the search box are not: they may be somebody’s name.',
  'did.saved': 'View saved: {{name}}',
  'did.removed': 'View removed: {{name}}',
  'broken.message': 'Not all saved views of this computer could be read.',
  'broken.meaning': 'What could not be read is left out, and those lists stand as usual. No figure is touched.',
  'broken.fix': 'Save the views again, or put the file views.json back from a copy of your data folder.',
} as const;

const es: WordsLike<typeof en> = {
  button: 'Vista',
  'button.named': 'Vista: {{name}}',
  saved: 'Vistas guardadas',
  usual: 'La vista habitual',
  choose: 'Mostrar la vista {{name}}',
  rename: 'Cambiar el nombre de {{name}}',
  remove: 'Quitar {{name}}',
  columns: 'Columnas',
  name: 'Nombre de la vista',
  newName: 'Nombre nuevo',
  save: 'Guardar esta vista',
  replace: 'Guardar en su lugar',
  renameDo: 'Cambiar el nombre',
  cancel: 'Cancelar',
  kept: 'Los filtros, el orden y las columnas se guardan en este ordenador. Las palabras de la búsqueda no: pueden ser el nombre de alguien.',
  'did.saved': 'Vista guardada: {{name}}',
  'did.removed': 'Vista quitada: {{name}}',
  'broken.message': 'No se han podido leer todas las vistas guardadas en este ordenador.',
  'broken.meaning':
    'Las que no se han podido leer se dejan fuera y esas listas se ven como siempre. Ninguna cifra cambia.',
  'broken.fix': 'Guarda las vistas otra vez o recupera el archivo views.json de una copia de tu carpeta de datos.',
};

export const words = defineWords('saved-views', en, es);
