/** The app killed in the middle of a run: it is resumed at the next start, and the ledger is as if nothing had happened. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser, noBrowser } from '../../desktop-double/browser.ts';
import { openDesk } from '../../desktop-double/open-desk.ts';
import { hashOf } from './own-company.ts';
import { LONG, runEnded, runTo, withSeat } from './seat.ts';

const ledgerOf = (home: string) => join(home, 'sample', 'lumen.sqlite');

describe.skipIf(noBrowser !== null)(`a kill in mid-run${noBrowser ? ` (left out: ${noBrowser})` : ''}`, () => {
  afterAll(closeBrowser);

  it('is said at the next start, resumed, and leaves the ledger of a run without it', { timeout: LONG }, async () => {
    const desk = await openDesk({ sample: true, locale: 'en-GB' });
    const first = await desk.page();
    await runTo(first, 'April');
    // The first step is done and stays so; four more and the accruals are to come.
    await first
      .getByRole('row', { name: /^Services/ })
      .getByText('Done')
      .waitFor();
    await desk.kill();

    await withSeat('window', { home: desk.home, sample: true }, async ({ page }) => {
      await page.getByText('Run 1 was interrupted.').waitFor();
      await page.getByText(/\d+ of \d+ parts were done and are kept/).waitFor();
      await page.getByRole('button', { name: 'Resume run 1' }).click();
      await runEnded(page);
      await page
        .getByRole('row', { name: /^Accruals/ })
        .getByText('Done')
        .waitFor();
    });
    let whole = '';
    await withSeat('window', { sample: true }, async ({ page, home }) => {
      await runTo(page, 'April');
      await runEnded(page);
      whole = home;
    });
    expect(await hashOf(ledgerOf(desk.home))).toBe(await hashOf(ledgerOf(whole)));
  });
});
