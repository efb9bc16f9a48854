import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { InputOf } from '../../../shared/contract/index.ts';
import { ISSUE_STATUSES } from '../../../shared/domain/entities.ts';
import { ISSUE_ENTITIES } from '../../../shared/domain/issue.ts';
import { monthOfText, numberOf } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { plural } from '../format.ts';
import { issueDetailLines, issueNames, issueTable } from '../issue-text.ts';
import { plain } from '../plain-text.ts';
import type { Session } from '../session.ts';
import { badUsage } from '../stop.ts';
import type { AddCommands, Work } from './command.ts';
import { addIssueCare, numbersOf } from './issue-care.ts';

type Filter = Pick<
  InputOf<'issues/list'>,
  | 'integration'
  | 'operation'
  | 'status'
  | 'entityType'
  | 'severity'
  | 'code'
  | 'month'
  | 'owner'
  | 'unowned'
  | 'snoozed'
>;

interface ListOptions extends Filter {
  readonly limit: string;
  readonly cursor?: string;
}

/** `issues`: what stands in the way, and what was done about it. */
export const addIssues: AddCommands = (program, run) => {
  const issues = program
    .command('issues')
    .description('what stands in the way, most money first')
    .addHelpText('after', '\nFilters of the list: monthend issues list --help');
  withFilters(
    issues.command('list', { isDefault: true }).description('list issues; pending ones unless --status says otherwise'),
  )
    .option('--limit <number>', 'at most so many, up to 1000', '100')
    .option('--cursor <cursor>', 'go on where the list before ended')
    .action((options: ListOptions) => run((session) => list(session, options)));
  issues
    .command('show')
    .description('one issue with everything known about it')
    .argument('<id>', 'its number')
    .action((id: string) =>
      run(async (session) => {
        const found = await session.call('issues/get', { id: numberOf(id, 'an issue') });
        const currency = session.globals.json ? '' : await session.currency();
        session.show(found, () => issueDetailLines(found, currency, session.terminal));
        return EXIT.done;
      }),
    );
  addUpdates(issues, run);
  addIssueCare(issues, run);
  withFilters(issues.command('export').description('write issues as CSV').argument('<file>', 'the file')).action(
    (file: string, options: Filter) =>
      run(async (session) => {
        const written = await session.call('issues/export', {
          ...filterOf(options),
          path: resolve(file),
          who: session.globals.who,
        });
        session.show(written, () => [
          `${session.terminal.paint.done('done')}  ${plural(written.rows, session.terminal.locale, 'issue')} written to ${plain(written.path)}`,
          session.terminal.paint.faint(`      SHA-256 ${written.sha256}`),
        ]);
        return EXIT.done;
      }),
  );
};

function addUpdates(issues: Command, run: Work): void {
  const many = (name: string, description: string) =>
    issues.command(name).description(description).argument('<ids...>', 'their numbers');
  many('resolve', 'mark issues as settled')
    .option('--reason <text>', 'how they were settled')
    .action((ids: string[], { reason }: { reason?: string }) =>
      run((session) => update(session, ids, 'resolved', reason)),
    );
  many('ignore', 'leave issues as they are, for a reason')
    .requiredOption('--reason <text>', 'why they may stay')
    .action((ids: string[], { reason }: { reason: string }) =>
      run((session) => update(session, ids, 'ignored', reason)),
    );
  many('reopen', 'take back that issues were settled or ignored').action((ids: string[]) =>
    run((session) => update(session, ids, 'pending', undefined)),
  );
  many('retry', 'apply the stored records of issues again, without the network').action((ids: string[]) =>
    run(async (session) => {
      const done = await session.call('issues/retry', { ids: numbersOf(ids), who: session.globals.who });
      session.show(done, () => [
        `${session.terminal.paint.done('done')}  ${plural(done.retried, session.terminal.locale, 'record')} applied again: ${plural(done.cleared, session.terminal.locale, 'issue')} cleared, ${done.stillOpen} still open.`,
      ]);
      return EXIT.done;
    }),
  );
}

async function update(
  session: Session,
  ids: readonly string[],
  status: 'resolved' | 'ignored' | 'pending',
  reason: string | undefined,
) {
  const done = await session.call('issues/update', { ids: numbersOf(ids), status, reason, who: session.globals.who });
  const word = status === 'pending' ? 'open again' : status;
  session.show(done, () => [
    `${session.terminal.paint.done('done')}  ${plural(done.updated, session.terminal.locale, 'issue')} ${word}.`,
  ]);
  return EXIT.done;
}

async function list(session: Session, { limit, cursor, ...filter }: ListOptions) {
  const most = numberOf(limit, 'a limit');
  if (most > 1000)
    throw badUsage(
      'At most 1000 issues are listed at once.',
      'Use --cursor for the rest, or: monthend issues export FILE.',
    );
  const page = await session.call('issues/list', { status: 'pending', ...filterOf(filter), limit: most, cursor });
  const { json } = session.globals;
  const currency = json ? '' : await session.currency();
  const names = json
    ? new Map<string, string>()
    : await issueNames(page.issues, (input) => session.call('issues/names', input));
  session.show(page, () =>
    page.issues.length === 0
      ? ['No such issue.']
      : [
          ...issueTable(page.issues, names, currency, session.terminal),
          ...(page.cursor === null
            ? []
            : [session.terminal.paint.faint(`There are more: add --cursor ${plain(page.cursor)}`)]),
        ],
  );
  return EXIT.done;
}

function filterOf({ integration, operation, status, entityType, severity, code, month, ...care }: Filter): Filter {
  const given = {
    integration,
    operation,
    status,
    entityType,
    severity,
    code: code?.toUpperCase(),
    month: month === undefined ? undefined : monthOfText(month),
    owner: care.owner,
    unowned: care.unowned,
    snoozed: care.snoozed,
  };
  // What was not given must stay away, or it would take the place of the defaults.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Filter;
}

function withFilters(command: Command): Command {
  return command
    .option('--integration <system>', 'of this system, such as holded')
    .option('--operation <step>', 'found by this step, such as invoices')
    .addOption(new Option('--status <status>', 'that stand so').choices([...ISSUE_STATUSES]))
    .addOption(new Option('--entity-type <type>', 'about such things').choices([...ISSUE_ENTITIES]))
    .addOption(
      new Option('--severity <severity>', 'of this weight').choices(['blocker', 'high', 'medium', 'low', 'info']),
    )
    .option('--code <code>', 'of this kind, such as SERVICE_UNKNOWN')
    .option('--month <month>', 'of this month, such as 2025-03')
    .option('--owner <name>', 'that somebody looks after')
    .option('--unowned', 'that nobody looks after')
    .addOption(
      new Option('--snoozed <how>', 'leave out what is snoozed, or show nothing else').choices(['hide', 'only']),
    );
}
