import { defineWords, type WordsLike } from '../i18n/words.ts';

const en = {
  download: 'Download',
  show: 'Show the file',
} as const;

const es: WordsLike<typeof en> = {
  download: 'Descargar',
  show: 'Mostrar el archivo',
};

export const words = defineWords('export-file', en, es);
