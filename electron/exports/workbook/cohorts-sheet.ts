/** The cohort triangle: how long money of one month's new contracts stays deferred. Months ahead hold what is planned. */
import { lastDay } from '../../../shared/domain/month.ts';
import type { Which } from './detail-sums.ts';
import { cohortReference } from './figure-refs.ts';
import {
  amount,
  detailTable,
  detailTables,
  type Ground,
  HEAD_ROWS,
  moneyStyle,
  monthSerial,
  monthsAhead,
  sumOver,
  writeHead,
} from './sheet-ground.ts';
import { type CellStyle, columnLetters, type Formula } from './workbook-port.ts';

export const COHORTS_SHEET = 'Cohorts';
const HEAD = HEAD_ROWS + 1;
const FIRST_MONEY = 3;
const ACROSS = 13;

/** Writes the sheet, one block a currency. */
export function writeCohorts(ground: Ground): void {
  const { month } = ground.data.head;
  const past = ground.data.months.slice(-ACROSS);
  const ahead = monthsAhead(month);
  const across = [...past, ...ahead];
  const sheet = ground.book.sheet({
    name: COHORTS_SHEET,
    columns: [
      { width: 11, style: 'month' },
      { width: 9, style: 'text' },
      ...Array.from({ length: across.length + 4 }, () => ({ width: 13, style: 'money' as const })),
      { width: 26, style: 'text' },
    ],
    frozen: { rows: HEAD, columns: 2 },
    printedHead: { from: HEAD, to: HEAD },
    locked: true,
  });
  writeHead(
    ground,
    sheet,
    'Cohorts',
    `contracts by the month of their first invoice; after ${lastDay(month)} as planned`,
  );
  sheet.row(
    ['First invoice', 'Currency', 'Before', ...across.map(monthSerial), 'Later', 'Not scheduled', 'Total', 'Ref'],
    [
      'head',
      'head',
      'headNumber',
      ...across.map((): CellStyle => 'headMonth'),
      'headNumber',
      'headNumber',
      'headNumber',
      'head',
    ],
  );
  const letter = (at: number) => columnLetters(FIRST_MONEY + at);
  const tables = detailTables(ground);
  const first = past[0] ?? month;
  let total = 0;
  for (const currency of ground.mixed ? ground.sums.currencies : [ground.base]) {
    const money = moneyStyle(ground, currency);
    const own = ground.mixed ? { contractCurrency: currency } : {};
    const from = sheet.rows + 1;
    for (const cohort of ground.sums.cohorts) {
      const row = sheet.rows + 1;
      const which = (more: Which): Which => ({ ...own, cohort, ...more });
      const cohortIs = ['Cohort', `$A${row}`] as const;
      const cells: Formula[] = [
        sumOver(
          ground,
          'Recognised',
          tables,
          [cohortIs, ['Month', `"<"&${letter(1)}$${HEAD}`]],
          which({ before: first }),
          currency,
        ),
        ...across.map((each, at) =>
          sumOver(
            ground,
            each <= month ? 'Recognised' : 'Planned',
            tables
              .filter((table) => table === detailTable(ground, each))
              .concat(tables)
              .slice(0, 1),
            [cohortIs, ['Month', `${letter(1 + at)}$${HEAD}`]],
            which({ month: each }),
            currency,
          ),
        ),
        ...(['Later', 'Not scheduled'] as const).map((name) =>
          sumOver(
            ground,
            name,
            [detailTable(ground, month)],
            [cohortIs, ['Month', 'Period_Start']],
            which({ month }),
            currency,
          ),
        ),
      ];
      const value = totalOf(ground, which({}), currency, first);
      total += currency === ground.base ? value : 0;
      sheet.row(
        [
          monthSerial(cohort),
          currency,
          ...cells,
          { formula: `SUM(${letter(0)}${row}:${letter(cells.length - 1)}${row})`, value: amount(value, currency) },
          cohortReference(ground, cohort, currency),
        ],
        ['month', 'text', ...cells.map(() => money), money, 'text'],
      );
    }
    if (sheet.rows < from) sheet.row([]);
    const last = sheet.rows;
    const columns = across.length + 4;
    const sumOfColumn = (at: number): number => {
      if (at === 0) return ground.sums.sum('Recognised', { ...own, before: first, currency });
      const each = across[at - 1];
      if (each !== undefined)
        return ground.sums.sum(each <= month ? 'Recognised' : 'Planned', { ...own, month: each, currency });
      if (at === across.length + 1) return ground.sums.sum('Later', { ...own, month, currency });
      if (at === across.length + 2) return ground.sums.sum('Not scheduled', { ...own, month, currency });
      return totalOf(ground, own, currency, first);
    };
    sheet.row(
      [
        'Total',
        currency,
        ...Array.from(
          { length: columns },
          (_, at): Formula => ({
            formula: `SUBTOTAL(109,${letter(at)}${from}:${letter(at)}${last})`,
            value: amount(sumOfColumn(at), currency),
          }),
        ),
      ],
      ['textTotal', 'textTotal', ...Array.from({ length: columns }, () => moneyStyle(ground, currency, 'moneyTotal'))],
    );
    sheet.row([]);
  }
  sheet.end();
  ground.written.push({
    sheet: COHORTS_SHEET,
    rows: ground.sums.cohorts.length,
    sum: total,
    of: `total, ${ground.base}`,
  });
}

/** All that a cohort's columns add up to. */
function totalOf(
  ground: Ground,
  which: Which,
  currency: Parameters<typeof amount>[1],
  first: Which['month'] & string,
): number {
  const { month } = ground.data.head;
  const months = [...ground.data.months.slice(-ACROSS), ...monthsAhead(month)];
  const of = (name: Parameters<Ground['sums']['sum']>[0], more: Which) =>
    ground.sums.sum(name, { ...which, ...more, currency });
  return (
    of('Recognised', { before: first }) +
    months.reduce((sum, each) => sum + of(each <= month ? 'Recognised' : 'Planned', { month: each }), 0) +
    of('Later', { month }) +
    of('Not scheduled', { month })
  );
}
