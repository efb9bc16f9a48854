import { expect, it } from 'vitest';
import { openSample, openSchool } from '../../support/school.ts';

const WHO = 'Ana Prats';
const NAME = 'Irune Vega';

async function school() {
  const opened = await openSchool({ firstMonth: '2025-01', now: '2025-05-05T08:00:00.000Z' });
  const { world } = opened;
  const irune = world.student({ name: NAME, email: 'irune@mail.example' });
  const bill = world.invoice({ student: irune, service: 'en', date: '2025-01-01', net: 120_000 });
  world.enrolment({ student: irune, service: 'en', start: '2025-01-01', end: '2025-04-30' });
  await opened.books.month('2025-01', '2025-04');
  return { ...opened, irune, key: `holded:${bill.id}` };
}
type Books = Awaited<ReturnType<typeof school>>['books'];

async function service(books: Books): Promise<string> {
  const [row] = books.rows<{ key: string }>('SELECT s.key FROM contract c JOIN service s ON s.id = c.service_id');
  return row?.key ?? '';
}

it('a pause that was left to the policy moves with it month by month, and one with a way of its own does not', async () => {
  const { books, key } = await school();
  await books.decide('pause', key, { lastDay: '2025-02-28', returnDay: '2025-03-31' });
  await books.accruals('2025-01', '2025-04');
  expect(books.series('2025-01')).toEqual([31_000, 28_000, 1_000, 30_000]);
  const choice = { key: 'pauseMode', value: 'compress' } as const;
  const preview = await books.call('policies/preview', choice);
  expect(preview).toMatchObject({
    contracts: 1,
    months: [
      { month: '2025-03', before: 1_000, after: 1_968 },
      { month: '2025-04', before: 30_000, after: 59_032 },
    ],
  });
  await books.call('policies/save', { ...choice, who: WHO });
  await books.accruals('2025-01', '2025-04');
  expect(books.series('2025-01')).toEqual([31_000, 28_000, 1_968, 59_032]);

  const own = await school();
  await own.books.decide('pause', own.key, { lastDay: '2025-02-28', returnDay: '2025-03-31', mode: 'extend' });
  const untouched = await own.books.call('policies/preview', choice);
  expect(untouched).toMatchObject({ contracts: 0, months: [] });
  expect(untouched.notes.join(' ')).toContain('A pause that was decided in its own way keeps it');
});

it('a price agreed anew goes over the days left or counts from the first day, for the company or for one service', async () => {
  const { books, key } = await school();
  await books.decide('price-change', key, { from: '2025-03-01', amount: 180_000 });
  await books.accruals('2025-01', '2025-04');
  expect(books.series('2025-01')).toEqual([31_000, 28_000, 61_492, 59_508]);
  const choice = { key: 'priceChange', value: 'catch_up', service: await service(books) } as const;
  expect(await books.call('policies/preview', choice)).toMatchObject({
    contracts: 1,
    months: [
      { month: '2025-03', before: 61_492, after: 76_000 },
      { month: '2025-04', before: 59_508, after: 45_000 },
    ],
  });
  await books.call('policies/save', { ...choice, who: WHO });
  await books.accruals('2025-01', '2025-04');
  expect(books.postings(NAME).map(({ month, kind, amount }) => [month, kind, amount])).toEqual([
    ['2025-01', 'service', 31_000],
    ['2025-02', 'service', 28_000],
    ['2025-03', 'catch_up', 29_500],
    ['2025-03', 'service', 46_500],
    ['2025-04', 'service', 45_000],
  ]);
  // More than was ever invoiced, and rightly so: the check of the file knows the agreed price.
  expect(await books.call('ledger/check', {})).toMatchObject({ ok: true });
});

it('a further invoice for a price that was agreed by then is billing and raises no question', async () => {
  const { books, world, irune, key } = await school();
  world.invoice({ student: irune, service: 'en', date: '2025-03-02', net: 60_000 });
  await books.month('2025-01', '2025-04');
  expect(await books.codes()).toContain('PRICE_UNCONFIRMED');
  const { effect } = await books.decide('price-change', key, { from: '2025-03-01', amount: 180_000 });
  expect(effect.clearedByCode).toEqual({ PRICE_UNCONFIRMED: 1 });
  await books.accruals('2025-01', '2025-04');
  expect(books.series('2025-01')).toEqual([31_000, 28_000, 61_492, 59_508]);
});

it('grace makes a question a notice until it is over, wherever issues are listed, and moves no money', async () => {
  const { books, world } = await school();
  const marc = world.student({ name: 'Marc Soler', email: 'marc@mail.example' });
  world.invoice({ student: marc, service: 'fs-pt', date: '2025-04-20', net: 60_000 });
  await books.month('2025-04');
  const asked = async () => (await books.issues()).filter(({ code }) => code === 'CONTRACT_WITHOUT_PERIOD');
  expect(await asked()).toMatchObject([{ severity: 'info', effect: 'contract' }]);
  const choice = { key: 'graceDays', value: 5 } as const;
  const preview = await books.call('policies/preview', choice);
  expect(preview).toMatchObject({ contracts: 0, months: [], clears: 0, raises: 0 });
  expect(preview.notes).toContain('1 question about missing course dates would be urgent at once.');
  expect(preview.notes.join(' ')).toContain('No money moves');
  const { decision } = await books.call('policies/save', { ...choice, who: WHO });
  expect(await asked()).toMatchObject([{ severity: 'high', effect: 'contract' }]);
  expect(await books.issues({ status: 'pending', severity: 'high', code: 'CONTRACT_WITHOUT_PERIOD' })).toHaveLength(1);
  await books.call('decisions/undo', { id: decision, who: WHO });
  expect(await books.issues({ status: 'pending', severity: 'high', code: 'CONTRACT_WITHOUT_PERIOD' })).toEqual([]);
  // The month after, grace is over by itself.
  await books.month('2025-05');
  expect(await asked()).toMatchObject([{ severity: 'high' }]);
});

it('the breakage account stands on the sheet as it is mapped, and leads to the accounts', async () => {
  const { books } = await school();
  const sentence = async () =>
    (await books.call('policies/list', {})).fixed.find(({ key }) => key === 'breakageAccount');
  expect(await sentence()).toMatchObject({ opens: 'accounts', sentence: expect.stringContaining('account 4090') });
  await books.call('accounts/save', { preset: 'spain-pgc', who: WHO });
  expect((await sentence())?.sentence).toContain('account 705900');
});

it('closed months keep what they carry, and are proven with the policy of their time', async () => {
  const { books, key } = await school();
  await books.decide('pause', key, { lastDay: '2025-02-14', returnDay: '2025-03-01' });
  await books.decide('price-change', key, { from: '2025-02-01', amount: 150_000 });
  await books.accruals('2025-01', '2025-04');
  const before = books.series('2025-01');
  await books.lock('2025-01');
  await books.lock('2025-02');
  await books.call('policies/save', { key: 'pauseMode', value: 'compress', who: WHO });
  await books.call('policies/save', { key: 'priceChange', value: 'catch_up', who: WHO });
  await books.close(['2025-03', '2025-04']);
  expect(books.series('2025-01').slice(0, 2)).toEqual(before.slice(0, 2));
  for (const month of ['2025-01', '2025-02', '2025-03', '2025-04'])
    expect(await books.call('months/reproduce', { month })).toMatchObject({ equal: true, deviations: [] });
  const sheets = books
    .rows<{ key: string; content: string }>(
      "SELECT key, content FROM close_row WHERE part = 'policy' ORDER BY close_id",
    )
    .filter(({ key }) => key === 'pauseMode')
    .map(({ content }) => JSON.parse(content).company.value);
  expect(sheets).toEqual(['extend', 'extend', 'compress', 'compress']);
});

it('on the sample company each of them says by month what it would change, or in a sentence why it changes nothing', async () => {
  const { books } = await openSample();
  await books.month('2025-01', '2025-06');
  const [hash, change] = [await books.hash(), books.lastChange()];
  for (const { key, options, limits, company } of (await books.call('policies/list', {})).policies) {
    const other = options?.find(({ value }) => value !== company.value)?.value ?? limits?.least;
    if (other === undefined || other === company.value) throw new Error(`${key} has nothing else to be`);
    const { contracts, months, notes } = await books.call('policies/preview', { key, value: other });
    if (months.length > 0) expect([key, contracts > 0]).toEqual([key, true]);
    else if (contracts === 0) expect(notes.join(' ')).toMatch(/No contract is touched|No money moves/);
  }
  expect([await books.hash(), books.lastChange()]).toEqual([hash, change]);
});
