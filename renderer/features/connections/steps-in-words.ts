/** Titles of steps in the operator's language. The engine says them in English, as its log does. */
import { STEPS } from '../../../shared/domain/entities.ts';
import { common } from '../../i18n/common.ts';
import type { Say } from '../../i18n/words.ts';

export function stepsInWords(titles: readonly string[], say: Say<typeof common.en>): string {
  return titles
    .map((title) => {
      const step = STEPS.find((each) => common.en[`step.${each}`].toLowerCase() === title.toLowerCase());
      return step === undefined ? title : say(`step.${step}`);
    })
    .join(', ');
}
