/** Two who are one: merging moves what they bought and where they sit, and taking it back moves it back. */
import { expect, test } from 'vitest';
import { openSchool } from './wrap.ts';

async function anaTwice() {
  const school = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const { world, books } = school;
  const inBooks = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example', in: ['books'] });
  const onCampus = world.student({ name: 'Ana Ruiz', email: 'ana.ruiz@post.example', in: ['campus'] });
  world.invoice({ student: inBooks, service: 'fs-pt', date: '2025-01-10', net: 500_000 });
  world.enrolment({ student: onCampus, service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  await books.month('2025-01', '2025-06');
  const [payer, student] = ['holded', 'fourgeeks'].map(
    (system) => books.rows<{ key: string }>('SELECT key FROM client WHERE key LIKE ?', `${system}:%`)[0]?.key ?? '',
  );
  return { ...school, payer: payer ?? '', student: student ?? '' };
}

test('merging brings the invoice and the place in class together, and the course is earned', async () => {
  const { books, payer, student } = await anaTwice();
  expect(books.posted()).toEqual({});
  const made = await books.decide('merge', student, { into: payer });
  expect(made.effect.months.reduce((sum, { after }) => sum + after, 0)).toBe(500_000);
  await books.month('2025-01', '2025-06');
  expect(Object.values(books.posted()).reduce((sum, amount) => sum + amount, 0)).toBe(500_000);
  expect(books.rows('SELECT k.key AS client FROM contract c JOIN client k ON k.id = c.client_id')).toEqual([
    { client: payer },
  ]);
  const written = books.lastChange();
  await books.month('2025-01', '2025-06');
  expect(books.changesSince(written)).toEqual([]);
});

test('unmerging moves the place, the address and the questions back', async () => {
  const { books, payer, student } = await anaTwice();
  const before = await books.parts();
  const made = await books.decide('merge', student, { into: payer });
  expect(await books.parts()).not.toEqual(before);
  await books.call('decisions/undo', { id: made.decision.id, who: 'ana' });
  expect(await books.parts()).toEqual(before);
  await books.sync('2025-01', '2025-06');
  expect(await books.parts()).toEqual(before);
});

test('unmerging moves a contract back to the client that it was made from', async () => {
  const { world, books } = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const [one, other] = ['one@mail.example', 'other@mail.example'].map((email) => {
    const student = world.student({ name: email, email });
    world.enrolment({ student, service: 'en', start: '2025-01-13', end: '2025-05-02' });
    world.invoice({ student, service: 'en', date: '2025-01-10', net: 60_000 });
    return `holded:${student.contactId}`;
  });
  await books.month('2025-01', '2025-05');
  const owners = () =>
    books.rows('SELECT c.key, k.key AS client FROM contract c JOIN client k ON k.id = c.client_id ORDER BY c.key');
  const before = owners();
  const made = await books.decide('merge', other ?? '', { into: one });
  expect(owners()).not.toEqual(before);
  await books.call('decisions/undo', { id: made.decision.id, who: 'ana' });
  expect(owners()).toEqual(before);
});

test('a proposal to merge stays a question while somebody edits a telephone number', async () => {
  const { books, worlds } = await anaTwice();
  const proposed = () => books.issues({ code: 'CLIENT_DUPLICATE_SOFT', status: 'pending' });
  const before = (await proposed()).map(({ fingerprint }) => fingerprint);
  expect(before).toHaveLength(1);
  for (const contact of worlds.holded.contacts) contact.phone = '+34600000001';
  for (const student of worlds.fourgeeks.students) Object.assign(student, { phone: '+34600000001' });
  await books.sync('2025-01', '2025-06');
  expect((await proposed()).map(({ fingerprint }) => fingerprint)).toEqual(before);
});

test('nobody is merged into themselves or into nobody', async () => {
  const { books, payer } = await anaTwice();
  const hash = await books.hash();
  for (const into of [payer, 'holded:nobody']) {
    const problem = await books.refusal('decisions/make', {
      kind: 'merge',
      subject: payer,
      value: { into },
      who: 'ana',
    });
    expect(problem.fix).not.toBe('');
  }
  expect(await books.hash()).toBe(hash);
});
