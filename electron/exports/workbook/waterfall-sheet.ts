/** The release waterfall: a row a service, real dates as headings, so a plain range with a filter and not a table. */
import { lastDay } from '../../../shared/domain/month.ts';
import type { MoneyColumn } from './detail-columns.ts';
import type { Which } from './detail-sums.ts';
import { waterfallReference } from './figure-refs.ts';
import { coloursOf } from './roll-forward-sheet.ts';
import {
  amount,
  detailTable,
  detailTables,
  difference,
  type Ground,
  moneyStyle,
  monthSerial,
  monthsAhead,
  sumOver,
  verdict,
  writeHead,
} from './sheet-ground.ts';
import { WATERFALL_FIRST, WATERFALL_HEAD, WATERFALL_SHEET } from './waterfall-places.ts';
import { type CellStyle, columnLetters, type Formula, type WordColour } from './workbook-port.ts';

/** Columns of one row in order: five figures of now, the months ahead, and what has no month. */
const NOW = ['Price', 'Earned to date', 'Deferred', 'Contract asset'] as const satisfies readonly MoneyColumn[];
const REST = ['Later', 'Not scheduled', 'Not yet billed'] as const satisfies readonly MoneyColumn[];

/** Writes the sheet, one block a currency. */
export function writeWaterfall(ground: Ground): void {
  const { month } = ground.data.head;
  const ahead = monthsAhead(month);
  const sheet = ground.book.sheet({
    name: WATERFALL_SHEET,
    columns: [
      { width: 6, style: 'text' },
      { width: 28, style: 'text' },
      { width: 9, style: 'text' },
      ...Array.from({ length: NOW.length + ahead.length + REST.length + 1 }, () => ({
        width: 13,
        style: 'money' as const,
      })),
      { width: 9, style: 'check' },
      { width: 24, style: 'text' },
    ],
    frozen: { rows: WATERFALL_HEAD, columns: 3 },
    printedHead: { from: WATERFALL_HEAD, to: WATERFALL_HEAD },
    locked: true,
  });
  writeHead(ground, sheet, 'Release waterfall', `when what is deferred on ${lastDay(month)} becomes revenue`);
  sheet.row(
    [
      'Line',
      'Service',
      'Currency',
      'Price',
      'Earned to date',
      'Deferred now',
      'Contract asset',
      ...ahead.map(monthSerial),
      ...REST,
      'Row check',
      'Check',
      'Ref',
    ],
    [
      'head',
      'head',
      'head',
      ...NOW.map((): CellStyle => 'headNumber'),
      ...ahead.map((): CellStyle => 'headMonth'),
      ...REST.map((): CellStyle => 'headNumber'),
      'headNumber',
      'head',
      'head',
    ],
  );
  const colours: WordColour[] = [];
  const letter = (at: number) => columnLetters(WATERFALL_FIRST + at);
  const firstAhead = NOW.length;
  const lastAhead = NOW.length + ahead.length - 1;
  const later = lastAhead + 1;
  const checkAt = later + REST.length;
  const filterTo = columnLetters(WATERFALL_FIRST + checkAt + 1);
  let lastRow = WATERFALL_HEAD;
  for (const currency of ground.mixed ? ground.sums.currencies : [ground.base]) {
    const first = sheet.rows + 1;
    const own = ground.mixed ? { contractCurrency: currency } : {};
    const money = moneyStyle(ground, currency);
    const sums = (service: string | null | undefined) => {
      const which: Which = { ...own, ...(service === undefined ? {} : { service }) };
      const at = (name: MoneyColumn) => ground.sums.sum(name, { ...which, month, currency });
      const planned = ahead.map((each) => ground.sums.sum('Planned', { ...which, month: each, currency }));
      const off =
        at('Price') - at('Earned to date') - planned.reduce((a, b) => a + b, 0) - at('Later') - at('Not scheduled');
      return { at, planned, off };
    };
    for (const { code, title, service } of ground.sums.lines) {
      const row = sheet.rows + 1;
      const now = (name: MoneyColumn): Formula =>
        sumOver(
          ground,
          name,
          [detailTable(ground, month)],
          [
            ['Month', 'Period_Start'],
            ['Line', `$A${row}`],
          ],
          { ...own, month, service },
          currency,
        );
      const { off } = sums(service);
      const left = `${letter(0)}${row}-${letter(1)}${row}-SUM(${letter(firstAhead)}${row}:${letter(later + 1)}${row})`;
      sheet.row(
        [
          code,
          title,
          currency,
          ...NOW.map(now),
          ...ahead.map((each, at) =>
            sumOver(
              ground,
              'Planned',
              plannedTables(ground, each),
              [
                ['Month', `${letter(firstAhead + at)}$${WATERFALL_HEAD}`],
                ['Line', `$A${row}`],
              ],
              { ...own, month: each, service },
              currency,
            ),
          ),
          ...REST.map(now),
          difference(left, off, currency),
          verdict(`${letter(checkAt)}${row}`, off, currency),
          waterfallReference(ground, { service, currency }),
        ],
        rowStyles(money, ahead.length),
      );
    }
    // A total needs a row above it, even where there is nothing to sum.
    if (sheet.rows < first) sheet.row([]);
    lastRow = sheet.rows;
    const row = sheet.rows + 1;
    const all = sums(undefined);
    const column = (at: number, minor: number): Formula => ({
      formula: `SUBTOTAL(109,${letter(at)}${first}:${letter(at)}${lastRow})`,
      value: amount(minor, currency),
    });
    const names: readonly MoneyColumn[] = NOW;
    sheet.row(
      [
        null,
        'Total',
        currency,
        ...names.map((name, at) => column(at, all.at(name))),
        ...all.planned.map((minor, at) => column(firstAhead + at, minor)),
        ...REST.map((name, at) => column(later + at, all.at(name))),
        column(checkAt, all.off),
        verdict(`${letter(checkAt)}${row}`, all.off, currency),
        waterfallReference(ground, { currency }),
      ],
      [
        'textTotal',
        'textTotal',
        'textTotal',
        ...Array.from({ length: checkAt + 1 }, () => moneyStyle(ground, currency, 'moneyTotal')),
        'check',
        'textTotal',
      ],
    );
    colours.push(...coloursOf(`${columnLetters(WATERFALL_FIRST + checkAt + 1)}${first}:${filterTo}${sheet.rows}`));
    sheet.row([]);
  }
  sheet.end({ colours, filter: `A${WATERFALL_HEAD}:${filterTo}${Math.max(lastRow, WATERFALL_HEAD + 1)}` });
  ground.written.push({
    sheet: WATERFALL_SHEET,
    rows: ground.sums.lines.length,
    sum: ground.sums.sum('Deferred', { month, currency: ground.base }),
    of: `deferred now, ${ground.base}`,
  });
}

/** The tables that may hold what a month ahead is to carry: only one, and none when no row lies so far ahead. */
function plannedTables(ground: Ground, month: Parameters<typeof detailTable>[1]): string[] {
  const table = detailTable(ground, month);
  return detailTables(ground).includes(table) ? [table] : detailTables(ground).slice(0, 1);
}

function rowStyles(money: CellStyle, ahead: number): CellStyle[] {
  return [
    'text',
    'text',
    'text',
    ...Array.from({ length: NOW.length + ahead + REST.length + 1 }, () => money),
    'check',
    'text',
  ];
}
