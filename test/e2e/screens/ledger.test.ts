/** The ledger as an operator walks it: from a list to a figure, from the figure to its record, and two clients made one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, axe, noWindows, openApp } from '../support.ts';

// Left out where there is no Chromium: `noWindows` says why.
describe.skipIf(noWindows !== null)('ledger', () => {
  let app: App;
  const heading = (name: string | RegExp) => app.page.getByRole('heading', { level: 1, name });
  const drawer = (name: string | RegExp) => app.page.getByRole('complementary', { name });

  beforeAll(async () => {
    app = await openApp({ sample: true });
    await app.run('2025-01', '2025-03');
  });
  afterAll(() => app?.close());

  test('a contract is found by the name of its client, and Back finds the list as it was', async () => {
    await app.go('/ledger/contracts');
    await app.page.getByRole('searchbox', { name: 'Client, service or number' }).fill('Maitane Lizarraga');
    await app.page.getByRole('row', { name: /Maitane Lizarraga/ }).click();
    await heading(/^Contract \d+$/).waitFor();
    await app.page.goBack();
    await app.page.getByRole('row', { name: /Maitane Lizarraga/ }).waitFor();
    expect(await app.page.getByRole('searchbox').inputValue()).toBe('Maitane Lizarraga');
  });

  test('a posting tells why it is what it is, down to the stored record', async () => {
    await app.go('/ledger/contracts?search=Maitane Lizarraga');
    await app.page.getByRole('row', { name: /Maitane Lizarraga/ }).click();
    await app.page.getByRole('button', { name: /Why this number\? Service .* March 2025/ }).click();
    const why = drawer('Why this number?');
    await why.getByText(/in March 2025 for ES - Data Science/).waitFor();
    await why.getByRole('cell', { name: /This posting in March 2025/ }).waitFor();
    await why.getByText(/^Invoice F\d+ of/).click();
    await why.getByText('The stored record is as it was received.').first().waitFor();
    await app.page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
  });

  test('a field tells where it comes from', async () => {
    await app.page.getByRole('button', { name: 'Where does this come from? Ends' }).click();
    const where = drawer('Where this comes from: Ends');
    await where.getByRole('table', { name: 'How it came to be: Ends' }).waitFor();
    await where.getByText('4Geeks (sample)').waitFor();
    expect(await axe(app.page)).toEqual([]);
  });

  test('two clients become one after their effect was told, and come apart again', async () => {
    await app.go('/ledger/clients');
    await app.page.getByRole('searchbox').fill('Ruperta Calvo');
    await app.page.getByRole('row', { name: /Ruperta Calvo/ }).click();
    await app.page.getByRole('button', { name: 'Merge with another client' }).click();
    const merge = drawer(/^Merge .*Ruperta Calvo/);
    await merge.getByPlaceholder('Name, e-mail or code').fill('Teodosia Rincón');
    await app.page.getByRole('option', { name: /Teodosia Rincón/ }).click();
    await merge.getByRole('region', { name: 'What it does' }).waitFor();
    await merge.getByRole('button', { name: 'Merge them' }).click();
    const merged = app.page.getByRole('table', { name: 'Merged into this client' });
    await merged.getByRole('link', { name: 'Teodosia Rincón' }).waitFor();
    await merged.getByRole('button', { name: 'Separate again' }).click();
    await app.page.getByRole('dialog').getByRole('button', { name: 'Separate again' }).click();
    await merged.waitFor({ state: 'detached' });
  });

  test('a line of an invoice is unlinked from its contract, and linked again by undo', async () => {
    await app.go('/ledger/documents?search=F2500001');
    await app.page.getByRole('row', { name: /F2500001/ }).click();
    await app.page.getByRole('button', { name: 'Change' }).click();
    const link = drawer(/^Contract of a line of F2500001/);
    await link.getByRole('radio', { name: 'No contract' }).check();
    await link.getByRole('region', { name: 'What it does' }).waitFor();
    await link.getByRole('button', { name: 'Unlink it' }).click();
    const lines = app.page.getByRole('table', { name: 'Lines' });
    await lines.getByText('no contract', { exact: true }).waitFor();
    const note = app.page.getByRole('alert').filter({ hasText: 'The line belongs to no contract now' });
    await note.getByRole('button', { name: 'Undo' }).click();
    await lines.getByText('no contract', { exact: true }).waitFor({ state: 'detached' });
    await lines.getByRole('button', { name: 'Change' }).waitFor();
  });

  test('a contract that is not there says so, and names like formulas or without end stay text', async () => {
    await app.go('/ledger/contracts/99999');
    await app.page.getByText('There is no contract 99999.').waitFor();
    await app.go('/ledger/clients?search=formula');
    await app.page.getByRole('row', { name: /=cmd\(\)/ }).click();
    await heading('=cmd()').waitFor();
  });
});
