/** How a service is recognised over its time, in words. */
import { RECOGNITION_METHODS } from '../../../shared/domain/entities.ts';
import type { Say } from '../../i18n/words.ts';
import type { en } from './words.en.ts';

export function methodInWords(method: string, say: Say<typeof en>): string {
  const known = RECOGNITION_METHODS.find((one) => one === method);
  return known === undefined ? method : say(`method.${known}`);
}
