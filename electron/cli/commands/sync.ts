import { type Command, Option } from 'commander';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { addMonths, parseMonth } from '../../../shared/domain/month.ts';
import { stepOfText } from '../arguments.ts';
import { EXIT, type ExitCode, exitOfRun } from '../exit-codes.ts';
import { plural, took } from '../format.ts';
import { executionProblems } from '../problem-text.ts';
import { executionHead, executionLine, showProgress } from '../progress.ts';
import { effectLines, issueLines, monthLines, tableLines } from '../report-text.ts';
import type { Session } from '../session.ts';
import { badUsage } from '../stop.ts';
import type { AddCommands } from './command.ts';

export interface RangeOptions {
  readonly year?: string;
  readonly startDate?: string;
  readonly endDate?: string;
}

interface SyncOptions extends RangeOptions {
  readonly fromStep?: string;
  readonly step?: string;
  readonly preview?: boolean;
  readonly resume?: boolean;
  readonly acceptGone?: boolean;
  readonly accruals?: boolean;
  readonly events?: boolean;
}

/** Adds the options that name a range of months. */
export function withRange(command: Command): Command {
  return command
    .option('--year <year>', 'the twelve months of a year')
    .option('--start-date <date>', 'the first day of the first month, such as 2025-03-01')
    .option('--end-date <date>', 'the first day after the last month, such as 2025-07-01');
}

/** `sync`: reads the connected systems into the ledger. */
export const addSync: AddCommands = (program, run) => {
  const command = program
    .command('sync')
    .description('read the connected systems into the ledger; without a range, all open months up to this one')
    .option('--from-step <step>', 'this step and those after it')
    .option('--step <step>', 'this step alone');
  withRange(command)
    .option('--preview', 'show what would change, and write no business row')
    .option('--resume', 'go on with the run that was interrupted')
    .option('--accept-gone', 'records that vanished are really gone: mark them, however many')
    .option('--accruals', 'work out the accruals of the same months afterwards')
    // For programs that watch a run, not for people: they have the bars.
    .addOption(new Option('--events', 'write each event of the run as a line of JSON to standard error').hideHelp())
    .action((options: SyncOptions) => run((session) => sync(session, options)));
};

async function sync(session: Session, options: SyncOptions): Promise<ExitCode> {
  const { year, startDate, endDate, resume = false, acceptGone = false, accruals = false } = options;
  const range = { year, startDate, endDate };
  if (resume && (options.preview || options.step || options.fromStep || year || startDate || endDate)) {
    throw badUsage('A run is resumed as it was begun.', 'Give --resume without steps, months or --preview.');
  }
  if (options.events) await session.listen((event) => session.terminal.err(JSON.stringify(event)));
  const wish = {
    ...range,
    step: options.step === undefined ? undefined : stepOfText(options.step),
    fromStep: options.fromStep === undefined ? undefined : stepOfText(options.fromStep),
    withAccruals: accruals,
    who: session.globals.who,
  };
  return options.preview ? preview(session, wish) : runAndReport(session, { ...wish, resume, acceptGone });
}

/** Runs steps with progress, Ctrl+C and a report. */
export async function runAndReport(session: Session, input: InputOf<'sync/run'>): Promise<ExitCode> {
  const report = await interruptible(session, (signal) => session.call('sync/run', input, signal));
  const exit = exitOfRun(report.run.status, report.issues.blocking);
  const currency = session.globals.json ? '' : await session.currency();
  const months = session.globals.json ? [] : await earnedLines(session, report);
  session.show(report, () => [
    ...(session.globals.quiet ? [] : ['']),
    endLine(session, report),
    ...months,
    ...issueLines(report.issues, currency, session.terminal),
    ...(report.issues.pending > 0 ? ['Next: monthend issues'] : []),
  ]);
  for (const line of executionProblems(report.executions, session.terminal.errPaint)) session.terminal.err(line);
  return exit;
}

function endLine({ terminal: { paint, locale } }: Session, { run, executions }: OutputOf<'sync/run'>): string {
  // Time at work: between a run that was interrupted and its resumption may lie a night.
  const ms = executions.reduce((sum, { metrics }) => sum + (metrics?.ms ?? 0), 0);
  const time = ms > 0 ? `, ${took(ms)}` : '';
  const done = executions.filter(({ status }) => status === 'completed').length;
  if (run.status === 'completed') return `${paint.done('done')}  run ${run.id}${time}`;
  const word = run.status === 'cancelled' ? paint.look('cancelled') : paint.stops('not finished');
  return `${word}  run ${run.id}${time}: ${done} of ${plural(executions.length, locale, 'part')} done. Go on with: monthend sync --resume`;
}

async function preview(session: Session, input: InputOf<'sync/preview'>): Promise<ExitCode> {
  const found = await interruptible(session, (signal) => session.call('sync/preview', input, signal));
  const currency = session.globals.json ? '' : await session.currency();
  const rows = tableLines(found.tables, session.terminal);
  session.show(found, () => [
    ...(session.globals.quiet
      ? [
          executionHead(session.terminal),
          ...found.executions.map((execution) => executionLine(execution, session.terminal)),
        ]
      : []),
    '',
    session.terminal.paint.strong('Preview: nothing of this is in the ledger.'),
    ...(rows.length > 0 ? rows : ['No row would change.']),
    `${plural(found.unchanged, session.terminal.locale, 'record')} the same, ${found.held} held.`,
    ...effectLines(found.effect, currency, session.terminal),
  ]);
  return found.executions.every(({ status }) => status === 'completed') ? EXIT.done : EXIT.stopped;
}

/** Lets the first Ctrl+C stop the run in order, and the second one end the program at once. */
async function interruptible<T>(session: Session, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const progress = await showProgress(session);
  const forget = session.terminal.onInterrupt(() => {
    if (stop.signal.aborted) {
      progress.end();
      process.exit(130);
    }
    progress.interrupt(
      'Stopping after this batch; resume with: monthend sync --resume (Ctrl+C again ends it at once).',
    );
    stop.abort();
  });
  try {
    return await work(stop.signal);
  } finally {
    forget();
    progress.end();
  }
}

/** What the months earned, after a run that worked it out. */
async function earnedLines(session: Session, { run, executions }: OutputOf<'sync/run'>): Promise<string[]> {
  const worked = executions.flatMap(({ step, month, status }) =>
    step === 'accruals' && status === 'completed' ? (month ?? []) : [],
  );
  const [from, last] = [worked[0], parseMonth(worked.at(-1) ?? '')];
  if (run.status !== 'completed' || from === undefined || last === null) return [];
  const { months, lockedThrough } = await session.call('close/months', { from, until: addMonths(last, 1) });
  return monthLines(months, lockedThrough, session.terminal);
}
