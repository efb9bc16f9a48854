import type { Minor } from '../domain/money.ts';
import { cumulativeShares, proportion } from './proportion.ts';
import {
  byMonth,
  countDays,
  type Days,
  type DaysByMonth,
  daysFrom,
  firstDayOfIndex,
  monthIndexOfDay,
} from './service-days.ts';
import type { Method } from './types.ts';

/** What a pool is spread over: days with service, or sessions per month with the part of the plan not delivered yet. */
export type Plan =
  | { readonly kind: 'days'; readonly days: Days }
  | {
      readonly kind: 'sessions';
      readonly months: readonly number[];
      readonly weights: readonly number[];
      readonly undelivered: number;
    };

/** A pool spread over its months: `amounts[0]` belongs to month index `first`. What is undelivered is in no month. */
export interface Schedule {
  readonly first: number;
  readonly amounts: readonly Minor[];
}

/** Money on its plan. The schedule is kept, because every cut and the final answer read it. */
export interface Pool {
  readonly amount: Minor;
  readonly plan: Plan;
  readonly schedule: Schedule;
}

// Least common multiple of 28, 29, 30 and 31: with it days / days of the month stays an exact integer weight.
const MONTH_LENGTHS = 377_580;

const EMPTY: Schedule = { first: 0, amounts: [] };

/** Puts money on a plan by the method's rule. */
export function poolOn(method: Method, amount: Minor, plan: Plan): Pool {
  return { amount, plan, schedule: spread(method, amount, plan) };
}

/** Whether a plan has anything that can carry money into a month. */
export function hasWork(plan: Plan): boolean {
  return plan.kind === 'days' ? plan.days.length > 0 : plan.weights.some((weight) => weight > 0);
}

/** The plan from a day on; for sessions that day is always the first of a month. */
export function planFrom(plan: Plan, day: number): Plan {
  if (plan.kind === 'days') return { kind: 'days', days: daysFrom(plan.days, day) };
  const month = monthIndexOfDay(day);
  return {
    kind: 'sessions',
    months: plan.months.filter((index) => index >= month),
    weights: plan.weights.filter((_, at) => (plan.months[at] ?? 0) >= month),
    undelivered: plan.undelivered,
  };
}

/** What of a pool is settled when its plan is cut at a day: amounts per month, and their sum. */
export interface Cut {
  readonly lines: readonly { readonly month: number; readonly amount: Minor }[];
  readonly settled: Minor;
}

/**
 * Settles a pool up to the day before `day`: whole months before its month, and of its month the share of the service days
 * before it. By service days in every method that knows parts of months; the others are only ever cut on the first of a month.
 */
export function cutPool(pool: Pool, day: number): Cut {
  const { first, amounts } = pool.schedule;
  const month = monthIndexOfDay(day);
  const lines: { month: number; amount: Minor }[] = [];
  let settled = 0;
  const settle = (index: number, amount: Minor) => {
    if (amount === 0) return;
    lines.push({ month: index, amount });
    settled += amount;
  };
  for (let at = 0; at < amounts.length && first + at < month; at++) settle(first + at, amounts[at] ?? 0);
  const inMonth = amounts[month - first] ?? 0;
  if (inMonth !== 0 && pool.plan.kind === 'days') {
    const start = firstDayOfIndex(month);
    const before = countDays(pool.plan.days, start, day);
    if (before > 0) {
      settle(month, proportion(inMonth, before, countDays(pool.plan.days, start, firstDayOfIndex(month + 1))));
    }
  }
  return { lines, settled };
}

function spread(method: Method, amount: Minor, plan: Plan): Schedule {
  if (plan.kind === 'sessions') return spreadSessions(amount, plan);
  if (plan.days.length === 0) return EMPTY;
  const months = byMonth(plan.days);
  if (method === 'edges_daily') return { first: months.first, amounts: spreadEdges(amount, months) };
  const weights = weightsOf(method, months);
  return { first: months.first, amounts: cumulativeShares(amount, weights, sum(weights)) };
}

function weightsOf(method: Method, months: DaysByMonth): readonly number[] {
  switch (method) {
    case 'monthly_even':
      return months.served.map((days) => (days > 0 ? 1 : 0));
    case 'monthly_prorata':
      return months.served.map((days, at) => days * (MONTH_LENGTHS / (months.length[at] ?? 1)));
    case 'thirty_360':
      return months.thirty;
    case 'full_months':
      return fullMonths(months);
    case 'daily':
    case 'edges_daily':
    case 'point_in_time':
    case 'sessions':
    case 'sessions_total':
      return months.served;
  }
}

/** A started month is full; the last one is not when service ends before its last day, unless there is no other. */
function fullMonths(months: DaysByMonth): number[] {
  const weights = months.served.map((days) => (days > 0 ? 1 : 0));
  if (!months.endsOnLastDay && sum(weights) > 1) weights[weights.length - 1] = 0;
  return weights;
}

/**
 * Part-served edges by days, all other touched months equally: the edges are rounded on their own and the rest is dealt out
 * cumulatively. With one or two touched months nothing is left in the middle, so days decide.
 */
function spreadEdges(amount: Minor, months: DaysByMonth): Minor[] {
  const { served, length } = months;
  const days = sum(served);
  const touched = served.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  if (touched <= 2) return cumulativeShares(amount, served, days);
  const last = served.length - 1;
  const edge = (at: number) => (at === 0 || at === last) && (served[at] ?? 0) < (length[at] ?? 0);
  const edges = served.map((value, at) => (edge(at) ? proportion(amount, value, days) : 0));
  const even = served.map((value, at) => (value > 0 && !edge(at) ? 1 : 0));
  const middle = cumulativeShares(amount - sum(edges), even, sum(even));
  return edges.map((value, at) => value + (middle[at] ?? 0));
}

function spreadSessions(amount: Minor, plan: Extract<Plan, { kind: 'sessions' }>): Schedule {
  const whole = sum(plan.weights) + plan.undelivered;
  const first = plan.months[0];
  if (first === undefined || whole === 0) return EMPTY;
  const shares = cumulativeShares(amount, plan.weights, whole);
  const amounts: Minor[] = new Array((plan.months.at(-1) ?? first) - first + 1).fill(0);
  plan.months.forEach((month, at) => {
    amounts[month - first] = shares[at] ?? 0;
  });
  return { first, amounts };
}

/** The sum of integers. */
export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
