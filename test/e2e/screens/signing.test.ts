/** From calculated to closed and open again, on the sample company, by visible names and roles only. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';
import { settled } from '../tour.ts';

const LONG = 300_000;

// Without a browser there is nothing to look at; the reason is in the name.
describe.skipIf(noWindows !== null)(`signing a month${noWindows === null ? '' : ` (left out: ${noWindows})`}`, () => {
  let app: App;
  beforeAll(async () => {
    app = await openApp({ sample: true });
    // Real runs on a machine that may have other work.
    app.page.setDefaultTimeout(LONG / 3);
    await app.run('2025-01', '2025-01');
  }, LONG);
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });
  const button = (name: string | RegExp) => app.page.getByRole('button', { name });
  const dialog = (name: string | RegExp) => app.page.getByRole('dialog', { name });
  const part = (name: RegExp) =>
    app.page.getByRole('navigation', { name: 'Parts of the close' }).getByRole('link', { name });
  const look = async () => {
    await settled(app);
    for (const colorScheme of ['light', 'dark'] as const) {
      await app.page.emulateMedia({ colorScheme });
      await app.page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
      await settled(app);
      expect(await axe(app.page), colorScheme).toEqual([]);
    }
  };

  test(
    'nobody signs without a name, and the name is asked for without standing in the way',
    async () => {
      await app.page.getByRole('region', { name: 'Who is working?' }).waitFor();
      await app.page.getByText('Choose your name at the top of the window before signing.').waitFor();
      expect(await button('Sign as preparer…').isDisabled()).toBe(true);
      await app.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
      await button('Work under this name').click();
      await button(/Working as .*Ana/).waitFor();
      await app.page.getByRole('region', { name: 'Who is working?' }).waitFor({ state: 'detached' });
      await look();
    },
    LONG,
  );

  test(
    'the preparer signs for figures, and the checklist says so',
    async () => {
      await button('Sign as preparer…').click();
      const signing = dialog('Sign January 2025 as preparer');
      await signing.getByText(/signs for [\d,.]+ EUR recognised and [\d,.]+ EUR deferred/).waitFor();
      await signing.getByRole('button', { name: /Sign as .*Ana/ }).click();
      const row = app.page.getByRole('row', { name: /Prepared and signed/ });
      await row.getByText('Signed by Ana.').waitFor();
      await row.getByText('Done').waitFor();
    },
    LONG,
  );

  test(
    'somebody else takes the keyboard and reviews',
    async () => {
      await button(/Working as .*Ana/).click();
      await app.page.getByRole('menuitem', { name: 'Somebody else…' }).click();
      const asking = dialog('Who is working?');
      await asking.getByRole('textbox', { name: 'Your name' }).fill('Ben');
      await asking.getByRole('button', { name: 'Work under this name' }).click();
      await button(/Working as .*Ben/).waitFor();
      await button('Sign as reviewer…').click();
      await dialog('Sign January 2025 as reviewer')
        .getByRole('button', { name: /Sign as .*Ben/ })
        .click();
      await app.page
        .getByRole('row', { name: /Reviewed and signed/ })
        .getByText('Signed by Ben.')
        .waitFor();
      await app.page.getByText('One person prepared and reviewed it').waitFor({ state: 'detached' });
    },
    LONG,
  );

  test(
    'the balance of the books is typed back before the month can be closed; without it, only with a printed reason',
    async () => {
      expect(await button('Close January 2025…').isDisabled()).toBe(true);
      await button('Type the balance').click();
      await app.page
        .getByRole('row', { name: /The books' own balance/ })
        .getByText('Not stated')
        .waitFor();
      await look();
      await button('Override…').click();
      const override = dialog('Override check 8');
      expect(await override.getByRole('button', { name: 'Override check 8' }).isDisabled()).toBe(true);
      await override.getByRole('textbox', { name: 'Reason to print' }).fill('The books are kept by the adviser');
      await override.getByRole('button', { name: 'Override check 8' }).click();
      await app.page.getByText(/Overridden by .*Ben.*: .*The books are kept by the adviser/).waitFor();
      await button('Take the override back').click();
      await app.page.getByText(/Overridden by/).waitFor({ state: 'detached' });
      const row = app.page.getByRole('row', { name: /The books' own balance/ });
      const closing = ((await row.getByRole('cell').nth(2).textContent()) ?? '').match(/[\d,.]+/)?.[0] ?? '';
      await app.page.getByRole('textbox', { name: /Deferred revenue in the books/ }).fill(closing);
      await button('Save the balance').click();
      await row.getByText('Agrees').waitFor();
    },
    LONG,
  );

  test(
    'closing says in numbers what it fixes, and the close is reproduced to the cent',
    async () => {
      await button('Close January 2025…').click();
      const closing = dialog('Close January 2025');
      await closing.getByText(/^Fixes [\d,.]+ EUR recognised/).waitFor();
      await closing.getByText(/Prepared by .*Ana.*, reviewed by .*Ben/).waitFor();
      await closing.getByRole('button', { name: 'Close January 2025' }).click();
      await app.page.getByText(/January 2025 is closed, version 1/).waitFor();
      // The open month is another one now: back to the one that was closed.
      await app.go('/close?month=2025-01&board=versions');
      await button('Reproduce this close').click();
      await app.page.getByText('Equal to the cent').waitFor();
      await look();
    },
    LONG,
  );

  test(
    'the package lies in a folder, with every file named',
    async () => {
      await part(/^Packages/).click();
      await button('Make the package').click();
      const row = app.page.getByRole('table', { name: 'Packages of January 2025' }).getByRole('row').nth(1);
      await row.getByText('closed').waitFor();
      await row.getByText(/\d+ files/).click();
      await row.getByText('journal.csv').waitFor();
      await look();
    },
    LONG,
  );

  test(
    'nothing is late yet; opening again wants a reason and keeps the version',
    async () => {
      await part(/^Late changes/).click();
      // Neither since the close nor since the package was handed out.
      await app.page.getByText('Nothing has changed since.').nth(1).waitFor();
      await button('Open January 2025 again…').click();
      const opening = dialog('Open January 2025 again');
      const open = opening.getByRole('button', { name: 'Open January 2025 again' });
      expect(await open.isDisabled()).toBe(true);
      await opening.getByRole('textbox', { name: 'Reason' }).fill('A credit note came late');
      await open.click();
      await app.page.getByText(/Version 1 of the close was opened again .*Ben/).waitFor();
      await part(/^Versions/).click();
      await app.page.getByRole('row', { name: /A credit note came late/ }).waitFor();
      await look();
    },
    LONG,
  );

  test(
    'a policy shows what it would change by month, wants an approver and a reason, and is undone',
    async () => {
      await app.go('/policies');
      await button('Change: How a price is spread').click();
      await app.page.getByRole('radio', { name: 'Every month counts 30 days.' }).check();
      await app.page.getByRole('table', { name: 'Recognised revenue by month' }).waitFor();
      expect(await button('Save the choice').isDisabled()).toBe(true);
      await look();
      await app.page.getByRole('combobox', { name: 'Approved by' }).fill('Ana');
      await app.page.getByRole('textbox', { name: 'Reason' }).fill('As the auditors asked');
      await button('Save the choice').click();
      await app.page.getByText(/Since January 2025, chosen by .*Ben.* approved by .*Ana/).waitFor();
      await app.page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
      await button('Undo the choice').click();
      await app.page.getByText(/Since January 2025/).waitFor({ state: 'detached' });
      await look();
    },
    LONG,
  );
});
