import { expect, test } from 'vitest';
import { rowsDrawn } from '../../../renderer/components/data-table/rows-ahead.ts';

const seen = (startIndex: number, endIndex: number, count = 1000) => ({ startIndex, endIndex, count });
const ends = (rows: readonly number[]) => [rows[0], rows.at(-1)];

test('more rows are drawn where the table is scrolled to than where it came from, and as many in all', () => {
  expect(ends(rowsDrawn(seen(100, 120), null, 110))).toEqual([94, 126]);
  expect(ends(rowsDrawn(seen(100, 120), 'forward', 110))).toEqual([98, 130]);
  expect(ends(rowsDrawn(seen(100, 120), 'backward', 110))).toEqual([90, 122]);
});

test('no row is drawn that is not there', () => {
  expect(ends(rowsDrawn(seen(0, 20), 'backward', 3))).toEqual([0, 22]);
  expect(ends(rowsDrawn(seen(980, 999), 'forward', 985))).toEqual([978, 999]);
  expect(rowsDrawn(seen(0, 0, 0), null, 0)).toEqual([]);
  expect(rowsDrawn(seen(0, 1, 2), null, 7)).toEqual([0, 1]);
});

test('the focused row stays in the page, in its place, when it is scrolled out of view', () => {
  expect(ends(rowsDrawn(seen(100, 120), 'forward', 3))).toEqual([3, 130]);
  expect(ends(rowsDrawn(seen(100, 120), 'forward', 900))).toEqual([98, 900]);
});
