import { resolve } from 'node:path';
import { monthOfText } from '../arguments.ts';
import { EXIT } from '../exit-codes.ts';
import { monthWords } from '../format.ts';
import type { AddCommands } from './command.ts';

/** `package`: a month's close in one folder; `issues workbook` and `issues import`: issues out and back. */
export const addPackages: AddCommands = (program, run) => {
  program
    .command('package')
    .description('write the close of a month into a folder: workbook, journal, accruals, JSON and a manifest')
    .argument('<month>', 'such as 2025-03')
    .argument('<folder>', 'where packages are kept; the month gets a folder of its own there')
    .option('--no-names', 'client codes only')
    .action((month: string, folder: string, { names }: { names: boolean }) =>
      run(async (session) => {
        const made = await session.call('packages/make', {
          month: monthOfText(month),
          folder: resolve(folder),
          names,
          who: session.globals.who,
        });
        session.show(made, () => [
          `${session.terminal.paint.done('done')}  ${monthWords(made.month)} (${made.state}) is in ${made.folder}`,
          ...made.files.map(({ name, rows, sha256 }) => `  ${name}  ${rows} rows  ${sha256.slice(0, 12)}`),
          `  dataset ${made.datasetHash}`,
        ]);
        return EXIT.done;
      }),
    );
  const issues = program.commands.find((command) => command.name() === 'issues');
  issues
    ?.command('workbook')
    .description('write the issues to a workbook whose status, note and mapping can be filled in')
    .argument('<file>', 'an .xlsx file')
    .option('--status <status>', 'pending, resolved or ignored')
    .action((file: string, { status }: { status?: string }) =>
      run(async (session) => {
        const made = await session.call('issues/export-workbook', {
          path: resolve(file),
          who: session.globals.who,
          ...(status === 'pending' || status === 'resolved' || status === 'ignored' ? { status } : {}),
        });
        session.show(made, () => [`${session.terminal.paint.done('done')}  ${made.rows} issues are in ${made.path}`]);
        return EXIT.done;
      }),
    );
  issues
    ?.command('import')
    .description('take over what was filled in; all of it or nothing')
    .argument('<file>', 'the workbook')
    .option('--preview', 'only say what it would change')
    .action((file: string, { preview = false }: { preview?: boolean }) =>
      run(async (session) => {
        const path = resolve(file);
        const diff = await session.call('issues/import-preview', { path });
        const lines = [
          ...diff.changes.map((change) => `  row ${change.row}  ${change.words}`),
          ...diff.findings.map((finding) => `  ${finding.stops ? 'stops' : 'note'}  ${finding.message} ${finding.fix}`),
        ];
        if (preview || (!diff.ready && !diff.findings.some(({ stops }) => stops))) {
          session.show(diff, () => (lines.length > 0 ? lines : ['Nothing in the file differs from what is here.']));
          return EXIT.done;
        }
        const done = await session.call('issues/import', { path, sha256: diff.sha256, who: session.globals.who });
        session.show(done, () => [
          ...lines,
          `${session.terminal.paint.done('done')}  ${done.updated} issues, ${done.decisions} mappings`,
        ]);
        return EXIT.done;
      }),
    );
};
