import { describe, expect, test } from 'vitest';
import { notionDataSource, notionPage } from '../../../electron/connectors/notion/builders.ts';
import { notion } from '../../../electron/connectors/notion/index.ts';
import { type NotionWorld, notionSimulator } from '../../../electron/connectors/notion/simulator.ts';
import { FAULTS, serveSimulators } from '../../../electron/connectors/simulator.ts';
import {
  connect,
  hostileRedirect,
  idsOf,
  readAll,
  readThrough,
  recordsOf,
  streamOf,
  thrownBy,
} from '../../support/connect.ts';

const stream = streamOf(notion, 'pages');
const databaseId = 'b1d4c0de-0000-4000-8000-00000000d001';
const secrets = { token: 'ntn_example' };
const versions = ['2022-06-28', '2025-09-03', '2026-03-11'];

/** Forty pages, three created in each minute, spread over as many data sources as asked for. */
function world(sources = 1): NotionWorld {
  const dataSources = Array.from({ length: sources }, (_, i) =>
    notionDataSource(`d5d5d5d5-0000-4000-8000-00000000d10${i}`, `Alumnos ${i}`),
  );
  const pages = Array.from({ length: 40 }, (_, i) =>
    notionPage({
      id: `1a2b3c4d-0000-4000-8000-0000000001${String((i * 17) % 40).padStart(2, '0')}`,
      databaseId,
      dataSourceId: dataSources[i % sources]?.id ?? '',
      name: `Student ${i}`,
      email: `student${i}@mail.example`,
      status: i % 5 === 0 ? 'Dropped' : 'Active',
      dropDate: i % 5 === 0 ? '2026-02-20' : null,
      createdAt: `2026-01-08T11:${String(Math.floor(i / 3) + 10)}:00.000Z`,
    }),
  );
  return { tokens: [secrets.token], databaseId, dataSources, pages };
}

function open(w: NotionWorld, more: object = {}, shuffleSeed?: number) {
  return connect(notion, notionSimulator(w), { secrets, config: { databaseId, pageSize: 6, ...more }, shuffleSeed });
}

const faultFrom = (
  from: number,
  times: number,
  kind: 'schema_drift' | 'breaking_schema_drift' | 'repeated_records' | 'expired_token',
) => [{ connector: 'notion', kind, from, times }];

describe.each(versions)('in version %s', (version) => {
  test('a read gives every page served and ends', async () => {
    const { context, server } = await open(world(), { version });
    const pages = await readAll(stream, context);
    expect(new Set(idsOf(stream, pages)).size).toBe(40);
    expect(recordsOf(pages)).toHaveLength(40);
    expect(server.takeTally().get('notion.pages')).toBe(40);
    expect(pages.at(-1)?.cursor).toBeNull();
  });

  test('the drafts are those of every other version', async () => {
    const drafts = async (v: string) => {
      const { context } = await open(world(), { version: v });
      return recordsOf(await readAll(stream, context)).flatMap((raw) =>
        stream.map(stream.wire.parse(raw), context.config),
      );
    };
    expect(await drafts(version)).toEqual(await drafts('2025-09-03'));
  });

  test('a connection test names what is there and what is missing', async () => {
    const w = world();
    delete w.dataSources[0]?.properties.Email;
    delete w.dataSources[0]?.properties['Drop Date'];
    const { context } = await open(w, { version });
    const tested = await notion.test(context);
    expect(tested.works).toBe(false);
    expect(tested.findings.map(({ ok, text }) => [ok, text.replace(/source \S+/, 'source')])).toEqual([
      [true, 'Notion accepts the key.'],
      [false, 'Data source has no column "Email".'],
      [true, 'Data source has no column "Drop Date".'],
    ]);
  });
});

describe.each([
  ['below the ceiling', world(), {}],
  ['over the ceiling', { ...world(), ceiling: 11 }, {}],
  ['over several data sources', { ...world(3), ceiling: 5 }, {}],
  ['in the oldest version', { ...world(), ceiling: 11 }, { version: '2022-06-28' }],
] as const)('a read %s', (_, w, more) => {
  test('resumed from any of its cursors gives what a straight read gives', async () => {
    const { context } = await open(w, more);
    const straight = await readAll(stream, context);
    expect(new Set(idsOf(stream, straight)).size).toBe(40);
    expect(recordsOf(straight)).toHaveLength(40);
    for (const [at, page] of straight.slice(0, -1).entries()) {
      const rest = await readAll(stream, context, page.cursor);
      expect([...recordsOf(straight.slice(0, at + 1)), ...recordsOf(rest)]).toEqual(recordsOf(straight));
    }
  });

  test('gives the same pages however they are shuffled and repeated', async () => {
    const { context, server } = await open(w, more, 7);
    server.setFaults(faultFrom(0, 1000, 'repeated_records'));
    const ids = idsOf(stream, await readAll(stream, context));
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });
});

test('a database that got a second data source is read on in a version that knows them', async () => {
  const { context } = await open(world(2), { version: '2022-06-28' });
  expect(new Set(idsOf(stream, await readAll(stream, context))).size).toBe(40);
  const tested = await notion.test(context);
  expect(tested.works).toBe(true);
  expect(tested.findings.map((finding) => finding.text)).toContain(
    'The database has several data sources, so version 2025-09-03 of the API is used.',
  );
});

test('only the data sources that were chosen are read', async () => {
  const w = world(2);
  const [first] = w.dataSources;
  const { context } = await open(w, { dataSourceIds: [first?.id] });
  expect(recordsOf(await readAll(stream, context))).toHaveLength(20);
});

test('more rows in one minute than a query gives are told, never passed over', async () => {
  const { context } = await open({ ...world(), ceiling: 2 });
  const problem = await thrownBy(readAll(stream, context));
  expect(problem).toMatchObject({ code: 'SOURCE_PARTIAL', details: { received: 2, declared: 'more' } });
});

test('a cursor that Notion no longer knows is replaced by the creation time', async () => {
  const w = world();
  const { context } = await open(w);
  const straight = await readAll(stream, context);
  const [first] = straight;
  const stale = { ...Object(first?.cursor), start: 'outlived' };
  const rest = await readAll(stream, context, stale);
  expect([...recordsOf(straight.slice(0, 1)), ...recordsOf(rest)]).toEqual(recordsOf(straight));
});

test('a concurrent edit is waited out', async () => {
  const { context } = await open({ ...world(), conflicts: 3 });
  expect(recordsOf(await readAll(stream, context))).toHaveLength(40);
});

test('fields that come and go change nothing; pages without properties show in the record', async () => {
  const { context, server } = await open(world());
  const drafts = async () =>
    recordsOf(await readAll(stream, context)).flatMap((raw) => stream.map(stream.wire.parse(raw), context.config));
  const before = await drafts();
  server.setFaults(faultFrom(0, 1000, 'schema_drift'));
  expect(await drafts()).toEqual(before);
  server.setFaults(faultFrom(0, 1000, 'breaking_schema_drift'));
  const broken = recordsOf(await readAll(stream, context));
  expect(broken).toHaveLength(40);
  expect(broken.every((raw) => stream.identify(raw) !== null && !stream.wire.safeParse(raw).success)).toBe(true);
});

describe('what may not be read is named', () => {
  test('a key that is refused', async () => {
    const { context, server } = await open(world());
    server.setFaults(faultFrom(0, 1000, 'expired_token'));
    expect(await thrownBy(readAll(stream, context))).toMatchObject({ code: 'AUTH_EXPIRED' });
    expect((await notion.test(context)).findings).toMatchObject([
      { ok: false, text: 'Notion does not accept this key.' },
    ]);
  });

  test.each(versions)('a database that is not shared, in version %s', async (version) => {
    const { context } = await open({ ...world(), shared: false }, { version });
    const problem = await thrownBy(readAll(stream, context));
    expect(problem).toMatchObject({ code: 'AUTH_FORBIDDEN', details: { what: expect.stringContaining('share it') } });
    const tested = await notion.test(context);
    expect(tested.works).toBe(false);
    expect(tested.findings[1]?.fix).toContain('share the database with the integration');
  });

  test('content that the integration may not see', async () => {
    const { context } = await open({ ...world(), readsContent: false });
    expect(await thrownBy(readAll(stream, context))).toMatchObject({
      code: 'AUTH_FORBIDDEN',
      details: { what: 'read content' },
    });
  });

  test('a connection without key or database', async () => {
    const { context } = await open(world());
    const tested = await notion.test({ ...context, secrets: {}, config: notion.settings.parse({}) });
    expect(tested.findings.map((finding) => finding.text)).toEqual([
      'There is no key yet.',
      'No database is named yet.',
    ]);
  });
});

describe('the simulator', () => {
  async function ask(headers: Record<string, string>, body: unknown, path = `/v1/databases/${databaseId}/query`) {
    const { context } = await open(world());
    return context.http.send({
      method: 'POST',
      path,
      headers: { authorization: 'Bearer ntn_example', ...headers },
      body,
      safeToRepeat: true,
    });
  }
  const oldest = { 'notion-version': '2022-06-28' };

  test('wants a version, and has each route only in its versions', async () => {
    expect((await ask({}, {})).json).toMatchObject({ status: 400, code: 'missing_version' });
    expect((await ask({ 'notion-version': '2025-09-03' }, {})).json).toMatchObject({ code: 'invalid_request_url' });
    expect((await ask(oldest, {})).json).toMatchObject({ object: 'list', type: 'page_or_database' });
  });

  test('refuses more than a hundred rows, unknown cursors and filters of another type', async () => {
    const refused = { status: 400, code: 'validation_error' };
    expect((await ask(oldest, { page_size: 101 })).json).toMatchObject(refused);
    expect((await ask(oldest, { start_cursor: 'nonsense' })).json).toMatchObject(refused);
    expect((await ask(oldest, { start_cursor: null })).json).toMatchObject(refused);
    expect((await ask(oldest, { filter: { property: 'Email', rich_text: { equals: 'a' } } })).json).toMatchObject(
      refused,
    );
    const one = await ask(oldest, { filter: { property: 'Email', email: { equals: 'student1@mail.example' } } });
    expect(one.json).toMatchObject({ results: [{ object: 'page' }] });
  });
});

test('a redirect to another host does not get the token', async () => {
  const heard: unknown[] = [];
  const thief = await serveSimulators([
    { id: 'thief', answer: (request) => ({ status: 200, body: heard.push(request.headers) }) },
  ]);
  const { context } = await connect(notion, hostileRedirect('notion', `${thief.url}/thief/`), {
    secrets,
    config: { databaseId },
  });
  const problem = await thrownBy(readAll(stream, context));
  await thief.close();
  expect(problem).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(heard).toEqual([]);
});

test.each(FAULTS.filter((kind) => !kind.startsWith('expired') && !kind.startsWith('breaking')))(
  '%s on the way passes or is told, and a resumed read has it all',
  async (kind) => {
    const { context, server } = await open({ ...world(), ceiling: 11 });
    server.setFaults([{ connector: 'notion', kind, from: 2, times: 2 }]);
    expect(new Set(await readThrough(stream, context)).size).toBe(40);
  },
);
