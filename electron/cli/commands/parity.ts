import { InvalidArgumentError } from 'commander';
import type { OutputOf } from '../../../shared/contract/index.ts';
import { lastDay, type MonthRange, month } from '../../../shared/domain/month.ts';
import { monthRange } from '../../sync/steps.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { amount, count, money, monthWords, plural, table } from '../format.ts';
import { plain } from '../plain-text.ts';
import type { Session } from '../session.ts';
import { Stop } from '../stop.ts';
import type { AddCommands } from './command.ts';
import { type RangeOptions, withRange } from './sync.ts';

type Report = OutputOf<'parity/report'>;

interface ParityOptions extends RangeOptions {
  readonly reason?: string;
  readonly contract?: number;
  readonly equal?: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** `parity`: what the system before would have booked, beside what is posted here. */
export const addParity: AddCommands = (program, run) => {
  const command = program
    .command('parity')
    .description('compare with what the old system would have booked, and why; changes nothing');
  withRange(command)
    .option('--reason <code>', 'only differences with this reason, such as D7')
    .option('--contract <id>', 'only this contract', whole)
    .option('--equal', 'also months in which both say the same')
    .option('--offset <number>', 'rows to pass over', whole, 0)
    .option('--limit <number>', 'rows to show', whole, 20)
    .action((options: ParityOptions) => run((session) => show(session, options)));
};

async function show(session: Session, { year, startDate, endDate, ...filter }: ParityOptions): Promise<ExitCode> {
  const { terminal } = session;
  const range = rangeOf({ year, startDate, endDate });
  const report = await session.call('parity/report', { from: range?.from, until: range?.until, ...filter });
  session.show(report, () => [
    terminal.paint.strong('Old system and this one, month by month'),
    ...monthTable(report, session),
    '',
    terminal.paint.strong('What makes the difference'),
    ...reasonTable(report, session),
    '',
    terminal.paint.strong('The largest first'),
    ...rowTable(report, session),
    ...rest(report, filter.offset, terminal.locale),
  ]);
  return EXIT.done;
}

function monthTable({ months, sum, currency }: Report, { terminal }: Session): string[] {
  const { locale } = terminal;
  const figures = (each: Report['sum']) => [each.old, each.now, each.difference].map((x) => money(x, currency, locale));
  const rows = months.map((each) => [monthWords(each.month), ...figures(each)]);
  const head = [
    { head: 'month' },
    { head: `old ${currency}`, right: true },
    { head: 'now', right: true },
    { head: 'difference', right: true },
  ];
  return table(head, [...rows, ['together', ...figures(sum)]], terminal);
}

function reasonTable({ reasons, currency }: Report, { terminal }: Session): string[] {
  const rows = reasons.map(({ code, words, amount: part, months }) => [
    code,
    money(part, currency, terminal.locale),
    count(months, terminal.locale),
    words,
  ]);
  return table(
    [
      { head: 'reason' },
      { head: 'amount', right: true },
      { head: 'rows', right: true },
      { head: 'what it is', max: 110 },
    ],
    rows,
    terminal,
  );
}

function rowTable({ rows, currency }: Report, { terminal }: Session): string[] {
  const figure = (minor: number) => money(minor, currency, terminal.locale);
  return table(
    [
      { head: 'contract' },
      { head: 'client', max: 24 },
      { head: 'month' },
      { head: 'old', right: true },
      { head: 'now', right: true },
      { head: 'difference', right: true },
      { head: 'reason' },
      { head: 'the old system', max: 48 },
    ],
    rows.map((row) => [
      row.contracts.map(({ id }) => String(id)).join(' '),
      plain(row.client.name),
      row.month,
      figure(row.old),
      figure(row.now),
      figure(row.difference),
      row.causes.map(({ code }) => code).join(' '),
      row.did,
    ]),
    terminal,
  );
}

function rest({ total, rows, sum, currency }: Report, offset: number, locale: string): string[] {
  const left = total - offset - rows.length;
  const size = amount(Math.abs(sum.difference), currency, locale);
  const all = `${plural(total, locale, 'row')}; in all ${size} ${sum.difference < 0 ? 'less' : 'more'} here than there.`;
  return left > 0 ? ['', `${all} ${count(left, locale)} are not shown: --limit, --offset.`] : ['', all];
}

/** The months to compare; without any named, all there are. */
function rangeOf({ year, startDate, endDate }: RangeOptions): MonthRange | null {
  if (year === undefined && startDate === undefined && endDate === undefined) return null;
  const range = monthRange({ year, startDate, endDate }, LAST, lastDay(LAST));
  if (!range.ok) throw new Stop(range.problem);
  return range.value;
}

const LAST = month('9998-12');

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}
