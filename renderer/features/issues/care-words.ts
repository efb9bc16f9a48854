import { defineWords } from '../../i18n/words.ts';
import { en } from './care-words.en.ts';
import { es } from './care-words.es.ts';

export const careWords = defineWords('issues-care', en, es);
