import { expect, it } from 'vitest';
import { openSchool } from '../../support/school.ts';

const WHO = 'Ana Prats';

async function school() {
  const opened = await openSchool({ firstMonth: '2025-01', now: '2025-05-05T08:00:00.000Z' });
  const { world } = opened;
  const irune = world.student({ name: 'Irune Vega', email: 'irune@mail.example' });
  const marc = world.student({ name: 'Marc Soler', email: 'marc@mail.example' });
  world.invoice({ student: irune, service: 'en', date: '2025-01-07', net: 120_000 });
  world.enrolment({ student: irune, service: 'en', start: '2025-01-13', end: '2025-06-12' });
  world.invoice({ student: marc, service: 'fs-pt', date: '2025-01-07', net: 60_000 });
  world.enrolment({ student: marc, service: 'fs-pt', start: '2025-01-13', end: '2025-06-12' });
  await opened.books.month('2025-01', '2025-03');
  return opened;
}

type Books = Awaited<ReturnType<typeof school>>['books'];

async function policy(books: Books, key: string) {
  const found = (await books.call('policies/list', {})).policies.find((each) => each.key === key);
  if (!found) throw new Error(`No policy ${key}`);
  return found;
}

async function services(books: Books): Promise<string[]> {
  return (await books.call('policies/list', {})).services.map(({ key }) => key);
}

it('every policy is one sentence with a choice, and says that nobody chose yet', async () => {
  const { books } = await school();
  const { policies, fixed, from } = await books.call('policies/list', {});
  expect(from).toBe('2025-01');
  for (const each of policies) {
    expect(each.company.sentence).toMatch(/\.$/);
    expect(each.company).toMatchObject({ since: null, approver: null, decision: null });
    expect((each.options === null) !== (each.limits === null)).toBe(true);
    for (const option of each.options ?? []) expect(option.words).toMatch(/\.$/);
  }
  expect(new Set(policies.flatMap(({ options }) => options ?? []).map(({ words }) => words)).size).toBe(
    policies.flatMap(({ options }) => options ?? []).length,
  );
  expect(fixed.length).toBeGreaterThan(3);
});

it('a preview tells the effect per month and leaves the ledger as it was; saving does just that', async () => {
  const { books } = await school();
  const [hash, change] = [await books.hash(), books.lastChange()];
  const choice = { key: 'method', value: 'monthly_even' };
  const preview = await books.call('policies/preview', choice);
  // Six months of the same: 1,800.00 in all.
  expect(preview.months.map(({ month, after }) => [month, after])).toEqual([
    ['2025-01', 30_000],
    ['2025-02', 30_000],
    ['2025-03', 30_000],
  ]);
  expect([await books.hash(), books.lastChange()]).toEqual([hash, change]);
  const saved = await books.call('policies/save', {
    ...choice,
    reason: 'as the auditor asked',
    approver: 'Eva',
    who: WHO,
  });
  expect(saved.months).toEqual(preview.months);
  expect(await books.hash()).not.toBe(hash);
  expect(await policy(books, 'method')).toMatchObject({
    company: {
      value: 'monthly_even',
      since: '2025-01',
      approver: 'Eva',
      chosenBy: WHO,
      reason: 'as the auditor asked',
    },
  });
  await books.accruals('2025-01', '2025-03');
  expect(books.series('2025-01')).toEqual([30_000, 30_000, 30_000]);
});

it('a service may have its own, and goes back to the company’s', async () => {
  const { books } = await school();
  const all = await services(books);
  const before = books.series('2025-01', 'Irune Vega');
  const months = new Map<string, string>();
  for (const key of all) {
    const preview = await books.call('policies/preview', { key: 'method', service: key, value: 'monthly_even' });
    if (preview.months.length > 0) months.set(key, preview.months[0]?.month ?? '');
  }
  expect(months.size).toBe(2);
  const [own = ''] = months.keys();
  await books.call('policies/save', { key: 'method', service: own, value: 'monthly_even', who: WHO });
  await books.accruals('2025-01', '2025-03');
  const changed = ['Irune Vega', 'Marc Soler'].filter((name) => {
    const series = books.series('2025-01', name);
    return series.every((each) => each === series[0]);
  });
  expect(changed).toHaveLength(1);
  expect((await policy(books, 'method')).byService).toMatchObject([{ service: own, value: 'monthly_even' }]);
  await books.call('policies/save', { key: 'method', service: own, value: null, who: WHO });
  await books.accruals('2025-01', '2025-03');
  expect(books.series('2025-01', 'Irune Vega')).toEqual(before);
  expect((await policy(books, 'method')).byService).toEqual([]);
});

it('chosen in mid-year, closed months keep what they carry and the first open one takes the difference', async () => {
  const { books } = await school();
  await books.lock('2025-01');
  const [january = 0] = books.series('2025-01');
  const preview = await books.call('policies/preview', { key: 'method', value: 'monthly_even' });
  expect(preview.from).toBe('2025-02');
  expect(preview.notes[0]).toContain('January 2025 are closed and keep what they carry');
  await books.call('policies/save', { key: 'method', value: 'monthly_even', who: WHO });
  await books.accruals('2025-01', '2025-03');
  expect(books.series('2025-01')).toEqual([january, 60_000 - january, 30_000]);
  expect(await books.call('months/reproduce', { month: '2025-01' })).toMatchObject({ equal: true });
  const { changes } = await books.call('months/changes', { month: '2025-01' });
  expect(changes[0]?.sentences.join(' ')).toContain('The way to spread the price changed');
});

it('undone like any decision, it leaves the ledger as if it had never been', async () => {
  const { books } = await school();
  const hash = await books.hash();
  const { decision } = await books.call('policies/save', { key: 'recogniseBeforeInvoice', value: false, who: WHO });
  expect(await books.hash()).not.toBe(hash);
  await books.call('decisions/undo', { id: decision, who: WHO });
  expect(await books.hash()).toBe(hash);
  expect((await policy(books, 'recogniseBeforeInvoice')).company).toMatchObject({ value: true, since: null });
});

it('who left is released without asking only on a legal basis, and then no question is open', async () => {
  const { books, world } = await school();
  const nora = world.student({ name: 'Nora Gil', email: 'nora@mail.example' });
  world.invoice({ student: nora, service: 'en', date: '2025-01-08', net: 90_000 });
  world.enrolment({
    student: nora,
    service: 'en',
    start: '2025-01-13',
    end: '2025-06-12',
    status: 'DROPPED',
    statusDate: '2025-02-14',
  });
  await books.month('2025-01', '2025-03');
  expect(await books.codes()).toContain('DROP_UNDECIDED');
  const choice = { key: 'releaseWithoutAsking', value: true };
  expect((await books.refusal('policies/save', { ...choice, who: WHO })).code).toBe('REASON_MISSING');
  expect((await books.call('policies/preview', choice)).clears).toBe(1);
  await books.call('policies/save', { ...choice, reason: 'clause 7 of the contract', who: WHO });
  expect(await books.codes()).not.toContain('DROP_UNDECIDED');
});

it('what a policy cannot be is refused, and so is what holds already', async () => {
  const { books } = await school();
  const refused = async (choice: { key: string; value: string | number | boolean | null; service?: string }) =>
    (await books.refusal('policies/save', { ...choice, who: WHO })).code;
  expect(await refused({ key: 'method', value: 'sessions' })).toBe('BAD_DECISION');
  expect(await refused({ key: 'pauseLimitMonths', value: 0 })).toBe('BAD_DECISION');
  expect(await refused({ key: 'pauseLimitMonths', value: 'three' })).toBe('BAD_DECISION');
  expect(await refused({ key: 'drop', value: true })).toBe('UNKNOWN_SUBJECT');
  expect(await refused({ key: 'method', service: 'HOLDED:none', value: 'daily' })).toBe('UNKNOWN_SUBJECT');
  expect(await refused({ key: 'transferWindowDays', service: 'HOLDED:none', value: 10 })).toBe('UNKNOWN_SUBJECT');
  expect(await refused({ key: 'pauseLimitMonths', value: 3 })).toBe('NOTHING_TO_CHANGE');
});
