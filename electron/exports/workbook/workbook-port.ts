/**
 * What a workbook is to us: sheets written row by row from the top, formulas with the value they have now, and what stands around
 * the rows. Nothing here knows a library; whoever writes the file implements {@link WorkbookWriter} (`exceljs-workbook.ts` does).
 */

/** A formula in English with commas, without the equals sign, and what it comes to: previewers show only that. */
export interface Formula {
  readonly formula: string;
  readonly value: number | string;
}

/** Text is always text: a string is never read as a formula, whatever it begins with. Days are their serial numbers. */
export type CellValue = string | number | null | Formula;

/** Looks by meaning. Money of a currency with other digits than the workbook's says how many. */
export type CellStyle =
  | 'title'
  | 'subtle'
  | 'wrapped'
  | 'head'
  | 'headMonth'
  | 'headNumber'
  | 'text'
  | 'outside'
  | 'textTotal'
  | 'money'
  | 'moneyTotal'
  | 'moneyStrong'
  | `money:${number}`
  | `moneyTotal:${number}`
  | 'moneyInput'
  | 'int'
  | 'intTotal'
  | 'rate'
  | 'percent'
  | 'date'
  | 'month'
  | 'check'
  | 'input'
  | 'link';

export interface ColumnSpec {
  /** Characters. */
  readonly width: number;
  readonly style: CellStyle;
  /** Folded under the column after it, as months of past years are. */
  readonly outline?: boolean;
  readonly hidden?: boolean;
}

export interface SheetSpec {
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  /** Rows and columns that stay in view. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** Rows printed on every page. */
  readonly printedHead?: { readonly from: number; readonly to: number };
  /** Without a password: guards against slips and is no security. Select, filter, sort and column width stay allowed. */
  readonly locked: boolean;
}

/** An Excel table over rows that were written; its head cells hold the column names as they are. */
export interface TableSpec {
  readonly name: string;
  /** Row of the column names. */
  readonly head: number;
  /** Last row of data, at least one below the head. */
  readonly last: number;
  readonly columns: readonly string[];
  /** A row of totals stands below the last row: columns that it sums up. */
  readonly totals: ReadonlySet<string> | null;
}

/** Cells coloured when they hold this word. */
export interface WordColour {
  readonly range: string;
  readonly word: string;
  readonly colour: 'good' | 'bad';
}

/** Cells that take one of these words; other entries are refused, with a hint. */
export interface Choice {
  readonly range: string;
  readonly words: readonly string[];
  readonly title: string;
  readonly hint: string;
}

/** What stands around the rows and is known once they are written. */
export interface SheetEnd {
  readonly table?: TableSpec;
  /** A filter over a plain range, such as `A5:P12`. */
  readonly filter?: string;
  readonly colours?: readonly WordColour[];
  readonly choices?: readonly Choice[];
  /** Links within the workbook: a cell and where it leads. */
  readonly links?: readonly { readonly cell: string; readonly to: string }[];
}

export interface SheetWriter {
  /** Number of the row written last. */
  readonly rows: number;
  /** Writes the next row. Cells without a style of their own have their column's. */
  row(values: readonly CellValue[], styles?: CellStyle | readonly (CellStyle | undefined)[]): void;
  /** Gives others a turn after many rows; to be awaited now and then. */
  rest(): Promise<void>;
  end(parts?: SheetEnd): void;
}

export interface WorkbookProperties {
  readonly title: string;
  readonly subject: string;
  readonly company: string;
  /** Names the program, not the machine's user. */
  readonly author: string;
  /** When it was made; the only clock in the file. */
  readonly createdAt: string;
  /** Digits of the workbook's own currency. */
  readonly digits: number;
  /** Left of each page's foot; page numbers stand to its right. */
  readonly foot: string;
}

export interface WorkbookWriter {
  /** The next sheet; the one before must have ended. */
  sheet(spec: SheetSpec): SheetWriter;
  /** A name for a cell or range, such as `'Roll-forward'!$C$9`. */
  name(name: string, range: string): void;
  /** Ends the file. Rejects with what the system said when it cannot be written. */
  finish(): Promise<void>;
}

/** Begins a workbook at a path. */
export type BeginWorkbook = (path: string, properties: WorkbookProperties) => WorkbookWriter;

/** `1` -> `A`, `27` -> `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

/** `(3, 5)` -> `C5`. */
export function cellName(column: number, row: number): string {
  return `${columnLetters(column)}${row}`;
}
