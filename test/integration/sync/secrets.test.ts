/** A token goes in and never comes out: not in the file, not in the diary, not in what the app answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openEngine } from '../../../electron/engine.ts';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { type KeyStore, KeyStoreProblem, memoryKeyStore } from '../../../electron/platform/keychain.ts';
import {
  SAMPLE_FOURGEEKS_LOGIN,
  SAMPLE_HOLDED_KEY,
  SAMPLE_NOTION_TOKEN,
  sampleConnections,
} from '../../../electron/sandbox/world.ts';
import { keeper, newFolder, openBooks, openSchool, Refused } from '../../support/school.ts';

const kept = keeper();
afterAll(() => kept.closeAll());

const SECRETS = [SAMPLE_HOLDED_KEY, SAMPLE_FOURGEEKS_LOGIN.password, SAMPLE_NOTION_TOKEN];

/** Every byte in the ledger's folder, whatever file it is in. */
function bytesBeside(path: string): string {
  return readdirSync(dirname(path))
    .map((name) => readFileSync(join(dirname(path), name)).toString('latin1'))
    .join('\n');
}

test('tokens are in no file beside the ledger, in no line of the diary and in no answer', async () => {
  const { books, world, server } = await openSchool();
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example', in: ['books', 'campus', 'pages'] });
  world.invoice({ student: ana, service: 'en', date: '2025-01-10', net: 60_000 });
  const answers: unknown[] = [await books.call('connections/test', {}), await books.sync('2025-01')];
  server.setFaults(
    (['holded', 'fourgeeks', 'notion'] as const).map((connector) => ({
      connector,
      kind: 'expired_token',
      from: 0,
      times: 100,
    })),
  );
  answers.push(await books.sync('2025-01'), await books.call('connections/list', {}), await books.issues({}));
  server.setFaults(
    (['holded', 'fourgeeks', 'notion'] as const).map((connector) => ({
      connector,
      kind: 'truncated_json',
      from: 0,
      times: 100,
    })),
  );
  answers.push(await books.sync('2025-01'), await books.issues({}));
  const said = JSON.stringify(answers) + JSON.stringify(books.log.entries) + bytesBeside(books.path);
  for (const secret of SECRETS) expect(said.includes(secret)).toBe(false);
  // The diary has no personal data either.
  expect(JSON.stringify(books.log.entries)).not.toMatch(/ana@mail|Ana Ruiz/);
});

const noKeychain: KeyStore = {
  read: async () => {
    throw new KeyStoreProblem({ code: 'keychain_missing', message: 'No keychain.', fix: 'Install one.' });
  },
  write: async () => {},
  remove: async () => {},
};

test('without a keychain no token is stored, and what to do is said', async () => {
  const { server } = await openSchool();
  const books = await openBooks({}, undefined, noKeychain);
  const [holded] = sampleConnections(server.url);
  if (!holded) throw new Error('No connection');
  const { provider, label, settings, secrets } = holded;
  expect(await books.refusal('connections/save', { provider, label, settings, secrets })).toMatchObject({
    code: 'keychain_missing',
  });
  expect(await books.call('connections/list', {})).toEqual([]);
});

test('the fixed keys of the sample company are good on loopback only', async () => {
  const { server } = await openSchool({}, kept);
  const opened = await openEngine({
    ledgerPath: join(newFolder(), 'ledger.sqlite'),
    create: true,
    clock: fixedClock('2025-07-10T08:00:00.000Z'),
    keyStore: noKeychain,
    env: {},
    loopbackSecrets: { notion: { token: SAMPLE_NOTION_TOKEN }, holded: { apiKey: SAMPLE_HOLDED_KEY } },
  });
  if (!opened.ok) throw new Refused('open', opened.problem);
  const engine = opened.value;
  try {
    await engine.call('company/init', {
      name: 'School',
      currency: 'EUR',
      timeZone: 'Europe/Madrid',
      firstMonth: '2025-01',
    });
    const [holded, , notion] = sampleConnections(server.url);
    if (!holded || !notion) throw new Error('No connections');
    const save = (baseUrl: string) =>
      engine.call('connections/save', {
        provider: 'notion',
        label: baseUrl,
        settings: { ...notion.settings, baseUrl },
        secrets: {},
      });
    expect(await save(`${server.url}/notion`)).toMatchObject({ ok: true });
    for (const elsewhere of [
      'https://api.notion.com',
      'http://127.0.0.1.evil.example',
      'http://10.0.0.1',
      'https://127.0.0.1',
    ]) {
      expect(await save(elsewhere)).toMatchObject({ ok: false, problem: { code: 'keychain_missing' } });
    }
  } finally {
    await engine.close();
  }
});

test('a ledger copied to another machine opens none of its tokens, and says so', async () => {
  const { books, world, server } = await openSchool();
  world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  await books.sync('2025-01');
  const elsewhere = await openBooks(
    { copyOf: await copied(books.path) },
    undefined,
    memoryKeyStore(new Uint8Array(32).fill(9)),
  );
  const before = server.requests.get('holded');
  const report = await elsewhere.sync('2025-01');
  expect(report.executions[0]).toMatchObject({ status: 'failed', problem: { code: 'secret_unreadable' } });
  expect(server.requests.get('holded')).toBe(before);

  async function copied(_: string): Promise<string> {
    const path = join(newFolder(), 'copy.sqlite');
    await books.call('ledger/backup', { path });
    return path;
  }
});

test('a connection can be tried before anything of it is stored, and a new key before it replaces the old one', async () => {
  const { books, server } = await openSchool();
  const [holded] = sampleConnections(server.url);
  if (!holded) throw new Error('no such connection');
  const { provider, settings, secrets } = holded;
  const before = books.rows('SELECT * FROM connection');
  const sealed = books.rows('SELECT * FROM secret');
  const wish = { provider, settings: { ...settings } };

  expect(await books.call('connections/try', { ...wish, secrets: { ...secrets } })).toMatchObject({ works: true });
  const wrong = await books.call('connections/try', { ...wish, secrets: { apiKey: 'not-the-key' } });
  expect(wrong).toMatchObject({ works: false, findings: [{ ok: false }] });
  expect(wrong.findings[0]?.fix).toMatch(/key/);
  const connection = (await books.call('connections/list', {})).find((each) => each.provider === provider)?.id;
  expect(await books.call('connections/try', { ...wish, connection, secrets: {} })).toMatchObject({ works: true });

  expect((await books.refusal('connections/try', { ...wish, secrets: {} })).code).toBe('SECRET_MISSING');
  expect(
    await books.refusal('connections/try', { provider, settings: { timeZone: 'Mars' }, secrets: {} }),
  ).toMatchObject({
    code: 'BAD_SETTINGS',
    message: 'The settings of Holded cannot be used: "Time zone": not a time zone.',
  });
  expect(books.rows('SELECT * FROM connection')).toEqual(before);
  expect(books.rows('SELECT * FROM secret')).toEqual(sealed);
});
