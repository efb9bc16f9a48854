import { join, resolve } from 'node:path';
import { appPaths, thisMachine } from '../../platform/paths.ts';
import { EXIT } from '../exit-codes.ts';
import { cut, plain } from '../plain-text.ts';
import { referenceLines } from '../reference-text.ts';
import { traceLines } from '../trace-text.ts';
import type { AddCommands } from './command.ts';

/** `ledger`: the file itself. `trace`: where a figure comes from. */
export const addLedger: AddCommands = (program, run) => {
  const ledger = program.command('ledger').description('the ledger file itself');
  ledger
    .command('hash')
    .description('one number for all the ledger says: the same facts and decisions give the same')
    .action(() =>
      run(async (session) => {
        const found = await session.call('ledger/hash', {});
        session.show(found, () => [found.hash]);
        return EXIT.done;
      }),
    );
  ledger
    .command('check')
    .description('whether the file is whole and its figures agree')
    .action(() =>
      run(async (session) => {
        const found = await session.call('ledger/check', {});
        const log = join(appPaths({ ...thisMachine(), env: session.terminal.env }).logs, 'monthend.log');
        const { paint } = session.terminal;
        session.show({ ...found, log }, () => [
          ...found.checks.flatMap((check) => [
            `${check.ok ? paint.done('done') : paint.stops('look at it')}  ${plain(check.name)}`,
            ...check.found.map((line) => `      ${cut(plain(line), 300)}`),
          ]),
          ...(found.ok ? [] : ['Restore a backup if you cannot explain it, and send us the log file.']),
          paint.faint(`Log file: ${log}`),
        ]);
        return found.ok ? EXIT.done : EXIT.stopped;
      }),
    );
  ledger
    .command('backup')
    .description('a whole copy of the ledger, beside it or where you say')
    .argument('[file]', 'the copy; must not exist yet')
    .action((file: string | undefined) =>
      run(async (session) => {
        const done = await session.call('ledger/backup', { path: file === undefined ? undefined : resolve(file) });
        session.show(done, () => [`${session.terminal.paint.done('done')}  copied to ${plain(done.path)}`]);
        return EXIT.done;
      }),
    );
  const trace = program
    .command('trace')
    .description('where a figure or a line of a workpaper comes from, down to the stored record')
    .argument('[reference]', 'from the column Ref of a sheet, such as C-12-K7Q4X')
    .option('--whole', 'with all that is on file about it')
    .action((reference: string | undefined, options: { whole?: true }) =>
      run(async (session) => {
        if (reference === undefined) {
          session.show({}, () => [trace.helpInformation()]);
          return EXIT.done;
        }
        const found = await session.call('trace/reference', { ref: reference });
        const company = session.globals.json ? '' : await session.currency();
        session.show(found, () => [
          ...referenceLines(found, session.terminal),
          ...(options.whole && found.whole !== null ? ['', ...traceLines(found.whole, company, session.terminal)] : []),
        ]);
        return EXIT.done;
      }),
    );
  for (const what of ['contract', 'posting', 'invoice'] as const) {
    trace
      .command(what)
      .description(`where the figures of ${what === 'invoice' ? 'an' : 'a'} ${what} come from`)
      .argument('<id>', what === 'posting' ? 'its number' : 'its number or key')
      .action((id: string) =>
        run(async (session) => {
          const found = await session.call(`trace/${what}`, { id });
          const company = session.globals.json ? '' : await session.currency();
          session.show(found, () => traceLines(found, company, session.terminal));
          return EXIT.done;
        }),
      );
  }
};
