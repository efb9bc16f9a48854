/** What nobody wishes for: hostile names, a ledger from the future, a folder that is gone, a clock set back, keys that are out of reach. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { sampleConnections, serveWorlds } from '../../../electron/sandbox/world.ts';
import { worldBuilder } from '../../../electron/sandbox/world-builder.ts';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { axe, noWindows, openApp } from '../support.ts';
import { ownCompany, PASSPHRASE } from './own-company.ts';
import { goTo, LONG, runEnded, SOON, withSeat } from './seat.ts';

const NAMES = [
  '<img src=x onerror="document.title=1"><script>document.title=1</script>',
  'María \u202eaz\u0301pleoL\u202c García',
  'نیلوفر رضایی',
  '👩🏽‍💻🎓 Zoë',
  `${'Larguísima '.repeat(900)}Pérez`,
] as const;

describe.skipIf(noWindows !== null)(`bad input in the window${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  afterAll(closeBrowser);

  it('shows names as names, whatever is in them', { timeout: LONG }, async () => {
    const world = worldBuilder();
    NAMES.forEach((name, at) => {
      const student = world.student({ name, email: `name${at}@mail.example` });
      world.invoice({ student, service: 'en', date: '2025-01-07', net: 60_000 });
      world.enrolment({ student, service: 'en', start: '2025-01-13', end: '2025-05-02' });
    });
    const server = await serveWorlds(world.worlds);
    try {
      await withSeat('browser', await ownCompany(sampleConnections(server.url)), async ({ page }) => {
        await page.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
        await page.getByRole('button', { name: 'Run the month' }).click();
        await runEnded(page);
        await goTo(page, 'Ledger');
        const grid = page.getByRole('grid');
        for (const name of NAMES) {
          const start = name.slice(0, 20).trim();
          const row = grid.getByRole('row').filter({ hasText: start });
          await row.waitFor();
          expect((await row.boundingBox())?.height).toBeLessThan(60);
        }
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        await grid.getByRole('row').filter({ hasText: 'Larguísima' }).click();
        await page.getByRole('heading', { name: /Larguísima/ }).waitFor();
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
        expect(await axe(page)).toEqual([]);
        expect(await page.title()).not.toBe('1');
        await page.getByRole('navigation', { name: 'Kinds of things' }).getByRole('link', { name: 'Clients' }).click();
        await page.getByRole('searchbox').first().fill('<img src=x');
        await grid.getByRole('row').filter({ hasText: '<img src=x' }).waitFor();
        await expect.poll(() => grid.getByRole('row').count(), SOON).toBe(2);
        expect(await page.locator('img').count()).toBe(0);
      });
    } finally {
      await server.close();
    }
  });

  it('leaves a ledger of a newer version alone, and says so', { timeout: LONG }, async () => {
    const company = await ownCompany([]);
    const file = new Database(company.ledger);
    file.pragma('user_version = 999');
    file.close();
    await withSeat('window', company, async ({ page }) => {
      await page.getByRole('heading', { name: 'The ledger cannot be opened' }).waitFor();
      await page.getByText(/was written by a newer Monthend/).waitFor();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'Open the sample company' }).click();
      await page.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
    });
    const after = new Database(company.ledger, { readonly: true });
    expect(after.pragma('user_version', { simple: true })).toBe(999);
    after.close();
  });

  it('waits for a folder that is not there, and goes on when it is', { timeout: LONG }, async () => {
    const company = await ownCompany([]);
    const disk = mkdtempSync(join(tmpdir(), 'monthend-disk-'));
    const ledger = join(disk, 'books', 'company.sqlite');
    await withSeat('browser', { ...company, env: { ...company.env, MONTHEND_LEDGER: ledger } }, async ({ page }) => {
      await page.getByRole('heading', { name: 'The ledger cannot be opened' }).waitFor();
      await page.getByText(/is not there\.$/).waitFor();
      mkdirSync(dirname(ledger));
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'Welcome to Monthend' }).waitFor();
    });
  });

  it('says when the clock was set back, and can be told that it was read', { timeout: LONG }, async () => {
    const company = await ownCompany([]);
    const at = async (now: string) => openApp({ ...company, clock: fixedClock(now) });
    await (await at('2026-06-09T08:00:00.000Z')).close();
    const app = await at('2026-06-07T08:00:00.000Z');
    try {
      const notice = app.page.getByText(/^The clock of this computer was set back, from 9 June/);
      await notice.waitFor();
      await app.page.getByRole('button', { name: 'Put away' }).click();
      await notice.waitFor({ state: 'detached' });
    } finally {
      await app.close();
    }
  });

  it('says where keys are out of reach in mid-session, and goes on when they are back', { timeout: LONG }, async () => {
    const world = worldBuilder();
    const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
    world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
    const server = await serveWorlds(world.worlds);
    const company = await ownCompany(sampleConnections(server.url));
    try {
      await withSeat('window', company, async ({ page }) => {
        await page.getByRole('heading', { name: 'Close · January 2025' }).waitFor();
        rmSync(company.passphraseFile);
        await page.getByRole('button', { name: 'Run the month' }).click();
        await page.getByText('Run stopped before its end').first().waitFor();
        await goTo(page, 'Ledger');
        await page
          .getByRole('navigation', { name: 'Kinds of things' })
          .getByRole('link', { name: 'Contracts' })
          .waitFor();
        await goTo(page, 'Connections');
        await page.getByText('Keys cannot be stored here', { exact: true }).waitFor();
        await page.getByText(/^The key of Holded.* cannot be reached on this computer/).waitFor();
        writeFileSync(company.passphraseFile, PASSPHRASE, { mode: 0o600 });
        await page.getByRole('button', { name: 'Look again' }).click();
        await page.getByText('Keys can be stored', { exact: true }).waitFor();
        await goTo(page, 'Close');
        await page.getByRole('button', { name: 'Resume run 1' }).click();
        await runEnded(page);
      });
    } finally {
      await server.close();
    }
  });
});
