/** Two windows on one desk: what one does, the other shows. */
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { noWindows } from '../support.ts';
import { ownCompany, ownSystems } from './own-company.ts';
import { goTo, LONG, openIssues, runEnded, runTo, SOON, topBar, WAYS, withSeat } from './seat.ts';

describe.skipIf(noWindows !== null)(`two windows${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  afterAll(closeBrowser);

  it.each(WAYS)('show the same run, and a decision of one in the other, in the %s', { timeout: LONG }, async (way) => {
    const { server, connections } = await ownSystems();
    await withSeat(way, await ownCompany(connections), async (seat) => {
      const { page } = seat;
      await page.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
      const other = await seat.another();
      await other.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
      const letGo = server.hold('fourgeeks');
      await runTo(page, 'April');
      await topBar(other).getByRole('progressbar', { name: 'Progress of the run' }).waitFor();
      await other.getByRole('button', { name: 'Cancel the run' }).waitFor();
      letGo();
      await Promise.all([runEnded(page), runEnded(other)]);

      await goTo(other, 'Issues');
      await goTo(page, 'Issues');
      const before = await openIssues(page);
      expect(await openIssues(other)).toBe(before);
      await page
        .getByRole('row', { name: /Same invoice twice/ })
        .first()
        .click();
      await page.getByRole('radio', { name: /It is the same document/ }).check();
      await page.getByRole('button', { name: 'Decide: clears 1 issue' }).click();
      await expect.poll(() => openIssues(other), SOON).toBe(before - 1);
      await other.getByRole('row', { name: /Same invoice twice/ }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
      await expect.poll(() => openIssues(other), SOON).toBe(before);
      await other.getByRole('row', { name: /Same invoice twice/ }).waitFor();
    }).finally(() => server.close());
  });
});
