/** Rows as a spreadsheet takes them from the clipboard: numbers and dates as such, text that cannot become a formula. */

export interface CopiedCell {
  readonly text: string;
  /** Figures and dates were written by us; text came from outside. */
  readonly kind: 'figure' | 'text';
}

/** One cell. Text that a spreadsheet would take for a formula gets an apostrophe; tabs and line ends become spaces. */
export function tsvCell(cell: CopiedCell): string {
  const flat = cell.text.replace(/[\t\r\n\u2028\u2029]+/g, ' ');
  if (cell.kind === 'figure') return flat;
  return /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\-@＝＋－＠]/.test(cell.text) ||
    /^[\t\r\n]/.test(cell.text)
    ? `'${flat}`
    : flat;
}

export function tsv(rows: readonly (readonly CopiedCell[])[]): string {
  return rows.map((row) => row.map(tsvCell).join('\t')).join('\r\n');
}
