import { expect, test } from 'vitest';
import type { App } from '../../../electron/app/app.ts';
import { historyUseCases } from '../../../electron/app/history.ts';
import { upkeepUseCases } from '../../../electron/app/upkeep.ts';
import { CONNECTORS } from '../../../electron/connectors/registry.ts';
import { Ledger } from '../../../electron/ledger/ledger.ts';
import { openLedgerFile } from '../../../electron/ledger/open-ledger.ts';
import { sealedSecrets } from '../../../electron/ledger/setup.ts';
import { memoryKeyStore } from '../../../electron/platform/keychain.ts';
import { memoryLog } from '../../../electron/platform/log.ts';
import { seededRandom } from '../../../electron/platform/random.ts';
import { createVault } from '../../../electron/platform/vault.ts';
import { contract } from '../../../shared/contract/index.ts';
import { type Books, openSample, WHO } from '../../support/school.ts';

/** The same ledger through a connection that cannot write. */
function readerOf(books: Books): App {
  const opened = openLedgerFile(books.path, { clock: books.clock, readonly: true, trusted: true });
  if (!opened.ok) throw new Error(opened.problem.message);
  const ledger = new Ledger(opened.value, books.path);
  return {
    ledger,
    connectors: CONNECTORS,
    vault: createVault({ keyStore: memoryKeyStore(), store: sealedSecrets(ledger, () => '') }),
    clock: books.clock,
    random: seededRandom(1),
    log: memoryLog(),
    emit: () => undefined,
    exporter: () => Promise.reject(new Error('Nothing is exported here')),
  };
}

test('histories and upkeep are read on a connection that cannot write, and answer as the contract says', async () => {
  const { books } = await openSample();
  await books.month('2025-01', '2025-02');
  const { undoneBy } = await books.call('runs/undo', { run: 1, who: WHO });
  await books.month('2025-01');
  await books.call('schedule/save', { enabled: true, rhythm: { kind: 'daily' }, time: '07:30', who: WHO });
  const { file } = await books.call('backups/make', { who: WHO });
  const app = readerOf(books);
  const schedule = { enabled: true, rhythm: { kind: 'weekly', weekday: 1 }, time: '07:30' };
  const inputs = {
    'runs/page': { limit: 10 },
    'runs/summary': { run: 1 },
    'runs/changes': { run: undoneBy, limit: 500 },
    'runs/compare': { left: 1, right: 3 },
    'settings/get': {},
    'schedule/get': {},
    'schedule/preview': schedule,
    'schedule/due': {},
    'backups/list': {},
    'backups/check': { file },
    'connections/cards': {},
    'connections/form': { provider: 'holded' },
  } as const;
  const signal = new AbortController().signal;
  for (const [channel, given] of Object.entries(inputs)) {
    const name = channel as keyof typeof inputs;
    const answer = { ...historyUseCases, ...upkeepUseCases }[name] as (
      app: App,
      input: unknown,
      signal: AbortSignal,
    ) => unknown;
    expect(contract[name].access).toBe('read');
    const result = await answer(app, contract[name].input.parse(given), signal);
    expect(result, channel).toMatchObject({ ok: true });
    const { value } = result as { value: unknown };
    expect(contract[name].output.parse(value), channel).toEqual(value);
  }
  app.ledger.db.close();
});

test('every change of the sample company has a name in words', async () => {
  const { books } = await openSample();
  await books.month('2025-01', '2025-02');
  const { undoneBy } = await books.call('runs/undo', { run: 1, who: WHO });
  for (const run of [1, undoneBy]) {
    const { total } = await books.call('runs/changes', { run, limit: 1 });
    let seen = 0;
    while (seen < total) {
      const { rows } = await books.call('runs/changes', { run, offset: seen, limit: 500 });
      for (const { words, op, after, before } of rows) {
        expect(words).not.toMatch(/undefined|null|NaN|\[object/);
        expect(op === 'delete' ? before : after).not.toBeNull();
      }
      seen += rows.length;
    }
    expect(seen).toBe(books.count('FROM change WHERE run_id = ?', run));
  }
});
