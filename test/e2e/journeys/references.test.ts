/** A reviewer with a workbook in hand: a reference typed into Ctrl+K opens the thing, and a report goes out as a file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReadWorkbook, readWorkbook } from '../../../electron/exports/read-workbook/read-workbook.ts';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { parseReference } from '../../../shared/domain/reference.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';

describe.skipIf(noWindows !== null)(`references${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  let book: ReadWorkbook;

  beforeAll(async () => {
    app = await openApp({ sample: true });
    app.page.setDefaultTimeout(60_000);
    await app.run('2025-01', '2025-03');
    const made = await app.ask<{ folder: string }>('desk/make-package', { month: '2025-03' });
    const file = readdirSync(made.folder).find((each) => each.endsWith('.xlsx')) ?? '';
    const read = readWorkbook(readFileSync(join(made.folder, file)));
    if (!read) throw new Error('The workbook cannot be read');
    book = read;
  }, 240_000);
  afterAll(() => app?.close());

  /** The first reference of a kind on a sheet. */
  function reference(sheet: string, letters: string): string {
    for (const cells of book.sheet(sheet)?.values() ?? [])
      for (const { value } of cells.values())
        if (typeof value === 'string' && value.startsWith(`${letters}-`) && parseReference(value)?.check) return value;
    throw new Error(`No ${letters} on ${sheet}`);
  }

  async function type(text: string) {
    await app.page.keyboard.press('Control+k');
    const field = app.page.getByPlaceholder(/^Go to, do, or find/);
    await field.fill(text);
    return app.page.locator('.mantine-Spotlight-action');
  }

  /** Where the reference leads. */
  async function opened(text: string): Promise<string> {
    const before = await hash();
    const hits = await type(text);
    await hits.first().waitFor();
    expect(await hits.count(), text).toBe(1);
    await app.page.keyboard.press('Enter');
    await app.page.waitForURL((url) => url.hash !== before);
    return hash();
  }
  const hash = () => app.page.evaluate('location.hash') as Promise<string>;
  const idOf = (ref: string) => ref.split('-')[1];

  test('a contract, a document, a payment, an issue and a run open by the reference of their line', async () => {
    await app.go('/close');
    const contract = reference('Detail', 'C');
    expect(await opened(contract)).toBe(`#/ledger/contracts/${idOf(contract)}`);
    await app.page.getByRole('heading', { level: 1, name: `Contract ${idOf(contract)}` }).waitFor();
    const document = reference('Documents', 'D');
    expect(await opened(document)).toBe(`#/ledger/documents/${idOf(document)}`);
    const payment = reference('Reconciliation', 'PAY');
    expect(await opened(payment)).toBe(`#/ledger/payments?open=${idOf(payment)}`);
    await app.page.getByRole('complementary').getByText('Holded').first().waitFor();
    const issue = reference('Exceptions', 'I');
    expect(await opened(issue)).toBe(`#/issues?open=${idOf(issue)}`);
    const run = reference('Run log', 'R');
    expect(await opened(run)).toBe(`#/runs/${idOf(run)}`);
    await app.page.getByRole('heading', { level: 1, name: new RegExp(idOf(run) ?? '') }).waitFor();
  });

  test('a figure opens in its report with what it is made of, a check on the board of its month, a posting with its reason', async () => {
    const figure = reference('Roll-forward', 'RF');
    expect(await opened(figure)).toContain('#/reports/roll-forward?');
    await app.page
      .getByRole('complementary')
      .getByText(/from \d+ contracts? or documents?/)
      .waitFor();
    expect(await axe(app.page)).toEqual([]);
    expect(await opened(reference('Summary', 'T'))).toBe('#/close?month=2025-03');
    const contract = await app.ask<WindowOutput<'trace/reference'>>('trace/reference', {
      ref: reference('Detail', 'C'),
    });
    const posting = contract.behind.find(({ ref }) => ref.startsWith('P-'))?.ref ?? '';
    expect(await opened(posting)).toContain(`why=${idOf(posting)}`);
    await app.page.getByRole('complementary').getByRole('heading', { name: 'Why this number?' }).waitFor();
  });

  test('a reference of another ledger is told as such and leads nowhere', async () => {
    await app.go('/close');
    const ref = reference('Detail', 'C');
    const hits = await type(`${ref.slice(0, -5)}${ref.endsWith('22222') ? '33333' : '22222'}`);
    await app.page.getByText('This reference was written by another ledger.').waitFor();
    expect(await hits.count()).toBe(1);
    await app.page.keyboard.press('Enter');
    expect(await hash()).toContain('#/close');
    await app.page.keyboard.press('Escape');
  });

  test('a report goes out as a file with all its rows, and says where it is', async () => {
    await app.go('/reports/ageing?month=2025-03');
    const shown = await app.ask<WindowOutput<'reports/get'>>('reports/get', { report: 'ageing', month: '2025-03' });
    await app.page.getByRole('button', { name: 'Export CSV' }).click();
    const told = await app.page
      .getByRole('status')
      .filter({ hasText: /rows? w/ })
      .textContent();
    expect(told).toContain(`${shown.total} rows were written to`);
    const path = /to [\u2066-\u2069]?(.+?\.csv)/.exec(told ?? '')?.[1] ?? '';
    expect(existsSync(path)).toBe(true);
    expect(await axe(app.page)).toEqual([]);
    await app.go('/reports/parity');
    await app.page.getByRole('button', { name: 'Export CSV' }).click();
    await app.page.getByRole('status').filter({ hasText: 'parity' }).waitFor();
  });
});
