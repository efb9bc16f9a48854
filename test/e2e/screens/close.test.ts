/** The Close screen on the sample company, by visible names and roles only. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';

const LONG = 300_000;

// Without a browser there is nothing to look at; the reason is in the name.
describe.skipIf(noWindows !== null)(`the Close screen${noWindows === null ? '' : ` (left out: ${noWindows})`}`, () => {
  let app: App;
  beforeAll(async () => {
    app = await openApp({ sample: true });
    // Real runs on a machine that may have other work.
    app.page.setDefaultTimeout(LONG / 3);
  });
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });
  const button = (name: string | RegExp) => app.page.getByRole('button', { name });
  const heading = (name: string) => app.page.getByRole('heading', { name });
  const row = (step: string) => app.page.getByRole('row', { name: new RegExp(`^${step}`) });

  test(
    'begins with the open month, says what each step needs, and asks for nothing but the run',
    async () => {
      await heading('Close · January 2025').waitFor();
      await row('Invoices').getByText('Needs Services first').waitFor();
      await app.page.getByText('Not known yet').waitFor();
      expect(await button('Run the month').isEnabled()).toBe(true);
      expect(await axe(app.page)).toEqual([]);
    },
    LONG,
  );

  test(
    'a preview says in numbers what a run would write, changes nothing, and can be run',
    async () => {
      await button('Preview first').click();
      await heading('Preview of January 2025').waitFor();
      await app.page.getByText(/A run would write [\d,]+ rows/).waitFor();
      await app.page.getByText('What was read is kept; the ledger was not changed.').waitFor();
      await row('Invoices').getByText('Needs Services first').waitFor();
      expect(await axe(app.page)).toEqual([]);
      await button('Run it now').click();
      await app.page.getByText('Run completed', { exact: true }).first().waitFor();
    },
    LONG,
  );

  test(
    'after the run the counts add up, the money at risk is told, and the gate gives its reason',
    async () => {
      await row('Accruals').getByText('Done').waitFor();
      for (const step of ['Services', 'Invoices', 'CRM clients', 'Service periods', 'Notion ids', 'Accruals']) {
        const cells = await row(step).getByRole('cell').allInnerTexts();
        const [received = 0, ...parts] = cells.slice(1, 6).map((text) => Number(text.replace(/[^\d]/g, '')));
        expect(
          parts.reduce((sum, part) => sum + part, 0),
          step,
        ).toBe(received);
      }
      await app.page.getByText(/EUR in \d+ open issues/).waitFor();
      await app.page.getByText('REVIEW', { exact: true }).waitFor();
      await app.page.getByText(/below which January 2025 needs no review/).waitFor();
      expect(await axe(app.page)).toEqual([]);
    },
    LONG,
  );

  test(
    'a run that is cancelled keeps what it did, is still told of after leaving, and can be resumed',
    async () => {
      await button('A range…').click();
      const dialogue = app.page.getByRole('dialog', { name: 'Run a range of months' });
      await dialogue.getByLabel('To: Year').fill('2026');
      await dialogue.getByText('January 2025 to January 2026', { exact: true }).waitFor();
      await dialogue.getByRole('button', { name: 'Run January 2025 to January 2026' }).click();
      await button('Cancel the run').click();
      await app.page.getByText(/^Run \d+ was cancelled\.$/).waitFor();
      await app.go('/runs');
      await app.page.getByRole('heading', { name: 'Runs' }).waitFor();
      await app.go('/close');
      await app.page.getByText(/^Run \d+ was cancelled\.$/).waitFor();
      await button(/^Resume run \d+$/).click();
      await app.page.getByText('Run completed', { exact: true }).first().waitFor();
      await button(/^Resume run/).waitFor({ state: 'detached' });
    },
    LONG,
  );
});
