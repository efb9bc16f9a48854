import { en } from './common.en.ts';
import { es } from './common.es.ts';
import { defineWords } from './words.ts';

export const common = defineWords('common', en, es);
