/**
 * Lays what people settled over what the enrolments say. A decision always wins over the source for the thing it settles, and
 * nothing else: a decided pause replaces the open postponement it answers, a decided drop ends the contract on its day.
 */
import { addDays, addMonthsToDate, type CivilDate, maxDate } from '../../shared/domain/civil-date.ts';
import type { RecognitionMethod } from '../../shared/domain/entities.ts';
import { addMonths, firstDay, type Month } from '../../shared/domain/month.ts';
import type { ServiceEvent } from '../../shared/recognition/types.ts';
import type { Place, Stop } from './enrolment-places.ts';
import type { Timeline } from './enrolment-timeline.ts';
import type { ContractDecisions, RecognitionPolicy } from './facts.ts';

export interface DecidedEvents {
  readonly events: readonly ServiceEvent[];
  /** First day without service of an open pause that nobody has settled. */
  readonly open: Stop | null;
  /** First day without service of the decided drop. */
  readonly dropOn: CivilDate | null;
  /** A drop was decided, but on which day is not known. */
  readonly dropWithoutDay: boolean;
}

/**
 * The events of the timeline with the decisions laid over them, without price events and without the drop itself. `method` is the
 * contract's: it decides from when a change of place within a month counts.
 */
export function withDecisions(
  timeline: Timeline,
  places: readonly Place[],
  decisions: ContractDecisions,
  policy: RecognitionPolicy,
  method: RecognitionMethod,
): DecidedEvents {
  const settled = laidOver(timeline, places, decisions, policy);
  const { pause, resume } = decisions;
  const events = pause.length + resume.length === 0 ? settled.events : consistent(settled.events);
  return { ...settled, events: withoutEmptyPauses(events, method, settled.dropOn) };
}

/** Sources and people may tell one interruption twice: who waits already does not stop again, who does not wait cannot return. */
function consistent(events: readonly ServiceEvent[]): readonly ServiceEvent[] {
  let waiting = false;
  return [...events]
    .sort((a, b) => (firstDayOf(a) < firstDayOf(b) ? -1 : firstDayOf(a) > firstDayOf(b) ? 1 : 0))
    .filter((event) => {
      if (event.type === 'pause' || event.type === 'extend_end') {
        if (waiting) return false;
        waiting = event.type === 'pause' && event.to === null;
      } else if (event.type === 'resume') {
        if (!waiting) return false;
        waiting = false;
      }
      return true;
    });
}

/**
 * A student who changes place overnight never paused: the new end replaces the old one from that day. The engine would read a
 * return on the first day of a pause as coming before it. Methods of whole months let a stop count from the next month on.
 */
function withoutEmptyPauses(
  events: readonly ServiceEvent[],
  method: RecognitionMethod,
  dropOn: CivilDate | null,
): readonly ServiceEvent[] {
  if (events.length < 2) return events;
  const wholeMonths = method === 'monthly_even' || method === 'full_months';
  const kept: ServiceEvent[] = [];
  for (const event of events) {
    // The pause a return ends is the last one before it; a return that is stopped again at once is another matter.
    const at = kept.findLastIndex(({ type }) => type === 'pause' || type === 'resume');
    const last = kept[at];
    if (event.type === 'resume' && last?.type === 'pause' && last.to === null && last.from === event.from) {
      kept.splice(at, 1);
      const nextMonth = firstDay(addMonths(event.from.slice(0, 7) as Month, 1));
      const sooner = events.some((other) => firstDayOf(other) > event.from && firstDayOf(other) <= nextMonth);
      const ends = event.newEnd < nextMonth || sooner || (dropOn !== null && dropOn <= nextMonth);
      const inside = wholeMonths && !event.from.endsWith('-01') && !ends;
      const effective = inside ? nextMonth : event.from;
      kept.push({ type: 'extend_end', effective, newEnd: event.newEnd, mode: 'prospective' });
    } else if (wholeMonths && event.type === 'pause' && last?.type === 'resume' && last.newEnd < nextFirst(kept, at)) {
      kept.splice(at, 1); // a return within the month that the stop had settled already: the money goes on waiting
    } else kept.push(event);
  }
  return kept;
}

/** The first day after the month in which the pause before an event began; months settled by a pause carry nothing more. */
function nextFirst(events: readonly ServiceEvent[], before: number): string {
  const paused = events.findLast((event, at) => at < before && event.type === 'pause');
  return paused === undefined ? '' : firstDay(addMonths(firstDayOf(paused).slice(0, 7) as Month, 1));
}

function laidOver(
  timeline: Timeline,
  places: readonly Place[],
  decisions: ContractDecisions,
  policy: RecognitionPolicy,
): DecidedEvents {
  let { events, open }: { events: readonly ServiceEvent[]; open: Stop | null } = timeline;
  if (open !== null && open.kind === 'pause' && decisions.pause.some((pause) => answers(pause, open))) {
    events = events.filter((event) => !isOpenPause(event, open));
    open = null;
  }
  for (const { lastDay, returnDay, mode } of decisions.pause) {
    const from = addDays(lastDay, 1);
    if (waitsOn(events, from)) continue; // already waiting: a second pause changes nothing
    events = [...events, { type: 'pause', from, to: returnDay, mode: mode ?? policy.pauseMode }];
    if (returnDay === null) open = { lastDay, kind: 'pause' };
  }
  for (const { firstDay, newEnd } of [...decisions.resume].sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1))) {
    if (open === null) continue; // nothing waits: the source itself shows the return by now
    const from = maxDate(firstDay, addDays(open.lastDay, 1));
    if (newEnd < from) continue; // a return from before the stop answers another one
    events = [...events, { type: 'resume', from, newEnd }];
    open = null;
  }
  if (decisions.complete !== null) {
    const { lastDay } = decisions.complete;
    events = [...before(events, addDays(lastDay, 1)), { type: 'complete', date: lastDay }];
    open = null;
  }
  if (decisions.drop === null) return { events, open, dropOn: null, dropWithoutDay: false };
  const dropOn = dropDay(decisions.drop.lastDay, open, places, policy);
  if (dropOn === null) return { events, open, dropOn, dropWithoutDay: true };
  // The day a person named replaces the day the source gave for the same departure.
  const departed = open;
  if (departed?.kind === 'drop') events = events.filter((event) => !isOpenPause(event, departed));
  // A course is either finished or left: the decision that the student left replaces a finish.
  const kept = before(events, dropOn).filter(({ type }) => type !== 'complete');
  return { events: kept, open: null, dropOn, dropWithoutDay: false };
}

function answers(pause: ContractDecisions['pause'][number], open: Stop | null): boolean {
  return open !== null && (pause.returnDay === null || open.lastDay < pause.returnDay);
}

function isOpenPause(event: ServiceEvent, stop: Stop | null): boolean {
  return stop !== null && event.type === 'pause' && event.to === null && event.from === addDays(stop.lastDay, 1);
}

/** The first day without service: the decided day; else that of the departure; else, for a pause, the day its limit passed. */
function dropDay(
  decided: CivilDate | null,
  open: Stop | null,
  places: readonly Place[],
  policy: RecognitionPolicy,
): CivilDate | null {
  if (decided !== null) return addDays(decided, 1);
  if (open?.kind === 'drop') return addDays(open.lastDay, 1);
  if (open?.kind === 'pause') return addMonthsToDate(addDays(open.lastDay, 1), policy.pauseLimitMonths);
  const left = places.flatMap(({ stop }) => (stop?.kind === 'drop' ? [stop.lastDay] : [])).sort();
  const last = left.at(-1);
  return last === undefined ? null : addDays(last, 1);
}

/** Whether money waits on a day: the events before it leave an open pause. */
export function waitsOn(events: readonly ServiceEvent[], day: string): boolean {
  const before = events
    .filter((event) => (event.type === 'pause' || event.type === 'resume') && event.from <= day)
    .sort((a, b) => (firstDayOf(a) < firstDayOf(b) ? -1 : 1));
  const last = before.at(-1);
  return last?.type === 'pause' && (last.to === null || last.to > day);
}

/** First day under the state an event brings. */
export function firstDayOf(event: ServiceEvent): string {
  switch (event.type) {
    case 'pause':
    case 'resume':
      return event.from;
    case 'complete':
      return nextDay(event.date);
    case 'drop':
    case 'credit_note':
      return event.date;
    case 'reprice':
    case 'extend_end':
      return event.effective;
    case 'unknown':
      return '';
  }
}

function nextDay(date: string): string {
  return addDays(date as CivilDate, 1);
}

function before(events: readonly ServiceEvent[], day: string): readonly ServiceEvent[] {
  return events.filter((event) => firstDayOf(event) < day);
}
