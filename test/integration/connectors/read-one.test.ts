import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConnectionContext, Connector, OneRecord } from '../../../electron/connectors/connector.ts';
import { fourgeeks } from '../../../electron/connectors/fourgeeks/index.ts';
import { holdedChannel, holdedContact } from '../../../electron/connectors/holded/builders.ts';
import { holded } from '../../../electron/connectors/holded/index.ts';
import { type HoldedSimulatorOptions, holdedSimulator } from '../../../electron/connectors/holded/simulator.ts';
import { notionDataSource, notionPage } from '../../../electron/connectors/notion/builders.ts';
import { notion } from '../../../electron/connectors/notion/index.ts';
import { notionSimulator } from '../../../electron/connectors/notion/simulator.ts';
import { serveSimulators } from '../../../electron/connectors/simulator.ts';
import { systemClock } from '../../../electron/platform/clock.ts';
import { createHttpClient } from '../../../electron/platform/http.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import { seededRandom } from '../../../electron/platform/random.ts';
import { connect, streamOf } from '../../support/connect.ts';

const V1 = '0123456789abcdef0123456789abcdef';
const V2 = 'pat_synthetic';

/** The record a stream gives for an id, by what identifies it. */
async function one<Config>(
  connector: Connector<Config>,
  name: string,
  context: ConnectionContext<Config>,
  id: string,
): Promise<string | null> {
  const stream = streamOf(connector, name);
  const found: OneRecord | undefined = await stream.one?.ask(context, id);
  return typeof found === 'object' ? stream.identify(found.raw) : (found ?? null);
}

async function account(key: string, options: HoldedSimulatorOptions = {}) {
  const contact = holdedContact({ name: 'Talleres Brisa Norte SL', email: 'pagos@brisanorte.example' });
  const channel = holdedChannel({ name: 'ES FS Part Time', accountNum: 70_500_012 });
  const world = { keys: [V1, V2], contacts: [contact], saleschannels: [channel], invoices: [], creditnotes: [] };
  const server = await serveSimulators([holdedSimulator(world, options)]);
  const secrets = { apiKey: key };
  const config = holded.settings.parse({ baseUrl: `${server.url}/holded` });
  const http = createHttpClient({
    baseUrl: holded.baseUrl(config, secrets),
    label: 'holded',
    policy: { requestsPerSecond: null, privateNetworkAllowed: true },
    clock: systemClock,
    random: seededRandom(1),
    log: silentLog,
  });
  onTestFinished(async () => {
    await http.close();
    await server.close();
  });
  return {
    context: { config, http, secrets, clock: systemClock },
    contact: String(contact.id),
    channel: String(channel.id),
  };
}

describe('one record of Holded by its id', () => {
  test.each([
    ['version 1', V1, {}],
    ['version 2', V2, {}],
    ['version 2 without a route for one contact', V2, { noContactRoute: true }],
  ])('is the one of the list, or missing, in %s', async (_, key, options) => {
    const { context, contact, channel } = await account(key, options);
    expect(await one(holded, 'contacts', context, contact)).toBe(contact);
    expect(await one(holded, 'contacts', context, 'ffffffffffffffffffffffff')).toBe('missing');
    expect(await one(holded, 'services', context, channel)).toBe(channel);
    expect(await one(holded, 'services', context, contact)).toBe('missing');
  });

  test('is no answer where the key is not taken', async () => {
    const { context, contact } = await account('ffffffffffffffffffffffffffffffff');
    await expect(one(holded, 'contacts', context, contact)).rejects.toMatchObject({ code: 'AUTH_EXPIRED' });
  });
});

describe('one page of Notion by its id', () => {
  const databaseId = 'b1d4c0de-0000-4000-8000-00000000d001';
  const id = '1a2b3c4d-0000-4000-8000-000000000101';
  const source = notionDataSource('d5d5d5d5-0000-4000-8000-00000000d100', 'Alumnos');
  const page = () =>
    notionPage({
      id,
      databaseId,
      dataSourceId: source.id,
      name: 'Ana Ruiz',
      email: 'ana@mail.example',
      status: 'Active',
      dropDate: null,
      createdAt: '2026-01-08T11:10:00.000Z',
    });

  test.each(['2022-06-28', '2025-09-03', '2026-03-11'])(
    'is found, or missing where it is gone, in %s',
    async (version) => {
      const world = { tokens: ['ntn_example'], databaseId, dataSources: [source], pages: [page()] };
      const secrets = { token: 'ntn_example' };
      const { context } = await connect(notion, notionSimulator(world), { secrets, config: { databaseId, version } });
      expect(await one(notion, 'pages', context, id)).toBe(id);
      world.pages.length = 0;
      expect(await one(notion, 'pages', context, id)).toBe('missing');
    },
  );
});

test('somebody who was only invited to 4Geeks has no account to ask for', async () => {
  const context = { config: fourgeeks.settings.parse({ academies: [6] }) } as ConnectionContext<
    ReturnType<typeof fourgeeks.settings.parse>
  >;
  expect(await one(fourgeeks, 'students', context, 'profile:12')).toBe('cannot');
});
