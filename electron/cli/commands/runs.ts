import { Option } from 'commander';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { EXECUTION_STATUSES } from '../../../shared/domain/entities.ts';
import { addMonths, parseMonth } from '../../../shared/domain/month.ts';
import { dateOfText, numberOf, stepOfText } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { count, moment, monthWords, plural, rangeWords, table, took } from '../format.ts';
import { statusWord } from '../paint.ts';
import { plain } from '../plain-text.ts';
import { executionProblems, problemLines } from '../problem-text.ts';
import { executionHead, executionLine } from '../progress.ts';
import { figureText } from '../report-text.ts';
import { agreed, type Session } from '../session.ts';
import type { Reader } from '../terminal.ts';
import type { AddCommands } from './command.ts';

type Run = OutputOf<'runs/list'>[number];

interface RunsOptions {
  readonly step?: string;
  readonly status?: Run['status'];
  readonly since?: string;
  readonly until?: string;
}

/** `runs` and `undo`: what was done to the ledger, and taking it back. */
export const addRuns: AddCommands = (program, run) => {
  program
    .command('runs')
    .description('the runs so far, or one of them with its parts')
    .argument('[id]', 'the number of a run')
    .option('--step <step>', 'runs with this step')
    .addOption(new Option('--status <status>', 'runs that stand so').choices([...EXECUTION_STATUSES]))
    .option('--since <date>', 'begun on this day or later')
    .option('--until <date>', 'begun before this day')
    .action((id: string | undefined, options: RunsOptions) =>
      run((session) => (id === undefined ? list(session, options) : one(session, numberOf(id, 'a run')))),
    );
  program
    .command('undo')
    .description('take a run back: its rows go back to what they were')
    .argument('<run>', 'the number of the run')
    .option('--yes', 'without asking')
    .action((id: string, options: { yes?: boolean }) =>
      run((session) => undo(session, numberOf(id, 'a run'), options.yes ?? false)),
    );
};

async function list(session: Session, { step, status, since, until }: RunsOptions) {
  const runs = await session.call('runs/list', {
    step: step === undefined ? undefined : stepOfText(step),
    status,
    since: since === undefined ? undefined : dateOfText(since),
    until: until === undefined ? undefined : dateOfText(until),
  });
  const { paint } = session.terminal;
  session.show(runs, () =>
    runs.length === 0
      ? ['No such run yet. Start one with: monthend sync']
      : table(
          [
            { head: 'run', right: true },
            { head: 'status' },
            { head: 'kind' },
            { head: 'months' },
            { head: 'started' },
            { head: 'took', right: true },
            { head: 'who', max: 24 },
            { head: '' },
          ],
          runs.map((each) => [
            String(each.id),
            statusWord(each.status, paint),
            each.trigger === 'manual' ? each.kind : `${each.kind}, ${each.trigger}`,
            months(each),
            moment(each.startedAt),
            each.completedAt === null ? '-' : took(Date.parse(each.completedAt) - Date.parse(each.startedAt)),
            plain(each.who),
            each.undoneBy === null ? '' : `undone by run ${each.undoneBy}`,
          ]),
          session.terminal,
        ),
  );
  return EXIT.done;
}

async function one(session: Session, id: number) {
  const found = await session.call('runs/get', { run: id });
  const { terminal } = session;
  session.show(found, () => [
    `Run ${found.run.id}: ${statusWord(found.run.status, terminal.paint)}, ${plain(found.run.kind)}, ${months(found.run)}, ${moment(found.run.startedAt)} by ${plain(found.run.who)}`,
    ...(found.run.undoneBy === null ? [] : [`Undone by run ${found.run.undoneBy}.`]),
    ...(found.executions.length > 0 ? [executionHead(terminal)] : []),
    ...found.executions.map((execution) => executionLine(execution, terminal)),
    ...(found.run.problem ? problemLines(found.run.problem, terminal.paint) : []),
    ...executionProblems(found.executions, terminal.paint),
  ]);
  return EXIT.done;
}

function months({ from, until }: Run): string {
  return rangeWords(from, until, (month) => {
    const end = parseMonth(month);
    return end === null ? month : addMonths(end, -1);
  });
}

async function undo(session: Session, run: number, yes: boolean) {
  const { terminal, globals } = session;
  if (!globals.json) {
    const ahead = await session.call('runs/undo-preview', { run });
    const currency = await session.currency();
    if (!globals.quiet) for (const line of undoLines(ahead, currency, terminal)) terminal.out(line);
  }
  if (!(await agreed(session, `Undo run ${run}?`, yes))) {
    session.remark('Nothing was changed.');
    return EXIT.done;
  }
  const done = await session.call('runs/undo', { run, who: globals.who });
  session.show(done, () => [
    `${terminal.paint.done('done')}  run ${run} was undone by run ${done.undoneBy}. The next sync brings the same rows back.`,
    ...(done.rows.kept > 0
      ? [`      ${plural(done.rows.kept, terminal.locale, 'row')} stayed, since others build on them.`]
      : []),
  ]);
  return EXIT.done;
}

function undoLines(ahead: OutputOf<'runs/undo-preview'>, currency: string, reader: Reader): string[] {
  const { paint, locale } = reader;
  const figure = (value: number) => (value === 0 ? '-' : count(value, locale));
  const tables = Object.entries(ahead.tables);
  const rows = tables.reduce((sum, [, { removed, restored, returned }]) => sum + removed + restored + returned, 0);
  return [
    paint.strong(`Undo run ${ahead.run}: ${plural(rows, locale, 'row goes', 'rows go')} back.`),
    ...(tables.length === 0
      ? []
      : table(
          [
            { head: 'table' },
            { head: 'removed', right: true },
            { head: 'as before', right: true },
            { head: 'come back', right: true },
          ],
          tables.map(([name, { removed, restored, returned }]) => [
            name.replaceAll('_', ' '),
            figure(removed),
            figure(restored),
            figure(returned),
          ]),
          reader,
        )),
    ...(ahead.postings.length === 0
      ? []
      : table(
          [{ head: 'postings taken back' }, { head: 'number', right: true }, { head: currency, right: true }],
          ahead.postings.map(({ month, count: number, amount }) => [
            monthWords(month),
            figure(number),
            figureText(-amount, currency, reader),
          ]),
          reader,
        )),
    ...(ahead.records > 0
      ? [`${plural(ahead.records, locale, 'stored record waits', 'stored records wait')} for the next sync.`]
      : []),
    ...(ahead.decisions > 0 ? [`${plural(ahead.decisions, locale, 'decision goes', 'decisions go')} with it.`] : []),
  ];
}
