import { describe, expect, test } from 'vitest';
import { fourgeeks } from '../../../electron/connectors/fourgeeks/index.ts';
import { fourgeeksSimulator } from '../../../electron/connectors/fourgeeks/simulator.ts';
import { connect } from '../../support/connect.ts';
import { user, world } from '../../support/fourgeeks-world.ts';

describe('the simulator', () => {
  async function get(path: string, query: Record<string, string>) {
    const { context } = await connect(fourgeeks, fourgeeksSimulator({ ...world(), staleCache: true }), {
      secrets: user,
    });
    const headers = { authorization: 'Token a-permanent-token', academy: '6' };
    return context.http.send({ method: 'GET', path, query, headers });
  }

  test('cuts a list at 20 without limit and offset, and says so only in a header', async () => {
    const answer = await get('/v1/admissions/academy/cohort/user', {});
    expect(answer.json).toHaveLength(20);
    expect(answer.headers['x-total-count']).toBe('46');
  });

  test('links to a last page that is aligned to nothing', async () => {
    const answer = await get('/v1/admissions/academy/cohort/user', { limit: '20', offset: '20' });
    expect(answer.json).toMatchObject({
      count: 46,
      first: expect.stringMatching(/limit=20$/),
      previous: expect.not.stringContaining('offset'),
      next: expect.stringContaining('offset=40'),
      last: expect.stringContaining('offset=26'),
    });
  });

  test('answers from its cache unless told not to', async () => {
    const w = { ...world(), staleCache: true };
    const { context } = await connect(fourgeeks, fourgeeksSimulator(w), { secrets: user });
    const headers = { authorization: 'Token a-permanent-token', academy: '6' };
    const count = async (query: Record<string, string>) => {
      const answer = await context.http.send({ method: 'GET', path: '/v1/admissions/academy/cohort', query, headers });
      return answer.headers['x-total-count'];
    };
    expect(await count({ limit: '1' })).toBe('2');
    w.cohorts = w.cohorts.slice(1);
    expect(await count({ limit: '1' })).toBe('2');
    expect(await count({ limit: '1', cache: 'false' })).toBe('1');
  });

  test('takes an e-mail in the path exactly as it is written', async () => {
    expect((await get('/v1/auth/academy/student/student1.0@mail.example', {})).status).toBe(200);
    expect((await get('/v1/auth/academy/student/Student1.0@mail.example', {})).status).toBe(404);
  });
});
