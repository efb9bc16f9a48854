/**
 * Runs the revenue engine once more, event by event, and keeps what it passes through: each pool of money with the days it was
 * spread over and the day it was cut. The amounts are the engine's own; nothing is worked out a second way.
 */
import type { Minor } from '../../shared/domain/money.ts';
import { type Month, monthIndex } from '../../shared/domain/month.ts';
import { type CheckedEvent, type Contract, checkContract } from '../../shared/recognition/contract.ts';
import { applyEvent } from '../../shared/recognition/events.ts';
import { cutPool, type Pool } from '../../shared/recognition/methods.ts';
import { mirrored } from '../../shared/recognition/proportion.ts';
import {
  initialState,
  liveLinesBefore,
  OWN_TERMS,
  type State,
  type Terms,
  totalOf,
} from '../../shared/recognition/state.ts';
import type { Parts, RecognitionInput } from '../../shared/recognition/types.ts';

/** Money on days, from one event to the next. */
export interface Stretch {
  readonly pool: Pool;
  /** First day that the pool no longer carries; null when it runs to its end. */
  readonly cutAt: number | null;
  /** The event that laid it out; null for the plan the contract began with. */
  readonly because: CheckedEvent | null;
  /** The event that cut it. */
  readonly cutBy: CheckedEvent | null;
}

export interface Step {
  readonly event: CheckedEvent;
  readonly before: State;
  readonly after: State;
}

export interface Replay {
  readonly contract: Contract;
  readonly state: State;
  /** Those that decide the month asked for: what is changed for good only later leaves it as it was. */
  readonly stretches: readonly Stretch[];
  readonly steps: readonly Step[];
  /** Turns an amount of the engine into one of the contract: a contract below zero is computed as its mirror. */
  readonly signed: (amount: Minor) => Minor;
}

/** The engine's way to the amounts of a month, or to the whole plan when no month is given. Null: the engine refuses the story. */
export function replayed(input: RecognitionInput, month: Month | null): Replay | null {
  const contract = checkContract(input);
  if (typeof contract === 'string') return null;
  const index = month === null ? Number.POSITIVE_INFINITY : monthIndex(month);
  const run = runTo(contract, contract.events.length, OWN_TERMS, index);
  return run === null ? null : { ...run, contract, signed: contract.negative ? mirrored : (amount) => amount };
}

/** What a stretch gives to a month. */
export function shareOf({ pool, cutAt }: Stretch, index: number): Minor {
  if (cutAt === null) return pool.schedule.amounts[index - pool.schedule.first] ?? 0;
  let amount = 0;
  for (const line of cutPool(pool, cutAt).lines) if (line.month === index) amount += line.amount;
  return amount;
}

/** What an event added to a kind of revenue of a month. */
export function addedBy({ before, after }: Step, index: number, part: keyof Parts): Minor {
  return settledIn(after, index, part) - settledIn(before, index, part);
}

/** All that a state had put into the months before one. */
export function earnedBefore(state: State, index: number): Minor {
  return totalOf(state.settled.filter((line) => line.month < index)) + totalOf(liveLinesBefore(state, index));
}

function settledIn(state: State, index: number, part: keyof Parts): Minor {
  let amount = 0;
  for (const line of state.settled) if (line.month === index && line.part === part) amount += line.amount;
  return amount;
}

interface Run {
  readonly state: State;
  readonly stretches: readonly Stretch[];
  readonly steps: readonly Step[];
}

function runTo(contract: Contract, count: number, terms: Terms, index: number): Run | null {
  let state = initialState(contract, terms);
  let stretches: Stretch[] = state.live === null ? [] : [{ pool: state.live, cutAt: null, because: null, cutBy: null }];
  const steps: Step[] = [];
  // From a later catch-up on, the month keeps what it had: what follows no longer concerns it.
  let kept = false;
  for (const event of contract.events.slice(0, count)) {
    const before = state;
    const again: { run: Run | null } = { run: null };
    const next = applyEvent(before, event, {
      contract,
      terms,
      replay: (other) => {
        again.run = runTo(contract, steps.length, other, index);
        return again.run === null ? 'UNKNOWN_EVENT' : again.run.state;
      },
    });
    if (typeof next === 'string') return null;
    state = next;
    steps.push({ event, before, after: next });
    if (kept) continue;
    if (again.run !== null) {
      if (event.month <= index) stretches = again.run.stretches.map((stretch) => ({ ...stretch }));
      else kept = true;
    } else if (next.live !== before.live) {
      const last = stretches.at(-1);
      if (before.live !== null && last)
        stretches[stretches.length - 1] = { ...last, cutAt: next.settledUntil, cutBy: event };
      if (next.live !== null) stretches.push({ pool: next.live, cutAt: null, because: event, cutBy: null });
    }
  }
  return { state, stretches, steps };
}
