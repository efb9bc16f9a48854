/** Which rule of the old system made the difference in a month, once its reading of the documents has been put right. */
import type { IssueCode } from '../../../shared/domain/issue-taxonomy.ts';
import { type Month, monthOf } from '../../../shared/domain/month.ts';
import type { ContractDecisions, PostedLine } from '../facts.ts';
import type { DefectCode } from './defects.ts';
import { chosenPlace } from './old-choice.ts';
import type { OldFacts, OldPlace, OldRule } from './old-contract.ts';
import type { WorkedMonth } from './old-history.ts';
import { plannedSessions } from './old-sessions.ts';

/** What is known here about the contract whose month differs. */
export interface HereKnown {
  /** Of the month. */
  readonly posted: readonly PostedLine[];
  readonly decisions: ContractDecisions;
  readonly holds: readonly IssueCode[];
  /** Stays whose status is dated by an edit of its record. */
  readonly editDated: ReadonlySet<string>;
}

/** The reason of a difference; `worked` is null where the old system had no contract yet. */
export function reasonOf(month: Month, worked: WorkedMonth | null, facts: OldFacts, here: HereKnown): DefectCode {
  const { decisions, posted, holds } = here;
  if (decisions.dates !== null || decisions.manual.some((line) => line.month === month)) return 'DECIDED';
  if (worked === null) return 'D15';
  const nothingHere = posted.every(({ amount }) => amount === 0);
  const held = nothingHere ? holds[0] : undefined;
  const byRule = RULES[worked.rule];
  if (byRule !== undefined) return byRule;
  switch (worked.rule) {
    case 'already-settled':
    case 'completed':
    case 'nothing-left':
      return afterTheEnd(worked);
    case 'negative':
      return worked.afterCompletion ? 'D9' : 'D22';
    case 'no-overlap':
      return worked.late === null ? afterTheStay(facts, posted) : lateDocument(worked, facts);
    case 'postponed':
      return worked.stays > 1 ? 'D14' : 'D13';
    case 'dropped':
      return stoppedMonth(month, facts, here, 'D23');
    case 'ended':
      return held === undefined ? stoppedMonth(month, facts, here, null) : ofHold(held);
    default:
      return held === undefined ? ofSessions(worked, facts, posted) : ofHold(held);
  }
}

/** Rules that are a defect wherever they apply. */
const RULES: Readonly<Partial<Record<OldRule, DefectCode>>> = {
  'before-contract': 'D15',
  'year-over': 'D3',
  'not-congruent': 'D6',
  'canceled-at-once': 'D6',
  unreadable: 'D26',
  'absent-recent': 'D5',
  absent: 'D5',
  unreachable: 'D4',
  'page-dropped': 'D23',
  'page-ended': 'D5',
  'page-not-yet': 'D5',
  'page-without-date': 'D26',
  'page-says-running': 'D5',
  'long-after': 'D3',
  'sessions-used-up': 'D1',
  'postponed-part': 'D13',
  'postponed-limit': 'D24',
  'income-share': 'D30',
};

function ofHold(code: IssueCode): DefectCode {
  switch (code) {
    case 'CONTRACT_WITHOUT_PERIOD':
      return 'D5';
    case 'DROP_UNDECIDED':
      return 'D23';
    case 'STATUS_DATE_MISSING':
    case 'STATUS_UNMAPPED':
    case 'DATES_MISSING':
      return 'D26';
    case 'NEGATIVE_TOTAL':
    case 'CREDIT_EXCEEDS_REMAINING':
    case 'CREDIT_WITHOUT_ORIGINAL':
      return 'D22';
    default:
      return 'HELD';
  }
}

/** The ledger was empty already: what emptied it too early is the reason. */
function afterTheEnd({ emptiedBy, guarded, afterCompletion, late, paused, stays }: WorkedMonth): DefectCode {
  if (guarded) return 'D11';
  if (afterCompletion) return late === 'credit_note' ? 'D9' : 'D10';
  if (emptiedBy === null) return 'D22';
  const rule = RULES[emptiedBy];
  if (rule !== undefined) return rule;
  if (emptiedBy === 'dropped') return 'D23';
  if (emptiedBy === 'negative') return 'D22';
  if (paused) return 'D13';
  return stays > 1 ? 'D14' : 'D1';
}

function afterTheStay(facts: OldFacts, posted: readonly PostedLine[]): DefectCode {
  if (facts.places.some(({ status }) => status === 'POSTPONED')) return 'D24';
  if (posted.some(({ kind }) => kind === 'prior_period')) return 'D27';
  return 'D3';
}

function lateDocument({ late, afterCompletion }: WorkedMonth, facts: OldFacts): DefectCode {
  if (late === 'credit_note') return 'D22';
  if (afterCompletion) return 'D10';
  return facts.places.some(({ status }) => status === 'POSTPONED') ? 'D24' : 'D3';
}

/** A month in which all was posted because the stay was over: early, or by then fully served. */
function stoppedMonth(month: Month, facts: OldFacts, here: HereKnown, early: DefectCode | null): DefectCode {
  const place = chosenPlace(facts.places, month);
  if (place === null) return early ?? 'D3';
  const served = place.changed !== null && place.changed >= place.end;
  if (served) return bySessions(place, facts);
  if (early !== null) return early;
  return here.editDated.has(place.key) ? 'D25' : bySessions(place, facts);
}

function ofSessions(worked: WorkedMonth, facts: OldFacts, posted: readonly PostedLine[]): DefectCode {
  const place = worked.place ?? chosenPlace(facts.places, worked.month);
  if (worked.late !== null) return worked.late === 'credit_note' ? 'D22' : 'D15';
  const from = worked.contract.date;
  if (place !== null && monthOf(from) === worked.month && monthOf(place.start) < worked.month) return 'D15';
  if (posted.some(({ kind }) => kind === 'prior_period')) return 'D27';
  if (worked.stays > 1) return 'D14';
  if (place !== null && place.status !== 'ACTIVE' && place.changed === null) return 'D26';
  if (worked.paused) return 'D13';
  return place === null ? 'D2' : bySessions(place, facts);
}

function bySessions(place: OldPlace, facts: OldFacts): DefectCode {
  return plannedSessions(place, facts.service) === facts.service.sessions ? 'D2' : 'D1';
}
