/** The app of a company with five contracts, small enough to follow on paper: January to March 2025 closed, April worked and open. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { CLOSE_CASE_ACCOUNTS, CLOSE_CASE_ANSWERS, closeCaseWorlds } from '../../../electron/sandbox/close-case.ts';
import { sampleConnections, serveWorlds } from '../../../electron/sandbox/world.ts';
import { expectedRollForward } from '../../support/close-case.ts';
import { type App, openApp } from '../support.ts';

interface Rows<Row> {
  readonly rows: readonly Row[];
}

/** Theme as the reader has it. */
export async function openCloseCaseDesk(theme: 'light' | 'dark' = 'light'): Promise<App> {
  const server = await serveWorlds(closeCaseWorlds());
  const home = mkdtempSync(join(tmpdir(), 'monthend-close-case-'));
  const passphrase = join(home, 'passphrase');
  writeFileSync(passphrase, 'seven quiet rivers\n', { mode: 0o600 });
  const app = await openApp({
    home,
    theme,
    clock: fixedClock('2025-05-05T08:00:00.000Z'),
    env: { MONTHEND_HOME: home, MONTHEND_PASSPHRASE_FILE: passphrase },
  });
  const company = { name: 'Escuela Cinco', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01' };
  await app.ask('desk/start-company', company);
  for (const { provider, label, settings, secrets } of sampleConnections(server.url)) {
    await app.ask('connections/save', { provider, label, settings, secrets });
  }
  await app.run('2025-01', '2025-03');
  const documents = await app.ask<Rows<{ id: number; number: string }>>('documents/list');
  for (const { kind, about, value, reason } of CLOSE_CASE_ANSWERS) {
    const document = documents.rows.find(({ number }) => number === about);
    const { key } = await app.ask<{ key: string }>('documents/get', { id: document?.id });
    await app.ask('decisions/make', { kind, subject: key, value, reason });
  }
  const { services } = await app.ask<{ services: { key: string; name: string }[] }>('accounts/get');
  const own = Object.fromEntries(services.map(({ key, name }) => [key, CLOSE_CASE_ACCOUNTS[name] ?? null]));
  await app.ask('accounts/save', { preset: 'spain-pgc', services: own });
  await app.run('2025-01', '2025-03');
  for (const { month, closingDeferredMinor = 0 } of expectedRollForward().filter((line) => line.month < '2025-04')) {
    await app.ask('tie-outs/ledger-balance', { month, amount: closingDeferredMinor });
    for (const act of ['prepare', 'review', 'close']) await app.ask(`months/${act}`, { month });
  }
  await app.run('2025-04', '2025-04');
  return { ...app, close: () => app.close().finally(() => server.close()) };
}
