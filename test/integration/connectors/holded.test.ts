import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { type ConnectionContext, type DateWindow, SourceProblem } from '../../../electron/connectors/connector.ts';
import {
  holdedChannel,
  holdedContact,
  holdedCreditNote,
  holdedInvoice,
} from '../../../electron/connectors/holded/builders.ts';
import { holded } from '../../../electron/connectors/holded/index.ts';
import type { HoldedSettings } from '../../../electron/connectors/holded/settings.ts';
import {
  type HoldedSimulatorOptions,
  type HoldedWorld,
  holdedSimulator,
} from '../../../electron/connectors/holded/simulator.ts';
import { type FaultKind, type SimulatorServer, serveSimulators } from '../../../electron/connectors/simulator.ts';
import { fixedClock, systemClock } from '../../../electron/platform/clock.ts';
import { createHttpClient } from '../../../electron/platform/http.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import { seededRandom } from '../../../electron/platform/random.ts';
import { addDays, civilDate } from '../../../shared/domain/civil-date.ts';
import type { Draft } from '../../../shared/domain/drafts.ts';

const V1_KEY = '0123456789abcdef0123456789abcdef';
const V2_KEY = 'pat_synthetic';
const march: DateWindow = { from: civilDate('2025-03-01'), to: civilDate('2025-03-31') };
const STREAMS = ['services', 'contacts', 'invoices', 'creditnotes'];

/** An account with `perDay` invoices on each day from 27 February to 2 April 2025. */
function account(perDay: number): HoldedWorld {
  const contacts = [
    holdedContact({ name: 'Talleres Brisa Norte SL', email: 'pagos@brisanorte.example' }),
    holdedContact({ name: 'Luz SA', type: 'supplier' }),
  ];
  const channel = holdedChannel({ name: 'ES FS Part Time', accountNum: 70_500_012 });
  const seed = (day: number, n: number) => ({
    number: `F${day}-${n}`,
    date: addDays(civilDate('2025-02-27'), day),
    contact: String(contacts[0]?.id),
    taxRate: 21,
    currency: n % 2 ? 'EUR' : 'eur',
    lines: [
      { name: 'Full Stack', net: 240_000 + n, account: String(channel.id) },
      { name: 'Material', net: 1001, units: 3, account: String(channel.id) },
    ],
  });
  const invoices = Array.from({ length: 35 }, (_, day) =>
    Array.from({ length: perDay }, (_, n) => holdedInvoice(seed(day, n))),
  ).flat();
  const origin = String(invoices[0]?.id);
  const creditnotes = [holdedCreditNote({ ...seed(10, 0), number: 'CN1', origin })];
  const saleschannels = [channel, holdedChannel({ name: 'Otros ingresos', accountNum: null })];
  return { keys: [V1_KEY, V2_KEY], saleschannels, contacts, invoices, creditnotes };
}

let server: SimulatorServer | undefined;
let closeClient: (() => Promise<void>) | undefined;

async function disconnect(): Promise<void> {
  await closeClient?.();
  closeClient = undefined;
  await server?.close();
  server = undefined;
}

afterEach(disconnect);

/** A connection to a simulator of its own, over real HTTP. */
async function connect(
  world: HoldedWorld,
  options: HoldedSimulatorOptions & { key?: string; settings?: object; shuffleSeed?: number; maxTries?: number } = {},
): Promise<ConnectionContext<HoldedSettings>> {
  server = await serveSimulators([holdedSimulator(world, options)], { shuffleSeed: options.shuffleSeed });
  const config = holded.settings.parse({ baseUrl: `${server.url}/holded`, privateNetwork: true, ...options.settings });
  const secrets = { apiKey: options.key ?? V1_KEY };
  const http = createHttpClient({
    baseUrl: holded.baseUrl(config, secrets),
    label: 'Holded',
    policy: { requestsPerSecond: null, privateNetworkAllowed: true, maxTries: options.maxTries ?? 1 },
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
  });
  closeClient = () => http.close();
  return { config, http, secrets, clock: fixedClock('2025-03-31T22:30:00Z') };
}

async function readAll(context: ConnectionContext<HoldedSettings>, name: string, window = march) {
  const stream = holded.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(name);
  const raw: unknown[] = [];
  for await (const page of stream.read(context, stream.window === 'month' ? window : null, null))
    raw.push(...page.records);
  const drafts = raw.flatMap((record): readonly Draft[] => {
    expect(stream.wire.safeParse(record).error).toBeUndefined();
    return stream.map(record, context.config);
  });
  return { ids: raw.map((record) => stream.identify(record)), drafts };
}

function originOf(host: Server): string {
  const address = host.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
}

const byId = (a: Draft, b: Draft) => JSON.stringify(a).localeCompare(JSON.stringify(b));

async function everything(context: ConnectionContext<HoldedSettings>): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (const name of STREAMS) drafts.push(...(await readAll(context, name)).drafts.toSorted(byId));
  return drafts;
}

describe('reading Holded', () => {
  test.each([V1_KEY, V2_KEY])('brings the month of Madrid, both ends included, and no day more (%s)', async (key) => {
    const context = await connect(account(2), { key });
    const { drafts } = await readAll(context, 'invoices');
    const days = drafts.map((draft) => (draft.draft === 'document' ? draft.date : null)).toSorted();
    expect(days).toHaveLength(62);
    expect([days[0], days.at(-1)]).toEqual(['2025-03-01', '2025-03-31']);
    expect(server?.takeTally().get('holded.invoices')).toBe(62);
  });

  test('gives equal drafts from version 1 and version 2', async () => {
    const world = account(2);
    const v1 = await everything(await connect(world));
    await disconnect();
    const v2 = await everything(await connect(world, { key: V2_KEY }));
    expect(v1.length).toBeGreaterThan(60);
    expect(v2).toEqual(v1);
  });

  test.each([
    { ignorePage: true },
    { ignorePage: false },
    { ignorePage: true, shuffleSeed: 7 },
    { ignorePage: false, shuffleSeed: 7 },
  ])('brings every invoice of an API capped at 500 rows (%o)', async (options) => {
    const context = await connect(account(40), options);
    const { ids } = await readAll(context, 'invoices');
    expect(ids).toHaveLength(31 * 40);
    expect(new Set(ids).size).toBe(31 * 40);
    expect(server?.takeTally().get('holded.invoices')).toBe(31 * 40);
  });

  test('a record that comes twice is one record', async () => {
    const context = await connect(account(2));
    server?.setFaults([{ connector: 'holded', kind: 'repeated_records', from: 0, times: 99 }]);
    expect((await readAll(context, 'invoices')).ids).toHaveLength(62);
  });

  test('unknown and missing optional fields change nothing', async () => {
    const context = await connect(account(2));
    const before = await everything(context);
    server?.setFaults([{ connector: 'holded', kind: 'schema_drift', from: 0, times: 99 }]);
    expect(await everything(context)).toEqual(before);
  });

  test('a document without its date does not fit the wire schema', async () => {
    const context = await connect(account(1));
    server?.setFaults([{ connector: 'holded', kind: 'breaking_schema_drift', from: 0, times: 99 }]);
    await expect(readAll(context, 'invoices')).rejects.toThrow();
  });
});

describe('what goes wrong', () => {
  const faults: [FaultKind, string][] = [
    ['rate_limited_with_retry_after', 'RATE_LIMIT_EXHAUSTED'],
    ['rate_limited_without_retry_after', 'RATE_LIMIT_EXHAUSTED'],
    ['server_error', 'SOURCE_UNAVAILABLE'],
    ['dropped_connection', 'SOURCE_UNAVAILABLE'],
    ['truncated_json', 'RESPONSE_CHANGED'],
    ['html_instead_of_json', 'RESPONSE_CHANGED'],
    ['expired_token', 'AUTH_EXPIRED'],
  ];
  test.each(faults)('%s ends the read as %s', async (kind, code) => {
    for (const key of [V1_KEY, V2_KEY]) {
      const context = await connect(account(1), { key });
      server?.setFaults([{ connector: 'holded', kind, from: 0, times: 99 }]);
      await expect(readAll(context, 'invoices')).rejects.toMatchObject({ code, details: { source: 'Holded' } });
      await disconnect();
    }
  });

  test('an HTML page is named as such', async () => {
    const context = await connect(account(1));
    server?.setFaults([{ connector: 'holded', kind: 'html_instead_of_json', from: 0, times: 1 }]);
    await expect(readAll(context, 'contacts')).rejects.toMatchObject({ details: { what: 'HTML where JSON belongs' } });
  });

  test('nobody there is SOURCE_UNAVAILABLE', async () => {
    const context = await connect(account(1));
    await server?.close();
    server = undefined;
    await expect(readAll(context, 'contacts')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  test('a cancelled read is no problem of the source', async () => {
    const context = await connect(account(1));
    const read = readAll({ ...context, signal: AbortSignal.abort() }, 'contacts');
    await expect(read).rejects.not.toBeInstanceOf(SourceProblem);
  });

  test('a redirect to another host is not followed, and the key stays here', async () => {
    const heard: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      heard.push(request.headers);
      response.end('[]');
    });
    const here = createServer((_request, response) => {
      response.writeHead(302, { location: `${originOf(elsewhere)}/saleschannels` }).end();
    });
    for (const host of [elsewhere, here]) await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
    try {
      for (const key of [V1_KEY, V2_KEY]) {
        const context = await connect(account(1), { key, settings: { baseUrl: originOf(here) } });
        await expect(readAll(context, 'services')).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
        await disconnect();
      }
      expect(heard).toEqual([]);
    } finally {
      elsewhere.close();
      here.close();
    }
  });

  test('a missing scope is named', async () => {
    const context = await connect(account(1), { key: V2_KEY, missingScopes: ['sales:invoices.read'] });
    await expect(readAll(context, 'invoices')).rejects.toMatchObject({
      code: 'AUTH_FORBIDDEN',
      details: { what: 'sales:invoices.read' },
    });
  });
});

describe('testing the connection', () => {
  test.each([V1_KEY, V2_KEY])('says what can be read (%s)', async (key) => {
    const result = await holded.test(await connect(account(1), { key }));
    expect(result.works).toBe(true);
    expect(result.findings.map((finding) => finding.text)).toEqual([
      `Holded accepts the key (API version ${key === V1_KEY ? 1 : 2}).`,
      'Of 2 income accounts, 1 are services.',
      'The key may read invoices.',
      'The key may read credit notes.',
      'The key may read contacts.',
    ]);
  });

  const only = async (context: ConnectionContext<HoldedSettings>) => {
    const { works, findings } = await holded.test(context);
    expect(works).toBe(false);
    expect(findings).toHaveLength(1);
    return findings[0];
  };

  test('says that the key is of the other version', async () => {
    expect(await only(await connect(account(1), { key: V2_KEY, settings: { apiVersion: 'v1' } }))).toEqual({
      ok: false,
      text: "This is a key for version 2 of Holded's API, and the connection is set to version 1.",
      fix: 'Set the API version to automatic.',
    });
  });

  test('says that the key is not accepted', async () => {
    const key = 'f'.repeat(32);
    expect((await only(await connect(account(1), { key })))?.text).toBe('Holded does not accept this key.');
  });

  test('says that the subscription is suspended, and why', async () => {
    expect(await only(await connect(account(1), { blocked: 'Unpaid' }))).toEqual({
      ok: false,
      text: 'Holded accepts the key, but we may not read anything while Holded blocks the account (Unpaid).',
      fix: 'Settle the Holded subscription, then test again.',
    });
  });

  test('says that the answer was a web page', async () => {
    const context = await connect(account(1));
    server?.setFaults([{ connector: 'holded', kind: 'html_instead_of_json', from: 0, times: 9 }]);
    expect((await only(context))?.text).toContain('HTML where JSON belongs');
  });

  test('names each permission that is missing and goes on', async () => {
    const missingScopes = ['contacts:contacts.read', 'sales:invoices.read'];
    const { works, findings } = await holded.test(await connect(account(1), { key: V2_KEY, missingScopes }));
    expect(works).toBe(false);
    expect(findings.filter((finding) => !finding.ok).map((finding) => finding.text)).toEqual([
      'The key may not read invoices: sales:invoices.read is missing.',
      'The key may not read contacts: contacts:contacts.read is missing.',
    ]);
  });

  test('says when no income account counts as a service', async () => {
    const { works, findings } = await holded.test(
      await connect(account(1), { settings: { serviceAccountPrefixes: ['9'] } }),
    );
    expect(works).toBe(true);
    expect(findings[1]).toMatchObject({ ok: false, fix: expect.stringContaining('rule for services') });
  });
});
