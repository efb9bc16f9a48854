import { describe, expect, test } from 'vitest';
import { type DateWindow, type Page, SourceProblem } from '../../../electron/connectors/connector.ts';
import { type AskPage, readPagesV1 } from '../../../electron/connectors/holded/paging-v1.ts';
import { readPagesV2 } from '../../../electron/connectors/holded/paging-v2.ts';
import { HttpProblem } from '../../../electron/platform/http-port.ts';
import { addDays, type CivilDate, civilDate, daysBetween } from '../../../shared/domain/civil-date.ts';

interface Row {
  readonly id: string;
  readonly date: CivilDate;
}

const march: DateWindow = { from: civilDate('2025-03-01'), to: civilDate('2025-03-31') };

/** `count` rows spread over March, or all on one day. */
function rows(count: number, day?: CivilDate): Row[] {
  return Array.from({ length: count }, (_, n) => ({ id: `r${n}`, date: day ?? addDays(march.from, n % 31) }));
}

interface Api {
  readonly size?: number;
  readonly paging?: 'works' | 'ignored' | 'ignored and shuffled' | 'empty' | 'last page again';
}

function api(all: readonly Row[], { size = 500, paging = 'works' }: Api = {}) {
  const asked: [number | null, number][] = [];
  const ask: AskPage = async (window, page) => {
    asked.push([window && daysBetween(window.from, window.to) + 1, page]);
    const found = all.filter((row) => window === null || (row.date >= window.from && row.date <= window.to));
    if (paging === 'empty' && page > 1) return [];
    if (paging === 'ignored') return found.slice(0, size);
    if (paging === 'ignored and shuffled') return found.slice(0, size).sort(() => (page % 2 ? 1 : -1));
    const last = Math.max(1, Math.ceil(found.length / size));
    const number = paging === 'last page again' ? Math.min(page, last) : page;
    return found.slice((number - 1) * size, number * size);
  };
  return { ask, asked };
}

async function collect(pages: AsyncGenerator<Page>): Promise<{ ids: string[]; pages: Page[] }> {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  const ids = all.flatMap((page) => page.records.map((record) => (record as Row).id));
  return { ids, pages: all };
}

const read = (ask: AskPage, window: DateWindow | null = march, cursor: unknown = null) =>
  collect(readPagesV1(ask, window, cursor, 500, 'invoices'));

describe('a version 1 list', () => {
  test('that is short takes one call', async () => {
    const { ask, asked } = api(rows(37));
    expect((await read(ask)).ids).toHaveLength(37);
    expect(asked).toEqual([[31, 1]]);
  });

  test('with a round number of rows is asked for a second page', async () => {
    const { ask, asked } = api(rows(230), { size: 100 });
    expect((await read(ask)).ids).toHaveLength(230);
    expect(asked.map(([, page]) => page)).toEqual([1, 2, 3]);
  });

  test.each([
    [1300, 'works'],
    [1000, 'works'],
    [500, 'works'],
    [500, 'ignored'],
    [500, 'empty'],
    [1300, 'ignored'],
    [1300, 'ignored and shuffled'],
    [1300, 'empty'],
    [1300, 'last page again'],
    [1000, 'last page again'],
  ] as const)('of %i rows arrives whole and once when paging: %s', async (count, paging) => {
    const all = rows(count);
    const { ids, pages } = await read(api(all, { paging }).ask);
    expect(new Set(ids)).toEqual(new Set(all.map((row) => row.id)));
    expect(ids).toHaveLength(count);
    expect(pages.at(-1)?.cursor).toBeNull();
    expect(pages.slice(0, -1).every((page) => page.cursor !== null)).toBe(true);
  });

  test('of exactly 500 rows that proves nothing is read again in halves', async () => {
    const { ask, asked } = api(rows(500), { paging: 'ignored' });
    await read(ask);
    expect(asked).toEqual([
      [31, 1],
      [31, 2],
      [16, 1],
      [15, 1],
    ]);
  });

  test('of 500 rows on a single day is cut off when paging is ignored, and whole when page 2 is empty', async () => {
    const day = civilDate('2025-03-14');
    await expect(read(api(rows(500, day), { paging: 'ignored' }).ask)).rejects.toMatchObject({
      code: 'SOURCE_PARTIAL',
      details: { source: 'Holded', received: 500, declared: null, what: 'invoices of 2025-03-14' },
    });
    expect((await read(api(rows(500, day)).ask)).ids).toHaveLength(500);
    expect((await read(api(rows(700, day)).ask)).ids).toHaveLength(700);
  });

  test('without dates is cut off when paging is ignored', async () => {
    await expect(read(api(rows(600), { paging: 'ignored' }).ask, null)).rejects.toMatchObject({
      code: 'SOURCE_PARTIAL',
    });
    expect((await read(api(rows(500)).ask, null)).ids).toHaveLength(500);
    expect((await read(api(rows(1234)).ask, null)).ids).toHaveLength(1234);
  });

  test.each(['works', 'ignored', 'empty', 'last page again'] as const)(
    'resumed from any cursor gives what one straight read gives (paging: %s)',
    async (paging) => {
      const all = rows(1300);
      const { ask } = api(all, { paging });
      const straight = await read(ask);
      expect(straight.pages.length).toBeGreaterThan(2);
      let stored: string[] = [];
      for (const page of straight.pages) {
        stored = [...stored, ...page.records.map((record) => (record as Row).id)];
        if (page.cursor === null) continue;
        const cursor: unknown = JSON.parse(JSON.stringify(page.cursor));
        expect(JSON.stringify(cursor).length).toBeLessThan(1000);
        const rest = await read(ask, march, cursor);
        expect(new Set([...stored, ...rest.ids])).toEqual(new Set(straight.ids));
      }
    },
  );

  test('whose second page hangs is read in halves; a day that hangs is reported', async () => {
    const hanging = (all: readonly Row[]) => {
      const { ask } = api(all);
      const timeout = new SourceProblem('SOURCE_UNAVAILABLE', {}, new HttpProblem('timeout'));
      return (window: DateWindow | null, page: number) => (page > 1 ? Promise.reject(timeout) : ask(window, page));
    };
    expect((await read(hanging(rows(601)))).ids).toHaveLength(601);
    await expect(read(hanging(rows(601, civilDate('2025-03-14'))))).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });

  test('starts over from a cursor it cannot read', async () => {
    expect((await read(api(rows(10)).ask, march, { v: 7 })).ids).toHaveLength(10);
  });
});

describe('a version 2 list', () => {
  const all = rows(250);
  const ask = async (after: string | undefined) => {
    const from = after === undefined ? 0 : Number(after);
    const more = from + 100 < all.length;
    return { items: all.slice(from, from + 100), cursor: more ? String(from + 100) : null, has_more: more };
  };

  test('arrives whole, and resumed from any cursor too', async () => {
    const straight = await collect(readPagesV2(ask, null, 'invoices'));
    expect(straight.ids).toHaveLength(250);
    const rest = await collect(readPagesV2(ask, straight.pages[0]?.cursor, 'invoices'));
    expect(rest.ids).toEqual(straight.ids.slice(100));
  });

  test('whose cursor repeats is cut off, not read for ever', async () => {
    const stuck = async () => ({ items: all.slice(0, 100), cursor: 'same', has_more: true });
    await expect(collect(readPagesV2(stuck, null, 'invoices'))).rejects.toMatchObject({
      code: 'SOURCE_PARTIAL',
      details: { received: 200 },
    });
  });

  test('that is no list is reported', async () => {
    await expect(collect(readPagesV2(async () => [], null, 'invoices'))).rejects.toMatchObject({
      code: 'RESPONSE_CHANGED',
    });
  });
});
