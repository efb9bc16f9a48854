/** The history of runs and one run of it, on the sample company, by visible names and roles only. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';

const LONG = 300_000;

// Without a browser there is nothing to look at; the reason is in the name.
describe.skipIf(noWindows !== null)(`the Runs screen${noWindows === null ? '' : ` (left out: ${noWindows})`}`, () => {
  let app: App;
  beforeAll(async () => {
    app = await openApp({ sample: true });
    // Real runs on a machine that may have other work.
    app.page.setDefaultTimeout(LONG / 3);
    await app.run('2025-01', '2025-01');
    await app.run('2025-01', '2025-02');
    await app.go('/runs');
  });
  afterAll(async () => {
    await app?.close();
    await closeBrowser();
  });
  const tab = (name: string) => app.page.getByRole('tab', { name }).click();
  const grid = (name: string) => app.page.getByRole('grid', { name });

  test(
    'lists runs newest first with their months, and keeps a filter when one comes back from a run',
    async () => {
      await grid('Runs')
        .getByRole('row', { name: /January to February 2025/ })
        .waitFor();
      await app.page.getByRole('combobox', { name: 'State' }).click();
      await app.page.getByRole('option', { name: 'Cancelled' }).click();
      await app.page.getByText('No run fits these filters.').waitFor();
      await app.page.getByRole('combobox', { name: 'State' }).click();
      await app.page.getByRole('option', { name: 'Done' }).click();
      expect(await axe(app.page)).toEqual([]);
      await grid('Runs').getByRole('row', { name: /^1 / }).click();
      await app.page.getByRole('heading', { name: 'Run 1' }).waitFor();
      await app.page.getByRole('link', { name: 'All runs' }).click();
      await app.page.getByRole('heading', { name: 'Runs' }).waitFor();
      expect(await app.page.getByRole('combobox', { name: 'State' }).inputValue()).toBe('Done');
    },
    LONG,
  );

  test(
    'a run opens as steps by months with a sum that adds up, and what it posted',
    async () => {
      await app.go('/runs/1');
      await app.page.getByRole('heading', { name: 'Run 1' }).waitFor();
      const cells = await app.page.getByRole('row', { name: /^Sum/ }).getByRole('cell').allInnerTexts();
      const [received = 0, ...parts] = cells.slice(2, 7).map((text) => Number(text.replace(/[^\d]/g, '')));
      expect(received).toBeGreaterThan(0);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(received);
      await app.page.getByRole('heading', { name: 'What it posted' }).waitFor();
      expect(await axe(app.page)).toEqual([]);
    },
    LONG,
  );

  test(
    'what it changed is listed record by record and opens before and after',
    async () => {
      await tab('What it changed');
      await grid('Changes of run 1')
        .getByRole('row', { name: /^Service / })
        .first()
        .click();
      await app.page.getByRole('columnheader', { name: 'Before' }).waitFor();
      expect(await axe(app.page)).toEqual([]);
      await app.page.keyboard.press('Escape');
    },
    LONG,
  );

  test(
    'its issues are told, and two runs stand side by side with what differs first',
    async () => {
      await tab('Issues');
      await app.page.getByText(/issues raised or opened again/).waitFor();
      await app.go('/runs/2?tab=compare');
      await app.page.getByRole('heading', { name: 'Revenue by month right after each' }).waitFor();
      await app.page.getByRole('row', { name: /^February 2025/ }).waitFor();
      const different = await app.page.getByRole('row').count();
      await app.page.getByRole('checkbox', { name: 'Also show what is the same' }).check();
      await app.page.getByRole('row', { name: /^Notion ids all/ }).waitFor();
      expect(await app.page.getByRole('row').count()).toBeGreaterThanOrEqual(different);
      expect(await axe(app.page)).toEqual([]);
    },
    LONG,
  );

  test(
    'undo says in numbers what goes back before it does, and what to do afterwards',
    async () => {
      await app.page.getByRole('button', { name: 'Undo run 2…' }).click();
      const dialogue = app.page.getByRole('dialog', { name: 'Undo run 2' });
      await dialogue.getByText(/^Undo run 2: [\d,]+ rows go back, [\d,]+ postings are answered/).waitFor();
      expect(await axe(app.page)).toEqual([]);
      await dialogue.getByRole('button', { name: /^Undo run 2: [\d,]+ rows? go(es)? back$/ }).click();
      await dialogue.getByText(/^Run 2 is undone by run 3/).waitFor();
      await dialogue.getByRole('button', { name: 'Go to Close' }).click();
      await app.page.getByRole('heading', { name: /^Close · / }).waitFor();
    },
    LONG,
  );
});
