import { describe, expect, test } from 'vitest';
import { SourceProblem } from '../../../electron/connectors/connector.ts';
import { fourgeeks } from '../../../electron/connectors/fourgeeks/index.ts';
import { fourgeeksSimulator } from '../../../electron/connectors/fourgeeks/simulator.ts';
import { FAULTS } from '../../../electron/connectors/simulator.ts';
import { connect, idsOf, readAll, readThrough, recordsOf, streamOf } from '../../support/connect.ts';
import { config, user, world } from '../../support/fourgeeks-world.ts';

const streams = ['students', 'cohorts', 'enrolments', 'status-log'];

describe.each(streams)('the stream %s', (name) => {
  const stream = streamOf(fourgeeks, name);

  test('gives every record served, each of which it can name, read and map', async () => {
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
    const pages = await readAll(stream, context);
    const ids = idsOf(stream, pages);
    expect(new Set(ids).size).toBe(ids.length);
    expect(server.takeTally().get(`fourgeeks.${name}`)).toBe(ids.length);
    for (const record of recordsOf(pages)) {
      expect(stream.map(stream.wire.parse(record), context.config)).toHaveLength(1);
    }
    expect(pages.at(-1)?.cursor).toBeNull();
  });

  test('resumed from any of its cursors gives what a straight read gives', async () => {
    const { context } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
    const straight = await readAll(stream, context);
    for (const [at, page] of straight.slice(0, -1).entries()) {
      const rest = await readAll(stream, context, page.cursor);
      expect([...recordsOf(straight.slice(0, at + 1)), ...recordsOf(rest)]).toEqual(recordsOf(straight));
    }
  });

  test('gives the same records however they are shuffled and repeated', async () => {
    const calm = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
    const restless = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config, shuffleSeed: 4 });
    restless.server.setFaults([{ connector: 'fourgeeks', kind: 'repeated_records', from: 0, times: 1000 }]);
    const wanted = idsOf(stream, await readAll(stream, calm.context)).sort();
    expect(idsOf(stream, await readAll(stream, restless.context)).sort()).toEqual(wanted);
  });

  test('survives fields that come and go', async () => {
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
    const before = recordsOf(await readAll(stream, context)).map((raw) =>
      stream.map(stream.wire.parse(raw), context.config),
    );
    server.setFaults([{ connector: 'fourgeeks', kind: 'schema_drift', from: 0, times: 1000 }]);
    const after = recordsOf(await readAll(stream, context)).map((raw) =>
      stream.map(stream.wire.parse(raw), context.config),
    );
    expect(after).toEqual(before);
  });
});

test.each(['students', 'cohorts', 'enrolments'])(
  'a missing required field of %s shows in the record, which keeps its id',
  async (name) => {
    const stream = streamOf(fourgeeks, name);
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user });
    server.setFaults([{ connector: 'fourgeeks', kind: 'breaking_schema_drift', from: 0, times: 1000 }]);
    const records = recordsOf(await readAll(stream, context));
    expect(records.length).toBeGreaterThan(0);
    expect(records.some((record) => stream.wire.safeParse(record).success)).toBe(false);
    if (name !== 'students') expect(records.every((record) => stream.identify(record) !== null)).toBe(true);
  },
);

test('the same person in two academies is one record', async () => {
  const stream = streamOf(fourgeeks, 'students');
  const { context } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
  const ids = idsOf(stream, await readAll(stream, context));
  expect(ids.filter((id) => id === '4000')).toHaveLength(1);
  expect(ids).toContain('profile:105');
  expect(ids).toHaveLength(45);
});

test('micro cohorts are excluded and main ones are not', async () => {
  const stream = streamOf(fourgeeks, 'enrolments');
  const { context } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
  const drafts = recordsOf(await readAll(stream, context)).flatMap((raw) =>
    stream.map(stream.wire.parse(raw), context.config),
  );
  const count = (kind: string) => drafts.filter((draft) => draft.draft === kind).length;
  expect([count('enrolment'), count('excluded')]).toEqual([46, 23]);
});

describe('a list that changes while it is read', () => {
  const stream = streamOf(fourgeeks, 'enrolments');

  test('loses no row when rows already read are deleted', async () => {
    const w = world();
    const { context } = await connect(fourgeeks, fourgeeksSimulator(w), { secrets: user, config: { pageSize: 7 } });
    const ids: (string | null)[] = [];
    for await (const page of stream.read(context, null, null)) {
      if (ids.length === 0) w.enrolments.splice(0, 3);
      ids.push(...page.records.map((record) => stream.identify(record)));
    }
    expect(ids).toEqual(
      expect.arrayContaining(w.enrolments.filter((row) => row.cohort.id !== 1600).map((row) => String(row.id))),
    );
  });

  test('that comes shorter than declared is told, and what came is kept', async () => {
    const w = world();
    const simulator = fourgeeksSimulator(w);
    const short = {
      ...simulator,
      answer: (...[request, sim]: Parameters<typeof simulator.answer>) => {
        const answer = simulator.answer(request, sim);
        const offset = request.query.get('offset');
        return request.path.endsWith('/cohort/user') && offset === '42'
          ? { ...answer, body: { ...Object(answer.body), results: [] } }
          : answer;
      },
    };
    const { context } = await connect(fourgeeks, short, { secrets: user, config: { pageSize: 7 } });
    const pages = [];
    try {
      for await (const page of stream.read(context, null, null)) pages.push(page);
    } catch (error) {
      expect(error).toBeInstanceOf(SourceProblem);
      expect(error).toMatchObject({ code: 'SOURCE_PARTIAL', details: { received: 42, declared: 46 } });
    }
    expect(recordsOf(pages)).toHaveLength(42);
    // The last cursor stored asks for the academy again.
    const healed = await connect(fourgeeks, simulator, { secrets: user, config: { pageSize: 7 } });
    expect(recordsOf(await readAll(stream, healed.context, pages.at(-1)?.cursor))).toHaveLength(46);
  });
});

test.each(FAULTS.filter((kind) => kind !== 'breaking_schema_drift'))(
  '%s on the way passes or is told, and a resumed read has it all',
  async (kind) => {
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
    for (const name of streams) {
      const stream = streamOf(fourgeeks, name);
      const wanted = idsOf(stream, await readAll(stream, context)).sort();
      server.setFaults([{ connector: 'fourgeeks', kind, from: 2, times: 2 }]);
      expect([...new Set(await readThrough(stream, context))].sort()).toEqual(wanted);
    }
  },
);
