/**
 * The issues as a workbook that can come back: status, note and mapping may be filled in, everything else is locked. What stood in
 * those cells when it was written stands beside them, folded away, so that reading it back knows what somebody changed.
 */

import type { Currency } from '../../shared/domain/money.ts';
import { currencyDigits } from '../../shared/domain/money.ts';
import { amount } from './workbook/sheet-ground.ts';
import type { BeginWorkbook, CellStyle } from './workbook/workbook-port.ts';
import { columnLetters } from './workbook/workbook-port.ts';

/** A row of the sheet; statuses are the words of the screens. */
export interface WorkbookIssue {
  readonly id: number;
  readonly code: string;
  readonly about: string;
  readonly title: string;
  readonly message: string;
  readonly fix: string;
  readonly severity: string;
  readonly month: string | null;
  readonly atRiskMinor: number;
  readonly monthAtRiskMinor: number;
  readonly status: string;
  readonly note: string;
  /** Who looks after it; empty when nobody does. */
  readonly owner: string;
  /** The day on which it comes back; empty when it is not put aside. */
  readonly snoozedUntil: string;
  /** What can be mapped here, in words; empty where nothing can. */
  readonly mapsTo: string;
}

export interface IssuesWorkbook {
  readonly company: string;
  readonly currency: Currency;
  /** Tells this ledger from any other. */
  readonly ledger: string;
  readonly appVersion: string;
  readonly createdAt: string;
  readonly rows: readonly WorkbookIssue[];
  /** Names that a service can be mapped to. */
  readonly services: readonly string[];
}

export const ISSUES_SHEET = 'Issues';
export const ABOUT_SHEET = 'About';
export const ABOUT_MARK = 'Monthend issues 1';
/** Row of the column names. */
export const ISSUES_HEAD = 4;
export const STATUS_WORDS = ['open', 'resolved', 'ignored'] as const;

/** The columns in order, by the names that are read back. */
export const COLUMNS = [
  ['Ref', 9, 'text'],
  ['Status', 11, 'input'],
  ['Note', 40, 'input'],
  ['Mapping', 28, 'input'],
  ['At risk', 14, 'money'],
  ['Of the month', 14, 'money'],
  ['What', 36, 'wrapped'],
  ['What happened', 50, 'wrapped'],
  ['What to do', 40, 'wrapped'],
  ['About', 26, 'text'],
  ['Code', 26, 'text'],
  ['Severity', 10, 'text'],
  ['Month', 10, 'text'],
  ['Owner', 18, 'text'],
  ['Snoozed until', 12, 'text'],
  ['Mapping means', 34, 'wrapped'],
  ['Status as written', 11, 'text'],
  ['Note as written', 20, 'text'],
] as const satisfies readonly (readonly [string, number, CellStyle])[];

export type IssueColumn = (typeof COLUMNS)[number][0];

/** Column number of a name, from 1. */
export function issueColumn(name: IssueColumn): number {
  return COLUMNS.findIndex(([title]) => title === name) + 1;
}

export async function writeIssuesWorkbook(begin: BeginWorkbook, path: string, data: IssuesWorkbook): Promise<void> {
  const book = begin(path, {
    title: `Issues of ${data.company}`,
    subject: 'Status, note and mapping can be filled in and read back',
    company: data.company,
    author: 'Monthend',
    createdAt: data.createdAt,
    digits: currencyDigits(data.currency),
    foot: `${data.company}, issues, Confidential`,
  });
  const sheet = book.sheet({
    name: ISSUES_SHEET,
    columns: COLUMNS.map(([title, width, style]) => ({ width, style, hidden: title.endsWith('as written') })),
    frozen: { rows: ISSUES_HEAD, columns: 1 },
    printedHead: { from: ISSUES_HEAD, to: ISSUES_HEAD },
    locked: true,
  });
  sheet.row([`Issues of ${data.company}`], 'title');
  sheet.row(
    [
      'Fill in the yellow cells, save, and read the file back: you are shown what it would change before anything does.',
    ],
    'subtle',
  );
  sheet.row([]);
  sheet.row(
    COLUMNS.map(([title]) => title),
    'head',
  );
  for (const row of data.rows) {
    sheet.row([
      `I-${row.id}`,
      row.status,
      row.note,
      null,
      amount(row.atRiskMinor, data.currency),
      amount(row.monthAtRiskMinor, data.currency),
      row.title,
      row.message,
      row.fix,
      row.about,
      row.code,
      row.severity,
      row.month,
      row.owner,
      row.snoozedUntil,
      row.mapsTo,
      row.status,
      row.note,
    ]);
    await sheet.rest();
  }
  if (data.rows.length === 0) sheet.row([]);
  const last = ISSUES_HEAD + Math.max(data.rows.length, 1);
  const range = (name: IssueColumn) => {
    const letters = columnLetters(issueColumn(name));
    return `${letters}${ISSUES_HEAD + 1}:${letters}${last}`;
  };
  sheet.end({
    table: {
      name: 'tblIssues',
      head: ISSUES_HEAD,
      last,
      columns: COLUMNS.map(([title]) => title),
      totals: null,
    },
    choices: [
      {
        range: range('Status'),
        words: STATUS_WORDS,
        title: 'Status',
        hint: 'open, resolved or ignored. To ignore an issue, say why in the note.',
      },
    ],
  });
  const about = book.sheet({
    name: ABOUT_SHEET,
    columns: [
      { width: 20, style: 'text' },
      { width: 70, style: 'wrapped' },
    ],
    frozen: { rows: 0, columns: 0 },
    locked: true,
  });
  for (const [label, value] of [
    ['File', ABOUT_MARK],
    ['Ledger', data.ledger],
    ['Company', data.company],
    ['Written', data.createdAt],
    ['Monthend', data.appVersion],
    [
      'Issues',
      data.rows
        .map(({ id }) => id)
        .join(' ')
        .slice(0, 32_000),
    ],
  ] as const)
    about.row([label, value]);
  about.row(['Services', 'Names that Mapping takes, or "not a course":']);
  for (const service of data.services) about.row([null, service]);
  about.end();
  await book.finish();
}
