/** The roll-forward, twelve months and this one: movements summed from the detail, the closing balance by arithmetic, and the two compared. */
import type { Currency } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { MoveColumn, StandingColumn } from './detail-columns.ts';
import type { Which } from './detail-sums.ts';
import { checkReference, rollReference } from './figure-refs.ts';
import {
  amount,
  detailTable,
  difference,
  type Ground,
  HEAD_ROWS,
  moneyStyle,
  monthSerial,
  type Row,
  sumOver,
  verdict,
  writeHead,
} from './sheet-ground.ts';
import { type CellStyle, columnLetters, type Formula, type SheetWriter, type WordColour } from './workbook-port.ts';

export const ROLL_SHEET = 'Roll-forward';
const HEAD = HEAD_ROWS + 1;
/** Columns before the months: code, service, line. */
const BEFORE = 3;
/** This month and the twelve before it. */
const ACROSS = 13;

/** Lines of a block with the sign they enter the closing balance with; 0: told of the line above. */
const LINES: readonly (readonly [MoveColumn, string, 1 | -1 | 0])[] = [
  ['Opening', 'Opening deferred revenue', 1],
  ['Billings', '+ Billings', 1],
  ['Billings of closed months', '    of it dated in closed months', 0],
  ['Credit notes', '- Credit notes', -1],
  ['Credits of closed months', '    of it dated in closed months', 0],
  ['Service revenue', '- Revenue: service of the month', -1],
  ['Catch-up', '    of it catch-up', 0],
  ['Reversal', '    of it reversal', 0],
  ['Manual', '    of it entered by hand', 0],
  ['Prior period', '- Revenue: prior-period adjustments', -1],
  ['Breakage', '- Breakage', -1],
  ['Asset movement', '+ Contract-asset movement', 1],
  ['Reclassification', '+/- Reclassification', 1],
  ['Exchange', '+/- Exchange', 1],
];

const NOTES: readonly (readonly [StandingColumn, string])[] = [
  ['Non-current', '    of it non-current: scheduled more than twelve months ahead'],
  ['Suspended', '    of it suspended: paused, or left and undecided'],
  ['On hold', '    of it on hold: open issues, no contract yet'],
  ['Refunds owed', '    of it refunds promised and not yet credited'],
  ['Unpaid', '    of it invoiced and unpaid'],
];

interface Block {
  readonly title: string;
  readonly code: string;
  readonly currency: Currency;
  readonly which: Which;
  /** With the lines that are told of the line above. */
  readonly details: boolean;
  /** With what the closing balance waits for: in each contract's own currency, so not in a total over several. */
  readonly notes: boolean;
}

/** Writes the sheet and names the balances of the month. */
export function writeRollForward(ground: Ground): void {
  const months = ground.data.months.slice(-ACROSS);
  const thisYear = ground.data.head.month.slice(0, 4);
  const sheet = ground.book.sheet({
    name: ROLL_SHEET,
    columns: [
      { width: 6, style: 'text' },
      { width: 26, style: 'text' },
      { width: 40, style: 'text' },
      ...months.map((month) => ({ width: 14, style: 'money' as const, outline: !month.startsWith(thisYear) })),
      { width: 24, style: 'text' },
    ],
    frozen: { rows: HEAD, columns: BEFORE },
    printedHead: { from: HEAD, to: HEAD },
    locked: true,
  });
  writeHead(ground, sheet, 'Deferred revenue roll-forward', 'how the opening balance became the closing one');
  sheet.row(
    ['Line', 'Service', 'Movement', ...months.map(monthSerial), 'Ref'],
    ['head', 'head', 'head', ...months.map((): CellStyle => 'headMonth'), 'head'],
  );
  const colours: WordColour[] = [];
  const total = writeBlock(ground, sheet, months, colours, {
    title: 'All services',
    code: '',
    currency: ground.base,
    which: {},
    details: true,
    notes: !ground.mixed,
  });
  for (const { code, title, service } of ground.sums.lines)
    writeBlock(ground, sheet, months, colours, {
      title,
      code,
      currency: ground.base,
      which: { service },
      details: false,
      notes: false,
    });
  if (ground.mixed)
    for (const currency of ground.sums.currencies)
      writeBlock(ground, sheet, months, colours, {
        title: `Contracts in ${currency}`,
        code: '',
        currency,
        which: { contractCurrency: currency },
        details: false,
        notes: true,
      });
  sheet.end({ colours });
  const last = columnLetters(BEFORE + months.length);
  const place = (row: number | undefined) => `'${ROLL_SHEET}'!$${last}$${row ?? 0}`;
  ground.book.name('RF_Opening', place(total.get('Opening')));
  ground.book.name('RF_Closing', place(total.get('closing')));
  ground.written.push({
    sheet: ROLL_SHEET,
    rows: sheet.rows - HEAD,
    sum: ground.sums.sum('Deferred', { month: ground.data.head.month, currency: ground.base }),
    of: `closing deferred revenue, ${ground.base}`,
  });
}

/** One block of lines; gives the row of each. */
function writeBlock(
  ground: Ground,
  sheet: SheetWriter,
  months: readonly Month[],
  colours: WordColour[],
  block: Block,
): Map<string, number> {
  const { currency } = block;
  const rows = new Map<string, number>();
  const money = moneyStyle(ground, currency);
  const total = moneyStyle(ground, currency, 'moneyTotal');
  const column = (at: number) => columnLetters(BEFORE + 1 + at);
  const which = (month: Month): Which => ({ ...block.which, month });
  const sum = (month: Month, name: MoveColumn) => ground.sums.sum(name, { ...which(month), currency });
  const formula = (month: Month, at: number, name: MoveColumn | StandingColumn): Formula =>
    sumOver(
      ground,
      name,
      [detailTable(ground, month)],
      [['Month', `${column(at)}$${HEAD}`], ...(block.code === '' ? [] : [['Line', `$A${sheet.rows + 1}`] as const])],
      which(month),
      currency,
    );
  const own = (column: MoveColumn) =>
    rollReference(ground, column, {
      ...('service' in block.which ? { service: block.which.service } : {}),
      ...(block.which.contractCurrency === undefined ? {} : { currency: block.which.contractCurrency }),
    });
  // The reference is that of the last month: whoever traces an earlier one chooses the month in the report.
  const put = (
    key: string,
    title: string,
    cells: Row,
    style: CellStyle,
    ref: string | null,
    words: CellStyle = 'text',
  ) => {
    sheet.row(
      [block.code === '' ? null : block.code, block.title, title, ...cells, ref],
      [words, words, words, ...cells.map(() => style), words],
    );
    rows.set(key, sheet.rows);
  };
  for (const [name, title, sign] of LINES) {
    if (sign === 0 && !block.details) continue;
    put(
      name,
      title,
      months.map((month, at) => formula(month, at, name)),
      money,
      own(name),
    );
  }
  const signed = LINES.filter(([, , sign]) => sign !== 0);
  const closing = (month: Month) => signed.reduce((value, [name, , sign]) => value + sign * sum(month, name), 0);
  const byMovements = (at: number) =>
    signed
      .map(([name, , sign], first) => `${sign < 0 ? '-' : first === 0 ? '' : '+'}${column(at)}${rows.get(name)}`)
      .join('');
  put(
    'closing',
    '= Closing deferred revenue',
    months.map((month, at): Formula => ({ formula: byMovements(at), value: amount(closing(month), currency) })),
    total,
    own('Deferred'),
    'textTotal',
  );
  if (block.notes)
    for (const [name, title] of NOTES) {
      const lastMonth = months.length - 1;
      // Where money stands is known for the end of this month; a month in the past had its own page.
      const cells = months.map((month, at) => (at === lastMonth ? formula(month, at, name) : null));
      put(name, title, cells, money, own('Deferred'));
    }
  put(
    'asset',
    'Contract asset at the end',
    months.map((month, at) => formula(month, at, 'Contract asset')),
    money,
    own('Contract asset'),
  );
  put(
    'checkDetail',
    'Check: closing less the sum of the detail',
    months.map((month, at) => {
      const detail = sumOver(
        ground,
        'Deferred',
        [detailTable(ground, month)],
        [['Month', `${column(at)}$${HEAD}`], ...(block.code === '' ? [] : [['Line', `$A${sheet.rows + 1}`] as const])],
        which(month),
        currency,
      );
      return difference(
        `${column(at)}${rows.get('closing')}-(${detail.formula})`,
        closing(month) - sum(month, 'Deferred'),
        currency,
      );
    }),
    money,
    checkReference(ground, 2),
  );
  put(
    'checkOpening',
    'Check: opening less closing of the month before',
    months.map((month, at) => {
      const before = months[at - 1];
      if (before === undefined) return null;
      const minor = sum(month, 'Opening') - closing(before);
      return difference(`${column(at)}${rows.get('Opening')}-${column(at - 1)}${rows.get('closing')}`, minor, currency);
    }),
    money,
    checkReference(ground, 1),
  );
  const checks = months.map((month, at) => {
    const before = months[at - 1];
    const [detail, opening] = [rows.get('checkDetail'), rows.get('checkOpening')];
    const off = closing(month) - sum(month, 'Deferred');
    const offBefore = before === undefined ? 0 : sum(month, 'Opening') - closing(before);
    return verdict(
      `ABS(${column(at)}${detail})+ABS(${column(at)}${opening})`,
      Math.abs(off) + Math.abs(offBefore),
      currency,
    );
  });
  put('check', 'Check', checks, 'check', checkReference(ground, 2));
  colours.push(...coloursOf(`${column(0)}${sheet.rows}:${column(months.length - 1)}${sheet.rows}`));
  sheet.row([]);
  return rows;
}

/** OK green, CHECK red: the words say it as well. */
export function coloursOf(range: string): WordColour[] {
  return [
    { range, word: 'OK', colour: 'good' },
    { range, word: 'CHECK', colour: 'bad' },
  ];
}
