import { defineWords, type WordsLike } from '../i18n/words.ts';

const en = {
  title: 'What it does',
  clears_one: 'It closes {{count}} issue.',
  clears_other: 'It closes {{count}} issues.',
  clearsNone: 'It closes no issue.',
  raises_one: 'It opens {{count}} new issue.',
  raises_other: 'It opens {{count}} new issues.',
  records_one: '{{count}} stored record is looked at again, without asking the outside system.',
  records_other: '{{count}} stored records are looked at again, without asking the outside systems.',
  monthsNone: 'No month changes.',
  months: 'Recognised revenue by month',
  month: 'Month',
  before: 'Before',
  after: 'After',
  difference: 'Difference',
} as const;

const es: WordsLike<typeof en> = {
  title: 'Qué cambia',
  clears_one: 'Cierra {{count}} incidencia.',
  clears_other: 'Cierra {{count}} incidencias.',
  clearsNone: 'No cierra ninguna incidencia.',
  raises_one: 'Abre {{count}} incidencia nueva.',
  raises_other: 'Abre {{count}} incidencias nuevas.',
  records_one: 'Se vuelve a mirar {{count}} registro guardado, sin preguntar al sistema externo.',
  records_other: 'Se vuelven a mirar {{count}} registros guardados, sin preguntar a los sistemas externos.',
  monthsNone: 'No cambia ningún mes.',
  months: 'Ingreso reconocido por mes',
  month: 'Mes',
  before: 'Antes',
  after: 'Después',
  difference: 'Diferencia',
};

export const effectWords = defineWords('decision-effect', en, es);
