/** The app killed in the middle of a run: it is resumed at the next start, and the ledger is as if nothing had happened. */
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, noBrowser } from '../../desktop-double/browser.ts';
import { openDesk } from '../../desktop-double/open-desk.ts';
import { hashOf, ownCompany, ownSystems } from './own-company.ts';
import { LONG, runEnded, runTo, withSeat } from './seat.ts';

describe.skipIf(noBrowser !== null)(`a kill in mid-run${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  afterAll(closeBrowser);

  it('is said at the next start, resumed, and leaves the ledger of a run without it', { timeout: LONG }, async () => {
    const { server, connections } = await ownSystems();
    try {
      const company = await ownCompany(connections);
      const letGo = server.hold('fourgeeks');
      const desk = await openDesk({ ...company, locale: 'en-GB' });
      const first = await desk.page();
      await runTo(first, 'April');
      // What comes from the first system is done and stays so; the others and the accruals are to come.
      await first
        .getByRole('row', { name: /^Invoices/ })
        .getByText('Done')
        .waitFor();
      await desk.kill();
      letGo();

      await withSeat('window', company, async ({ page }) => {
        await page.getByText('Run 1 was interrupted.').waitFor();
        await page.getByText(/\d+ of \d+ parts were done and are kept/).waitFor();
        await page.getByRole('button', { name: 'Resume run 1' }).click();
        await runEnded(page);
        await page
          .getByRole('row', { name: /^Accruals/ })
          .getByText('Done')
          .waitFor();
      });
      const whole = await ownCompany(connections);
      await withSeat('window', whole, async ({ page }) => {
        await runTo(page, 'April');
        await runEnded(page);
      });
      expect(await hashOf(company.ledger)).toBe(await hashOf(whole.ledger));
    } finally {
      await server.close();
    }
  });
});
