import { describe, expect, test } from 'vitest';
import type { SecretValues } from '../../../electron/connectors/connector.ts';
import { fourgeeks } from '../../../electron/connectors/fourgeeks/index.ts';
import { type FourgeeksWorld, fourgeeksSimulator } from '../../../electron/connectors/fourgeeks/simulator.ts';
import { serveSimulators } from '../../../electron/connectors/simulator.ts';
import { connect, hostileRedirect, idsOf, readAll, recordsOf, streamOf, thrownBy } from '../../support/connect.ts';
import { campus, config, norte, user, world } from '../../support/fourgeeks-world.ts';

describe('signing in', () => {
  const stream = streamOf(fourgeeks, 'students');

  test('happens once a read, and once more when the token dies on the way', async () => {
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
    const wanted = idsOf(stream, await readAll(stream, context));
    const calm = server.requests.get('fourgeeks') ?? 0;
    server.setFaults([{ connector: 'fourgeeks', kind: 'expired_token', from: 3, times: 1000 }]);
    expect(idsOf(stream, await readAll(stream, context))).toEqual(wanted);
    expect((server.requests.get('fourgeeks') ?? 0) - calm).toBe(calm + 2); // the refused question and the login
  });

  test('that fails the second time ends the read', async () => {
    const w = world();
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(w), { secrets: user });
    server.setFaults([{ connector: 'fourgeeks', kind: 'expired_token', from: 1, times: 1 }]);
    w.users = [];
    expect(await thrownBy(readAll(stream, context))).toMatchObject({ code: 'AUTH_EXPIRED' });
  });

  test('is not needed with a permanent token, which cannot be renewed', async () => {
    const secrets = { token: 'a-permanent-token' };
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets });
    expect(recordsOf(await readAll(stream, context))).toHaveLength(23);
    server.setFaults([{ connector: 'fourgeeks', kind: 'expired_token', from: 0, times: 1 }]);
    expect(await thrownBy(readAll(stream, context))).toMatchObject({ code: 'AUTH_EXPIRED' });
  });

  test('with a key that never worked says so', async () => {
    const keys: SecretValues[] = [{ token: 'unknown' }, { ...user, password: 'wrong' }, {}];
    for (const secrets of keys) {
      const { context } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets });
      expect(await thrownBy(readAll(stream, context))).toMatchObject({ code: 'AUTH_EXPIRED' });
      expect((await fourgeeks.test(context)).works).toBe(false);
    }
  });
});

describe('what may not be read', () => {
  test('is named: the academy that is not ours, the capability that is missing', async () => {
    const w = world();
    w.academies = [{ ...campus, capabilities: ['read_all_cohort'] }];
    const { context } = await connect(fourgeeks, fourgeeksSimulator(w), { secrets: user, config: { academies: [99] } });
    const students = streamOf(fourgeeks, 'students');
    expect(await thrownBy(readAll(students, context))).toMatchObject({
      code: 'AUTH_FORBIDDEN',
      details: { what: 'academy 99' },
    });
    const own = { ...context, config: fourgeeks.settings.parse({}) };
    const problem = await thrownBy(readAll(students, own));
    expect(problem).toMatchObject({ code: 'AUTH_FORBIDDEN', details: { what: 'read_student of academy 6' } });
    const tested = await fourgeeks.test({ ...context, config: fourgeeks.settings.parse({ academies: [6, 99] }) });
    expect(tested.works).toBe(false);
    expect(tested.findings.map((finding) => [finding.ok, finding.text])).toEqual([
      [true, 'Academy 6: cohorts and enrolments can be read.'],
      [false, 'Academy 6: students cannot be read, the capability read_student is missing.'],
      [false, 'Academy 99: this user does not belong to it, or it is not active.'],
    ]);
  });

  test('includes a log, without which everything else goes on', async () => {
    const stream = streamOf(fourgeeks, 'status-log');
    const worlds: FourgeeksWorld[] = [
      { ...world(), log: undefined },
      { ...world(), academies: [{ ...campus, capabilities: ['read_all_cohort', 'read_student'] }, norte] },
      { ...world(), log: { 1502: [{ current_module: '1', teacher_comments: null, attendance_ids: [4003] }] } },
    ];
    for (const w of worlds) {
      const { context } = await connect(fourgeeks, fourgeeksSimulator(w), { secrets: user, config });
      expect(recordsOf(await readAll(stream, context))).toEqual([]);
    }
    const { context, server } = await connect(fourgeeks, fourgeeksSimulator(world()), {
      secrets: user,
      config: { useStatusLog: false },
    });
    expect(recordsOf(await readAll(stream, context))).toEqual([]);
    expect(server.requests.get('fourgeeks')).toBeUndefined();
  });
});

test('a refusal in HTML is the gateway and not the key', async () => {
  const gateway = { id: 'fourgeeks', answer: () => ({ status: 403, text: '<html>blocked</html>' }) };
  const { context } = await connect(fourgeeks, gateway, { secrets: { token: 'a-permanent-token' } });
  expect(await thrownBy(readAll(streamOf(fourgeeks, 'students'), context))).toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
  });
});

test('a healthy connection says that everything can be read', async () => {
  const { context } = await connect(fourgeeks, fourgeeksSimulator(world()), { secrets: user, config });
  const tested = await fourgeeks.test(context);
  expect(tested.works).toBe(true);
  expect(tested.findings).toHaveLength(4);
});

test('a redirect to another host does not get the token', async () => {
  const heard: unknown[] = [];
  const thief = await serveSimulators([
    { id: 'thief', answer: (request) => ({ status: 200, body: heard.push(request.headers) }) },
  ]);
  const { context } = await connect(fourgeeks, hostileRedirect('fourgeeks', `${thief.url}/thief/`), {
    secrets: { token: 'secret' },
  });
  const problem = await thrownBy(readAll(streamOf(fourgeeks, 'students'), context));
  await thief.close();
  expect(problem).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(heard).toEqual([]);
});
