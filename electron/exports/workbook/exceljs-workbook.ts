/**
 * The workbook port over exceljs, streaming and write only: a whole workbook in memory takes a gigabyte for 50,000 rows. exceljs
 * writes the rows and their styles; what it lacks or gets wrong is put right on the way into the file: what follows the rows
 * (`sheet-tail.ts`), tables, names, and recalculation on opening. Only the thread that exports may load this file.
 */
import { createWriteStream } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import exceljs from 'exceljs';
import { looks } from './cell-looks.ts';
import { cellText, looksLikeFormula } from './cell-text.ts';
import { type ColourStyles, sheetRelations, sheetTail, tableXml, xml } from './sheet-tail.ts';
import type {
  BeginWorkbook,
  CellStyle,
  CellValue,
  SheetEnd,
  SheetSpec,
  SheetWriter,
  WorkbookProperties,
} from './workbook-port.ts';

/** Others get a turn after so many rows: what is written is handed on only then. */
const ROWS_A_TURN = 250;
const EDGE_BLANKS = /^\s|\s$|\n/;
const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What exceljs has beyond its types, and what this file puts right there. */
interface Inside {
  readonly zip: {
    append(content: unknown, entry: { name: string }): unknown;
    on(event: 'error', listener: (thrown: Error) => void): void;
  };
  readonly styles: { addDxfStyle(style: object): number; readonly model: { styles: string[] } };
}
interface InsideSheet {
  readonly id: number;
  useSharedStrings: boolean;
  readonly stream: { write(data: unknown): boolean };
  _write(text: string): void;
  _writeCloseSheetData(): void;
}

export const beginWorkbook: BeginWorkbook = (path, properties) => {
  const file = createWriteStream(path, { mode: 0o600 });
  const failed = Promise.withResolvers<never>();
  // Told by `finish`; until then nobody waits for it.
  failed.promise.catch(() => {});
  file.on('error', failed.reject);
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: file, useStyles: true, useSharedStrings: false });
  const inside = book as unknown as Inside;
  inside.zip.on('error', failed.reject);
  describe(book, properties);
  const colours: ColourStyles = {
    good: inside.styles.addDxfStyle({ font: { color: { argb: 'FF1B7F3B' } } }),
    bad: inside.styles.addDxfStyle({ font: { color: { argb: 'FFB3261E' }, bold: true } }),
  };
  const look = looks(properties.digits);
  const names: DefinedName[] = [];
  let [sheets, tables] = [0, 0];
  completeParts(inside, { properties, names, tables: () => tables });

  return {
    sheet(spec) {
      if (spec.printedHead) {
        const { from, to } = spec.printedHead;
        names.push({ name: '_xlnm.Print_Titles', range: `${quotedSheet(spec.name)}!$${from}:$${to}`, sheet: sheets });
      }
      sheets += 1;
      return sheetWriter(book, spec, look, (sheet, end) => {
        if (!end.table) return sheetTail(spec, end, properties, colours);
        tables += 1;
        inside.zip.append(tableXml(end.table, tables), { name: `xl/tables/table${tables}.xml` });
        inside.zip.append(sheetRelations(tables), { name: `xl/worksheets/_rels/sheet${sheet.id}.xml.rels` });
        return sheetTail(spec, end, properties, colours);
      });
    },
    name(name, range) {
      names.push({ name, range });
    },
    async finish() {
      await Promise.race([book.commit(), failed.promise]);
    },
  };
};

interface DefinedName {
  readonly name: string;
  readonly range: string;
  /** Position of the sheet that a name of the format's own belongs to. */
  readonly sheet?: number;
}

/** `Roll-forward` -> `'Roll-forward'`. */
function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

function describe(book: exceljs.stream.xlsx.WorkbookWriter, properties: WorkbookProperties): void {
  const at = new Date(properties.createdAt);
  Object.assign(book, {
    creator: cellText(properties.author),
    lastModifiedBy: cellText(properties.author),
    title: cellText(properties.title),
    subject: cellText(properties.subject),
    created: at,
    modified: at,
  });
}

/** The parts that exceljs writes as one text each, completed as they go into the file. */
function completeParts(
  { zip, styles }: Inside,
  about: {
    readonly properties: WorkbookProperties;
    readonly names: readonly DefinedName[];
    readonly tables: () => number;
  },
): void {
  const append = zip.append.bind(zip);
  const complete: Readonly<Record<string, (part: string) => string>> = {
    '[Content_Types].xml': (part) =>
      part.replace(
        '</Types>',
        `${Array.from({ length: about.tables() }, (_, at) => `<Override PartName="/xl/tables/table${at + 1}.xml" ContentType="${OFFICE}.table+xml"/>`).join('')}</Types>`,
      ),
    '/xl/workbook.xml': (part) =>
      part
        .replace(/<definedNames>.*?<\/definedNames>|<definedNames\/>/s, '')
        .replace(/<calcPr[^>]*\/>/, `${namesXml(about.names)}<calcPr calcId="191029" fullCalcOnLoad="1"/>`),
    'docProps/app.xml': (part) =>
      part.replace(
        /<Company>.*?<\/Company>|<Company\/>/s,
        `<Company>${xml(cellText(about.properties.company))}</Company>`,
      ),
    'xl/styles.xml': (part) => quoted(part, styles.model.styles),
  };
  zip.append = (content, entry) => {
    const put = complete[entry.name];
    return append(put && typeof content === 'string' ? put(content) : content, entry);
  };
}

/** Sorted without regard to case, as the format wants them. */
function namesXml(names: readonly DefinedName[]): string {
  if (names.length === 0) return '';
  const sorted = names.toSorted((a, b) => {
    const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
    return left < right ? -1 : left > right ? 1 : (a.sheet ?? 0) - (b.sheet ?? 0);
  });
  const each = sorted.map(
    ({ name, range, sheet }) =>
      `<definedName name="${name}"${sheet === undefined ? '' : ` localSheetId="${sheet}"`}>${xml(range)}</definedName>`,
  );
  return `<definedNames>${each.join('')}</definedNames>`;
}

/** Text that looks like a formula gets Excel's own mark for it, which exceljs cannot set: editing such a cell keeps it text. */
function quoted(part: string, all: readonly string[]): string {
  let result = part;
  for (const style of all)
    if (style.includes('numFmtId="49"') && style.includes('vertical="top"') && style.includes('horizontal="left"'))
      result = result.replace(style, style.replace('<xf ', '<xf quotePrefix="1" '));
  return result;
}

function sheetWriter(
  book: exceljs.stream.xlsx.WorkbookWriter,
  spec: SheetSpec,
  look: ReturnType<typeof looks>,
  tailOf: (sheet: InsideSheet, end: SheetEnd) => string,
): SheetWriter {
  const { rows, columns } = spec.frozen;
  const sheet = book.addWorksheet(spec.name, {
    views: [{ state: 'frozen', xSplit: columns, ySplit: rows, showGridLines: false }],
    pageSetup: { fitToPage: true, fitToWidth: 1, fitToHeight: 0, orientation: 'landscape' },
    properties: { outlineLevelCol: spec.columns.some(({ outline }) => outline) ? 1 : 0 },
  });
  sheet.columns = spec.columns.map(({ width, outline, hidden }) => ({
    width,
    ...(outline ? { outlineLevel: 1 } : {}),
    ...(hidden ? { hidden: true } : {}),
  }));
  const inside = sheet as unknown as InsideSheet;
  const usual = spec.columns.map(({ style }) => style);
  let written = 0;

  return {
    get rows() {
      return written;
    },
    row(values, styles) {
      written += 1;
      const row = sheet.getRow(written);
      const one = typeof styles === 'string' ? styles : undefined;
      const each = typeof styles === 'string' ? undefined : styles;
      // The names of a table's columns have to be shared strings; the rest is written in place and takes no memory.
      inside.useSharedStrings = one === 'head' || each?.includes('head') === true;
      for (let at = 0; at < values.length; at++) {
        const style: CellStyle = one ?? each?.[at] ?? usual[at] ?? 'text';
        const given = values[at] ?? null;
        const value: CellValue = given === '' ? null : given;
        if (
          value === null &&
          style !== 'input' &&
          style !== 'moneyInput' &&
          style !== 'moneyTotal' &&
          style !== 'textTotal'
        )
          continue;
        const cell = row.getCell(at + 1);
        if (typeof value === 'string') {
          const text = cellText(value);
          // Blanks at either end and line feeds are kept only in a text of runs.
          cell.value = EDGE_BLANKS.test(text) ? { richText: [{ text }] } : text;
          cell.style = look(style === 'text' && looksLikeFormula(text) ? 'outside' : style);
          continue;
        }
        cell.value =
          value === null || typeof value === 'number'
            ? value
            : { formula: value.formula, result: value.value, date1904: false };
        cell.style = look(style);
      }
      // A row without cells is not written by itself, and the next one must still come after it.
      row.commit();
    },
    async rest() {
      if (written % ROWS_A_TURN === 0) await turn();
    },
    end(parts = {}) {
      const tail = tailOf(inside, parts);
      inside._writeCloseSheetData = () => {
        inside._write(tail);
        // What exceljs would write after the rows is out of order; nothing of it gets through.
        inside.stream.write = () => true;
      };
      sheet.commit();
    },
  };
}
