/** The sum behind what a month should carry, as rows that add up to it. */
import { dateOfDay } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { lastDay, type Month, monthIndex, monthInWords, monthOfIndex } from '../../shared/domain/month.ts';
import { proportion } from '../../shared/recognition/proportion.ts';
import { countDays, firstDayOfIndex } from '../../shared/recognition/service-days.ts';
import type { State } from '../../shared/recognition/state.ts';
import type { Parts } from '../../shared/recognition/types.ts';
import { type ContractTarget, contractTarget } from './contract-target.ts';
import { documentInWords } from './explain-facts.ts';
import { addedBy, earnedBefore, type Replay, replayed, type Step, type Stretch, shareOf } from './explain-stretches.ts';
import { amountInWords, dayInWords, daysInWords, figureInWords } from './explain-words.ts';
import type { ContractFacts, RecognitionPolicy } from './facts.ts';
import type { TargetKind } from './follow-policies.ts';
import { factsIn } from './policy.ts';

/** A row with an amount counts in the sum; one without says what the next rows stand on. */
export interface SumRow {
  readonly words: string;
  /** Minor units of the contract's currency. */
  readonly amount: Minor | null;
  readonly detail: string | null;
}

export function rowsTotal(rows: readonly SumRow[]): Minor {
  return rows.reduce((total, { amount }) => total + (amount ?? 0), 0);
}

/** What a month should carry of one kind, with the rows it follows from. */
export function targetRows(
  facts: ContractFacts,
  target: ContractTarget,
  month: Month,
  kind: TargetKind,
  given: RecognitionPolicy,
): SumRow[] {
  const wanted = carriedBy(target, month, kind);
  const rows = rowsOf(facts, facts.formerly === undefined ? target : targetUnder(facts, month, given), month, kind);
  const late = wanted - rowsTotal(rows);
  if (late === 0) return rows;
  if (facts.formerly?.some(({ until }) => until === month)) {
    const words = `What was chosen from ${monthInWords(month)} on would have given the months before, less what they carry`;
    return [...rows, { words, amount: late, detail: null }];
  }
  return [{ words: `Worked out for ${monthInWords(month)}`, amount: wanted, detail: null }];
}

/** The target by what held in a month, as if it had held always. */
function targetUnder(facts: ContractFacts, month: Month, given: RecognitionPolicy): ContractTarget {
  const { formerly: _, ...alone } = factsIn(facts, month);
  return contractTarget(alone, given);
}

/** What the facts give a month, of one kind. */
export function carriedBy(target: ContractTarget, month: Month, kind: string): Minor {
  let amount = 0;
  for (const line of target.lines) if (line.month === month && line.kind === kind) amount += line.amount;
  return amount;
}

function rowsOf(facts: ContractFacts, target: ContractTarget, month: Month, kind: TargetKind): SumRow[] {
  if (kind === 'manual') return manualRows(facts, month);
  const { input, wholeOn, price } = target.story;
  if (wholeOn !== null && kind === 'catch_up') {
    const detail = `${dayInWords(wholeOn)}; a person confirmed the amount below zero`;
    return [{ words: 'The whole contract, in the month of its last credit note', amount: price, detail }];
  }
  const replay = input === null ? null : replayed(input, month);
  if (replay === null) return [];
  if (kind === 'service') return serviceRows(facts, replay, month);
  return replay.steps.flatMap((step) => eventRows(facts, replay, step, month, PART[kind]));
}

const PART: Readonly<Record<Exclude<TargetKind, 'service' | 'manual'>, keyof Parts>> = {
  catch_up: 'catchUp',
  reversal: 'reversal',
  breakage: 'breakage',
};

function manualRows(facts: ContractFacts, month: Month): SumRow[] {
  return facts.decisions.manual
    .filter((line) => line.month === month)
    .map(({ amount, reason }) => ({ words: 'Entered by hand', amount, detail: reason === '' ? null : reason }));
}

function serviceRows(facts: ContractFacts, replay: Replay, month: Month): SumRow[] {
  const index = monthIndex(month);
  return replay.stretches.flatMap((stretch) =>
    shareOf(stretch, index) === 0 ? [] : stretchRows(facts, replay, stretch, index),
  );
}

function stretchRows(facts: ContractFacts, { contract, signed }: Replay, stretch: Stretch, index: number): SumRow[] {
  const { currency } = facts;
  const { pool, cutAt, because } = stretch;
  const { plan } = pool;
  const [price, share] = [signed(pool.amount), shareOf(stretch, index)];
  const name = because === null ? 'Price' : `Left to earn ${sinceWords(facts, because)}:`;
  const month = monthInWords(monthOfIndex(index));
  if (contract.method !== 'daily' || plan.kind !== 'days') {
    const basis = `${name} ${amountInWords(price, currency)}, spread by ${METHOD_WORDS[contract.method]}`;
    return [
      { words: basis, amount: null, detail: plan.kind === 'days' ? daysInWords(plan.days) : null },
      { words: `The share of ${month}`, amount: signed(share), detail: null },
    ];
  }
  const { days } = plan;
  const until = (at: number) => countDays(days, Number.NEGATIVE_INFINITY, firstDayOfIndex(at));
  const [all, before, upTo] = [
    countDays(days, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    until(index),
    until(index + 1),
  ];
  const earned = (part: number) => signed(proportion(pool.amount, part, all));
  const formula = (part: number) => `${figureInWords(price, currency)} x ${part} / ${all}`;
  const rows: SumRow[] = [
    {
      words: `${name} ${amountInWords(price, currency)} over ${daysOf(all)} of service`,
      amount: null,
      detail: daysInWords(days),
    },
    {
      words: `Days of service up to ${dayInWords(lastDay(monthOfIndex(index)))}: ${upTo} of ${all}`,
      amount: null,
      detail: `${upTo - before} of them in ${month}`,
    },
  ];
  const inMonth = pool.schedule.amounts[index - pool.schedule.first] ?? 0;
  if (share !== inMonth && cutAt !== null) {
    const served = countDays(days, firstDayOfIndex(index), cutAt);
    const stopped =
      stretch.cutBy?.type === 'pause' || stretch.cutBy?.type === 'drop' || stretch.cutBy?.type === 'complete';
    const limit = stopped
      ? `up to the last day of class, ${dayInWords(dateOfDay(cutAt - 1))}`
      : `before ${dayInWords(dateOfDay(cutAt))}`;
    const words = `The ${daysOf(served)} ${limit}, of the ${upTo - before} in ${month}`;
    const detail = `${figureInWords(signed(inMonth), currency)} x ${served} / ${upTo - before}`;
    return [...rows, { words, amount: signed(share), detail }];
  }
  rows.push({ words: `Earned to the end of ${month}`, amount: earned(upTo), detail: formula(upTo) });
  if (before > 0) {
    const words = `Less earned to the end of ${monthInWords(monthOfIndex(index - 1))}`;
    rows.push({ words, amount: -earned(before), detail: formula(before) });
  }
  return rows;
}

function daysOf(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`;
}

const METHOD_WORDS: Readonly<Record<Replay['contract']['method'], string>> = {
  daily: 'days of service',
  monthly_even: 'equal months',
  monthly_prorata: 'months, their parts by days',
  edges_daily: 'equal months, the first and the last by days',
  thirty_360: 'months of thirty days',
  full_months: 'full months',
  sessions: 'sessions',
  sessions_total: 'sessions of the whole plan',
  point_in_time: 'its day of delivery',
};

function sinceWords({ enrolments }: ContractFacts, event: Step['event']): string {
  const day = dayInWords(dateOfDay(event.counts));
  const joined = enrolments.find(({ start }) => start === dateOfDay(event.day));
  switch (event.type) {
    case 'pause':
      return event.returns === null ? `from ${day}` : `after the pause from ${day}`;
    case 'resume':
      return joined === undefined ? `since the return on ${day}` : `since the start in ${joined.cohort} on ${day}`;
    case 'extend_end':
      return joined === undefined
        ? `since the end of the course moved, from ${day}`
        : `since the change to ${joined.cohort} on ${day}`;
    case 'credit_note':
      return `after the credit note, from ${day}`;
    case 'reprice':
      return `after the price changed, from ${day}`;
    case 'drop':
    case 'complete':
      return `from ${day}`;
  }
}

/** What an event puts into its month beside the service itself. */
function eventRows(facts: ContractFacts, replay: Replay, step: Step, month: Month, part: keyof Parts): SumRow[] {
  const { signed } = replay;
  const { event, before, after } = step;
  const amount = addedBy(step, monthIndex(month), part);
  if (amount === 0) return [];
  const { currency } = facts;
  const detail = `${amountInWords(signed(before.price), currency)} became ${figureInWords(signed(after.price), currency)}`;
  switch (event.type) {
    case 'drop': {
      const billed = event.billed ?? before.price;
      const earned = after.price - amount;
      return [
        { words: 'What counts as billed when the student left', amount: signed(billed), detail: null },
        ...(event.refund === 0 ? [] : [{ words: 'Less refunded', amount: -signed(event.refund), detail: null }]),
        ...(earned === 0
          ? []
          : [
              {
                words: `Less earned by ${dayInWords(dateOfDay(event.day - 1))}, the last day of class`,
                amount: -signed(earned),
                detail: null,
              },
            ]),
      ];
    }
    case 'complete': {
      const words = `The course was finished on ${dayInWords(dateOfDay(event.day - 1))}: what was left is earned`;
      return [{ words, amount: signed(amount), detail: null }];
    }
    case 'credit_note':
    case 'reprice': {
      const document = facts.documents.find(
        ({ date, net }) => date === dateOfDay(event.day) && net === signed(after.price - before.price),
      );
      const day = dayInWords(dateOfDay(event.day));
      const name = document === undefined ? `The price changed on ${day}` : documentInWords(document);
      if (before.live === after.live)
        return [{ words: `${name}, nothing being left to carry it`, amount: signed(amount), detail }];
      return [
        { words: `${name}: it counts from the first day`, amount: null, detail },
        ...reachingBack(facts, replay, step, amount),
      ];
    }
    case 'extend_end': {
      const words = `The course ends on ${dayInWords(dateOfDay(event.until - 1))}: it counts from the first day`;
      return [{ words, amount: null, detail: null }, ...reachingBack(facts, replay, step, amount)];
    }
    case 'pause':
    case 'resume':
      return [{ words: `Since ${dayInWords(dateOfDay(event.day))}`, amount: signed(amount), detail: null }];
  }
}

/** What the months before an event should have carried with what it changed, less what they did carry. */
function reachingBack(
  { currency }: ContractFacts,
  { signed }: Replay,
  { event, before, after }: Step,
  amount: Minor,
): SumRow[] {
  const carried = earnedBefore(before, event.month);
  const end = monthInWords(monthOfIndex(event.month - 1));
  const formula = ({ live }: State, total: Minor) => {
    if (live?.plan.kind !== 'days') return null;
    const all = countDays(live.plan.days, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    const upTo = countDays(live.plan.days, Number.NEGATIVE_INFINITY, firstDayOfIndex(event.month));
    if (proportion(live.amount, upTo, all) !== total) return null;
    return `${figureInWords(signed(live.amount), currency)} x ${upTo} / ${all} days`;
  };
  const should = carried + amount;
  return [
    { words: `Earned to the end of ${end}, counted anew`, amount: signed(should), detail: formula(after, should) },
    {
      words: `Less earned to the end of ${end} until then`,
      amount: -signed(carried),
      detail: formula(before, carried),
    },
  ];
}
