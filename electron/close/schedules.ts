/** When what is left of every contract will be revenue: what later months carry already, and what the next accruals would post. */
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { RecognitionInput } from '../../shared/recognition/index.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { whileSameFacts } from '../ledger/while-same-facts.ts';
import { contractTarget, heldFrom } from './contract-target.ts';
import { type LoadedContract, loadContracts } from './load-contracts.ts';
import { planPostings } from './plan-postings.ts';
import { DEFAULT_POLICY } from './policy.ts';

/** A contract's calculation, as far as reports need it. Amounts in the contract's currency. */
export interface Schedule {
  readonly key: string;
  /** Price, or what a dropped contract still owes; decided manual lines included. */
  readonly priceMinor: Minor;
  readonly suspendedMinor: Minor;
  /** First month in which an open issue stops the contract; '' from the beginning, null when none does. */
  readonly heldFrom: Month | '' | null;
  /** First month without service of a stop that waits for a return or an answer; null when none does. */
  readonly stoppedIn: Month | null;
  readonly refundsOwedMinor: Minor;
  /** Net billed less what was paid of it. */
  readonly unpaidMinor: Minor;
  /** What accruals would post, month by month; for months already posted, what they lack. */
  readonly due: readonly { readonly month: Month; readonly amountMinor: Minor }[];
  /** What the calculation gives each month, whatever is posted. */
  readonly lines: readonly { readonly month: Month; readonly amountMinor: Minor }[];
  /** Least and most that may be recognised by the end of a month lie between these and the scheduled amount. */
  readonly entitledMinor: Minor;
  readonly manual: readonly { readonly month: Month; readonly amountMinor: Minor }[];
  readonly firstInvoice: CivilDate | null;
  /** What the facts were taken to mean; null where nothing could be worked out. */
  readonly input: RecognitionInput | null;
}

/** Later than any course: planning up to here plans everything. */
const FOREVER = '9999-12' as Month;

/** Schedules of all contracts by key; worked out again only after something was written. */
export function schedules(ledger: Ledger): ReadonlyMap<string, Schedule> {
  return whileSameFacts(ledger, 'schedules', () => {
    const decisions = new DecisionIndex(activeDecisions(ledger));
    const at = standingOf(ledger);
    const found = new Map<string, Schedule>();
    for (const chunk of loadContracts(ledger, decisions))
      for (const contract of chunk) found.set(contract.facts.key, scheduleOf(contract, at));
    return found;
  });
}

/** What decides which months may still move. */
export interface LedgerStanding {
  readonly firstMonth: Month;
  readonly lockedThrough: Month | null;
}

export function standingOf(ledger: Ledger): LedgerStanding {
  return { firstMonth: ledger.firstMonth, lockedThrough: ledger.lockedThrough() };
}

/** The schedule of one contract. */
export function scheduleOf({ facts, posted }: LoadedContract, { firstMonth, lockedThrough }: LedgerStanding): Schedule {
  const target = contractTarget(facts, DEFAULT_POLICY);
  const due = planPostings({ target, posted, firstMonth, lockedThrough, upTo: FOREVER });
  const paid = facts.documents.reduce((sum, { paidNet }) => sum + paidNet, 0);
  const invoices = facts.documents.filter(({ kind }) => kind === 'invoice');
  return {
    key: target.key,
    priceMinor: target.recognised + target.held,
    suspendedMinor: target.held,
    heldFrom: heldFrom(target),
    stoppedIn: target.open === null ? null : (target.open.lastDay.slice(0, 7) as Month),
    refundsOwedMinor: Math.max(target.refund - target.refundIssued, 0),
    unpaidMinor: Math.max(target.billed - paid, 0),
    due: due.map(({ month, amount }) => ({ month, amountMinor: amount })),
    lines: target.lines.map(({ month, amount }) => ({ month, amountMinor: amount })),
    entitledMinor: target.entitled,
    manual: target.lines.flatMap(({ kind, month, amount }) =>
      kind === 'manual' ? [{ month, amountMinor: amount }] : [],
    ),
    firstInvoice: invoices.reduce<CivilDate | null>(
      (first, { date }) => (first === null || date < first ? date : first),
      null,
    ),
    input: target.story.input,
  };
}
