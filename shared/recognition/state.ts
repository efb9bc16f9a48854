import type { Minor } from '../domain/money.ts';
import type { Contract } from './contract.ts';
import { cutPool, hasWork, type Plan, type Pool, planFrom, poolOn } from './methods.ts';
import { endingAt } from './service-days.ts';
import type { Parts } from './types.ts';

/** One settled amount: a month, what kind of revenue, how much. */
export interface Line {
  readonly month: number;
  readonly part: keyof Parts;
  readonly amount: Minor;
}

/**
 * Where a contract stands between two events. Its price is in three places: settled (frozen, lines that never move), live (a pool
 * still spread over days or sessions) and held (money without days).
 */
export interface State {
  /** The price by now; after a drop what the company is entitled to. */
  readonly price: Minor;
  readonly settled: readonly Line[];
  /** No day before this one can change any more. */
  readonly settledUntil: number;
  readonly live: Pool | null;
  readonly held: Minor;
  /** Why money waits for days: a pause, open or longer than the days left; or days that were never there. `null`: it does not. */
  readonly hold: 'pause' | 'no_days' | null;
  /** Dropped or completed: nothing is left to deliver. */
  readonly closed: boolean;
}

/**
 * Terms in force from the first day, while history is replayed for a catch-up. An overriding term makes earlier events of its own
 * kind void: they can no longer change what is in force already.
 */
export interface Terms {
  readonly price: Minor | null;
  /** The day after the last day of service. */
  readonly until: number | null;
}

export const OWN_TERMS: Terms = { price: null, until: null };

/** The state on the day the contract is made. A price without a day is held from the start. */
export function initialState(contract: Contract, terms: Terms): State {
  const price = terms.price ?? contract.price;
  const plan = endingInTerms(contract.plan, terms);
  const dayless = plan.kind === 'days' && !hasWork(plan);
  return {
    price,
    settled: [],
    settledUntil: Number.NEGATIVE_INFINITY,
    live: dayless ? null : poolOn(contract.method, price, plan),
    held: dayless ? price : 0,
    hold: dayless ? 'no_days' : null,
    closed: false,
  };
}

/** A plan as far as the replayed end lets it run: the end in force stays in force, whatever moves the days before it. */
export function endingInTerms(plan: Plan, terms: Terms): Plan {
  if (terms.until === null || plan.kind !== 'days') return plan;
  return { kind: 'days', days: endingAt(plan.days, terms.until) };
}

/** A state whose live pool is settled up to a day, what remains of the pool, and the plan that is left for it. */
export interface CutState {
  readonly state: State;
  readonly rest: Minor;
  readonly left: Plan;
}

const NO_DAYS: Plan = { kind: 'days', days: [] };

/** Cuts the live pool at a day, or at the last cut if that was later: what earlier events settled never moves. */
export function cutState(state: State, at: number): CutState {
  const day = Math.max(at, state.settledUntil);
  if (state.live === null) return { state: { ...state, settledUntil: day }, rest: 0, left: NO_DAYS };
  const cut = cutPool(state.live, day);
  const settled = [...state.settled];
  for (const { month, amount } of cut.lines) settled.push({ month, part: 'service', amount });
  return {
    state: { ...state, settled, settledUntil: day, live: null },
    rest: state.live.amount - cut.settled,
    left: planFrom(state.live.plan, day),
  };
}

/** The state with one more line; a line of nothing is no line. */
export function withLine(state: State, month: number, part: keyof Parts, amount: Minor): State {
  return amount === 0 ? state : { ...state, settled: [...state.settled, { month, part, amount }] };
}

/** A pool on its days again, or held when no day is left for it. */
export function placed(state: State, contract: Contract, amount: Minor, plan: Plan): State {
  if (plan.kind === 'days' && !hasWork(plan))
    return { ...state, live: null, held: amount, hold: state.hold ?? 'no_days' };
  return { ...state, live: poolOn(contract.method, amount, plan), held: 0, hold: null };
}

/** Everything recognised before a month, as service lines of the live pool. */
export function liveLinesBefore(state: State, month: number): Line[] {
  const lines: Line[] = [];
  const { first, amounts } = state.live?.schedule ?? { first: 0, amounts: [] };
  amounts.forEach((amount, at) => {
    if (first + at < month && amount !== 0) lines.push({ month: first + at, part: 'service', amount });
  });
  return lines;
}

export function totalOf(lines: readonly Line[]): Minor {
  let total = 0;
  for (const line of lines) total += line.amount;
  return total;
}
