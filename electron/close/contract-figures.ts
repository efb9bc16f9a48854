/** What a contract's row in a list says: its days, its price, and month by month what is earned, deferred and held. */
import { addDays, type CivilDate, maxDate, minDate } from '../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import type { PostingKind } from '../../shared/domain/entities.ts';
import { addMonths, type Month, monthIndex, monthOf, monthOfIndex, monthsOf } from '../../shared/domain/month.ts';
import type { DecisionIndex } from '../ledger/decision-index.ts';
import type { ContractFigure } from '../ledger/figures.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { MonthFigure } from '../ledger/month-figures.ts';
import { type ContractTarget, contractTarget, heldFrom } from './contract-target.ts';
import { contractBalance } from './deferred.ts';
import type { RecognitionPolicy } from './facts.ts';
import { type LoadedContract, loadContracts } from './load-contracts.ts';

/** A slip of the year must not fill the ledger with months: nothing is drawn out longer than this. */
const LONGEST_MONTHS = 600;

const OF_EARLIER_MONTHS: ReadonlySet<PostingKind> = new Set<PostingKind>(['prior_period', 'catch_up']);

/** Figures of some clients' contracts or of all, a chunk at a time; by the same rules as the table of months. */
export function* contractFigures(
  ledger: Ledger,
  decisions: DecisionIndex,
  policy: RecognitionPolicy,
  clients: readonly number[] | undefined,
): Generator<ContractFigure[], void, void> {
  for (const chunk of loadContracts(ledger, decisions, clients)) {
    yield chunk.map((contract) => figureOf(contract, contractTarget(contract.facts, policy), ledger.firstMonth));
  }
}

function figureOf({ head, facts, posted }: LoadedContract, target: ContractTarget, firstMonth: Month): ContractFigure {
  const documents = facts.documents.map(({ date, net, rate }) => ({
    month: monthOf(date),
    net: toCompanyCurrency(net, rate),
  }));
  const lines = posted.map((line) => ({ ...line, amount: line.functionalAmount }));
  const { holds, open, refund, refundIssued } = target;
  const inCompanyCurrency = toCompanyCurrency(target.held, facts.documents[0]?.rate ?? null);
  const standing = { holds, open, refund, refundIssued, held: inCompanyCurrency };
  const months = changing(documents, lines, target, firstMonth).map((month): MonthFigure => {
    const balance = contractBalance(standing, documents, lines, month);
    let [amount, late] = [0, 0];
    for (const line of lines) {
      if (line.month !== month) continue;
      amount += line.amount;
      if (OF_EARLIER_MONTHS.has(line.kind)) late += line.amount;
    }
    return {
      month,
      before: balance.recognisedToDate - amount,
      amount,
      late,
      deferred: balance.deferred,
      held: balance.onHold + balance.suspended,
      contractAsset: balance.contractAsset,
    };
  });
  const postedMonths = posted.map(({ month }) => month).sort();
  return {
    contract: head.id,
    client: head.client_id,
    clientName: head.client_name,
    service: head.service_id,
    serviceName: head.service_name,
    status: head.status,
    price: target.price,
    ...daysOf({ facts }, target),
    firstPosted: postedMonths[0] ?? null,
    lastPosted: postedMonths.at(-1) ?? null,
    months,
  };
}

/** From the first month that carries something to the last in which anything changes: what is later stays as it was then. */
function changing(
  documents: readonly { readonly month: Month }[],
  lines: readonly { readonly month: Month }[],
  target: ContractTarget,
  firstMonth: Month,
): Month[] {
  const known = [...documents, ...lines].map(({ month }) => month).sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  // What was before the ledger is one balance, in the month of its opening.
  const from = later(first, addMonths(firstMonth, -1));
  const hold = heldFrom(target);
  const stop = target.open === null ? null : monthOf(target.open.lastDay);
  let until = later(last, from);
  if (hold !== null && hold !== '') until = later(until, hold);
  if (stop !== null) until = later(until, stop);
  const end = Math.min(monthIndex(until) + 1, monthIndex(from) + LONGEST_MONTHS);
  return monthsOf({ from, until: monthOfIndex(end) });
}

function later(a: Month, b: Month): Month {
  return a > b ? a : b;
}

/** First and last day of service, as far as it is known: after everything that moved or ended it. */
function daysOf(
  { facts }: Pick<LoadedContract, 'facts'>,
  { story }: ContractTarget,
): { readonly starts: CivilDate | null; readonly ends: CivilDate | null } {
  const { input } = story;
  const planned = input?.servicePeriods ?? [{ start: input?.serviceStart ?? null, end: input?.serviceEnd ?? null }];
  const known = input === null ? facts.enrolments : planned;
  let starts: CivilDate | null = null;
  let ends: CivilDate | null = null;
  const reach = (day: CivilDate) => {
    ends = ends === null ? day : maxDate(ends, day);
  };
  for (const { start, end } of known) {
    if (start) starts = starts === null ? (start as CivilDate) : minDate(starts, start as CivilDate);
    if (end) reach(end as CivilDate);
  }
  for (const event of input?.events ?? []) {
    if (event.type === 'resume' || event.type === 'extend_end') reach(event.newEnd as CivilDate);
  }
  for (const event of input?.events ?? []) {
    const stop =
      event.type === 'drop'
        ? addDays(event.date as CivilDate, -1)
        : event.type === 'complete'
          ? (event.date as CivilDate)
          : null;
    if (stop !== null) ends = ends === null ? stop : minDate(ends, stop);
  }
  return { starts, ends };
}
