import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';

describe.skipIf(noWindows !== null)(`the issues screen${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  let page: Page;
  // One company for all: every test leaves its issues as they were, or takes one of its own.
  beforeAll(async () => {
    app = await openApp({ sample: true });
    page = app.page;
    await app.run('2025-04', '2025-04');
  }, 40_000);
  beforeEach(async () => {
    await page.reload();
    await app.go('/issues');
    await page.getByRole('grid', { name: 'Causes' }).waitFor();
  });
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });

  const pending = async () => (await app.ask<{ pending: number }>('issues/totals')).pending;
  const decide = () => page.getByRole('button', { name: /^Decide: clears/ });
  const row = (name: RegExp) => page.getByRole('row', { name });
  const openByKey = async (name: RegExp) => {
    await row(name).first().focus();
    await page.keyboard.press('Enter');
    await decide().waitFor();
  };

  it('shows what an answer does, makes it by keyboard, goes on to the next, and takes it back with Ctrl+Z', async () => {
    const before = await pending();
    await openByKey(/Same invoice twice/);
    await page.keyboard.press('e');
    expect(await page.getByRole('radio', { name: /It is the same document/ }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText(/^Decided: /).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Same invoice twice' }).waitFor({ state: 'detached' });
    await page.getByRole('group', { name: 'Your answer' }).waitFor();
    const after = await pending();
    expect(after).toBeLessThan(before);
    await page.getByRole('button', { name: /^Decide/ }).focus();
    await page.keyboard.press('Control+z');
    await page.getByText(/^Undone: /).waitFor();
    expect(await pending()).toBe(before);
  });

  it('ignores with a reason, and both the drawer and the list go on', async () => {
    const before = await pending();
    await openByKey(/Invoice of zero/);
    await page.keyboard.press('i');
    await page.getByLabel('Why?').fill('A free place');
    await page.keyboard.press('Enter');
    await page.getByText('1 issue ignored').waitFor();
    expect(await pending()).toBe(before - 1);
    await row(/Invoice of zero/).waitFor({ state: 'detached' });
    const { rows } = await app.ask<{ rows: { reason: string }[] }>('issues/page', { status: 'ignored' });
    expect(rows.map(({ reason }) => reason)).toEqual(['A free place']);
  });

  it('keeps the selection honest when a filter hides a part of it', async () => {
    await page.getByRole('row').nth(1).focus();
    await page.keyboard.press('Control+a');
    const all = await pending();
    const told = page.getByRole('region', { name: 'What to do with the selection' }).getByRole('status');
    await expect.poll(() => told.textContent()).toMatch(new RegExp(`^${all} selected, at risk`));
    await page.keyboard.press('/');
    await page.keyboard.type('twice');
    const { total } = await app.ask<{ total: number }>('issues/page', { search: 'twice', status: 'pending' });
    expect(total).toBeGreaterThan(0);
    await expect.poll(() => told.textContent()).toMatch(new RegExp(`^${all} selected, ${all - total} not in view`));
  });

  it('says the shortest way to certain figures and shows it', async () => {
    const way = await app.ask<{ ids: number[]; of: number }>('issues/shortest');
    await page.getByText(new RegExp(`^Fix these ${way.ids.length} of ${way.of} and `)).waitFor();
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByText(`${way.ids.length} rows`).waitFor();
  });

  it('writes the file and says where it is', async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const text = readFileSync(await (await coming).path(), 'utf8');
    expect(text.trim().split('\r\n')).toHaveLength((await pending()) + 1);
  });

  it('has nothing for axe to find, in the list and in an open issue', async () => {
    expect(await axe(page)).toEqual([]);
    await openByKey(/The same client exists twice/);
    expect(await axe(page)).toEqual([]);
  });
});
