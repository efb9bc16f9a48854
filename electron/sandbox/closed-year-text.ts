/** The sample company's close as the demo prints it. */
import { relative } from 'node:path';
import type { OutputOf } from '../../shared/contract/index.ts';
import { amount, count, money, monthWords, plural, table } from '../cli/format.ts';
import { plain } from '../cli/plain-text.ts';
import type { Terminal } from '../cli/terminal.ts';
import { type ClosedYear, PREPARER, REVIEWER } from './close-the-year.ts';

type Reader = Pick<Terminal, 'paint' | 'locale' | 'columns'>;
type Comparison = OutputOf<'parity/report'>;

/** So many reasons are printed; the others are one command away. */
const REASONS = 6;

/** The close as the one JSON document carries it. */
export function closedView({ months, refused, late, changes, openRed, packages }: ClosedYear) {
  return {
    months,
    refused,
    late: late.map(({ words }) => words),
    changes: { amount: changes.amount, total: changes.total, currency: changes.currency },
    openRed,
    packages: packages.map(({ month, folder, state, datasetHash, files }) => ({
      month,
      folder,
      state,
      datasetHash,
      files: files.map(({ name, rows, sha256 }) => ({ name, rows, sha256 })),
    })),
  };
}

export function closedLines(year: ClosedYear, currency: string, reader: Reader): string[] {
  const { paint, locale } = reader;
  const { months, refused, late, changes, openRed, packages } = year;
  const rows = months.map(({ month, postings, red, hash, reproduced }) => [
    monthWords(month),
    count(postings, locale),
    red === 0 ? paint.done('all agree') : paint.stops(`${count(red, locale)} off`),
    reproduced ? paint.done('to the cent') : paint.stops('no longer'),
    hash.slice(0, 16),
  ]);
  const told = changes.changes.filter((change) => change.amount !== 0);
  const others = changes.total - told.length;
  const head = [
    { head: 'month' },
    { head: 'postings', right: true },
    { head: 'control totals' },
    { head: 'comes out again' },
    { head: 'seal' },
  ];
  return [
    paint.strong(`Prepared by ${PREPARER}, reviewed by ${REVIEWER}, closed`),
    ...table(head, rows, reader),
    ...(refused === null ? [] : [paint.stops(refused.message), refused.fix]),
    '',
    paint.strong('What came late'),
    ...late.map(({ words }) => plain(words)),
    ...told.flatMap(({ client, service, sentences, amount: part }) => [
      `  ${plain(client)}, ${plain(service)}: ${money(part, currency, locale)} for closed months`,
      ...sentences.map((sentence) => `    ${plain(sentence)}`),
    ]),
    ...(others === 0
      ? []
      : [`  ${plural(others, locale, 'more contract')} changed; closed months would carry the same.`]),
    `Closed months stay as they were signed; the open one takes ${amount(changes.amount, currency, locale)}.`,
    openRed === 0 ? paint.done('Its control totals agree, too.') : paint.stops('Its control totals do not agree.'),
    ...packages.map(
      ({ month, folder, files, datasetHash }) =>
        `Package of ${monthWords(month)}: ${plural(files.length, locale, 'file')} in ${relative('.', folder)}, data ${datasetHash.slice(0, 16)}`,
    ),
  ];
}

/** What the system before would have booked, in a few lines. */
export function comparisonLines({ sum, reasons, currency }: Comparison, reader: Reader): string[] {
  const { paint, locale } = reader;
  const rows = reasons
    .slice(0, REASONS)
    .map(({ code, words, amount: part }) => [code, money(part, currency, locale), words]);
  return [
    paint.strong('Compared with the old system'),
    `It would have booked ${amount(sum.old, currency, locale)}; this ledger carries ${amount(sum.now, currency, locale)}.`,
    ...table([{ head: 'reason' }, { head: 'amount', right: true }, { head: 'what it is', max: 90 }], rows, reader),
  ];
}
