/**
 * The schedule of a company: kept in its ledger with the moment that was last answered, so that any process on it knows what is due.
 * It starts runs and nothing else: what is locked, decided or undone is done by a person.
 */
import { z } from 'zod';
import { schedule as scheduleSchema } from '../../shared/contract/upkeep.ts';
import { ok } from '../../shared/domain/problem.ts';
import { noteAudit } from '../ledger/audit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { latestScheduledRun } from '../ledger/run-history.ts';
import { saveSetting, setting } from '../ledger/setup.ts';
import {
  dueMoment,
  latestMoment,
  MISSED_AFTER_MS,
  NO_SCHEDULE,
  nextMoments,
  type Schedule,
  scheduleInWords,
} from '../sync/schedule.ts';
import type { App, UseCases } from './app.ts';

const SAVED = 'schedule.saved';
const ANSWERED = 'schedule.answered';
const SHOWN = 5;
/** A moment answered this far ahead was answered by a clock that was wrong. */
const AHEAD_MS = 2 * 86_400_000;

const savedSchedule = z.object({ schedule: scheduleSchema, savedAt: z.iso.datetime() });
type SavedSchedule = z.output<typeof savedSchedule>;

type Channels = 'schedule/get' | 'schedule/preview' | 'schedule/save' | 'schedule/due';

export const scheduleUseCases: UseCases<Channels> = {
  'schedule/get': ({ ledger, clock }) => {
    const schedule = saved(ledger)?.schedule ?? NO_SCHEDULE;
    return ok({ schedule, ...told(ledger, schedule, clock.now()), last: lastRun(ledger) });
  },
  'schedule/preview': ({ ledger, clock }, schedule) => ok(told(ledger, schedule, clock.now())),
  'schedule/save': ({ ledger, clock }, { who, ...schedule }) => {
    const now = clock.now();
    const before = saved(ledger)?.schedule ?? NO_SCHEDULE;
    const zone = ledger.company.time_zone;
    ledger.transaction(() => {
      saveSetting(ledger, SAVED, { schedule, savedAt: now.toISOString() } satisfies SavedSchedule);
      // Otherwise nothing would be due until the clock has caught up with its mistake.
      const answered = answeredMoment(ledger);
      if (answered !== null && answered.getTime() > now.getTime() + AHEAD_MS) saveSetting(ledger, ANSWERED, undefined);
      noteAudit(ledger, {
        at: now.toISOString(),
        who,
        action: 'changed the schedule',
        subject: scheduleInWords(schedule, zone),
        detail: { before, after: schedule },
      });
    });
    return ok({ next: isoTexts(nextMoments(schedule, zone, now, SHOWN)) });
  },
  'schedule/due': ({ ledger, clock }) => {
    const plan = saved(ledger);
    if (plan === null) return ok({ due: null, missed: false, next: null });
    const { due, missed, next } = dueMoment({
      schedule: plan.schedule,
      zone: ledger.company.time_zone,
      now: clock.now(),
      savedAt: new Date(plan.savedAt),
      answered: answeredMoment(ledger),
    });
    return ok({ due: due?.toISOString() ?? null, missed, next: next?.toISOString() ?? null });
  },
};

/**
 * Notes that a run answers a moment of the schedule, and every moment before it; gives that moment. Without one it is the latest
 * that has passed. Never goes back: a clock that is set back must not make an answered moment due again.
 */
export function answerMoment({ ledger, clock }: Pick<App, 'ledger' | 'clock'>, scheduledFor?: string): string | null {
  const now = clock.now();
  const plan = saved(ledger)?.schedule ?? NO_SCHEDULE;
  const moment =
    scheduledFor === undefined
      ? latestMoment(plan, ledger.company.time_zone, now)
      : new Date(Math.min(Date.parse(scheduledFor), now.getTime()));
  if (moment === null) return null;
  const answered = answeredMoment(ledger);
  if (answered === null || moment.getTime() > answered.getTime()) saveSetting(ledger, ANSWERED, moment.toISOString());
  return moment.toISOString();
}

/** Takes the schedule as saved at an instant: what lies before it was not promised. */
export function promiseAnew(ledger: Ledger, at: string): void {
  const plan = saved(ledger);
  if (plan !== null) saveSetting(ledger, SAVED, { ...plan, savedAt: at });
}

function saved(ledger: Ledger): SavedSchedule | null {
  return savedSchedule.safeParse(setting(ledger, SAVED)).data ?? null;
}

function answeredMoment(ledger: Ledger): Date | null {
  const value = z.iso.datetime().safeParse(setting(ledger, ANSWERED));
  return value.success ? new Date(value.data) : null;
}

function told(ledger: Ledger, schedule: Schedule, now: Date): { words: string; next: string[] } {
  const zone = ledger.company.time_zone;
  return { words: scheduleInWords(schedule, zone), next: isoTexts(nextMoments(schedule, zone, now, SHOWN)) };
}

function isoTexts(moments: readonly Date[]): string[] {
  return moments.map((moment) => moment.toISOString());
}

/** The last run that nobody started by hand. It was caught up when it began well after its moment. */
function lastRun(ledger: Ledger) {
  const run = latestScheduledRun(ledger);
  if (run === null) return null;
  const moment = Date.parse(String(run.options.scheduledFor));
  const caughtUp = Date.parse(run.startedAt) - moment > MISSED_AFTER_MS;
  return { run: run.id, at: run.startedAt, status: run.status, caughtUp };
}
