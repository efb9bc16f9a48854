import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeText, writeCsv } from '../../../electron/exports/csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'monthend-csv-'));

function written(rows: readonly { text: string; number: string }[]): string[][] {
  const path = join(folder, 'file.csv');
  const result = writeCsv(
    path,
    [
      { title: 'Text', kind: 'text', value: (row: { text: string }) => row.text },
      { title: 'Number', kind: 'number', value: (row: { number: string }) => row.number },
    ],
    rows,
  );
  expect(result.ok).toBe(true);
  return parse(readFileSync(path), { bom: true, relax_column_count: false }) as string[][];
}

test.each(['=1+1', '+34 600 000 000', '-5', '@user', '\t=1', '=HYPERLINK("http://x";"y")', '＝1+1', '  =2+2', '\r=3'])(
  'no spreadsheet takes the text %j for a formula',
  (text) => {
    const [, row] = written([{ text, number: '-5.00' }]);
    expect(row?.[0]).toMatch(/^'/);
    expect(row?.[1]).toBe('-5.00');
  },
);

test('whatever a cell holds, it comes back as text and never starts a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const [, row] = written([{ text, number: '1' }]);
      expect(row?.[0]).toBe(safeText(text));
      expect(row?.[0]).not.toMatch(/^[\s\u00a0]*[=+\-@＝＋－＠]/u);
    }),
    { numRuns: 300 },
  );
});

test('a file that cannot be written is told, and leaves nothing half done', () => {
  const result = writeCsv(
    join(folder, 'no', 'such', 'folder.csv'),
    [{ title: 'A', kind: 'text', value: () => 'x' }],
    [1],
  );
  expect(result.ok).toBe(false);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
