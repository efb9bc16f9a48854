import { dayNumber, parseCivilDate } from '../domain/civil-date.ts';
import type { Minor } from '../domain/money.ts';
import { monthIndex, parseMonth } from '../domain/month.ts';
import type { Plan } from './methods.ts';
import { sum } from './methods.ts';
import { mirrored } from './proportion.ts';
import { firstDayOfIndex, firstOfItsMonth, monthIndexOfDay, nextFirst, unionOfRuns } from './service-days.ts';
import {
  type ChangeMode,
  METHODS,
  type Method,
  type PauseMode,
  type RecognitionInput,
  type RefusalCode,
  type ServiceEvent,
  type ServicePeriod,
} from './types.ts';

/** Every event knows the day from which it counts and the month its own date puts its line in. */
interface Dated {
  /** First day under the new state, before the method's rhythm is applied: the order of events. */
  readonly day: number;
  /** Month of the event's own date. */
  readonly month: number;
  /** The day from which the method lets it count. */
  readonly counts: number;
}

export type PauseEvent = Dated & { readonly type: 'pause'; readonly returns: number | null; readonly mode: PauseMode };
export type ResumeEvent = Dated & { readonly type: 'resume'; readonly until: number };
export type DropEvent = Dated & { readonly type: 'drop'; readonly refund: Minor; readonly billed: Minor | null };
export type CompleteEvent = Dated & { readonly type: 'complete' };
export type PriceEvent = Dated & { readonly mode: ChangeMode } & (
    | { readonly type: 'reprice'; readonly newTotal: Minor }
    | { readonly type: 'credit_note'; readonly credit: Minor }
  );
export type EndEvent = Dated & { readonly type: 'extend_end'; readonly until: number; readonly mode: ChangeMode };
export type CheckedEvent = PauseEvent | ResumeEvent | DropEvent | CompleteEvent | PriceEvent | EndEvent;

/** A contract whose dates are days, whose events are in order, and whose price is not negative. */
export interface Contract {
  readonly method: Method;
  readonly price: Minor;
  readonly plan: Plan;
  readonly events: readonly CheckedEvent[];
  readonly credited: Minor;
  /** Whether all amounts were turned around: a negative contract is computed as its mirror. */
  readonly negative: boolean;
}

/** How finely a method can be cut: by the day, by whole months, or by the sessions of a month. */
type Rhythm = 'day' | 'month' | 'session';

// Events of one day: the price first, then what opens days, then what closes them.
const ORDER: Readonly<Record<CheckedEvent['type'], number>> = {
  reprice: 0,
  credit_note: 1,
  extend_end: 2,
  resume: 3,
  pause: 4,
  complete: 5,
  drop: 6,
};

/** Reads an input: the checked contract, or why it is refused. */
export function checkContract(input: RecognitionInput): Contract | RefusalCode {
  const method = METHODS.find((known) => known === input.method);
  if (method === undefined) return 'UNKNOWN_METHOD';
  const service = checkService(input, method);
  if (typeof service === 'string') return service;
  const negative = input.amountMinor < 0;
  const events: CheckedEvent[] = [];
  let credited = 0;
  for (const event of input.events ?? []) {
    const checked = checkEvent(event, method, negative ? mirrored : (amount) => amount);
    if (typeof checked === 'string') return checked;
    if (checked.type === 'credit_note') credited += checked.credit;
    if (checked.type === 'drop') credited += checked.refund;
    events.push(checked);
  }
  if (service.stoppedOn !== null) events.push(pauseOf(service.stoppedOn, method));
  if (events.length > 1) events.sort((a, b) => a.day - b.day || ORDER[a.type] - ORDER[b.type]);
  return {
    method,
    price: negative ? -input.amountMinor : input.amountMinor,
    plan: service.plan,
    events,
    credited,
    negative,
  };
}

/** The plan of the service, and the day of a stop that no other period follows. */
interface Service {
  readonly plan: Plan;
  readonly stoppedOn: number | null;
}

function checkService(input: RecognitionInput, method: Method): Service | RefusalCode {
  const dated = checkDates(input);
  if (typeof dated === 'string') return dated;
  if (method === 'sessions' || method === 'sessions_total') return checkSessions(input, method);
  if (method !== 'point_in_time') return dated;
  if (input.recogniseOn === undefined || input.recogniseOn === null) return withDays([]);
  const day = readDay(input.recogniseOn);
  // A delivery is a service of one day, so that "before" and "after" are decided by that day like any other.
  return day === null ? 'INVALID_DATE' : withDays([day, day + 1]);
}

function withDays(days: readonly number[], stoppedOn: number | null = null): Service {
  return { plan: { kind: 'days', days }, stoppedOn };
}

function checkDates(input: RecognitionInput): Service | RefusalCode {
  if (input.servicePeriods) return checkPeriods(input.servicePeriods);
  const { serviceStart: start, serviceEnd: end } = input;
  if ((start ?? null) === null && (end ?? null) === null) return withDays([]);
  const first = readDay(start);
  const last = readDay(end);
  if (first === null || last === null) return 'INVALID_DATE';
  return last < first ? 'END_BEFORE_START' : withDays([first, last + 1]);
}

/**
 * The union of the periods' days. A stop that other days follow cuts its own period; a stop that nothing follows is a pause with
 * unknown return instead, so its period keeps the days that were planned. A stop after the last day changes nothing: the plan ran
 * out before it.
 */
function checkPeriods(periods: readonly ServicePeriod[]): Service | RefusalCode {
  const read: { from: number; until: number; stop: number | null }[] = [];
  for (const period of periods) {
    const from = readDay(period.start);
    const end = readDay(period.end);
    const stoppedOn = period.stoppedOn ?? null;
    const stop = stoppedOn === null ? null : readDay(stoppedOn);
    if (from === null || end === null || (stoppedOn !== null && stop === null)) return 'INVALID_DATE';
    if (end < from) return 'END_BEFORE_START';
    read.push({ from, until: end + 1, stop: stop !== null && stop <= end ? stop : null });
  }
  const served = read.map(({ from, until, stop }) => ({ from, until: Math.min(until, stop ?? until) }));
  const lastServed = Math.max(...served.map(({ from, until }) => (from < until ? until : Number.NEGATIVE_INFINITY)));
  const isFinal = (stop: number | null): stop is number => stop !== null && stop >= lastServed;
  const finalStops = read.map(({ stop }) => stop).filter(isFinal);
  const runs = read.map(({ from, until, stop }): [number, number] => [
    from,
    stop === null || isFinal(stop) ? until : Math.min(until, stop),
  ]);
  return withDays(unionOfRuns(runs), finalStops.length === 0 ? null : Math.min(...finalStops));
}

/** Sessions by month in time order; with a plan, capped at it and the rest kept aside as undelivered. */
function checkSessions(input: RecognitionInput, method: 'sessions' | 'sessions_total'): Service | RefusalCode {
  const listed: { month: number; count: number }[] = [];
  for (const [key, count] of Object.entries(input.sessions ?? {})) {
    const month = parseMonth(key);
    if (month === null) return 'INVALID_DATE';
    listed.push({ month: monthIndex(month), count });
  }
  listed.sort((a, b) => a.month - b.month);
  let left = method === 'sessions_total' ? (input.totalSessions ?? 0) : Number.POSITIVE_INFINITY;
  const weights = listed.map(({ count }) => {
    const delivered = Math.min(count, left);
    left -= delivered;
    return delivered;
  });
  const undelivered = method === 'sessions_total' ? left : 0;
  if (sum(weights) + undelivered === 0 && input.amountMinor !== 0) return 'NO_WEIGHT';
  return {
    plan: { kind: 'sessions', months: listed.map(({ month }) => month), weights, undelivered },
    stoppedOn: null,
  };
}

function readDay(text: string | null | undefined): number | null {
  const date = typeof text === 'string' ? parseCivilDate(text) : null;
  return date === null ? null : dayNumber(date);
}

function rhythmOf(method: Method): Rhythm {
  if (method === 'sessions' || method === 'sessions_total') return 'session';
  return method === 'monthly_even' || method === 'full_months' ? 'month' : 'day';
}

/** A change or a return: methods of whole months give it its whole month, sessions put their month wholly after it. */
function changeCounts(day: number, method: Method): number {
  return rhythmOf(method) === 'day' ? day : firstOfItsMonth(day);
}

/** A stop: whole months started are served in full; of sessions the month of the event's own date lies wholly before it. */
function stopCounts(day: number, ownMonth: number, method: Method): number {
  const rhythm = rhythmOf(method);
  if (rhythm === 'session') return firstDayOfIndex(ownMonth + 1);
  return rhythm === 'month' ? nextFirst(day) : day;
}

function stopping(day: number, ownDay: number, method: Method): Dated {
  const month = monthIndexOfDay(ownDay);
  return { day, month, counts: stopCounts(day, month, method) };
}

function changing(day: number, method: Method): Dated {
  return { day, month: monthIndexOfDay(day), counts: changeCounts(day, method) };
}

/** The open pause that a stop without a successor is. */
function pauseOf(day: number, method: Method): PauseEvent {
  return { type: 'pause', ...stopping(day, day, method), returns: null, mode: 'extend' };
}

function checkEvent(event: ServiceEvent, method: Method, signed: (amount: Minor) => Minor): CheckedEvent | RefusalCode {
  // Sessions and deliveries have no days that could stop or move: a pause is a month without sessions.
  const hasDays = rhythmOf(method) !== 'session' && method !== 'point_in_time';
  switch (event.type) {
    case 'pause':
      return hasDays ? checkPause(event, method) : 'UNSUPPORTED_EVENT';
    case 'resume': {
      if (!hasDays) return 'UNSUPPORTED_EVENT';
      const from = readDay(event.from);
      const end = readDay(event.newEnd);
      if (from === null || end === null) return 'INVALID_DATE';
      return end < from ? 'END_BEFORE_START' : { type: 'resume', ...changing(from, method), until: end + 1 };
    }
    case 'extend_end': {
      if (!hasDays) return 'UNSUPPORTED_EVENT';
      const day = readDay(event.effective);
      const end = readDay(event.newEnd);
      if (day === null || end === null) return 'INVALID_DATE';
      if (event.mode === undefined) return 'MODE_MISSING';
      return { type: 'extend_end', ...changing(day, method), until: end + 1, mode: event.mode };
    }
    case 'drop': {
      const day = readDay(event.date);
      if (day === null) return 'INVALID_DATE';
      const billed = event.billedMinor === undefined ? null : signed(event.billedMinor);
      return { type: 'drop', ...stopping(day, day, method), refund: signed(event.refundMinor), billed };
    }
    case 'complete': {
      const day = readDay(event.date);
      return day === null ? 'INVALID_DATE' : { type: 'complete', ...stopping(day + 1, day, method) };
    }
    case 'reprice': {
      const day = readDay(event.effective);
      if (day === null) return 'INVALID_DATE';
      if (event.mode === undefined) return 'MODE_MISSING';
      return { type: 'reprice', ...changing(day, method), newTotal: signed(event.newTotalMinor), mode: event.mode };
    }
    case 'credit_note': {
      const day = readDay(event.date);
      if (day === null) return 'INVALID_DATE';
      if (event.mode === undefined) return 'MODE_MISSING';
      return { type: 'credit_note', ...changing(day, method), credit: signed(event.amountMinor), mode: event.mode };
    }
    case 'unknown':
      return 'UNKNOWN_EVENT';
  }
}

function checkPause(event: Extract<ServiceEvent, { type: 'pause' }>, method: Method): PauseEvent | RefusalCode {
  const day = readDay(event.from);
  if (day === null) return 'INVALID_DATE';
  if (event.to === null) return pauseOf(day, method);
  const to = readDay(event.to);
  if (to === null) return 'INVALID_DATE';
  if (to < day) return 'END_BEFORE_START';
  if (event.mode === undefined) return 'MODE_MISSING';
  return { type: 'pause', ...stopping(day, day, method), returns: changeCounts(to, method), mode: event.mode };
}
