/** A list of 100,000 issues: to its end and back, sorted, searched, selected and copied. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { buildBigLedger } from '../../support/big-ledger.ts';
import { type App, noWindows, openApp } from '../support.ts';
import { emptyHome } from './own-company.ts';
import { LONG, SOON } from './seat.ts';

describe.skipIf(noWindows !== null)(`100,000 issues${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  beforeAll(async () => {
    const { home, env, ledger } = emptyHome();
    await buildBigLedger(ledger, { contracts: 1000, months: 1, issues: 100_000 });
    app = await openApp({ home, env });
    app.page.setDefaultTimeout(120_000);
    await app.context.grantPermissions(['clipboard-write']);
    await app.go('/issues?by=each&status=all');
    await grid().getByRole('row').nth(1).waitFor();
  }, LONG);
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });
  const grid = () => app.page.getByRole('grid', { name: 'Issues' });
  const rows = () => grid().getByRole('row');
  /** What was copied, as another program gets it: the app's own pages may not read the clipboard. */
  const copied = async () => {
    const elsewhere = await app.context.newPage();
    await elsewhere.setContent('<textarea></textarea>');
    const sheet = elsewhere.getByRole('textbox');
    await sheet.focus();
    await elsewhere.keyboard.press('Control+v');
    await expect.poll(() => sheet.inputValue(), SOON).not.toBe('');
    return sheet.inputValue();
  };
  /** The figures of a column among the rows that are drawn. */
  const amounts = async () =>
    (
      await rows()
        .getByRole('gridcell', { name: /^[\d,]+\.\d\d$/ })
        .allInnerTexts()
    ).map((text) => Number(text.replace(/[^\d]/g, '')));

  it(
    'draws only what is seen, and goes to the last row by a key',
    async () => {
      await app.page.getByText(/^100,?000 rows$/).waitFor();
      expect(await rows().count()).toBeLessThan(80);
      await rows().nth(1).focus();
      await app.page.keyboard.press('End');
      const last = grid().locator('[aria-rowindex="100001"]');
      await last.waitFor();
      await expect.poll(() => last.getByRole('gridcell').count(), SOON).toBeGreaterThan(5);
      expect(await rows().count()).toBeLessThan(80);
      await app.page.keyboard.press('Home');
      await grid().locator('[aria-rowindex="2"]').getByText(/\d/).first().waitFor();
    },
    LONG,
  );

  it(
    'sorts all of them, not those that are drawn',
    async () => {
      const drawn = await amounts();
      expect(drawn.length).toBeGreaterThan(5);
      expect(drawn).toEqual([...drawn].sort((a, b) => b - a));
      await grid()
        .getByRole('columnheader', { name: /At risk/ })
        .getByRole('button')
        .click();
      const { rows: least } = await app.ask<{ rows: { amountAtRisk: number }[] }>('issues/page', {
        sort: 'amount',
        descending: false,
        limit: 5,
      });
      await expect
        .poll(async () => (await amounts()).slice(0, 3))
        .toEqual(
          least
            .filter(({ amountAtRisk }) => amountAtRisk > 0)
            .slice(0, 3)
            .map(({ amountAtRisk }) => amountAtRisk),
        );
    },
    LONG,
  );

  it(
    'finds some of them by a word',
    async () => {
      await app.page.getByRole('searchbox', { name: 'Search issues' }).fill('F25000777');
      await expect
        .poll(async () => Number(((await app.page.getByText(/^[\d,]+ rows$/).textContent()) ?? '').replace(/\D/g, '')))
        .toBeLessThan(2000);
      await app.page.getByRole('searchbox', { name: 'Search issues' }).fill('');
      await app.page.getByText(/^100,?000 rows$/).waitFor();
    },
    LONG,
  );

  it(
    'selects all that can be selected, says how many, and copies them as rows',
    async () => {
      await rows().nth(1).focus();
      await app.page.keyboard.press('Control+a');
      const told = app.page.getByRole('region', { name: 'What to do with the selection' }).getByRole('status');
      await expect.poll(() => told.textContent(), SOON).toMatch(/^[\d,]+ selected/);
      const count = Number(((await told.textContent()) ?? '').split(' ')[0]?.replace(/\D/g, ''));
      expect(count).toBeGreaterThan(1000);
      await rows().nth(1).focus();
      await app.page.keyboard.press('Control+c');
      await app.page.getByText(/^[\d,]+ rows copied$/).waitFor({ timeout: LONG });
      const lines = (await copied()).trim().split(/\r?\n/);
      expect(lines).toHaveLength(count + 1);
      expect(new Set(lines.map((line) => line.split('\t').length)).size).toBe(1);
    },
    LONG,
  );
});
