/** What the desk says by itself, once: each in plain words, kept until somebody has read it. */
import type { DeskState } from '../../shared/contract/desk.ts';

export type Notice = DeskState['notices'][number];

/** A moment as the company's wall clock showed it: "3 March 07:30". */
export function momentInWords(at: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('day')} ${part('month')} ${part('hour')}:${part('minute')}`;
}

export function caughtUp(moment: string): Notice {
  return {
    code: 'RUN_CAUGHT_UP',
    message: `The run of ${moment} was caught up now: Monthend was not running at that time.`,
    fix: 'Nothing to do. To have it run in time, keep the computer on and Monthend open.',
  };
}

export function scheduledRunStopped(moment: string, why: string): Notice {
  return {
    code: 'SCHEDULED_RUN_STOPPED',
    message: `The scheduled run of ${moment} did not get to its end. ${why}`.trim(),
    fix: 'Open it under Runs to see where it stopped, put that right, then resume it.',
  };
}

export function clockWentBack(from: string, to: string): Notice {
  return {
    code: 'CLOCK_SET_BACK',
    message: `The clock of this computer was set back, from ${from} to ${to}.`,
    fix: 'Check date and time of the computer. Scheduled runs that were done are not done again.',
  };
}

export const ENGINE_RESTARTED: Notice = {
  code: 'ENGINE_RESTARTED',
  message:
    'The part of Monthend that works on the ledger stopped and was started again. Everything it had stored is safe.',
  fix: 'If a run was going on, resume it. If it happens again, copy the diagnostics under About and send them to us.',
};
