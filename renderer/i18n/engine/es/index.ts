/** Everything the engine says, in Spanish. */
import { CHECKS } from '../../../../shared/close/tie-out-checks.ts';
import { ISSUE_KINDS } from '../../../../shared/domain/issue-taxonomy.ts';
import type { EngineLanguage } from '../engine-language.ts';
import type { Phrase } from '../phrase-book.ts';
import { APP_PHRASES_ES } from './app-phrases.ts';
import { CHECKLIST_ES } from './checklist.ts';
import { CLOSE_PHRASES_ES } from './close-phrases.ts';
import { FACT_PHRASES_ES } from './fact-phrases.ts';
import { KINDS_ES } from './issue-kinds.ts';
import { ISSUE_PHRASES_ES } from './issue-phrases.ts';
import { KEY_PHRASES_ES } from './key-phrases.ts';
import { LAMPS_ES } from './lamps.ts';
import { PARITY_PHRASES_ES } from './parity-phrases.ts';
import { POLICY_PHRASES_ES } from './policy-phrases.ts';
import { PROBLEM_PHRASES_ES } from './problem-phrases.ts';
import { REFERENCE_PHRASES_ES } from './reference-phrases.ts';
import { REPORT_PHRASES_ES } from './report-phrases.ts';
import { REPORTS_ES } from './reports.ts';
import { SYSTEM_PHRASES_ES } from './system-phrases.ts';
import { WHY_PHRASES_ES } from './why-phrases.ts';

/** Sentences of issues that come to a window finished: in problems of a step, beside a contract. */
const FINISHED_ISSUES: readonly Phrase[] = ISSUE_KINDS.flatMap(({ code, family, title, meaning, fix }) => {
  const es = KINDS_ES[code];
  // What a sentence says of one finding is told by its issue; only a system that cannot be read stops a step with it.
  const stops = family === 'connection' || family === 'completeness';
  return [[title, es.title], [fix, es.fix], ...(stops ? [[meaning, es.meaning] as const] : [])] satisfies Phrase[];
});

const CHECKS_NAMED: readonly Phrase[] = CHECKS.flatMap(({ id, words }) => {
  const es = LAMPS_ES[id].words;
  return [
    [words, es],
    [words.toLowerCase(), es.toLowerCase()],
  ] satisfies Phrase[];
});

export const PHRASES_ES: readonly Phrase[] = [
  ...CLOSE_PHRASES_ES,
  ...REPORT_PHRASES_ES,
  ...WHY_PHRASES_ES,
  ...FACT_PHRASES_ES,
  ...POLICY_PHRASES_ES,
  ...ISSUE_PHRASES_ES,
  ...SYSTEM_PHRASES_ES,
  ...KEY_PHRASES_ES,
  ...PROBLEM_PHRASES_ES,
  ...APP_PHRASES_ES,
  ...PARITY_PHRASES_ES,
  ...REFERENCE_PHRASES_ES,
  ...CHECKS_NAMED,
  ...FINISHED_ISSUES,
];

export const spanish: EngineLanguage = {
  phrases: PHRASES_ES,
  and: 'y',
  to: 'a',
  lamps: LAMPS_ES,
  checklist: CHECKLIST_ES,
  reports: REPORTS_ES,
  issues: KINDS_ES,
  unnamed: { crm: 'el CRM', source: 'el sistema', openMonth: 'el primer mes abierto', usual: 'aún desconocido' },
};
