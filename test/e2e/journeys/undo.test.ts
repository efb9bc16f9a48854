/** Looking first, running, and taking it back: the figures are then what they were. */
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { noWindows } from '../support.ts';
import { goTo, LONG, runEnded, SOON, WAYS, withSeat } from './seat.ts';

/** The sums of the Accruals screen and its first contracts, as they are read. */
async function figures(page: Page): Promise<string[]> {
  await goTo(page, 'Accruals');
  const grid = page.getByRole('grid', { name: 'Accruals by contract and month' });
  await grid.getByRole('row', { name: /^Total/ }).waitFor();
  return grid.getByRole('row').allInnerTexts();
}

describe.skipIf(noWindows !== null)(`preview, run, undo${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  afterAll(closeBrowser);

  it.each(WAYS)('a run that is undone leaves every figure as it was, in the %s', { timeout: LONG }, async (way) => {
    await withSeat(way, { sample: true }, async ({ page }) => {
      await page.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
      await page.getByRole('button', { name: 'Run the month' }).click();
      await runEnded(page);
      const before = await figures(page);
      expect(before.length).toBeGreaterThan(10);

      await goTo(page, 'Close');
      await page.getByRole('button', { name: 'Month after' }).click();
      await page.getByRole('button', { name: 'Preview first' }).click();
      await page.getByText(/A run would write [\d,]+ rows/).waitFor();
      expect(await figures(page)).toEqual(before);
      await goTo(page, 'Close');
      await page.getByRole('button', { name: 'Run it now' }).click();
      await runEnded(page);
      await expect.poll(() => figures(page), SOON).not.toEqual(before);

      await goTo(page, 'Runs');
      await page.getByRole('grid', { name: 'Runs' }).getByRole('row', { name: /^2 / }).click();
      await page.getByRole('button', { name: 'Undo run 2…' }).click();
      const dialogue = page.getByRole('dialog', { name: 'Undo run 2' });
      await dialogue.getByText(/^Undo run 2: [\d,]+ rows go back, [\d,]+ postings are answered/).waitFor();
      await dialogue.getByRole('button', { name: /^Undo run 2: [\d,]+ rows? go(es)? back$/ }).click();
      await dialogue.getByText(/^Run 2 is undone by run 3/).waitFor();
      await dialogue.getByRole('button', { name: 'Close', exact: true }).last().click();
      await expect.poll(() => figures(page), SOON).toEqual(before);
    });
  });
});
