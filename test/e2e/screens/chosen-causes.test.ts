import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, noWindows, openApp } from '../support.ts';

describe.skipIf(noWindows !== null)(`selecting causes${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  let page: Page;
  beforeAll(async () => {
    app = await openApp({ sample: true });
    page = app.page;
    await app.run('2025-04', '2025-04');
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });

  it('loses no cause when the next is selected before the issues of the first are here', async () => {
    const groups = await app.ask<{ count: number }[]>('issues/groups', { status: 'pending' });
    const [first = 0, second = 0] = groups.flatMap(({ count }, index) => (count > 1 ? [index] : []));
    await app.go('/issues');
    const rows = page.getByRole('grid', { name: 'Causes' }).locator('[data-index]');
    const isSelected = (index: number) => rows.nth(index).getAttribute('aria-selected');

    const asked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    await page.route('**/call/issues/select', async (route) => {
      asked.resolve();
      await release.promise;
      await route.continue();
    });
    await rows.nth(first).focus();
    await page.keyboard.press('Space');
    await asked.promise;
    for (let at = first; at < second; at++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    release.resolve();
    await expect.poll(() => isSelected(second)).toBe('true');
    expect(await isSelected(first)).toBe('true');

    // Twice on the same: as it was.
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await page.keyboard.press('Space');
    await expect.poll(() => isSelected(second)).toBe('false');
    expect(await isSelected(first)).toBe('true');
    await page.unroute('**/call/issues/select');
  });
});
