/** The grid of contracts by month: its sums are those of the whole filter, and every row leads to the reason of its figure. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, axe, noWindows, openApp } from '../support.ts';

// Left out where there is no Chromium: `noWindows` says why.
describe.skipIf(noWindows !== null)('accruals', () => {
  let app: App;
  const grid = () => app.page.getByRole('grid', { name: 'Accruals by contract and month' });

  beforeAll(async () => {
    app = await openApp({ sample: true });
    await app.run('2025-01', '2025-03');
  });
  afterAll(() => app?.close());

  test('the last row sums up all contracts under the filter, month by month as the close does', async () => {
    await app.go('/accruals?from=2025-01&until=2025-03');
    await app.page.getByText('January to March 2025').waitFor();
    const { months } = await app.ask<{ months: { recognised: number }[] }>('close/months');
    const sums = grid().getByRole('row', { name: /of all \d+ under the filter/ });
    for (const { recognised } of months) {
      const shown = (recognised / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });
      await sums.getByText(shown).first().waitFor();
    }
    expect(months).toHaveLength(3);
  });

  test('a row opens the reason of its figure beside the grid', async () => {
    await app.page.getByRole('searchbox', { name: 'Client, service or number' }).fill('Maitane Lizarraga');
    await grid()
      .getByRole('row', { name: /Maitane Lizarraga/ })
      .click();
    const drill = app.page.getByRole('complementary', { name: /^Contract \d+/ });
    await drill.getByText(/in March 2025 for ES - Data Science/).waitFor();
    await drill.getByRole('button', { name: /Why this number\? Service .* February 2025/ }).click();
    await drill.getByText(/in February 2025 for ES - Data Science/).waitFor();
    expect(await axe(app.page)).toEqual([]);
    await app.page.keyboard.press('Escape');
    await drill.waitFor({ state: 'detached' });
  });

  test('what is asked for stays when the screen is left', async () => {
    await app.page.getByRole('link', { name: 'Ledger' }).click();
    await app.page.getByRole('heading', { level: 1, name: 'Ledger' }).waitFor();
    await app.page.getByRole('link', { name: 'Accruals' }).click();
    await grid()
      .getByRole('row', { name: /Maitane Lizarraga/ })
      .waitFor();
    expect(await app.page.getByRole('searchbox').inputValue()).toBe('Maitane Lizarraga');
  });

  test('the chart has its table, and the export says what it wrote', async () => {
    await app.page.getByText('Chart', { exact: true }).click();
    await app.page.getByRole('button', { name: 'Show as table' }).click();
    await app.page.getByRole('table', { name: /Recognised and deferred, all contracts/ }).waitFor();
    expect(await app.page.getByRole('rowheader').allTextContents()).toEqual([
      'January 2025',
      'February 2025',
      'March 2025',
    ]);
    await app.page.getByRole('button', { name: 'Export' }).click();
    await app.page.getByRole('button', { name: 'Write the file' }).click();
    await app.page.getByText(/\d+ postings were written to/).waitFor();
  });
});
