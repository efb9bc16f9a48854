/**
 * Everything that goes wrong, or nearly, in a school's year: one entry a case, with what it exercises and what must come of it. Tests
 * name cases by id. Dates lie in 2025, the year that the demo syncs, unless the case is about another one.
 */

import type { SchoolDesk } from './school-desk.ts';
import type { CaseSummary } from './school-model.ts';
import { DOCUMENT_CASES } from './special-cases-documents.ts';
import { PEOPLE_CASES } from './special-cases-people.ts';
import { PERIOD_CASES } from './special-cases-periods.ts';
import { PRICE_CASES } from './special-cases-prices.ts';
import { RARE_CASES } from './special-cases-rare.ts';

export interface SpecialCase extends CaseSummary {
  /** Writes the case down. Must not depend on chance or on other cases. */
  build(desk: SchoolDesk): void;
}

/** The cases that every sample company has. Their order gives the ids of their records: add new ones at the end of a list. */
export const EVERYDAY_CASES: readonly SpecialCase[] = [
  ...PEOPLE_CASES,
  ...DOCUMENT_CASES,
  ...PRICE_CASES,
  ...PERIOD_CASES,
];

/** Those and the ones that come on request. */
export const SPECIAL_CASES: readonly SpecialCase[] = [...EVERYDAY_CASES, ...RARE_CASES];
