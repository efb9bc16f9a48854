import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';

interface Rows {
  readonly total: number;
  readonly rows: { readonly id: number; readonly owner: { readonly name: string } | null }[];
}

describe.skipIf(noWindows !== null)(`the work on issues${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  let page: Page;
  beforeAll(async () => {
    app = await openApp({ sample: true });
    page = app.page;
    await app.run('2025-04', '2025-04');
    for (const name of ['Eva', 'Luis']) await app.ask('operators/save', { name });
    await app.ask('desk/set-who', { who: 'Eva' });
  }, 120_000);
  beforeEach(async () => {
    await app.go('/issues');
    await page.reload();
    await page.getByRole('grid', { name: 'Causes' }).waitFor();
  });
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });

  const row = (name: RegExp) => page.getByRole('row', { name }).first();
  const issues = (filter: object) => app.ask<Rows>('issues/page', { status: 'pending', ...filter });

  it('hands an open issue to whoever is at the keyboard with a and Enter, says so, and takes it back', async () => {
    await row(/Invoice of zero/).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nobody looks after it.').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Who looks after 1 issue?' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Owner' }).last().inputValue()).toContain('(you)');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Assign 1 issue' }).press('Enter');
    await page.getByText(/Eva.? looks after it\.$/).waitFor();
    await page.getByText('Taken on by Eva').waitFor();
    expect((await issues({ owner: 'Eva' })).total).toBe(1);
    await page.keyboard.press('Control+z');
    await page.getByText('Nobody looks after it.').waitFor();
    expect((await issues({ owner: 'Eva' })).total).toBe(0);
  });

  it('hands over all that is selected, on every page, and finds what is mine and what is nobody’s', async () => {
    const { total } = await issues({});
    await page.getByRole('row').nth(1).focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('region', { name: 'What to do with the selection' }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: `Assign ${total} issues` }).click();
    await page.getByText(new RegExp(`^${total} issues assigned to .?Eva`)).waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('combobox', { name: 'Owner' }).click();
    await page.getByRole('option', { name: 'Nobody’s' }).click();
    await page.getByText('No issue fits these filters.').waitFor();
    await page.getByRole('combobox', { name: 'Owner' }).click();
    await page.getByRole('option', { name: 'Mine' }).click();
    await page.getByText(`${total} issues`, { exact: true }).last().waitFor();
    await page.getByRole('row').nth(1).focus();
    await page.keyboard.press('Control+z');
    await page.getByText('No issue fits these filters.').waitFor();
  });

  it('snoozes with s for a reason, says how many and how much above the list, and brings back', async () => {
    const { total } = await issues({});
    await row(/Same invoice twice/).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nobody looks after it.').waitFor();
    const snoozed = new URL(page.url()).hash.match(/open=(\d+)/)?.[1];
    await page.keyboard.press('s');
    await page.getByLabel('What is waited for?').fill('the school writes on Monday');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tomorrow' }).click();
    await page.getByRole('button', { name: 'Snooze 1 issue' }).press('Enter');
    await page.getByText(/^1 issue is snoozed, with [\d,.]+ EUR at risk/).waitFor();
    // The drawer went on to what is still in the list.
    await expect.poll(() => new URL(page.url()).hash).not.toContain(`open=${snoozed}`);
    await page.keyboard.press('Escape');
    await page
      .getByText(`${total - 1} issues`, { exact: true })
      .last()
      .waitFor();
    expect((await issues({})).total).toBe(total);
    await page.getByRole('button', { name: 'Show what is snoozed' }).click();
    await row(/Same invoice twice/).focus();
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Snoozed until .* by .?Eva.?: .?the school writes on Monday/)
      .first()
      .waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bring back' }).click();
    await page.getByText('1 issue brought back').waitFor();
    expect((await issues({ snoozed: 'only' })).total).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await issues({ snoozed: 'only' })).total).toBe(1);
    await app.ask('issues/snooze', { ids: [Number(snoozed)], until: null });
  });
});
