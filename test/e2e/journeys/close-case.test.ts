/** Questions that a reviewer asks of a close, answered from the screens alone, by what is to be read on them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, noWindows } from '../support.ts';
import { openCloseCaseDesk } from './close-case-desk.ts';
import { goTo, LONG } from './seat.ts';

describe.skipIf(noWindows !== null)(`the signed close${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  const details = () => app.page.getByRole('complementary');
  const report = async (name: string) => {
    await goTo(app.page, 'Close');
    await app.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Reports' }).click();
    const all = app.page.getByRole('link', { name: 'All reports' });
    const list = app.page.getByRole('heading', { level: 1, name: 'Reports' });
    await all.or(list).first().waitFor();
    if (await all.isVisible()) await all.click();
    await app.page.getByRole('link', { name, exact: true }).click();
    await app.page.getByRole('heading', { level: 1, name }).waitFor();
  };

  beforeAll(async () => {
    app = await openCloseCaseDesk();
    app.page.setDefaultTimeout(60_000);
  }, LONG);
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });

  it("says why March's service revenue is 1,651.62, down to the stored record", async () => {
    await report('Deferred revenue roll-forward');
    const figure = app.page.getByRole('button', { name: /^Service revenue, March 2025: 1,651\.62/ }).first();
    await figure.click();
    await details().getByRole('heading', { name: 'Service revenue, March 2025, all services' }).waitFor();
    await details().getByText('from 3 contracts or documents').waitFor();
    const behind = details().getByRole('table', { name: 'Contracts and documents behind the figure' });
    const amounts = await behind.getByRole('button').allInnerTexts();
    expect(amounts).toEqual(['1,170.53', '275.56', '205.53']);
    await details()
      .getByRole('button', { name: /^1,170\.53 of Beatriz Soler: why/ })
      .click();
    await details()
      .getByText(/^1,170\.53 EUR in March 2025 for ES - Full-Stack/)
      .waitFor();
    await details()
      .getByText(/Invoice F25-002 of 15 Jan 2025/)
      .last()
      .click();
    await details().getByText('The stored record is as it was received.').first().waitFor();
    // The address holds where one is: Back goes one step up.
    await app.page.goBack();
    await behind.waitFor();
    expect(await figure.isVisible()).toBe(true);
  });

  it('says which contracts moved deferred revenue', async () => {
    await report('Flux');
    await app.page.getByRole('button', { name: /^Closing deferred revenue, Change: 106\.08/ }).click();
    const behind = details().getByRole('table', { name: 'Contracts and documents behind the figure' });
    await behind.waitFor();
    const rows = await behind.locator('tbody').getByRole('row').allInnerTexts();
    expect(rows.map((row) => row.split(/\s·\s/)[0])).toEqual(['Diego Marín', 'Ana Ruiz']);
    await details().getByRole('button', { name: 'Close the details' }).click();
    const comment = app.page.getByRole('textbox', { name: 'Why Service revenue changed' });
    await comment.fill('Beatriz left in March; 1,170.53 does not come again.');
    await comment.press('Enter');
    await app.page.getByText('Kept: why Service revenue changed.').waitFor();
    await app.page
      .getByRole('row', { name: /^Service revenue/ })
      .getByText('explained')
      .waitFor();
  });

  it('says what changed since the last close', async () => {
    await report('Late changes');
    await app.page
      .getByText(/^Since March 2025 was closed on/)
      .first()
      .waitFor();
    await app.page
      .getByText('2 contracts changed. Closed months stay as they are; 195.58 EUR comes into the first open one.')
      .waitFor();
    await app.page.getByText('Invoice F25-005 of 8 Apr 2025: 600.00 EUR came in.').waitFor();
    await app.page.getByText('February 2025 92.82 EUR, March 2025 102.76 EUR').waitFor();
  });

  it('says what would happen if this student had left on the 10th, and saves nothing', async () => {
    const before = await app.ask('ledger/counts');
    await goTo(app.page, 'Ledger');
    await app.page.getByRole('link', { name: 'Contracts', exact: true }).click();
    await app.page.getByRole('row', { name: /Ana Ruiz/ }).click();
    await app.page.getByRole('heading', { level: 1, name: 'Contract 1' }).waitFor();
    await app.page.getByRole('button', { name: 'What if…' }).click();
    await details().getByLabel('Last day of class').fill('2025-04-10');
    await details().getByText('Nothing is saved', { exact: true }).waitFor();
    await details().getByText('April 2025: 603.31 EUR instead of 198.89 EUR.').waitFor();
    const months = details().getByRole('table', { name: 'Months now and then' });
    expect(await months.getByRole('row', { name: /^May 2025/ }).textContent()).toContain('(205.52)');
    await details().getByRole('textbox', { name: 'Paid back, EUR' }).fill('400');
    await details().getByText('April 2025: 203.31 EUR instead of 198.89 EUR.').waitFor();
    expect(await app.ask('ledger/counts')).toEqual(before);
    await details().getByRole('button', { name: 'Decide this…' }).click();
    await details().getByRole('button', { name: 'Decide it for real' }).waitFor();
  });
});
