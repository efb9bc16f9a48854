import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORTS } from '../../../shared/contract/reports.ts';
import { expectedRollForward, openCloseCase } from '../../support/close-case.ts';
import { type Books, keeper } from '../../support/school.ts';

const kept = keeper();
let books: Books;
beforeAll(async () => {
  ({ books } = await openCloseCase(kept));
});
afterAll(() => kept.closeAll());

const get = (report: (typeof REPORTS)[number], month: string, options = {}) =>
  books.call('reports/get', { report, month, options, limit: 1000 });
const cell = async (report: (typeof REPORTS)[number], month: string, key: string, column: string, options = {}) =>
  (await get(report, month, options)).rows.find((row) => row.key === key)?.cells[column] ?? null;

describe('the five contracts of the vectors, lived through and closed up to March', () => {
  it('the roll-forward shows the vector figures to the cent', async () => {
    const report = await get('roll-forward', '2025-04');
    const shown = (key: string, month: string) => report.rows.find((row) => row.key === `EUR * ${key}`)?.cells[month];
    for (const expected of expectedRollForward()) {
      for (const [key, amount] of Object.entries(expected)) {
        if (key === 'month' || key === 'openingContractAssetMinor') continue;
        const found = { month: expected.month, key, amount: shown(key, expected.month) ?? 0 };
        expect(found).toEqual({ month: expected.month, key, amount });
      }
    }
    expect(shown('serviceRevenueMinor', '2025-03')).toBe(165_162);
    expect(shown('billingsOfClosedMonthsMinor', '2025-04') ?? 0).toBe(0);
  });

  it("March's service revenue leads to its contracts, and each of them to the postings that explain it", async () => {
    const report = await get('roll-forward', '2025-03');
    const ref = report.rows.find((row) => row.key === 'EUR * serviceRevenueMinor')?.drill['2025-03'] ?? '';
    const behind = await books.call('reports/drill', { ref });
    expect(behind).toMatchObject({ amount: 165_162, currency: 'EUR', total: 3 });
    expect(behind.rows.map(({ amount }) => amount)).toEqual([117_053, 27_556, 20_553]);
    for (const row of behind.rows) {
      const [posting = 0] = row.postings;
      const why = await books.call('postings/why', { id: posting });
      expect(why.posting).toMatchObject({ month: '2025-03' });
    }
  });

  it('service lines and the total agree, and so does the revenue report', async () => {
    const roll = await get('roll-forward', '2025-04');
    const revenue = await get('revenue', '2025-04');
    for (const month of ['2025-01', '2025-02', '2025-03', '2025-04']) {
      const closing = roll.rows.filter((row) => row.key.endsWith(' closingDeferredMinor'));
      const parts = closing.filter((row) => !row.key.includes(' * ')).map((row) => Number(row.cells[month]));
      const total = closing.find((row) => row.key.includes(' * '))?.cells[month];
      expect(parts.reduce((sum, each) => sum + each, 0)).toBe(total);
      const lines = revenue.rows.filter(({ level }) => level === 'line').map((row) => Number(row.cells[month]));
      expect(lines.reduce((sum, each) => sum + each, 0)).toBe(revenue.rows.at(-1)?.cells[month]);
    }
    expect(revenue.rows.at(-1)?.cells['2025-03']).toBe(165_162 + 212_768);
  });

  it('every row of the waterfall adds up to its price, and the total to what is deferred and not yet billed', async () => {
    const { rows, columns } = await get('waterfall', '2025-03', { perContract: true });
    const months = columns.filter(({ key }) => /^\d{4}-\d{2}$/.test(key)).map(({ key }) => key);
    expect(months).toHaveLength(12);
    for (const { cells } of rows) {
      const ahead = months.reduce((sum, month) => sum + Number(cells[month]), 0);
      const parts =
        Number(cells.recognisedToDateMinor) + ahead + Number(cells.laterMinor) + Number(cells.notScheduledMinor);
      expect(parts).toBe(cells.priceMinor);
    }
    const total = rows.at(-1)?.cells ?? {};
    const left = Number(total.priceMinor) - Number(total.recognisedToDateMinor);
    expect(left).toBe(160_231 - 27_556 + Number(total.notYetBilledMinor));
  });

  it('the journal of March books the vector lines in each style, balanced', async () => {
    const line = async (style: string, account: string) => {
      const { rows } = await get('journal', '2025-03', { style, perService: false });
      return rows
        .filter((row) => row.cells.account === account && row.cells.date === '2025-03-31')
        .map((row) => [row.cells.debit, row.cells.credit]);
    };
    expect(await line('revenue_first', '485000')).toEqual([[450_474, 0]]);
    expect(await line('revenue_first', '430900')).toEqual([[27_556, 0]]);
    expect(await line('revenue_first', '705100')).toEqual([[0, 237_706]]);
    expect(await line('revenue_first', '705200')).toEqual([[0, 27_556]]);
    expect(await line('revenue_first', '705900')).toEqual([[0, 212_768]]);
    for (const style of ['balance_first', 'revenue_first', 'reversing'])
      for (const level of ['summary', 'detail']) {
        const { rows } = await get('journal', '2025-03', { style, level });
        const totals = rows.filter(({ level: at }) => at === 'total');
        expect(totals.length).toBe(style === 'reversing' ? 3 : 1);
        for (const { cells } of totals) expect(cells.debit).toBe(cells.credit);
      }
  });

  it('the bridge from February to March leaves nothing unexplained, and the flux asks for words until they are written', async () => {
    expect(await cell('bridge', '2025-03', 'unexplainedMinor', 'amount')).toBe(0);
    expect(await cell('bridge', '2025-03', 'breakageMinor', 'amount')).toBe(212_768);
    const wanted = await cell('flux', '2025-03', 'breakageMinor', 'explain');
    expect(wanted).toBe('wants a word');
    await books.call('flux/comment', {
      month: '2025-03',
      comparedWith: '2025-02',
      line: 'breakageMinor',
      comment: 'Beatriz left on 19 March; 2,000 paid back, the rest is breakage.',
      who: 'ana',
    });
    expect(await cell('flux', '2025-03', 'breakageMinor', 'explain')).toBe('explained');
  });

  it('late changes of April name what came after March was closed', async () => {
    const { rows } = await get('changes', '2025-04');
    expect(rows.map(({ cells }) => [cells.what, cells.amount])).toEqual([['Revenue of earlier months', 19_558]]);
    expect(rows[0]?.cells.note).toMatch(/February 2025 92\.82 EUR, March 2025 102\.76 EUR/);
  });

  it('an old day gives the old ageing again', async () => {
    const { rows } = await get('ageing', '2025-04', { asOf: '2025-03-31' });
    expect(rows.at(-1)?.cells).toMatchObject({ client: 'Total', unapplied: -200_000 });
  });

  it.each(REPORTS)('%s has columns for all its cells, and every reference it gives can be opened', async (report) => {
    const table = await get(report, '2025-04');
    const keys = new Set(table.columns.map(({ key }) => key));
    for (const row of table.rows) {
      for (const column of Object.keys(row.drill)) expect(keys).toContain(column);
      for (const ref of new Set(Object.values(row.drill))) {
        const behind = await books.call('reports/drill', { ref });
        expect(behind.rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(behind.amount);
      }
    }
    const figures = table.rows.flatMap(({ cells, drill }) =>
      Object.entries(drill).map(([column, ref]) => ({ column, ref, amount: cells[column] })),
    );
    for (const { ref, amount } of figures.slice(0, 40)) {
      if (report === 'journal' || report === 'number-gaps' || amount === null) continue;
      expect({ ref, amount: (await books.call('reports/drill', { ref })).amount }).toEqual({ ref, amount });
    }
  });

  it('a reference that is none is told plainly', async () => {
    expect((await books.refusal('reports/drill', { ref: 'hello' })).code).toBe('UNKNOWN_FIGURE');
  });
});
