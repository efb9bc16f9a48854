import type { Minor } from '../domain/money.ts';
import type {
  CheckedEvent,
  CompleteEvent,
  Contract,
  DropEvent,
  EndEvent,
  PauseEvent,
  PriceEvent,
  ResumeEvent,
} from './contract.ts';
import { hasWork, type Plan, planFrom, poolOn } from './methods.ts';
import { type Days, daysFrom, endingAt, movedBy } from './service-days.ts';
import {
  cutState,
  endingInTerms,
  type Line,
  liveLinesBefore,
  placed,
  type State,
  type Terms,
  totalOf,
  withLine,
} from './state.ts';
import type { RefusalCode } from './types.ts';

/** What an event needs besides the state: the contract, the terms of this run, and a way to replay what came before it. */
export interface History {
  readonly contract: Contract;
  readonly terms: Terms;
  /** The state after all earlier events, had other terms been in force from the first day. */
  readonly replay: (terms: Terms) => State | RefusalCode;
}

/** The state after one event, or why the event is refused. */
export function applyEvent(state: State, event: CheckedEvent, history: History): State | RefusalCode {
  switch (event.type) {
    case 'pause':
      return pause(state, event, history);
    case 'resume':
      return resume(state, event, history);
    case 'drop':
      return drop(state, event);
    case 'complete':
      return complete(state, event);
    case 'reprice':
    case 'credit_note':
      return changePrice(state, event, history);
    case 'extend_end':
      return moveEnd(state, event, history);
  }
}

function pause(state: State, event: PauseEvent, { contract, terms }: History): State | RefusalCode {
  if (state.closed) return state;
  if (state.hold === 'pause') return 'ALREADY_PAUSED';
  const cut = cutState(state, event.counts);
  if (event.returns === null) return { ...cut.state, held: cut.state.held + cut.rest, hold: 'pause' };
  if (cut.left.kind !== 'days' || !hasWork(cut.left)) return state; // the plan had run out: nothing to interrupt
  const first = cut.left.days[0] ?? event.returns;
  const days =
    event.mode === 'extend'
      ? movedBy(cut.left.days, Math.max(0, event.returns - first))
      : daysFrom(cut.left.days, event.returns);
  // Should no day be left, the money is held by this pause.
  const paused: State = { ...cut.state, hold: 'pause' };
  return placed(paused, contract, cut.rest, endingInTerms({ kind: 'days', days }, terms));
}

function resume(state: State, event: ResumeEvent, { contract, terms }: History): State | RefusalCode {
  if (state.hold === null) return 'NOT_PAUSED';
  // A return counts from the first of its month in whole-month methods, but never inside a month that is settled.
  const from = Math.max(event.counts, state.settledUntil);
  const days = event.until > from ? [from, event.until] : [];
  return placed(state, contract, state.held, endingInTerms({ kind: 'days', days }, terms));
}

function drop(state: State, event: DropEvent): State | RefusalCode {
  const billed = event.billed ?? state.price;
  if (event.refund > billed) return 'REFUND_EXCEEDS_BILLED';
  const cut = cutState(state, event.counts).state;
  const entitled = billed - event.refund;
  const open = entitled - totalOf(cut.settled);
  const ended = withLine(cut, event.month, open > 0 ? 'breakage' : 'reversal', open);
  return { ...ended, price: entitled, held: 0, hold: null, closed: true };
}

function complete(state: State, event: CompleteEvent): State {
  const { state: cut, rest } = cutState(state, event.counts);
  const done = withLine(cut, event.month, 'catchUp', rest + cut.held);
  return { ...done, held: 0, hold: null, closed: true };
}

function changePrice(state: State, event: PriceEvent, history: History): State | RefusalCode {
  if (history.terms.price !== null) return state;
  const price = event.type === 'reprice' ? event.newTotal : state.price - event.credit;
  const change = price - state.price;
  const repriced: State = { ...state, price };
  const left = state.live === null ? null : planFrom(state.live.plan, Math.max(event.counts, state.settledUntil));
  const running = left !== null && hasWork(left);
  const waiting = state.hold !== null || (left?.kind === 'sessions' && left.undelivered > 0);
  if (!running && !waiting) return withLine(repriced, event.month, 'catchUp', change);
  if (event.mode === 'catch_up') return catchUp(repriced, event.month, history, { ...history.terms, price });
  if (running) {
    const cut = cutState(repriced, event.counts);
    return placed(cut.state, history.contract, cut.rest + change, cut.left);
  }
  return changeHeld(repriced, event, change, left, history.contract);
}

/** A change of price while nothing can carry it: what is held takes it, and what it cannot take is revenue taken back at once. */
function changeHeld(state: State, event: PriceEvent, change: Minor, left: Plan | null, contract: Contract): State {
  if (left === null) {
    const held = state.held + change;
    return withLine({ ...state, held: Math.max(0, held) }, event.month, 'catchUp', Math.min(0, held));
  }
  const cut = cutState(state, event.counts);
  const rest = cut.rest + change;
  const live = poolOn(contract.method, Math.max(0, rest), cut.left);
  return withLine({ ...cut.state, live }, event.month, 'catchUp', Math.min(0, rest));
}

function moveEnd(state: State, event: EndEvent, history: History): State | RefusalCode {
  if (history.terms.until !== null) return state;
  if (state.live === null || state.live.plan.kind !== 'days') return 'NO_ACTIVE_DAYS';
  const { days } = state.live.plan;
  const settledUntil = event.mode === 'catch_up' ? state.settledUntil : Math.max(event.counts, state.settledUntil);
  if (event.until < settledUntil || event.until <= firstServiceDay(days, history.contract)) return 'END_BEFORE_START';
  if (event.mode === 'catch_up') return catchUp(state, event.month, history, { ...history.terms, until: event.until });
  const cut = cutState(state, event.counts);
  const left = daysFrom(endingAt(days, event.until), cut.state.settledUntil);
  return placed(cut.state, history.contract, cut.rest, { kind: 'days', days: left });
}

/** The first day of the service as it was agreed, or as it runs now if that is earlier. */
function firstServiceDay(days: Days, { plan }: Contract): number {
  const agreed = plan.kind === 'days' ? plan.days[0] : undefined;
  return Math.min(agreed ?? Number.POSITIVE_INFINITY, days[0] ?? Number.POSITIVE_INFINITY);
}

/**
 * Books a term that should always have been in force. The months before the event keep what they had, open or closed; its own
 * month gets the replayed amount and, as catch-up, the difference in recognised-to-date at the end of the month before. The
 * replayed pool stays live with its own rounding, so for the months before the event its amounts are taken out again as lines:
 * a later cut that settles those months settles them at what they had.
 */
function catchUp(state: State, month: number, history: History, terms: Terms): State | RefusalCode {
  const replayed = history.replay(terms);
  if (typeof replayed === 'string') return replayed;
  const kept = [...state.settled.filter((line) => line.month < month), ...liveLinesBefore(state, month)];
  const replayedLive = liveLinesBefore(replayed, month);
  const replayedBefore = replayed.settled.filter((line) => line.month < month);
  const takenOut: Line[] = replayedLive.map((line) => ({ ...line, amount: -line.amount }));
  const since = replayed.settled.filter((line) => line.month >= month);
  const difference = totalOf(replayedBefore) + totalOf(replayedLive) - totalOf(kept);
  return withLine({ ...replayed, settled: [...kept, ...takenOut, ...since] }, month, 'catchUp', difference);
}
