/** First start, connections, schedule, settings and going back to a backup, by visible names only. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleConnections, startSampleServer } from '../../../electron/sandbox/world.ts';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { type App, axe, noWindows, openApp } from '../support.ts';

/** A company of one's own, with keys sealed under a passphrase instead of this machine's keychain. */
async function openOwn(more: Parameters<typeof openApp>[0] = {}): Promise<App> {
  const home = mkdtempSync(join(tmpdir(), 'monthend-own-'));
  const file = join(home, 'passphrase');
  writeFileSync(file, 'a passphrase for nobody', { mode: 0o600 });
  return openApp({ home, env: { MONTHEND_HOME: home, MONTHEND_PASSPHRASE_FILE: file }, ...more });
}

const COMPANY = { name: 'Academia', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01' };

describe.skipIf(noWindows !== null)(`setting up${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  afterAll(closeBrowser);

  it('goes from nothing to a connected system in three steps that can be left', async () => {
    const school = await startSampleServer();
    const app = await openOwn();
    const { page } = app;
    try {
      const holded = sampleConnections(school.url).find(({ provider }) => provider === 'holded');
      const key = Object.values(holded?.secrets ?? {})[0] ?? '';
      await page.getByRole('button', { name: 'Connect your systems' }).click();
      await page.getByRole('textbox', { name: 'Name of the company' }).fill('Academia');
      await page.reload();
      await page.getByRole('button', { name: 'Begin the books' }).click();

      // Left, and taken up again from wherever one is.
      await page.getByRole('button', { name: /^Holded/ }).waitFor();
      await app.go('/close');
      await page.getByRole('link', { name: 'Go on setting up' }).click();
      await page.getByRole('button', { name: /^Holded/ }).click();
      await page.getByText('More settings').click();
      await page.getByRole('textbox', { name: 'Address' }).fill(String(holded?.settings.baseUrl));
      await page.getByRole('switch', { name: 'Allow private addresses' }).check();

      // A key is tested before it is stored.
      await page.getByRole('textbox', { name: 'API key' }).fill('not the key');
      await page.getByRole('button', { name: 'Test without saving' }).click();
      await page.getByText('Holded does not accept this key.').waitFor();
      expect(await app.ask('connections/list')).toEqual([]);
      await page.getByRole('textbox', { name: 'API key' }).fill(key);
      await page.getByRole('button', { name: 'Save and test' }).click();
      await page.getByRole('button', { name: 'On to the first run' }).click();
      await page.getByRole('button', { name: 'Preview first' }).waitFor();

      await app.go('/connections');
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByText('The stored key stays as it is.').waitFor();
      await page.getByRole('textbox', { name: 'Names of services' }).fill('ES\nEU\nMX');
      await page.getByRole('button', { name: 'Save and test' }).click();
      await page.getByText('Holded accepts the key').waitFor();
      expect(await page.content()).not.toContain(key);

      await page.getByRole('button', { name: 'Remove...' }).click();
      await page.getByRole('dialog').getByText('Its key is thrown away').waitFor();
      await page.getByRole('button', { name: 'Remove; 0 records stay' }).click();
      await page.getByText('No system is connected yet', { exact: true }).waitFor();
    } finally {
      await app.close();
      await school.close();
    }
  });

  it('plans a run and keeps what is written when the screen is left', async () => {
    const app = await openOwn();
    const { page } = app;
    try {
      await app.ask('desk/start-company', COMPANY);
      await app.go('/schedule');
      await page.getByRole('switch', { name: 'Run the month by itself' }).check();
      await page.getByLabel('Time', { exact: true }).fill('07:30');
      await page.getByRole('heading', { name: 'Next runs, once this is saved' }).waitFor();
      await app.go('/about');
      await app.go('/schedule');
      await page.getByText('Not saved yet').waitFor();
      await page.getByRole('button', { name: 'Save the schedule' }).click();
      await page.getByRole('heading', { name: 'The next runs' }).waitFor();
      expect(await app.ask('schedule/get')).toMatchObject({ schedule: { enabled: true, time: '07:30' } });
    } finally {
      await app.close();
    }
  });

  it('speaks Spanish at once, and says who signs', async () => {
    const app = await openOwn();
    const { page } = app;
    try {
      await app.ask('desk/start-company', COMPANY);
      await app.go('/settings/company');
      await page.getByRole('textbox', { name: 'Your name' }).fill('Marta');
      await page.getByRole('button', { name: 'Work under this name' }).click();
      await page.getByRole('button', { name: /Working as .*Marta/ }).waitFor();
      await page.getByRole('link', { name: 'Appearance' }).click();
      await page.getByText('Español').click();
      await page.getByRole('heading', { name: 'Ajustes' }).waitFor();
      expect(await app.ask('desk/state')).toMatchObject({ who: 'Marta' });
    } finally {
      await app.close();
    }
  });

  it('goes back to a backup of a ledger that cannot be opened, and says in numbers what comes back', async () => {
    const app = await openOwn();
    const { page } = app;
    try {
      await app.ask('desk/start-company', COMPANY);
      await app.ask('backups/make');
      const { path } = await app.ask<{ path: string }>('desk/state');
      await app.ask('desk/open-sample');
      for (const companion of ['-wal', '-shm']) rmSync(`${path}${companion}`, { force: true });
      writeFileSync(path, 'this was a ledger once');
      await app.ask('desk/open-company');
      await page.getByRole('heading', { name: 'The ledger cannot be opened' }).waitFor();
      await page.getByRole('button', { name: 'Restore a backup' }).click();
      await page.getByRole('button', { name: 'Restore...' }).click();
      await page.getByRole('dialog').getByText('It is whole and can be gone back to.').waitFor();
      await page.getByRole('dialog').getByRole('cell', { name: 'Invoices and credit notes' }).waitFor();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: /^Go back to/ }).click();
      await page.getByRole('navigation', { name: 'Screens' }).waitFor();
      expect(await app.ask('company/get')).toMatchObject({ name: 'Academia' });
    } finally {
      await app.close();
    }
  });

  it('gives details the whole room at 200 %, with a way back to their list', async () => {
    const app = await openApp({ sample: true, viewport: { width: 640, height: 400 } });
    const { page } = app;
    try {
      await app.go('/connections');
      await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
      await page.getByRole('button', { name: 'Back to the list' }).waitFor();
      expect(await page.getByRole('button', { name: 'Test all' }).isVisible()).toBe(false);
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await page.getByRole('button', { name: 'Test all' }).waitFor();
    } finally {
      await app.close();
    }
  });
});
