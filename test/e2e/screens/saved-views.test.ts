import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';

describe.skipIf(noWindows !== null)(`saved views of lists${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  let app: App;
  let page: Page;
  beforeAll(async () => {
    app = await openApp({ sample: true });
    page = app.page;
    await app.run('2025-01', '2025-01');
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });

  const view = (name: RegExp | string = /^View/) => page.getByRole('button', { name });
  const menu = () => page.getByRole('dialog', { name: /^View/ });
  const heads = () => page.getByRole('columnheader').allTextContents();

  it('keeps columns, order and filters under a name, by keyboard alone, and shows them again', async () => {
    await app.go('/ledger/contracts?status=ACTIVE');
    await page.getByRole('button', { name: 'Price', exact: true }).click();
    await page.getByRole('searchbox').fill('a');
    await expect.poll(() => page.url()).toContain('search=a');
    await view('View').focus();
    await page.keyboard.press('Enter');
    await menu().waitFor();
    await menu().getByRole('checkbox', { name: 'Service' }).focus();
    await page.keyboard.press('Space');
    await expect.poll(heads).not.toContain('Service');
    expect(await axe(page)).toEqual([]);
    await menu().getByLabel('Name of the view').fill('Running, by price');
    await page.keyboard.press('Enter');
    await page.getByText(/^View saved: /).waitFor();
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    expect(
      await view(/^View: .?Running, by price/)
        .and(page.locator(':focus'))
        .count(),
    ).toBe(1);

    await view().click();
    await menu().getByRole('button', { name: 'The usual view' }).click();
    await expect.poll(heads).toContain('Service');
    expect(page.url()).toMatch(/#\/ledger\/contracts$/);

    await page.reload();
    await view('View').click();
    await menu()
      .getByRole('button', { name: /^Show the view .?Running, by price/ })
      .click();
    await expect.poll(heads).not.toContain('Service');
    expect(page.url()).toContain('status=ACTIVE');
    expect(page.url()).toContain('sort=price');
    // What was searched for may be somebody's name: it is not kept.
    expect(page.url()).not.toContain('search');
  });

  it('renames and removes a view, and gives a removed one back', async () => {
    await view().click();
    await menu()
      .getByRole('button', { name: /^Rename/ })
      .click();
    await menu().getByLabel('New name').fill('By price');
    await menu().getByRole('button', { name: 'Rename', exact: true }).click();
    await menu()
      .getByRole('button', { name: /^Show the view .?By price/ })
      .waitFor();
    await menu()
      .getByRole('button', { name: /^Remove/ })
      .click();
    await menu()
      .getByRole('button', { name: /^Show the view/ })
      .waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('row').nth(1).focus();
    await page.keyboard.press('Control+z');
    await view(/^View: .?By price/).waitFor();
  });

  it('leaves the way back where a view shows nothing', async () => {
    await app.go('/ledger/contracts?search=nobody-has-this-name&held=1');
    await page.getByText('Nothing').first().waitFor();
    await view().click();
    await menu().getByRole('button', { name: 'The usual view' }).click();
    await page.getByRole('grid').waitFor();
  });

  it('stands as usual where the file was broken, and says so', async () => {
    writeFileSync(join(app.home, 'views.json'), 'not at all');
    await page.reload();
    await page.getByText('Not all saved views of this computer could be read.').waitFor();
    await page.getByRole('grid').waitFor();
    expect(await heads()).toContain('Service');
  });
});
