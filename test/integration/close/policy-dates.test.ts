import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder, openSchool } from '../../support/school.ts';

const WHO = 'Ana Prats';
const NAME = 'Irune Vega';

/** One course of 120 days, ten a day; the same every month would be 300.00. January is worked out. */
async function school(now = '2025-05-05T08:00:00.000Z') {
  const opened = await openSchool({ firstMonth: '2025-01', now });
  const { world } = opened;
  const irune = world.student({ name: NAME, email: 'irune@mail.example' });
  world.invoice({ student: irune, service: 'en', date: '2025-01-01', net: 120_000 });
  world.enrolment({ student: irune, service: 'en', start: '2025-01-01', end: '2025-04-30' });
  await opened.books.month('2025-01');
  return opened;
}
type Books = Awaited<ReturnType<typeof school>>['books'];

const FROM_FEBRUARY = { key: 'method', value: 'monthly_even', from: '2025-02' } as const;
const chosen = { reason: 'as the auditor asked', approver: 'Eva', who: WHO };

async function listed(books: Books, key = 'method') {
  const found = (await books.call('policies/list', {})).policies.find((each) => each.key === key);
  if (!found) throw new Error(`No policy ${key}`);
  return found;
}

async function equalAgain(books: Books, ...months: string[]) {
  for (const month of months)
    expect(await books.call('months/reproduce', { month })).toMatchObject({ equal: true, deviations: [] });
}

it('a choice for a later month is told by month before it is made, beyond what accruals have reached', async () => {
  const { books } = await school();
  const [hash, change] = [await books.hash(), books.lastChange()];
  const preview = await books.call('policies/preview', FROM_FEBRUARY);
  expect(preview).toMatchObject({ from: '2025-02', contracts: 1 });
  // February gives back the 10.00 that January had more; March is as long as any other month.
  expect(preview.months).toEqual([
    { month: '2025-02', before: 28_000, after: 29_000 },
    { month: '2025-03', before: 31_000, after: 30_000 },
  ]);
  expect(preview.notes.join(' ')).toContain('The months before it go on with what holds now');
  expect([await books.hash(), books.lastChange()]).toEqual([hash, change]);
});

it('it leaves the months before as they are, and closing them and those after moves nothing again', async () => {
  const { books } = await school();
  await books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  await books.accruals('2025-01');
  expect(books.series('2025-01')).toEqual([31_000]);
  await books.lock('2025-01');
  await books.month('2025-02');
  expect(books.postings(NAME).map(({ month, kind, amount }) => [month, kind, amount])).toEqual([
    ['2025-01', 'service', 31_000],
    ['2025-02', 'catch_up', -1_000],
    ['2025-02', 'service', 30_000],
  ]);
  await books.lock('2025-02');
  await books.close(['2025-03', '2025-04']);
  expect(books.series('2025-01')).toEqual([31_000, 29_000, 30_000, 30_000]);
  await equalAgain(books, '2025-01', '2025-02', '2025-03', '2025-04');
});

it('a month that was closed before the choice, and one closed after it, are both proven with what held in them', async () => {
  const { books } = await school();
  await books.lock('2025-01');
  await books.month('2025-02');
  await books.call('policies/save', { ...FROM_FEBRUARY, from: '2025-03', ...chosen });
  await books.lock('2025-02');
  await books.close(['2025-03', '2025-04']);
  expect(books.series('2025-01')).toEqual([31_000, 28_000, 31_000, 30_000]);
  await equalAgain(books, '2025-01', '2025-02', '2025-03', '2025-04');
});

it('it is listed as planned until it begins, and printed with each close as what held in that month', async () => {
  const { books } = await school();
  await books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  expect(await listed(books)).toMatchObject({
    company: { value: 'daily', since: null },
    planned: [{ value: 'monthly_even', since: '2025-02', approver: 'Eva', service: null, chosenBy: WHO }],
  });
  await books.close(['2025-01', '2025-02']);
  expect(await listed(books)).toMatchObject({
    company: { value: 'monthly_even', since: '2025-02', approver: 'Eva' },
    planned: [],
  });
  const printed = books
    .rows<{ content: string }>(
      "SELECT content FROM close_row WHERE part = 'policy' AND key = 'method' ORDER BY close_id",
    )
    .map(({ content }) => JSON.parse(content));
  expect(printed.map(({ company, planned }) => [company.value, planned?.length ?? 0])).toEqual([
    ['daily', 1],
    ['monthly_even', 0],
  ]);
});

it('a package of an old month prints what held in it, whatever was chosen since', async () => {
  const { books } = await school();
  await books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  await books.close(['2025-01', '2025-02']);
  await books.call('policies/save', { key: 'graceDays', value: 30, ...chosen });
  const sheetOf = async (month: string): Promise<string> => {
    const { folder } = await books.call('packages/make', { month, folder: newFolder(), who: WHO });
    const close = readdirSync(folder).find((name) => name.endsWith('.json') && name !== 'manifest.json') ?? '';
    return JSON.stringify(JSON.parse(readFileSync(join(folder, close), 'utf8')).policies);
  };
  const [january, february] = [await sheetOf('2025-01'), await sheetOf('2025-02')];
  expect(january).toContain('The price is spread over the days of service');
  expect(january).toContain('How a price is spread, from February 2025 on');
  expect(february).toContain('Every month with service carries the same');
  for (const sheet of [january, february]) {
    expect(sheet).toContain('a notice for 15 days');
    for (const words of ['A pause with a known return', 'A price agreed anew', 'account 4090'])
      expect(sheet).toContain(words);
  }
});

it('undone before it begins, it leaves the ledger as if it had never been', async () => {
  const { books } = await school();
  const hash = await books.hash();
  const { decision } = await books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  await books.call('decisions/undo', { id: decision, who: WHO });
  expect(await books.hash()).toBe(hash);
  expect((await listed(books)).planned).toEqual([]);
  await books.month('2025-02');
  expect(books.series('2025-01')).toEqual([31_000, 28_000]);
});

it('a choice from the first open month takes the place of what was planned, and says so', async () => {
  const { books } = await school();
  await books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  const now = { key: 'method', value: 'thirty_360' } as const;
  const { notes } = await books.call('policies/preview', now);
  expect(notes.join(' ')).toContain('It takes the place of what was to hold from February 2025');
  await books.call('policies/save', { ...now, ...chosen });
  expect(await listed(books)).toMatchObject({ company: { value: 'thirty_360' }, planned: [] });
  await books.accruals('2025-01');
  await books.month('2025-02', '2025-04');
  expect(books.series('2025-01')).toEqual([30_000, 30_000, 30_000, 30_000]);
});

it('a service may have its own from a later month, and goes back to the company’s in another one', async () => {
  const { books } = await school();
  const { services } = await books.call('policies/list', {});
  const key = services.find(({ name }) => /english/i.test(name))?.key ?? services[0]?.key ?? '';
  await books.call('policies/save', { ...FROM_FEBRUARY, service: key, ...chosen });
  await books.call('policies/save', { ...FROM_FEBRUARY, service: key, value: null, from: '2025-03', ...chosen });
  expect((await listed(books)).planned.map(({ since, service, value }) => [since, service, value])).toEqual([
    ['2025-02', key, 'monthly_even'],
    ['2025-03', key, 'daily'],
  ]);
});

it('why a posting is what it is follows what held in its month, and names what a choice brought with it', async () => {
  const { books } = await school();
  await books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  await books.month('2025-02');
  const why = async (month: string, kind: string) => {
    const [row] = books.rows<{ id: number }>('SELECT id FROM posting WHERE month = ? AND kind = ?', month, kind);
    return books.call('postings/why', { id: row?.id ?? 0 });
  };
  for (const [month, kind, words] of [
    ['2025-01', 'service', '120 days of service'],
    ['2025-02', 'service', 'equal months'],
    ['2025-02', 'catch_up', 'What was chosen from February 2025 on'],
  ] as const)
    expect(JSON.stringify(await why(month, kind))).toContain(words);
});

it('a month in its middle, a closed one and one too far ahead are refused plainly, and nothing changes', async () => {
  const { books } = await school();
  await books.lock('2025-01');
  const hash = await books.hash();
  const refused = (from: string, key = 'method', value: string | number = 'monthly_even') =>
    books.refusal('policies/preview', { key, value, from });
  expect(await refused('2025-02-15')).toMatchObject({
    code: 'POLICY_MONTH',
    fix: 'Choose February 2025, the whole of it, or March 2025.',
  });
  expect(await refused('soon')).toMatchObject({ code: 'POLICY_MONTH' });
  expect((await refused('2025-01')).message).toContain('January 2025 is closed');
  expect(await refused('2027-01')).toMatchObject({ code: 'POLICY_MONTH' });
  expect(await refused('2025-06', 'transferWindowDays', 30)).toMatchObject({ code: 'POLICY_AT_ONCE' });
  expect(await books.hash()).toBe(hash);
});

it('chosen in mid-month, it counts for the whole of it and says so', async () => {
  const { books } = await school('2025-01-17T08:00:00.000Z');
  const { notes } = await books.call('policies/preview', { key: 'method', value: 'monthly_even' });
  expect(notes).toContain('January 2025 has begun already: the choice counts for the whole of it, from its first day.');
});

it('a rebuilt ledger with the same choices comes to the same', async () => {
  const { books } = await school();
  await books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  await books.month('2025-02', '2025-03');
  const again = await school();
  await again.books.call('policies/save', { ...FROM_FEBRUARY, ...chosen });
  await again.books.month('2025-03');
  await again.books.month('2025-02', '2025-03');
  expect(await again.books.hash()).toBe(await books.hash());
});
