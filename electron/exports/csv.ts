/** CSV files that a spreadsheet opens safely: RFC 4180, and no text that it would take for a formula. */
import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { storageProblem } from '../platform/paths.ts';

export interface CsvColumn<Row> {
  readonly title: string;
  /** A number column is written as it is, signs and all; text is kept from being evaluated. */
  readonly kind: 'text' | 'number';
  readonly value: (row: Row) => string | number | null;
}

// Leading characters that Excel, LibreOffice or Google Sheets evaluate, and their full-width twins; blanks before them do not help.
const RISKY = new Set(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
const RISKY_CONTROL = new Set(['\t', '\r', '\n', '\0']);

/** Control characters carry no words and upset readers; tab and line ends stay, quoted. */
function withoutControls(text: string): string {
  return [...text]
    .filter((character) => character >= ' ' || character === '\t' || character === '\n' || character === '\r')
    .join('');
}

/** Text as a cell that no spreadsheet evaluates: a leading apostrophe where the first character is risky. */
export function safeText(text: string): string {
  const cell = withoutControls(text).slice(0, 32_000);
  const first = cell.trimStart().charAt(0);
  return RISKY.has(first) || RISKY_CONTROL.has(text.charAt(0)) ? `'${cell}` : cell;
}

/** Writes a CSV file at once or not at all. Gives its rows and SHA-256. */
export function writeCsv<Row>(
  path: string,
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row>,
): Result<{ path: string; rows: number; sha256: string }> {
  const hash = createHash('sha256');
  const parts: string[] = [];
  const put = (text: string) => {
    hash.update(text);
    parts.push(text);
  };
  // The byte order mark tells Excel that this is UTF-8; without it names lose their accents.
  put(`\ufeff${stringify([columns.map((column) => column.title)], { record_delimiter: 'windows' })}`);
  let count = 0;
  for (const row of rows) {
    const cells = columns.map((column) => {
      const value = column.value(row);
      if (value === null) return '';
      return column.kind === 'number' ? String(value) : safeText(String(value));
    });
    put(stringify([cells], { record_delimiter: 'windows' }));
    count += 1;
  }
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, parts.join(''), { mode: 0o600 });
    renameSync(draft, path);
  } catch (thrown) {
    rmSync(draft, { force: true });
    const problem = storageProblem(thrown, path);
    if (problem) return fail(problem);
    throw thrown;
  }
  return ok({ path, rows: count, sha256: hash.digest('hex') });
}
