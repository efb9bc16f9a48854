/** Every connector of the registry keeps the promises of all; one more is added with a folder and a line. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { fourgeeks } from '../../../electron/connectors/fourgeeks/index.ts';
import { fourgeeksSimulator } from '../../../electron/connectors/fourgeeks/simulator.ts';
import { holded } from '../../../electron/connectors/holded/index.ts';
import { holdedSimulator } from '../../../electron/connectors/holded/simulator.ts';
import { notion } from '../../../electron/connectors/notion/index.ts';
import { notionSimulator } from '../../../electron/connectors/notion/simulator.ts';
import { CONNECTORS } from '../../../electron/connectors/registry.ts';
import { serveSimulators } from '../../../electron/connectors/simulator.ts';
import { DATABASE_ID } from '../../../electron/sandbox/raw-records.ts';
import { SAMPLE_HOLDED_KEY, SAMPLE_NOTION_TOKEN } from '../../../electron/sandbox/world.ts';
import { worldBuilder } from '../../../electron/sandbox/world-builder.ts';
import { tallybook } from '../../fixtures/connectors/tallybook/index.ts';
import { type TallybookWorld, tallybookSimulator } from '../../fixtures/connectors/tallybook/simulator.ts';
import { connectorSuite } from '../../support/connector-suite.ts';
import { world as campus, config as campusConfig, user } from '../../support/fourgeeks-world.ts';
import { openBooks, registryWith } from '../../support/school.ts';

/** Fifteen students with an invoice, a credit note and a page each. */
function books() {
  const world = worldBuilder();
  for (let number = 0; number < 15; number++) {
    const student = world.student({
      name: `Student ${number}`,
      email: `s${number}@mail.example`,
      in: ['books', 'pages'],
    });
    const date = `2026-01-${String(number + 5).padStart(2, '0')}`;
    const origin = world.invoice({ student, service: 'en', date, net: 60_000 });
    world.creditNote({ student, service: 'en', date, net: 1_000, origin });
  }
  for (const [at, page] of world.worlds.notion.pages.entries()) {
    page.created_time = `2026-01-08T11:${String(Math.floor(at / 3) + 10)}:00.000Z`;
  }
  return world.worlds;
}

function tallies(): TallybookWorld {
  return {
    keys: ['tally-key'],
    courses: [1, 2, 3, 4, 5].map((number) => ({ id: `c${number}`, title: `Course ${number}`, code: `T${number}` })),
    bills: Array.from({ length: 9 }, (_, number) => ({
      id: `b${number}`,
      number: `T-2026-${number}`,
      issued: `2026-01-${String(number + 5).padStart(2, '0')}`,
      payer: { id: `p${number}`, name: `Payer ${number}`, email: `payer${number}@mail.example` },
      currency: 'EUR',
      course: `c${1 + (number % 5)}`,
      net: 31_000,
      vat: 6_510,
    })),
  };
}

const SUITES = {
  holded: () =>
    connectorSuite({
      connector: holded,
      simulator: () => holdedSimulator(books().holded, { pageSize: 4 }),
      secrets: { apiKey: SAMPLE_HOLDED_KEY },
      config: { maxRowsPerAnswer: 4 },
      month: '2026-01',
    }),
  fourgeeks: () =>
    connectorSuite({
      connector: fourgeeks,
      simulator: () => fourgeeksSimulator(campus()),
      secrets: user,
      config: { ...campusConfig, pageSize: 2 },
      month: '2026-01',
    }),
  notion: () =>
    connectorSuite({
      connector: notion,
      simulator: () => notionSimulator(books().notion),
      secrets: { token: SAMPLE_NOTION_TOKEN },
      config: { databaseId: DATABASE_ID, pageSize: 4 },
      month: '2026-01',
    }),
};

test('every system of the registry is put through the suite', () => {
  expect(Object.keys(SUITES)).toEqual([...CONNECTORS.keys()]);
});

for (const suite of Object.values(SUITES)) suite();

connectorSuite({
  connector: tallybook,
  simulator: () => tallybookSimulator(tallies()),
  secrets: { key: 'tally-key' },
  config: { pageSize: 2 },
  month: '2026-01',
});

describe('a system added with one folder and one line', () => {
  async function connected() {
    const world = tallies();
    const server = await serveSimulators([tallybookSimulator(world)]);
    onTestFinished(() => server.close());
    const ledger = await openBooks({
      firstMonth: '2026-01',
      now: '2026-03-10T08:00:00.000Z',
      connectors: registryWith(tallybook),
    });
    const settings = { baseUrl: `${server.url}/tallybook`, privateNetwork: true, requestsPerSecond: null };
    await ledger.connect([{ provider: 'tallybook', label: 'Tallybook', settings, secrets: { key: 'tally-key' } }]);
    return { ledger, world };
  }

  test('is offered, tested and named by the steps it feeds', async () => {
    const { ledger } = await connected();
    expect((await ledger.call('connections/providers', {})).map(({ id }) => id)).toContain('tallybook');
    expect(await ledger.call('connections/test', {})).toMatchObject([{ works: true }]);
    const fed = (await ledger.call('steps/list', {})).filter(({ fedBy }) => fedBy.length > 0);
    expect(fed.map(({ step, fedBy }) => [step, fedBy])).toEqual([
      ['services', ['Tallybook']],
      ['invoices', ['Tallybook']],
    ]);
  });

  test('posts revenue once the days of a course are known, and an edit of a bill arrives', async () => {
    const { ledger, world } = await connected();
    await ledger.month('2026-01', '2026-02');
    expect(ledger.posted()).toEqual({});
    expect(await ledger.codes()).toContain('CONTRACT_WITHOUT_PERIOD');
    await ledger.decide('dates', 'tallybook:b0', { start: '2026-01-01', end: '2026-01-31' });
    await ledger.month('2026-01', '2026-02');
    expect(ledger.posted('Payer 0')).toEqual({ '2026-01': 31_000 });

    const [bill] = world.bills;
    if (bill) bill.net = 40_000;
    const report = await ledger.month('2026-01', '2026-02');
    expect(
      report.executions.find(({ step, month }) => step === 'invoices' && month === '2026-01')?.counts,
    ).toMatchObject({
      received: 9,
      updated: 1,
    });
    expect(ledger.posted('Payer 0')).toEqual({ '2026-01': 40_000 });
    const written = ledger.lastChange();
    await ledger.month('2026-01', '2026-02');
    expect(ledger.changesSince(written)).toEqual([]);
  });
});
