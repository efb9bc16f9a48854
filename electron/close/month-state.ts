/** Where a month stands on its way to a close, what is done and what comes next, in words. Pure: evidence in, words out. */
import type { Gate } from '../../shared/close/gate.ts';
import type { NEXT_ACTIONS } from '../../shared/contract/months.ts';
import { type Month, monthInWords } from '../../shared/domain/month.ts';
import type { MonthState } from '../../shared/domain/month-states.ts';
import { counted, listed } from './explain-words.ts';

export interface MonthEvidence {
  readonly month: Month;
  readonly firstOpenMonth: Month;
  readonly synced: boolean;
  /** Its accruals were worked out. */
  readonly worked: boolean;
  /** Contracts that are not at their target. */
  readonly stale: number;
  readonly gate: Gate;
  /** Open issues by kind. */
  readonly open: Readonly<Record<string, number>>;
  /** Connections that did not answer when they were last asked. */
  readonly silent: readonly string[];
  /** Control totals that differ, those nobody stated a figure for, and those overridden; null: not worked out. */
  readonly lamps: {
    readonly red: readonly number[];
    readonly notStated: readonly number[];
    readonly overridden: readonly number[];
  } | null;
  readonly prepared: { readonly who: string } | null;
  readonly reviewed: { readonly who: string } | null;
  readonly closed: boolean;
}

/** Looks outward: the balance in the company's books, typed after the journal was posted there. */
export const BALANCE_LAMP = 8;

export interface Step {
  readonly key: string;
  readonly words: string;
  readonly done: boolean;
  readonly because: string;
  readonly day: number;
}

export function monthState(evidence: MonthEvidence): MonthState {
  const { closed, prepared, reviewed, synced } = evidence;
  if (closed) return 'closed';
  if (prepared !== null) return reviewed === null ? 'prepared' : 'reviewed';
  if (fresh(evidence) && evidence.gate.state !== 'BLOCKED') return 'calculated';
  if (!synced) return 'open';
  return evidence.gate.state === 'READY' ? 'synced' : 'to_review';
}

function fresh({ worked, stale }: MonthEvidence): boolean {
  return worked && stale === 0;
}

/** The month-end checklist, in the order it is worked. */
export function monthSteps(evidence: MonthEvidence): Step[] {
  const { synced, silent, gate, open, worked, stale, lamps, prepared, reviewed, closed } = evidence;
  const red = lamps?.red.filter((id) => id !== BALANCE_LAMP) ?? [];
  return [
    {
      key: 'connections',
      words: 'Connections answer',
      done: silent.length === 0,
      because: silent.length === 0 ? 'Every connection works.' : `${listed(silent)}: no answer when last asked.`,
      day: -2,
    },
    {
      key: 'sync',
      words: 'Everything is brought in',
      done: synced && count(open, COMPLETENESS) === 0,
      because: !synced
        ? 'The month was not synced yet.'
        : told(open, COMPLETENESS, 'The lists are complete.', 'list is in doubt', 'lists are in doubt'),
      day: 1,
    },
    {
      key: 'cut-off',
      words: 'Cut-off: no drafts left, no numbers missing',
      done: synced && count(open, CUT_OFF) === 0,
      because: told(open, CUT_OFF, 'Nothing is open.', 'question is open', 'questions are open'),
      day: 1,
    },
    {
      key: 'payments',
      words: 'Payments explained',
      done: synced && count(open, PAYMENTS) === 0,
      because: told(open, PAYMENTS, 'Nothing is open.', 'payment is not explained', 'payments are not explained'),
      day: 1,
    },
    {
      key: 'triage',
      words: 'Issues settled until what is at risk is below materiality',
      done: synced && gate.state === 'READY',
      because: gateWords(gate),
      day: 2,
    },
    {
      key: 'decisions',
      words: 'Departures, pauses and contracts without dates are decided',
      done: synced && count(open, UNDECIDED) === 0,
      because: told(open, UNDECIDED, 'All are decided.', 'waits for a decision', 'wait for a decision'),
      day: 2,
    },
    {
      key: 'accruals',
      words: 'Accruals worked out',
      done: closed || fresh(evidence),
      because: closed
        ? 'They are closed.'
        : !worked
          ? 'They were not worked out yet.'
          : stale === 0
            ? 'They fit the data.'
            : `${counted(stale, 'contract')} changed since.`,
      day: 2,
    },
    {
      key: 'tie-outs',
      words: 'Roll-forward and control totals agree',
      done: lamps !== null && red.length === 0,
      because: lampWords(evidence, red),
      day: 2,
    },
    {
      key: 'prepare',
      words: 'Prepared and signed',
      done: prepared !== null,
      because: prepared === null ? 'Nobody has signed.' : `Signed by ${prepared.who}.`,
      day: 3,
    },
    {
      key: 'review',
      words: 'Reviewed and signed',
      done: reviewed !== null,
      because:
        reviewed === null
          ? 'Nobody has signed.'
          : reviewed.who === prepared?.who
            ? `Signed by ${reviewed.who}, who also prepared it: printed as such.`
            : `Signed by ${reviewed.who}.`,
      day: 4,
    },
    {
      key: 'balance',
      words: 'Posted in the books, and their balance typed back',
      done: closed || balanceDone(evidence),
      because: balanceWords(evidence),
      day: 4,
    },
    {
      key: 'close',
      words: 'Closed',
      done: closed,
      because: closed ? 'What is learnt from now on comes in the first open month.' : 'Still open.',
      day: 5,
    },
  ];
}

const COMPLETENESS = ['CONTROL_TOTAL_MISMATCH', 'SOURCE_PARTIAL', 'RECORD_DISAPPEARED', 'RESPONSE_CHANGED'];
const CUT_OFF = ['DRAFT_DOCUMENT', 'NUMBER_GAP'];
const PAYMENTS = ['PAYMENT_UNMATCHED', 'PAYMENT_AMBIGUOUS', 'PAYOUT_DIFFERENCE'];
const UNDECIDED = ['DROP_UNDECIDED', 'PAUSE_TOO_LONG', 'CONTRACT_WITHOUT_PERIOD', 'STATUS_DATE_MISSING'];

function count(open: MonthEvidence['open'], codes: readonly string[]): number {
  return codes.reduce((sum, code) => sum + (open[code] ?? 0), 0);
}

function told(open: MonthEvidence['open'], codes: readonly string[], none: string, one: string, many: string): string {
  const found = count(open, codes);
  return found === 0 ? none : `${counted(found, one, many)}.`;
}

function gateWords({ state }: Gate): string {
  switch (state) {
    case 'READY':
      return 'What is at risk is below materiality.';
    case 'REVIEW':
      return 'More is at risk than the policy lets pass unseen; it may be signed all the same, and is printed.';
    case 'BLOCKED':
      return 'Open issues stop the month.';
  }
}

function lampWords({ lamps }: MonthEvidence, red: readonly number[]): string {
  if (lamps === null) return 'Not worked out yet.';
  if (red.length > 0) return `${counted(red.length, 'control total')} off: ${listed(red.map(String))}.`;
  return lamps.overridden.length === 0
    ? 'All agree.'
    : `All agree but ${listed(lamps.overridden.map(String))}, overridden with a reason.`;
}

function balanceDone({ lamps }: MonthEvidence): boolean {
  return lamps !== null && !lamps.red.includes(BALANCE_LAMP) && !lamps.notStated.includes(BALANCE_LAMP);
}

function balanceWords(evidence: MonthEvidence): string {
  if (evidence.lamps?.red.includes(BALANCE_LAMP)) return 'The balance in the books is another one.';
  if (balanceDone(evidence)) return 'The balances agree, or the difference is explained.';
  return evidence.closed ? 'Not typed: printed as such.' : 'Nobody has typed it.';
}

type Next = { readonly action: (typeof NEXT_ACTIONS)[number]; readonly words: string };

/** The one thing to do next. */
export function nextStep(evidence: MonthEvidence): Next {
  const { month, firstOpenMonth, synced, gate, lamps, prepared, reviewed, closed } = evidence;
  const name = monthInWords(month);
  if (closed) return { action: 'none', words: `${name} is closed.` };
  if (!synced) return { action: 'sync', words: `Run ${name}: nothing was brought in yet.` };
  if (gate.state === 'BLOCKED') return { action: 'triage', words: 'Settle the issues that stop the month.' };
  if (!fresh(evidence)) return { action: 'accruals', words: `Work out the accruals of ${name}.` };
  if (month > firstOpenMonth)
    return { action: 'earlier-month', words: `Close ${monthInWords(firstOpenMonth)} first: months close in order.` };
  if (lamps?.red.some((id) => id !== BALANCE_LAMP)) return { action: 'tie-outs', words: 'Clear the control totals.' };
  if (prepared === null) {
    const words = gate.state === 'REVIEW' ? 'Sign as preparer, or lower what is at risk first.' : 'Sign as preparer.';
    return { action: 'prepare', words };
  }
  if (reviewed === null) return { action: 'review', words: 'Have it reviewed and signed.' };
  if (!balanceDone(evidence) && lamps !== null)
    return { action: 'balance', words: 'Post the journal in the books and type their balance back.' };
  return { action: 'close', words: `Close ${name}.` };
}
