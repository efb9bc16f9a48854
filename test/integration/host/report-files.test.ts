/** Every report as a file, through the desk: all its rows, in figures that add up to those of the screen. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { currencyOfColumn } from '../../../shared/close/report-currency.ts';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { currency, currencyDigits } from '../../../shared/domain/money.ts';
import { openSample, snapshot } from '../../support/school.ts';
import { type Desk, openDesk } from './desk.ts';

type Report = WindowOutput<'reports/get'>;

async function shown(desk: Desk, input: Record<string, unknown>): Promise<Report> {
  const rows: Report['rows'] = [];
  for (;;) {
    const page = await desk.call<Report>('reports/get', { ...input, offset: rows.length, limit: 7 });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return { ...page, rows };
  }
}

/** Minor units of what a file says, digit by digit. */
function minor(text: string, digits: number): number {
  if (text === '') return 0;
  const [whole = '', fraction = ''] = text.split('.');
  expect(fraction).toHaveLength(digits);
  return Number(`${whole}${fraction}`);
}

test('the file of each report has every row of the screen, and each column of money the same sum to the cent', async () => {
  const { books } = await openSample({ size: 0.1 });
  await books.month('2025-01', '2025-04');
  const desk = await openDesk({ ledger: await snapshot(books) });
  const list = await desk.call<{ name: string; title: string }[]>('reports/list');
  expect(list.length).toBeGreaterThan(12);
  for (const { name } of list) {
    const input = {
      report: name,
      month: '2025-04',
      options: name === 'waterfall' ? { perContract: true } : name === 'journal' ? { level: 'detail' } : {},
    };
    const screen = await shown(desk, input);
    const file = await desk.call<{ path: string; rows: number }>('desk/export-report', input);
    const rows: Record<string, string>[] = parse(readFileSync(file.path, 'utf8'), { columns: true, bom: true });
    expect(rows, name).toHaveLength(screen.rows.length);
    expect(file.rows).toBe(screen.rows.length);
    for (const { key, label, kind } of screen.columns) {
      const title = /^\d{4}-\d{2}$/.test(key) ? key : kind === 'percent' ? `${label} %` : label;
      if (rows.length > 0) expect(Object.keys(rows[0] ?? {}), name).toContain(title);
      if (kind !== 'money') continue;
      const sum = screen.rows.reduce((total, row) => total + Number(row.cells[key] ?? 0), 0);
      const written = rows.reduce((total, row, at) => {
        const own = screen.rows[at];
        const code = own === undefined ? screen.currency : currencyOfColumn(own, key, screen.currency);
        return total + minor(row[title] ?? '', currencyDigits(currency(code)));
      }, 0);
      expect(written, `${name} ${title}`).toBe(sum);
    }
  }
}, 180_000);

test('the comparison with the old system is handed out whole, and without names where the company wants none', async () => {
  const { books } = await openSample({ size: 0.1 });
  await books.month('2025-01', '2025-03');
  const names = books.rows<{ name: string }>('SELECT name FROM client WHERE length(name) > 8');
  const desk = await openDesk({ ledger: await snapshot(books) });
  const report = await desk.call<WindowOutput<'parity/report'>>('parity/report', { limit: 1 });
  const file = await desk.call<{ path: string; rows: number }>('desk/export-parity', {});
  expect(file.rows).toBe(report.total);
  const rows: Record<string, string>[] = parse(readFileSync(file.path, 'utf8'), { columns: true, bom: true });
  const difference = rows.reduce((sum, row) => sum + minor(row.Difference ?? '', 2), 0);
  expect(difference).toBe(report.sum.difference);
  await desk.call('settings/save', { namesInExports: false });
  for (const write of [
    () => desk.call<{ path: string }>('desk/export-parity', {}),
    () => desk.call<{ path: string }>('desk/export-report', { report: 'ageing', month: '2025-03' }),
  ]) {
    const text = readFileSync((await write()).path, 'utf8');
    for (const { name } of names) expect(text.includes(name), name).toBe(false);
  }
}, 120_000);
