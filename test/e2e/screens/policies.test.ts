/** Choosing and planning policies on the sample company, by visible names and roles only. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';
import { settled } from '../tour.ts';

const LONG = 300_000;

describe.skipIf(noWindows !== null)(`policies${noWindows === null ? '' : ` (left out: ${noWindows})`}`, () => {
  let app: App;
  beforeAll(async () => {
    app = await openApp({ sample: true });
    app.page.setDefaultTimeout(LONG / 3);
    await app.run('2025-01', '2025-03');
    await app.page.getByRole('textbox', { name: 'Your name' }).fill('Ben');
    await app.page.getByRole('button', { name: 'Work under this name' }).click();
    await app.page.getByRole('button', { name: /Working as .*Ben/ }).waitFor();
  }, LONG);
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });
  const button = (name: string | RegExp) => app.page.getByRole('button', { name });
  const region = (name: string) => app.page.getByRole('region', { name });
  /** In both themes; a picture of each where MONTHEND_PICTURES names a folder. */
  const look = async (name: string) => {
    await settled(app);
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme });
      await app.page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
      await settled(app);
      const folder = process.env.MONTHEND_PICTURES;
      if (folder !== undefined) await app.page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
      expect(await axe(app.page), colorScheme).toEqual([]);
    }
    await app.page.emulateMedia({ colorScheme: 'light' });
  };

  test(
    'a choice for a later month shows the months it changes, stands as planned, and is undone before it begins',
    async () => {
      await app.go('/policies');
      await look('policies');
      await button('Change: How a price is spread').click();
      await app.page.getByRole('radio', { name: 'Every month counts 30 days.' }).check();
      await app.page.getByRole('combobox', { name: 'Counts from' }).click();
      await app.page.getByRole('option', { name: 'February 2025' }).click();
      const effect = app.page.getByRole('table', { name: 'Recognised revenue by month' });
      await effect.getByRole('row', { name: /February 2025/ }).waitFor();
      expect(await effect.getByRole('row', { name: /January 2025/ }).count()).toBe(0);
      await app.page.getByText(/The months before it go on with what holds now/).waitFor();
      await app.page.getByText(/\d+ contracts come out otherwise/).waitFor();
      await look('policy-planned-change');
      await app.page.getByRole('combobox', { name: 'Approved by' }).fill('Ana');
      await app.page.getByRole('textbox', { name: 'Reason' }).fill('As the auditors asked');
      await button('Save the choice').click();
      const entry = region('How a price is spread');
      await entry.getByText('From February 2025 on').waitFor();
      await entry.getByText('It always held; nobody chose otherwise.').waitFor();
      await look('policies-planned');
      await entry.getByRole('button', { name: 'Undo', exact: true }).click();
      await app.page.getByText('What holds before February 2025 goes on.').waitFor();
      await button('Undo the choice').click();
      await entry.getByText('From February 2025 on').waitFor({ state: 'detached' });
    },
    LONG,
  );

  test(
    'a choice that touches nothing yet says why, and so does one that moves no money',
    async () => {
      await button('Change: A price agreed anew').click();
      await app.page.getByRole('radio', { name: /counts from the first day of the course/ }).check();
      await app.page
        .getByText(/No contract is touched: no price that was agreed anew is left to this policy/)
        .waitFor();
      await app.page.keyboard.press('Escape');
      await button('Change: Paid for, but no course dates yet').click();
      await app.page.getByRole('textbox', { name: 'Number of days' }).fill('60');
      await app.page.getByText(/No money moves/).waitFor();
      await look('policy-grace');
      await app.page.keyboard.press('Escape');
    },
    LONG,
  );

  test(
    'the account of breakage is printed with the policies and chosen under Accounts',
    async () => {
      const fixed = region('The same for everybody');
      await fixed.getByText(/is posted to account 4090/).waitFor();
      await fixed.getByRole('link', { name: 'Choose it under Accounts' }).click();
      await app.page.getByRole('heading', { level: 1, name: 'Accounts' }).waitFor();
    },
    LONG,
  );

  test(
    'what another price would do to a contract is seen before it is decided, by the policy or in its own way',
    async () => {
      const { rows } = await app.ask<{ rows: { id: number }[] }>('contracts/list', {
        limit: 1,
        sort: 'recognised',
        descending: true,
      });
      await app.go(`/ledger/contracts/${rows[0]?.id}`);
      await button('What if…').click();
      await app.page.getByRole('combobox', { name: 'Suppose the student' }).click();
      await app.page.getByRole('option', { name: 'agreed another price' }).click();
      await app.page.getByLabel('First day of the new price').fill('2025-02-01');
      await app.page.getByRole('textbox', { name: /New price without VAT/ }).fill('5000');
      await app.page.getByText(/Suppose a price of 5000.00 EUR was agreed from 1 Feb 2025 on/).waitFor();
      await app.page.getByText(/spreads the difference over the days left/).waitFor();
      await look('what-if-price');
    },
    LONG,
  );
});
