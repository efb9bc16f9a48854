/** Reports, from the list to a stored record; the accounts that the journal is written with. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, axe, noWindows, openApp } from '../support.ts';

describe.skipIf(noWindows !== null)(`reports${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  const details = () => app.page.getByRole('complementary');
  const hash = () => app.page.evaluate('location.hash') as Promise<string>;

  beforeAll(async () => {
    app = await openApp({ sample: true, theme: 'dark' });
    app.page.setDefaultTimeout(60_000);
    await app.context.grantPermissions(['clipboard-write']);
    await app.run('2025-01', '2025-03');
  });
  afterAll(() => app?.close());

  test('every report opens from the list in words, and none of them gives a reader with other eyes trouble', async () => {
    await app.go('/reports');
    const main = app.page.getByRole('main');
    await main.getByRole('link', { name: 'Journal' }).waitFor();
    expect(await axe(app.page)).toEqual([]);
    const names = await main.getByRole('link').allTextContents();
    expect(names.length).toBeGreaterThan(13);
    for (const name of names.filter((each) => each !== 'As the old system')) {
      await main.getByRole('link', { name, exact: true }).click();
      await app.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await app.page.getByRole('region', { name: /./ }).first().waitFor();
      expect({ name, found: await axe(app.page) }).toEqual({ name, found: [] });
      await main.getByRole('link', { name: 'All reports' }).click();
    }
  });

  test('a figure leads to its contracts, a contract to its posting, and Back to where one was', async () => {
    await app.go('/reports/roll-forward?month=2025-03');
    await app.page
      .getByRole('button', { name: /^Service revenue, March 2025: / })
      .first()
      .click();
    await details().getByRole('table', { name: 'Contracts and documents behind the figure' }).waitFor();
    await details()
      .getByRole('button', { name: /why this number\?$/ })
      .first()
      .click();
    await details().getByRole('heading', { name: 'Why this number?' }).waitFor();
    await details().getByRole('table', { name: 'The sum that gives it' }).waitFor();
    expect(await axe(app.page)).toEqual([]);
    await app.page.goBack();
    await details()
      .getByText(/from \d+ contracts or documents/)
      .waitFor();
    await app.page.keyboard.press('Escape');
    await details().waitFor({ state: 'detached' });
    expect(await hash()).toBe('#/reports/roll-forward?month=2025-03');
  });

  test('what a report is asked for is in the address and stays when the screen is left', async () => {
    await app.go('/reports/journal?month=2025-02');
    await app.page.getByText('By contract', { exact: true }).click();
    await app.page.getByRole('columnheader', { name: 'Contract' }).waitFor();
    expect(await hash()).toContain('level=detail');
    await app.page.getByRole('link', { name: 'Ledger', exact: true }).click();
    await app.page.getByRole('heading', { level: 1, name: 'Ledger' }).waitFor();
    await app.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Reports' }).click();
    await app.page.getByRole('columnheader', { name: 'Contract' }).waitFor();
  });

  test('a copy takes all rows, and says how many', async () => {
    await app.go('/reports/roll-forward?month=2025-03&together=1');
    await app.page.getByRole('button', { name: 'Copy for Excel' }).click();
    await app.page.getByText(/rows copied, ready to paste/).waitFor();
  });

  test('the journal is written with the accounts that were chosen', async () => {
    await app.go('/accounts');
    await app.page.getByText('Nobody chose accounts yet; a neutral chart stands in').waitFor();
    expect(await axe(app.page)).toEqual([]);
    await app.page.getByRole('button', { name: /^Take: Spain/ }).click();
    await app.page.getByRole('dialog').getByRole('button', { name: 'Replace the accounts' }).click();
    const breakage = app.page.getByRole('textbox', { name: 'Account: Breakage: paid and never used', exact: true });
    await expect.poll(() => breakage.inputValue()).toBe('705900');
    await app.page.getByRole('textbox', { name: 'Account: Deferred revenue', exact: true }).fill('485100');
    await app.page.getByRole('button', { name: 'Save the accounts' }).click();
    await app.page.getByText('Accounts saved. The journal uses them from now on.').first().waitFor();
    await app.go('/reports/journal?month=2025-03');
    await app.page.getByRole('cell', { name: '485100' }).first().waitFor();
  });
});
