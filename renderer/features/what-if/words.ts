import { defineWords } from '../../i18n/words.ts';
import { en } from './words.en.ts';
import { es } from './words.es.ts';

export const words = defineWords('what-if', en, es);
