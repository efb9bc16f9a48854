import { describe, expect, it } from 'vitest';
import { type Books, openSchool } from '../../support/school.ts';

async function school(options: Parameters<typeof openSchool>[0] = {}) {
  const opened = await openSchool({ firstMonth: '2025-01', now: '2025-06-09T08:00:00.000Z', ...options });
  const { world, books } = opened;
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  world.invoice({ student: ana, service: 'en', date: '2025-01-07', net: 60_000 });
  world.enrolment({ student: ana, service: 'en', start: '2025-01-13', end: '2025-05-02' });
  await books.month('2025-01');
  return opened;
}

/** Every id of the client, tested. */
async function tested(books: Books) {
  const [client] = (await books.call('clients/list', {})).rows;
  if (!client) throw new Error('There is a client');
  const { externalIds } = await books.call('clients/get', { id: client.id });
  const answers: Record<string, string> = {};
  for (const { system, externalId } of externalIds) {
    const { state, name } = await books.call('ids/test', { of: 'client', row: client.id, system, externalId });
    answers[system] = name === null ? state : `${state}: ${name}`;
  }
  return answers;
}

describe('a test of the link to an outside system', () => {
  it('finds the same person in each of them, and writes nothing', async () => {
    const { books } = await school();
    const before = { hash: await books.hash(), change: books.lastChange() };
    const answers = await tested(books);
    expect(Object.keys(answers).length).toBeGreaterThanOrEqual(2);
    expect(new Set(Object.values(answers))).toEqual(new Set(['same: Ana Ruiz']));
    expect({ hash: await books.hash(), change: books.lastChange() }).toEqual(before);
  });

  it('says so when the record is gone there, or is somebody else by now', async () => {
    const { books, worlds } = await school();
    const [contact] = worlds.holded.contacts;
    if (!contact) throw new Error('There is a contact');
    contact.name = 'Berta Gil';
    contact.email = 'berta@mail.example';
    worlds.fourgeeks.students.length = 0;
    const answers = await tested(books);
    expect(answers.holded).toBe('other: Berta Gil');
    expect(answers.fourgeeks).toBe('missing');
    worlds.holded.contacts.length = 0;
    expect((await tested(books)).holded).toBe('missing');
  });

  it('tests what a service is linked to in the list of accounts', async () => {
    const { books, worlds } = await school();
    const [service] = (await books.call('services/list', { search: 'English' })).rows;
    if (!service) throw new Error('There is a service');
    const [id] = (await books.call('services/get', { id: service.id })).externalIds;
    if (!id) throw new Error('It is linked');
    const test = () => books.call('ids/test', { of: 'service', row: service.id, ...id });
    expect(await test()).toMatchObject({ state: 'same', system: 'Holded', name: service.name });
    worlds.holded.saleschannels.length = 0;
    expect((await test()).state).toBe('missing');
  });

  it('says what to do where the system does not let itself be asked', async () => {
    const { books, server } = await school();
    server.setFaults([{ connector: 'holded', kind: 'expired_token', from: 0, times: 100 }]);
    const [client] = (await books.call('clients/list', {})).rows;
    const { externalIds } = await books.call('clients/get', { id: client?.id ?? 0 });
    const id = externalIds.find(({ system }) => system === 'holded');
    const answer = await books.call('ids/test', {
      of: 'client',
      row: client?.id ?? 0,
      system: 'holded',
      externalId: id?.externalId ?? '',
    });
    expect(answer.state).toBe('silent');
    expect(answer.problem?.fix).not.toBe('');
  });

  it('asks for no id but one that is linked here', async () => {
    const { books } = await school();
    const [client] = (await books.call('clients/list', {})).rows;
    const wanted = {
      of: 'client',
      row: client?.id ?? 0,
      system: 'holded',
      externalId: '000000000000000000000001',
    } as const;
    expect((await books.refusal('ids/test', wanted)).code).toBe('ID_UNKNOWN');
  });
});
