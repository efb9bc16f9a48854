/** From nothing to a run month, a solved issue and a file, by what is to be read on the screen. */
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { noWindows } from '../support.ts';
import { goTo, LONG, openIssues, runEnded, runTo, SOON, WAYS, withSeat } from './seat.ts';

describe.skipIf(noWindows !== null)(`the first month${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  afterAll(closeBrowser);

  it.each(WAYS)(
    'is run, worked on and written to a file by somebody who has never seen the app, in the %s',
    { timeout: LONG },
    async (way) => {
      await withSeat(way, {}, async (seat) => {
        const { page } = seat;
        await page.getByRole('heading', { level: 1, name: 'Welcome to Monthend' }).waitFor();
        await page.getByRole('button', { name: 'Open the sample company' }).click();
        await page.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
        await runTo(page, 'April');
        await runEnded(page);
        await page.getByText(/EUR in \d+ open issues/).waitFor();

        await goTo(page, 'Issues');
        await page
          .getByRole('row', { name: /Same invoice twice/ })
          .first()
          .click();
        await page.getByRole('radio', { name: /It is the same document/ }).check();
        await page
          .getByText(/^Clears 1 issue\. (Recognised revenue changes in|No month changes its revenue)/)
          .waitFor();
        await page.getByRole('button', { name: 'Decide: clears 1 issue' }).waitFor();
        // By now what the run found is counted.
        const before = await openIssues(page);
        expect(before).toBeGreaterThan(10);
        await page.getByRole('button', { name: 'Decide: clears 1 issue' }).click();
        await page.getByText('Decided: 1 issue cleared').waitFor();
        await expect.poll(() => openIssues(page), SOON).toBe(before - 1);
        await page.getByRole('button', { name: 'Close the details' }).click();

        const text = await seat.exported(() => page.getByRole('button', { name: 'Export' }).click());
        await page.getByText(new RegExp(`^${before - 1} issues are in `)).waitFor();
        const [head, ...rows] = text.trim().split('\r\n');
        expect(head).toContain('Entity external');
        expect(rows).toHaveLength(before - 1);
      });
    },
  );
});
