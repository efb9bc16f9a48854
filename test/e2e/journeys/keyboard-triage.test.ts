/** A month's issues worked through to the last, and no hand ever on the mouse. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleConnections, startSampleServer } from '../../../electron/sandbox/world.ts';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { noWindows } from '../support.ts';
import { ownCompany } from './own-company.ts';
import { LONG, openIssues, SOON, withSeat } from './seat.ts';

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${wanted}`);
}

/** Answers the open issue with what is proposed, where that is enough; tells whether it was. */
async function answer(page: Page): Promise<boolean> {
  const decide = page.getByRole('button', { name: /^Decide: clears/ });
  const more = page.getByText('Fill in what is asked, and this shows what it does.');
  const clearsNone = page.getByText(/^Clears no issue by itself/);
  const nothing = page.getByText(/nothing can be decided here/);
  await decide.or(more).or(clearsNone).or(nothing).first().waitFor();
  if (!(await decide.isVisible())) return false;
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  return true;
}

async function ignore(page: Page, reason: string): Promise<void> {
  await page.keyboard.press('i');
  await page.getByLabel('Why?').and(page.locator(':focus')).waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe.skipIf(noWindows !== null)(`triage by keyboard${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  afterAll(closeBrowser);

  it('goes from some sixty issues to none: by answers, with reasons, and together', { timeout: LONG }, async () => {
    const server = await startSampleServer({ cases: 'all' });
    try {
      await withSeat('browser', await ownCompany(sampleConnections(server.url)), async ({ page }) => {
        await page.evaluate(`window.mouse = 0; for (const type of ['pointerdown', 'pointermove', 'wheel'])
          addEventListener(type, () => { window.mouse += 1; }, true)`);
        // The range is set and run.
        await page.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
        await tabTo(page, page.getByRole('button', { name: 'A range…' }));
        await page.keyboard.press('Enter');
        await page.getByRole('dialog', { name: 'Run a range of months' }).waitFor();
        await tabTo(page, page.getByRole('combobox', { name: 'To: Month' }));
        await page.keyboard.press('Enter');
        await page.getByRole('option', { name: 'May' }).waitFor();
        for (let down = 0; down < 4; down++) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.getByRole('option', { name: 'May' }).waitFor({ state: 'detached' });
        await tabTo(page, page.getByRole('button', { name: 'Run January to May 2025' }));
        await page.keyboard.press('Enter');
        await page.getByText('Run completed').first().waitFor({ timeout: LONG });

        await page.keyboard.press('Control+k');
        await page.getByPlaceholder(/^Go to, do, or find/).waitFor();
        await page.keyboard.type('Issues');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: 'Issues' }).waitFor();
        await expect.poll(() => openIssues(page), SOON).toBeGreaterThan(50);

        // The most money first: opened, looked at, and answered where what is proposed will do.
        const row = page.getByRole('grid', { name: 'Causes' }).getByRole('row');
        const drawer = page.getByRole('complementary');
        let decided = 0;
        for (let looked = 0; decided < 3 && looked < 12; looked++) {
          const before = await openIssues(page);
          await tabTo(page, row);
          await page.keyboard.press('Enter');
          await drawer.getByRole('heading', { level: 2 }).waitFor();
          const answered = await answer(page);
          if (answered) {
            await expect.poll(() => openIssues(page), SOON).toBeLessThan(before);
            decided += 1;
          }
          await page.keyboard.press('Escape');
          await drawer.waitFor({ state: 'detached' });
          // The list has caught up with the count.
          await page
            .getByText(`${await openIssues(page)} issues`, { exact: true })
            .last()
            .waitFor();
          if (!answered) await page.keyboard.press('ArrowDown');
        }
        expect(decided).toBe(3);

        // One for a reason, after which the next opens by itself.
        let before = await openIssues(page);
        await tabTo(page, row);
        await page.keyboard.press('Enter');
        await drawer.getByRole('heading', { level: 2 }).waitFor();
        const shown = page.url();
        await ignore(page, 'Asked the school; it is in hand');
        await expect.poll(() => openIssues(page), SOON).toBe(before - 1);
        await expect.poll(() => page.url(), SOON).not.toBe(shown);
        await drawer.waitFor();
        await page.keyboard.press('Escape');
        await drawer.waitFor({ state: 'detached' });

        // A cause as a whole, then all that is left, without waiting for more than the count.
        await tabTo(page, row);
        before = await openIssues(page);
        await page.keyboard.press('Space');
        await page.getByRole('region', { name: 'What to do with the selection' }).waitFor();
        await page.keyboard.press('r');
        await expect.poll(() => openIssues(page), SOON).toBeLessThan(before);
        await tabTo(page, row);
        await page.keyboard.press('Control+a');
        await page
          .getByText(new RegExp(`^${await openIssues(page)} selected`))
          .first()
          .waitFor();
        await ignore(page, 'Below what the auditors look at');
        await page.getByText('Nothing is open.', { exact: true }).waitFor();
        expect(await openIssues(page)).toBe(0);
        expect(await page.evaluate('window.mouse')).toBe(0);
      });
    } finally {
      await server.close();
    }
  });
});
