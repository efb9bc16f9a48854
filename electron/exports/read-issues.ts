/** Reads the issues workbook back: what somebody filled in, and what is not as it was written. Nothing is judged by the ledger here. */

import {
  ABOUT_MARK,
  ABOUT_SHEET,
  COLUMNS,
  ISSUES_HEAD,
  ISSUES_SHEET,
  type IssueColumn,
  issueColumn,
  STATUS_WORDS,
} from './issues-workbook.ts';
import { type ReadCell, type ReadSheet, readWorkbook } from './read-workbook/read-workbook.ts';

export interface Finding {
  readonly row: number | null;
  readonly message: string;
  readonly fix: string;
  /** Until it is put right nothing of the file is taken over. */
  readonly stops: boolean;
}

/** A row of the sheet in which something was filled in. */
export interface FilledRow {
  readonly row: number;
  readonly issue: number;
  readonly status: string;
  readonly statusBefore: string;
  readonly note: string;
  readonly noteBefore: string;
  readonly mapping: string;
}

export interface ReadIssues {
  readonly ledger: string;
  readonly rows: readonly FilledRow[];
  readonly findings: readonly Finding[];
}

const FOREIGN: Finding = {
  row: null,
  message: 'This is no issues workbook that Monthend wrote.',
  fix: 'Choose the file that was exported from the issues, saved as .xlsx.',
  stops: true,
};

/** Reads the file; findings say what cannot be taken over and why. */
export function readIssues(file: Uint8Array): ReadIssues {
  const book = readWorkbook(file);
  const about = book?.sheet(ABOUT_SHEET);
  const sheet = book?.sheet(ISSUES_SHEET);
  if (!about || !sheet || textAt(about, 1, 2) !== ABOUT_MARK) return { ledger: '', rows: [], findings: [FOREIGN] };
  const ledger = textAt(about, 2, 2);
  const heads = COLUMNS.map(([title], at) => textAt(sheet, ISSUES_HEAD, at + 1) === title);
  if (heads.includes(false)) {
    const missing = COLUMNS.filter((_, at) => heads[at] === false).map(([title]) => title);
    return {
      ledger,
      rows: [],
      findings: [
        {
          row: ISSUES_HEAD,
          message: `Columns were moved, renamed or taken out: ${missing.slice(0, 5).join(', ')}.`,
          fix: 'Export the issues again and fill in the yellow cells only.',
          stops: true,
        },
      ],
    };
  }
  const findings: Finding[] = [];
  const rows: FilledRow[] = [];
  const seen = new Map<number, number>();
  for (const [row, cells] of sheet) {
    if (
      row <= ISSUES_HEAD ||
      [...cells.values()].every(({ value, formula }) => (value ?? '') === '' && formula === null)
    )
      continue;
    const read = filledRow(row, cells, findings);
    if (read === null) continue;
    const before = seen.get(read.issue);
    if (before !== undefined)
      findings.push({
        row,
        message: `Issue ${read.issue} stands in row ${before} and again in row ${row}.`,
        fix: 'Take one of the two out.',
        stops: true,
      });
    seen.set(read.issue, row);
    rows.push(read);
  }
  const written = textAt(about, 6, 2).split(' ').filter(Boolean).map(Number);
  const gone = written.filter((id) => !seen.has(id));
  if (gone.length > 0)
    findings.push({
      row: null,
      message: `${gone.length} ${gone.length === 1 ? 'issue that was exported is' : 'issues that were exported are'} not in the file any more: ${gone.slice(0, 10).join(', ')}${gone.length > 10 ? ' and more' : ''}.`,
      fix: 'Nothing happens to them: taking a row out settles no issue.',
      stops: false,
    });
  return { ledger, rows, findings };
}

function filledRow(row: number, cells: ReadonlyMap<number, ReadCell>, findings: Finding[]): FilledRow | null {
  const stop = (message: string, fix: string) => {
    findings.push({ row, message, fix, stops: true });
    return null;
  };
  const cell = (name: IssueColumn) => cells.get(issueColumn(name));
  const reference = String(cell('Ref')?.value ?? '');
  const id = /^I-(\d{1,15})$/.exec(reference)?.[1];
  if (id === undefined)
    return stop(
      `Row ${row} does not say which issue it is about.`,
      'Take the row out, or put its reference back, such as I-12.',
    );
  const texts: Record<'Status' | 'Note' | 'Mapping', string> = { Status: '', Note: '', Mapping: '' };
  for (const name of ['Status', 'Note', 'Mapping'] as const) {
    const held = cell(name);
    if (held === undefined) continue;
    if (held.formula !== null || held.broken)
      return stop(
        `${name} of issue ${id} (row ${row}) holds a formula.`,
        'Write plain text there: a formula would say something else tomorrow.',
      );
    if (held.value !== null && typeof held.value !== 'string')
      return stop(
        `${name} of issue ${id} (row ${row}) holds ${typeof held.value === 'number' ? 'a number' : 'a true or false'} where words belong.`,
        'Write it as text, with an apostrophe before it.',
      );
    texts[name] = held.value ?? '';
  }
  const status = texts.Status.trim().toLowerCase();
  const statusBefore = text(cell('Status as written'));
  if (status !== statusBefore && !STATUS_WORDS.some((word) => word === status))
    return stop(
      `"${texts.Status.slice(0, 40)}" is no status (row ${row}).`,
      `Choose one of: ${STATUS_WORDS.join(', ')}.`,
    );
  return {
    row,
    issue: Number(id),
    status,
    statusBefore,
    note: texts.Note,
    noteBefore: text(cell('Note as written')),
    mapping: texts.Mapping.trim(),
  };
}

function text(cell: ReadCell | undefined): string {
  return cell?.value == null ? '' : String(cell.value);
}

function textAt(sheet: ReadSheet, row: number, column: number): string {
  return text(sheet.get(row)?.get(column));
}
