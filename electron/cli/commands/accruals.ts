import { resolve } from 'node:path';
import { lastDay, type MonthRange, month } from '../../../shared/domain/month.ts';
import { monthRange } from '../../sync/steps.ts';
import { EXIT } from '../exit-codes.ts';
import { plural } from '../format.ts';
import { plain } from '../plain-text.ts';
import type { Session } from '../session.ts';
import { Stop } from '../stop.ts';
import type { AddCommands } from './command.ts';
import { type RangeOptions, runAndReport, withRange } from './sync.ts';

interface AccrualsOptions extends RangeOptions {
  readonly export?: string;
  readonly names: boolean;
}

/** `accruals`: what each month earned, worked out or written to a file. */
export const addAccruals: AddCommands = (program, run) => {
  const command = program
    .command('accruals')
    .description('work out what each month earned; without a range, all open months up to this one');
  withRange(command)
    .option('--export <file>', 'write the accruals as CSV instead, one row a posting')
    .option('--no-names', 'leave the names of clients out of the file')
    .action((options: AccrualsOptions) =>
      run((session) =>
        options.export === undefined ? work(session, options) : write(session, options, options.export),
      ),
    );
};

function work(session: Session, { year, startDate, endDate }: AccrualsOptions) {
  return runAndReport(session, { step: 'accruals', year, startDate, endDate, who: session.globals.who });
}

async function write(session: Session, options: AccrualsOptions, file: string) {
  const range = rangeOf(options);
  const written = await session.call('accruals/export', {
    from: range?.from,
    until: range?.until,
    path: resolve(file),
    names: options.names,
    who: session.globals.who,
  });
  session.show(written, () => [
    `${session.terminal.paint.done('done')}  ${plural(written.rows, session.terminal.locale, 'row')} written to ${plain(written.path)}`,
    session.terminal.paint.faint(`      SHA-256 ${written.sha256}`),
  ]);
  return EXIT.done;
}

/** The months to export; without any named, all there are. A file may hold months to come: what is postponed is posted there. */
function rangeOf({ year, startDate, endDate }: RangeOptions): MonthRange | null {
  if (year === undefined && startDate === undefined && endDate === undefined) return null;
  const range = monthRange({ year, startDate, endDate }, LAST, lastDay(LAST));
  if (!range.ok) throw new Stop(range.problem);
  return range.value;
}

const LAST = month('9998-12');
