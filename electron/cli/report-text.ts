/** What came out of a run or a decision, as lines for the operator. */
import type { OutputOf } from '../../shared/contract/index.ts';
import { ISSUE_KINDS } from '../../shared/domain/issue-taxonomy.ts';
import { amount, count, money, monthWords, plural, table } from './format.ts';
import { plain } from './plain-text.ts';
import type { Reader } from './terminal.ts';

type Report = OutputOf<'sync/run'>;
type Preview = OutputOf<'sync/preview'>;
export type TableCounts = Preview['tables'];
export type MonthEffect = Preview['effect'][number];
type Figures = OutputOf<'close/months'>['months'][number];

/** The words of a kind of issue, without what differs from one to the next. */
export function kindWords(code: string): string {
  const title = ISSUE_KINDS.find((kind) => kind.code === code)?.title ?? code;
  return plain(title.replace(/^\{\w+\}/, 'A system').replace(/\{\w+\}/g, 'a system'));
}

/** Whether an issue keeps its month open. */
export function stopsTheMonth(issue: { readonly severity: string; readonly effect: string }): boolean {
  return issue.effect === 'month' || (issue.effect === 'source' && issue.severity === 'blocker');
}

/** Open issues after a run: how many, what money hangs on them, of which kinds. */
export function issueLines(issues: Report['issues'], currency: string, reader: Reader): string[] {
  const { paint, locale } = reader;
  if (issues.pending === 0) return [paint.done('No open issues.')];
  const stops = issues.blocking > 0 ? paint.stops(`${issues.blocking} of them stop the month`) : 'none stops the month';
  const kinds = Object.entries(issues.byCode).sort(([, a], [, b]) => b - a);
  return [
    `Money at risk  ${paint.strong(amount(issues.amountAtRisk, currency, locale))} in ${plural(issues.pending, reader.locale, 'open issue')}, ${stops}.`,
    ...table(
      [{ head: 'issues', right: true }, { head: 'what' }, { head: 'code' }],
      kinds.map(([code, number]) => [count(number, locale), kindWords(code), paint.faint(code)]),
      reader,
    ).map((line) => `  ${line}`),
  ];
}

/** Rows written, by table; tables without any are left out. */
export function tableLines(tables: TableCounts, reader: Reader): string[] {
  const figure = (value: number) => (value === 0 ? '-' : count(value, reader.locale));
  const rows = Object.entries(tables)
    .filter(([, { created, updated, removed }]) => created + updated + removed > 0)
    .map(([name, { created, updated, removed }]) => [
      name.replaceAll('_', ' '),
      figure(created),
      figure(updated),
      figure(removed),
    ]);
  if (rows.length === 0) return [];
  return table(
    [
      { head: 'table' },
      { head: 'created', right: true },
      { head: 'updated', right: true },
      { head: 'removed', right: true },
    ],
    rows,
    reader,
  );
}

/** What months would carry instead, with the difference. */
export function effectLines(months: readonly MonthEffect[], currency: string, reader: Reader): string[] {
  if (months.length === 0) return ['No month changes.'];
  const { paint, locale } = reader;
  const figure = (minor: number) => figureText(minor, currency, reader);
  return table(
    [
      { head: 'recognised' },
      { head: `before ${currency}`, right: true },
      { head: 'after', right: true },
      { head: 'change', right: true },
    ],
    [
      ...months.map(({ month, before, after }) => [
        monthWords(month),
        figure(before),
        figure(after),
        figure(after - before),
      ]),
      ...(months.length > 1
        ? [
            [
              'together',
              '',
              '',
              paint.strong(
                money(
                  months.reduce((sum, { before, after }) => sum + after - before, 0),
                  currency,
                  locale,
                ),
              ),
            ],
          ]
        : []),
    ],
    reader,
  );
}

/** Recognised, deferred and held by month. */
export function monthLines(months: readonly Figures[], lockedThrough: string | null, reader: Reader): string[] {
  if (months.length === 0) return ['No month carries a figure yet.'];
  const code = months[0]?.currency ?? '';
  const figure = (minor: number) => figureText(minor, code, reader);
  const assets = months.some(({ contractAsset }) => contractAsset !== 0);
  return table(
    [
      { head: 'month' },
      { head: `recognised ${code}`, right: true },
      { head: 'deferred', right: true },
      { head: 'held', right: true },
      ...(assets ? [{ head: 'earned, not billed', right: true }] : []),
      { head: '' },
    ],
    months.map(({ month, recognised, deferred, held, contractAsset }) => [
      monthWords(month),
      figure(recognised),
      figure(deferred),
      held === 0 ? '-' : reader.paint.look(money(held, code, reader.locale)),
      ...(assets ? [figure(contractAsset)] : []),
      lockedThrough !== null && month <= lockedThrough ? 'closed' : 'open',
    ]),
    reader,
  );
}

/** A figure in its column: negatives in parentheses and red. */
export function figureText(minor: number, currency: string, { paint, locale }: Reader): string {
  const text = money(minor, currency, locale);
  return minor < 0 ? paint.stops(text) : text;
}
