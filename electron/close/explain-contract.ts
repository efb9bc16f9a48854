/** A contract as a timeline: what makes its price, its stretches of service and pauses, and what each month carries. */
import { addDays, type CivilDate, dateOfDay, dayNumber } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import type { Decision } from '../ledger/decisions.ts';
import type { ContractLine } from '../ledger/details-contract.ts';
import type { ContractTarget } from './contract-target.ts';
import { decisionInWords } from './explain-decision.ts';
import { documentName, type Known, type Names } from './explain-facts.ts';
import { replayed } from './explain-stretches.ts';

export interface PricePart {
  readonly date: string;
  readonly words: string;
  readonly amount: Minor;
  readonly document: { readonly id: number; readonly number: string | null; readonly kind: string } | null;
  readonly line: number | null;
  readonly why: string | null;
}

/** Documents and decisions, oldest first; together they are what the company is entitled to. */
export function priceParts(
  { facts, decisions }: Known,
  target: ContractTarget,
  lines: readonly ContractLine[],
  names: Names,
): PricePart[] {
  const parts: PricePart[] = lines.map((line) => ({
    date: line.date,
    words: `${documentName(line)}${line.description === '' ? '' : `: ${line.description}`}`,
    amount: line.net,
    document: { id: line.invoice, number: line.number, kind: line.kind },
    line: line.line,
    why: line.why,
  }));
  const billed = parts.reduce((total, { amount }) => total + amount, 0);
  const add = (kind: Decision['kind'], amount: Minor) => {
    const decision = decisions.findLast((each) => each.kind === kind);
    if (decision === undefined) return parts.push(remainder(facts.documents.at(-1)?.date ?? '', amount));
    return parts.push({
      date: names.dayOf(decision.decidedAt),
      words: decisionInWords(decision, facts.currency, names),
      amount,
      document: null,
      line: null,
      why: decision.reason === '' ? null : decision.reason,
    });
  };
  if (facts.signedPrice !== null && facts.signedPrice !== billed) add('price', facts.signedPrice - billed);
  const agreed = (facts.decisions.priceChanges ?? []).length > 0 ? target.price - (facts.signedPrice ?? billed) : 0;
  if (agreed !== 0) add('price-change', agreed);
  const left = target.entitled - (facts.signedPrice ?? billed) - agreed;
  if (left !== 0) add('drop', left);
  return parts.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function remainder(date: string, amount: Minor): PricePart {
  return { date, words: 'What is not owed after the documents', amount, document: null, line: null, why: null };
}

export interface PlanStretch {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly kind: 'service' | 'pause';
}

/** Days of service as the facts stand, and what interrupts them; both ends inclusive. An open pause runs to the end once planned. */
export function planOf({ story }: ContractTarget): PlanStretch[] {
  const replay = story.input === null ? null : replayed(story.input, null);
  if (replay === null) return [];
  const runs: [number, number][] = [];
  let planned = Number.NEGATIVE_INFINITY;
  for (const { pool, cutAt } of replay.stretches) {
    if (pool.plan.kind !== 'days') continue;
    const { days } = pool.plan;
    planned = Math.max(planned, days.at(-1) ?? planned);
    for (let at = 0; at + 1 < days.length; at += 2) {
      const [from, until] = [days[at] ?? 0, Math.min(days[at + 1] ?? 0, cutAt ?? Number.POSITIVE_INFINITY)];
      if (from < until) runs.push([from, until]);
    }
  }
  runs.sort((a, b) => a[0] - b[0]);
  const stretches: PlanStretch[] = [];
  let reached: number | null = null;
  const add = (kind: PlanStretch['kind'], from: number, until: number) => {
    const last = stretches.at(-1);
    const until1 = dateOfDay(until - 1);
    if (last?.kind === kind && dayNumber(last.until) + 1 === from)
      stretches[stretches.length - 1] = { ...last, until: until1 };
    else stretches.push({ from: dateOfDay(from), until: until1, kind });
  };
  for (const [from, until] of runs) {
    if (reached !== null && from > reached) add('pause', reached, from);
    const start: number = reached === null ? from : Math.max(from, reached);
    if (start < until) add('service', start, until);
    reached = Math.max(reached ?? until, until);
  }
  if (story.open !== null) {
    const since = Math.max(dayNumber(addDays(story.open.lastDay, 1)), reached ?? Number.NEGATIVE_INFINITY);
    if (since < planned) add('pause', since, planned);
  }
  return stretches;
}

interface PostedAmount {
  readonly month: string;
  readonly kind: string;
  readonly amount: Minor;
}

export interface CarriedMonth<P> {
  readonly month: string;
  readonly amount: Minor;
  readonly late: Minor;
  readonly remaining: Minor;
  readonly postings: readonly P[];
}

/** Kinds whose money belongs to months before the one that carries it. */
const LATE: ReadonlySet<string> = new Set(['prior_period', 'catch_up']);

/** What each month carries, and what of `entitled` is left after it. */
export function monthsCarried<P extends PostedAmount>(postings: readonly P[], entitled: Minor): CarriedMonth<P>[] {
  let remaining = entitled;
  return [...Map.groupBy(postings, ({ month }) => month)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => {
      const amount = own.reduce((total, each) => total + each.amount, 0);
      const late = own.reduce((total, each) => (LATE.has(each.kind) ? total + each.amount : total), 0);
      remaining -= amount;
      return { month, amount, late, remaining, postings: own };
    });
}
