/** Systems that cut off, refuse, break down or speak in pages: each ends in plain words, loses nothing, and does not stop the others. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { fourgeeksSimulator } from '../../../electron/connectors/fourgeeks/simulator.ts';
import { type HoldedSimulatorOptions, holdedSimulator } from '../../../electron/connectors/holded/simulator.ts';
import { notionSimulator } from '../../../electron/connectors/notion/simulator.ts';
import { serveSimulators } from '../../../electron/connectors/simulator.ts';
import { sampleConnections } from '../../../electron/sandbox/world.ts';
import { worldBuilder } from '../../../electron/sandbox/world-builder.ts';
import { type Books, openBooks, openSchool, type Report } from '../../support/school.ts';

const NOW = '2025-07-10T08:00:00.000Z';

/** Ana's course, and invoices in January: hers, and in large worlds those of many others. */
function fill(world: ReturnType<typeof worldBuilder>, invoices: number): void {
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example', in: ['books', 'campus', 'pages'] });
  world.enrolment({ student: ana, service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  let student = ana;
  for (let number = 0; number < invoices; number++) {
    if (number > 0 && number % 5 === 0) {
      student = world.student({ name: `Payer ${number}`, email: `payer${number}@mail.example`, in: ['books'] });
    }
    const day = String(1 + (number % 28)).padStart(2, '0');
    world.invoice({ student, service: 'fs-pt', date: `2025-01-${day}`, net: 1_000 + number });
  }
}

/** The three systems, with an accounting system of other habits. */
async function withHabits(habits: HoldedSimulatorOptions, invoices: number) {
  const world = worldBuilder();
  fill(world, invoices);
  const { holded, fourgeeks, notion } = world.worlds;
  const server = await serveSimulators([
    holdedSimulator(holded, habits),
    fourgeeksSimulator(fourgeeks),
    notionSimulator(notion),
  ]);
  onTestFinished(() => server.close());
  const books = await openBooks({ now: NOW });
  await books.connect(sampleConnections(server.url));
  return { books, server, world };
}

const statuses = (report: Report) => report.executions.map(({ step, status }) => [step, status]);
const of = (report: Report, step: string) => report.executions.find((each) => each.step === step);

describe('lists that may be cut off', () => {
  test.each([
    ['exactly as many rows as an answer holds', {}, 500],
    ['one row more', {}, 501],
    ['an API that always answers the first page', { ignorePage: true }, 1_100],
    [
      'an API that always answers the first page, and exactly as many rows as an answer holds',
      { ignorePage: true },
      500,
    ],
  ] as const)('%s: all of it arrives', async (_, habits, invoices) => {
    const { books, server } = await withHabits(habits, invoices);
    server.takeTally();
    const report = await books.sync('2025-01');
    expect(report.run.status).toBe('completed');
    expect(books.count('FROM invoice')).toBe(invoices);
    expect(server.takeTally().get('holded.invoices')).toBe(invoices);
  });

  test('a day that cannot be told apart ends plainly: nothing is silently cut off', async () => {
    const world = worldBuilder();
    const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
    for (let number = 0; number < 501; number++)
      world.invoice({ student: ana, service: 'fs-pt', date: '2025-01-10', net: 1_000 });
    const { holded, fourgeeks, notion } = world.worlds;
    const server = await serveSimulators([
      holdedSimulator(holded, { ignorePage: true }),
      fourgeeksSimulator(fourgeeks),
      notionSimulator(notion),
    ]);
    onTestFinished(() => server.close());
    const books = await openBooks({ now: NOW });
    await books.connect(sampleConnections(server.url));
    const report = await books.sync('2025-01', '2025-01', { withAccruals: true });
    expect(of(report, 'invoices')).toMatchObject({ status: 'failed', problem: { code: 'SOURCE_PARTIAL' } });
    expect(of(report, 'accruals')).toMatchObject({ status: 'failed', problem: { code: 'WAITS_FOR_STEP' } });
    expect(books.posted()).toEqual({});
  });
});

describe('a page of HTML where JSON belongs', () => {
  test.each([
    ['holded', 'services'],
    ['fourgeeks', 'crm-clients'],
    ['notion', 'notion-external-id'],
  ])('from %s fails %s in plain words; the issue closes by itself when it is read again', async (connector, step) => {
    const { books, server, world } = await openSchool({ now: NOW });
    fill(world, 2);
    server.setFaults([{ connector, kind: 'html_instead_of_json', from: 0, times: 1_000 }]);
    const broken = await books.sync('2025-01');
    expect(of(broken, step)).toMatchObject({
      status: 'failed',
      problem: { code: 'RESPONSE_CHANGED', fix: expect.stringContaining('--resume') },
    });
    const issues = await books.issues({ entityType: 'connection', status: 'pending' });
    expect(issues.map(({ integration, operation }) => [integration, operation])).toContainEqual([connector, step]);

    server.setFaults([]);
    const healed = await books.sync('2025-01');
    expect(healed.run.status).toBe('completed');
    expect(await books.issues({ entityType: 'connection', status: 'pending' })).toEqual([]);
  });
});

describe('a key that opens nothing', () => {
  test.each([
    ['holded', { apiKey: '00000000000000000000000000000000' }, ['services', 'invoices']],
    [
      'fourgeeks',
      { email: 'finance-bot@escuela-lumen.example', password: 'wrong' },
      ['crm-clients', 'service-periods'],
    ],
    ['notion', { token: 'ntn_of_somebody_else' }, ['notion-external-id']],
  ])('of %s fails its steps with what to do, and the others run on', async (provider, secrets, steps) => {
    const { books, server, world } = await openSchool({ now: NOW });
    fill(world, 2);
    await books.sync('2025-01');
    const connections = sampleConnections(server.url).filter((each) => each.provider === provider);
    await books.connect(connections.map((each) => ({ ...each, secrets })));

    const report = await books.sync('2025-01', '2025-01', { withAccruals: true });
    const failed = report.executions.filter(({ status }) => status === 'failed').map(({ step }) => step);
    expect(failed).toEqual(provider === 'notion' ? steps : [...steps, 'accruals']);
    expect(of(report, steps[0] ?? '')?.problem).toMatchObject({
      code: expect.stringMatching(/^AUTH_/),
      fix: expect.stringMatching(/\w/),
    });
    const others = report.executions.filter(({ step }) => !failed.includes(step));
    expect(others.every(({ status }) => status === 'completed')).toBe(true);
    expect(JSON.stringify(report)).not.toContain(Object.values(secrets).at(-1));

    await books.connect(connections);
    expect((await books.sync('2025-01')).run.status).toBe('completed');
    expect(await books.issues({ entityType: 'connection', status: 'pending' })).toEqual([]);
  });

  test('a token that has expired is renewed once, without a word', async () => {
    const { books, server, world } = await openSchool({ now: NOW });
    fill(world, 2);
    await books.sync('2025-01');
    server.setFaults([{ connector: 'fourgeeks', kind: 'expired_token', from: 1, times: 1 }]);
    const report = await books.sync('2025-01');
    expect(report.run.status).toBe('completed');
    expect(await books.issues({ entityType: 'connection', status: 'pending' })).toEqual([]);
  });

  test('an academy that the login does not belong to is named', async () => {
    const { books, server, world } = await openSchool({ now: NOW });
    fill(world, 2);
    const [campus] = sampleConnections(server.url).filter(({ provider }) => provider === 'fourgeeks');
    if (!campus) throw new Error('No campus');
    await books.connect([{ ...campus, settings: { ...campus.settings, academies: [999] } }]);
    const report = await books.sync('2025-01');
    expect(of(report, 'crm-clients')).toMatchObject({ status: 'failed', problem: { code: 'AUTH_FORBIDDEN' } });
    expect(JSON.stringify(of(report, 'crm-clients')?.problem)).toContain('999');
    expect(of(report, 'invoices')?.status).toBe('completed');
  });
});

test('a step says what it waits for, and so do the accruals', async () => {
  const { books, server, world } = await openSchool({ now: NOW });
  fill(world, 2);
  server.setFaults([{ connector: 'fourgeeks', kind: 'server_error', from: 0, times: 1_000 }]);
  const report = await books.sync('2025-01', '2025-01', { withAccruals: true });
  expect(statuses(report)).toEqual([
    ['services', 'completed'],
    ['invoices', 'completed'],
    ['crm-clients', 'failed'],
    ['service-periods', 'failed'],
    ['notion-external-id', 'completed'],
    ['accruals', 'failed'],
  ]);
  expect(of(report, 'service-periods')?.problem).toMatchObject({
    code: 'WAITS_FOR_STEP',
    message: expect.stringContaining('CRM clients'),
  });
  expect(of(report, 'accruals')?.problem?.meaning).toContain('nothing was posted');
});

test('accruals never post while the CRM cannot be read, not even by themselves; and post once it could', async () => {
  const { books, server, world } = await openSchool({ now: NOW });
  fill(world, 2);
  await books.sync('2025-01');
  server.setFaults([{ connector: 'fourgeeks', kind: 'server_error', from: 0, times: 1_000 }]);
  await books.sync('2025-01', '2025-01', { withAccruals: true });
  await books.accruals('2025-01');
  expect(books.posted()).toEqual({});
  server.setFaults([]);
  await books.month('2025-01');
  expect(Object.keys(books.posted())).toEqual(['2025-01']);
});

test('a resumed run reads on and ends like one that was never disturbed', async () => {
  const { books, server, world, worlds } = await openSchool({ now: NOW });
  fill(world, 30);
  server.setFaults([{ connector: 'fourgeeks', kind: 'truncated_json', from: 3, times: 1_000 }]);
  const broken = await books.sync('2025-01', '2025-06', { withAccruals: true });
  expect(broken.run.status).toBe('failed');
  server.setFaults([]);
  const read = server.requests.get('holded') ?? 0;
  const resumed = await books.call('sync/run', { resume: true, who: 'ana' });
  expect(resumed.run).toMatchObject({ id: broken.run.id, status: 'completed' });
  // What was complete is not read again.
  expect(server.requests.get('holded')).toBe(read);

  const straight = await openSchool({ now: NOW, worlds });
  await straight.books.month('2025-01', '2025-06');
  expect(await books.parts()).toEqual(await straight.books.parts());
});

test.each([1, 4, 9, 14])(
  'cancelled at the %sth sign of progress and resumed, a run ends like one that was not',
  async (at) => {
    const { books, world, worlds } = await openSchool({ now: NOW });
    fill(world, 40);
    const cancel = new AbortController();
    let signs = 0;
    books.engine.on((event) => {
      if (event.type === 'progress' && ++signs === at) cancel.abort();
    });
    const report = await books.sync('2025-01', '2025-03', { withAccruals: true }, cancel.signal);
    expect(report.run.status).toBe('cancelled');
    expect(report.executions.at(-1)?.status).toBe('cancelled');
    const resumed = await books.call('sync/run', { resume: true, who: 'ana' });
    expect(resumed.run.status).toBe('completed');

    const straight = await openSchool({ now: NOW, worlds });
    await straight.books.month('2025-01', '2025-03');
    expect(await books.parts()).toEqual(await straight.books.parts());
  },
);

test('there is nothing to resume after a run that was completed', async () => {
  const { books } = await openSchool({ now: NOW });
  await books.sync('2025-01');
  expect(await books.refusal('sync/run', { resume: true, who: 'ana' })).toMatchObject({ code: 'NOTHING_TO_RESUME' });
});

describe('two runs at once', () => {
  async function both(first: Books, second: Books) {
    const range = { startDate: '2025-01-01', endDate: '2025-02-01', withAccruals: true, who: 'ana' };
    const results = await Promise.all([first.engine.call('sync/run', range), second.engine.call('sync/run', range)]);
    return results.map((result) => (result.ok ? result.value.run.status : result.problem.code)).sort();
  }

  test('in one window: one works, the other is told', async () => {
    const { books, world } = await openSchool({ now: NOW });
    fill(world, 3);
    expect(await both(books, books)).toEqual(['RUN_IN_PROGRESS', 'completed']);
    expect((await books.sync('2025-01')).run.status).toBe('completed');
  });

  test('from two programs on one ledger: one works, the other is told, and nothing is posted twice', async () => {
    const { books, world } = await openSchool({ now: NOW });
    fill(world, 3);
    const other = await openBooks({ now: NOW, folder: books.path.replace(/\/[^/]+$/, '') });
    expect(await both(books, other)).toEqual(['RUN_IN_PROGRESS', 'completed']);
    const posted = books.posted();
    await other.month('2025-01');
    expect(books.posted()).toEqual(posted);
  });
});

test.each([
  [{ startDate: '2025-01-02', endDate: '2025-02-01' }, 'BAD_RANGE'],
  [{ startDate: '2025-03-01', endDate: '2025-02-01' }, 'BAD_RANGE'],
  [{ startDate: '2025-01-01' }, 'BAD_RANGE'],
  [{ year: '2031' }, 'BAD_RANGE'],
  [{ year: '25' }, 'BAD_RANGE'],
  [{ year: '2025', startDate: '2025-01-01', endDate: '2025-02-01' }, 'BAD_RANGE'],
] as const)('a range that is none (%o) is refused with what to do, and no run is noted', async (range, code) => {
  const { books } = await openSchool({ now: NOW });
  const problem = await books.refusal('sync/run', { ...range, who: 'ana' });
  expect(problem.code).toBe(code);
  expect(problem.fix).not.toBe('');
  expect(await books.call('runs/list', {})).toEqual([]);
});
