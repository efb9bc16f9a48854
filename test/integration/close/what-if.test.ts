import { expect, it } from 'vitest';
import { openSchool } from '../../support/school.ts';

async function oneCourse() {
  const school = await openSchool({ firstMonth: '2025-01', now: '2025-04-03T08:00:00.000Z' });
  const { world, books } = school;
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  world.invoice({ student: ana, service: 'en', date: '2025-01-02', net: 120_000, number: 'F1' });
  world.enrolment({ student: ana, service: 'en', start: '2025-01-01', end: '2025-06-30' });
  await books.month('2025-01', '2025-03');
  const [contract] = books.rows<{ id: number; key: string }>('SELECT id, key FROM contract');
  return { ...school, contract: contract?.id ?? 0, key: contract?.key ?? '' };
}

it('"dropped on 10 March with 400 paid back" is shown month by month, and nothing is saved', async () => {
  const { books, contract, key } = await oneCourse();
  const hash = await books.hash();
  const events = [{ type: 'drop' as const, lastDay: '2025-03-10', refund: 40_000 }];
  const supposed = await books.call('contracts/what-if', { contract, events });
  expect(await books.hash()).toBe(hash);
  expect(supposed.price).toEqual({ before: 120_000, after: 80_000 });
  expect(supposed.sentences[0]).toBe('Suppose the last class was on 10 Mar 2025, and 400.00 EUR is paid back.');
  expect(supposed.sentences.at(-1)).toBe('Nothing was saved.');
  // The same, decided and posted, comes to the same months.
  await books.decide('drop', key, { refund: 40_000, lastDay: '2025-03-10' });
  await books.accruals('2025-01', '2025-03');
  const posted = books.posted();
  for (const { month, after } of supposed.months) expect([month, posted[month] ?? 0]).toEqual([month, after]);
});

it('pause, resume, early completion, dates and price can be supposed; a closed month stays and says so', async () => {
  const { books, contract } = await oneCourse();
  await books.lock('2025-01');
  const ask = (events: Parameters<typeof books.call<'contracts/what-if'>>[1]['events']) =>
    books.call('contracts/what-if', { contract, events });
  const paused = await ask([{ type: 'pause', lastDay: '2025-03-10' }]);
  expect(paused.held.after).toBeGreaterThan(0);
  const resumed = await ask([
    { type: 'pause', lastDay: '2025-03-10' },
    { type: 'resume', firstDay: '2025-05-01', newEnd: '2025-08-20' },
  ]);
  expect(resumed.held.after).toBe(0);
  expect(resumed.months.find(({ month }) => month === '2025-08')?.after).toBeGreaterThan(0);
  const finished = await ask([{ type: 'complete', lastDay: '2025-03-20' }]);
  expect(finished.months.reduce((sum, { after }) => sum + after, 0)).toBe(120_000);
  expect(finished.months.filter(({ month, after }) => month > '2025-03' && after !== 0)).toEqual([]);
  const cheaper = await ask([{ type: 'price', amount: 60_000 }]);
  expect(cheaper.months.find(({ month }) => month === '2025-01')).toMatchObject({
    closed: true,
    before: 20_552,
    after: 20_552,
  });
  expect(cheaper.sentences).toContain('Closed months stay as they are; what they lack lands in February 2025.');
  expect(cheaper.months.reduce((sum, { after }) => sum + after, 0)).toBe(60_000);
});

it('a contract that is not there is told', async () => {
  const { books } = await oneCourse();
  const events = [{ type: 'complete' as const, lastDay: '2025-03-20' }];
  expect((await books.refusal('contracts/what-if', { contract: 99, events })).code).toBe('UNKNOWN_CONTRACT');
});
