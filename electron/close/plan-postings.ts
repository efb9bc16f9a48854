/**
 * Brings the ledger to a contract's target by posting differences. Closed months never move: what they should have carried and
 * did not is one prior-period figure in the first open month.
 */
import type { PostingKind } from '../../shared/domain/entities.ts';
import type { IssueDraft } from '../../shared/domain/issue.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { type ContractTarget, heldFrom } from './contract-target.ts';
import type { PostedLine } from './facts.ts';

/** A part of a prior-period or opening figure: the month and kind it really belongs to. */
export interface OriginalPart {
  readonly month: Month;
  readonly kind: PostingKind;
  readonly amount: Minor;
}

export interface PostingDraft {
  readonly month: Month;
  readonly kind: PostingKind;
  /** Difference to what is posted: minor units of the contract's currency. */
  readonly amount: Minor;
  /** The same in the company's currency. */
  readonly functionalAmount: Minor;
  readonly note: readonly OriginalPart[] | null;
}

export interface PostingInput {
  readonly target: ContractTarget;
  /** Everything posted for the contract so far, contra postings included. */
  readonly posted: readonly PostedLine[];
  /** First month of the ledger; the months before it count as closed. */
  readonly firstMonth: Month;
  readonly lockedThrough: Month | null;
  /** Last month to bring to target. */
  readonly upTo: Month;
}

/** The first month that may still change. */
export function firstOpenMonth(firstMonth: Month, lockedThrough: Month | null): Month {
  return lockedThrough === null || lockedThrough < firstMonth ? firstMonth : addMonths(lockedThrough, 1);
}

interface Sum {
  amount: Minor;
  functional: Minor;
}

/** The postings that bring the open months up to `upTo` to their target; none when the ledger is there already. */
export function planPostings({ target, posted, firstMonth, lockedThrough, upTo }: PostingInput): PostingDraft[] {
  const open = firstOpenMonth(firstMonth, lockedThrough);
  const held = heldFrom(target);
  if (upTo < open || held === '') return [];
  const drafts: PostingDraft[] = [];
  const opening = openingOf(target, posted, firstMonth, lockedThrough, held);
  if (opening !== null) drafts.push(opening);

  const due = new Map<string, Sum>();
  const parts = new Map<string, OriginalPart>();
  const closed: Sum = { amount: 0, functional: 0 };
  const take = (month: Month, kind: PostingKind, amount: Minor, functional: Minor) => {
    if (month < open) {
      add(closed, amount, functional);
      const key = `${month}${kind}`;
      const before = parts.get(key)?.amount ?? 0;
      parts.set(key, { month, kind, amount: before + amount });
      return;
    }
    // From its month on a hold moves nothing, neither to post nor to take back.
    if (month > upTo || (held !== null && month >= held)) return;
    const key = `${month}${kind}`;
    const sum = due.get(key) ?? { amount: 0, functional: 0 };
    add(sum, amount, functional);
    due.set(key, sum);
  };
  for (const { month, kind, amount, functionalAmount } of target.lines) take(month, kind, amount, functionalAmount);
  for (const { month, kind, amount, functionalAmount } of posted) take(month, kind, -amount, -functionalAmount);
  if (opening !== null) take(opening.month, 'opening', -opening.amount, -opening.functionalAmount);
  if (closed.amount !== 0 || closed.functional !== 0) {
    if (held === null || open < held) {
      const key = `${open}prior_period`;
      const sum = due.get(key) ?? { amount: 0, functional: 0 };
      add(sum, closed.amount, closed.functional);
      due.set(key, sum);
    }
  }
  for (const [key, { amount, functional }] of due) {
    if (amount === 0 && functional === 0) continue;
    const month = key.slice(0, 7) as Month;
    const kind = key.slice(7) as PostingKind;
    const note = kind === 'prior_period' ? noteOf(parts.values()) : null;
    drafts.push({ month, kind, amount, functionalAmount: functional, note });
  }
  return drafts.sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.kind < b.kind ? -1 : 1));
}

function add(sum: Sum, amount: Minor, functional: Minor): void {
  sum.amount += amount;
  sum.functional += functional;
}

function noteOf(parts: Iterable<OriginalPart>): OriginalPart[] {
  return [...parts].filter(({ amount }) => amount !== 0).sort((a, b) => (a.month < b.month ? -1 : 1));
}

/**
 * What a contract had earned before the ledger began, when it was billed before, too. Computed once: it is the opening balance,
 * which stands as soon as it is posted or the first month is closed; what is learnt later is prior-period.
 */
function openingOf(
  target: ContractTarget,
  posted: readonly PostedLine[],
  firstMonth: Month,
  lockedThrough: Month | null,
  held: Month | null,
): PostingDraft | null {
  if (target.firstDocument === null || target.firstDocument >= firstMonth) return null;
  if (lockedThrough !== null && lockedThrough >= firstMonth) return null;
  if (held !== null && held <= firstMonth) return null;
  // A contract that has anything posted has started: by its opening, or with none to make.
  if (posted.length > 0) return null;
  const before = target.lines.filter(({ month }) => month < firstMonth);
  const sum: Sum = { amount: 0, functional: 0 };
  for (const { amount, functionalAmount } of before) add(sum, amount, functionalAmount);
  if (sum.amount === 0 && sum.functional === 0) return null;
  const note = noteOf(before.map(({ month, kind, amount }) => ({ month, kind, amount })));
  const [amount, functionalAmount] = [sum.amount, sum.functional];
  return { month: addMonths(firstMonth, -1), kind: 'opening', amount, functionalAmount, note };
}

/**
 * More revenue than price, by the end of a month, in postings old and new: a fault of the calculation or of the file, so the
 * month cannot be closed. A held contract is not judged: its postings wait for the answer as they are.
 */
export function overRecognised(
  target: ContractTarget,
  posted: readonly PostedLine[],
  drafts: readonly PostingDraft[],
  upTo: Month,
): IssueDraft | null {
  if (heldFrom(target) !== null) return null;
  let recognised = 0;
  for (const line of posted) if (line.month <= upTo) recognised += line.amount;
  for (const line of drafts) if (line.month <= upTo) recognised += line.amount;
  let scheduled = 0;
  for (const line of target.lines) if (line.month <= upTo) scheduled += line.amount;
  // A credit note still to come has not lowered the price yet, so the schedule up to here is a limit of its own.
  const limits = [target.entitled, scheduled - manualOf(target, upTo), 0];
  const [least, most] = [Math.min(...limits), Math.max(...limits)];
  if (recognised >= least && recognised <= most) return null;
  const excess = recognised > most ? recognised - most : least - recognised;
  return {
    code: 'OVER_RECOGNISED',
    subject: { entity: 'contract', key: target.key },
    details: { contract: target.key, x: recognised, y: target.entitled },
    amount: excess,
    month: upTo,
  };
}

function manualOf(target: ContractTarget, upTo: Month): Minor {
  let manual = 0;
  for (const { kind, month, amount } of target.lines) if (kind === 'manual' && month <= upTo) manual += amount;
  return manual;
}
