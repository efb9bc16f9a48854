import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openEngine } from '../../../electron/engine.ts';
import { memoryKeyStore } from '../../../electron/platform/keychain.ts';
import { openSchool } from '../../support/school.ts';

const ANA = 'Ana Prats';
const LEO = 'Leo Vidal';

async function twoCourses(now = '2025-04-03T08:00:00.000Z') {
  const school = await openSchool({ firstMonth: '2025-01', now });
  const { world } = school;
  const irune = world.student({ name: 'Irune Vega', email: 'irune@mail.example' });
  const marc = world.student({ name: 'Marc Soler', email: 'marc@mail.example' });
  world.invoice({ student: irune, service: 'en', date: '2025-01-07', net: 120_000 });
  world.enrolment({ student: irune, service: 'en', start: '2025-01-13', end: '2025-06-12' });
  world.invoice({ student: marc, service: 'en', date: '2025-02-03', net: 60_000 });
  world.enrolment({ student: marc, service: 'en', start: '2025-02-03', end: '2025-04-30' });
  return { ...school, irune };
}

/** What a reviewer says of the balance in the books. */
function overrideBalance(path: string, month: string): void {
  const db = new Database(path);
  try {
    db.prepare(
      "INSERT INTO tie_out_override (company_id, month, tie_out, reason, who, at) VALUES (1, ?, 8, 'the books follow tomorrow', ?, '')",
    ).run(month, LEO);
  } finally {
    db.close();
  }
}

const board = (books: Awaited<ReturnType<typeof twoCourses>>['books'], month: string) =>
  books.call('months/board', { month });

it('a month goes from open to closed by two signatures, each step naming the next', async () => {
  const { books } = await twoCourses();
  expect(await board(books, '2025-01')).toMatchObject({ state: 'open', next: { action: 'sync' } });
  await books.sync('2025-01');
  expect(await board(books, '2025-01')).toMatchObject({ state: 'synced', next: { action: 'accruals' } });
  expect((await books.refusal('months/prepare', { month: '2025-01', who: ANA })).code).toBe('NOT_CALCULATED');
  await books.accruals('2025-01');
  expect(await board(books, '2025-01')).toMatchObject({
    state: 'calculated',
    daysSinceMonthEnd: 62,
    next: { action: 'prepare' },
    tieOuts: { red: 0 },
  });
  expect((await books.refusal('months/review', { month: '2025-01', who: LEO })).code).toBe('NOT_SIGNED');
  await books.call('months/prepare', { month: '2025-01', who: ANA });
  expect((await books.refusal('months/close', { month: '2025-01', who: ANA })).code).toBe('BALANCE_MISSING');
  expect(await board(books, '2025-01')).toMatchObject({ state: 'prepared', next: { action: 'review' } });
  expect((await books.call('months/review', { month: '2025-01', who: LEO })).samePerson).toBe(false);
  expect(await board(books, '2025-01')).toMatchObject({ state: 'reviewed', next: { action: 'balance' } });
  overrideBalance(books.path, '2025-01');
  expect(await board(books, '2025-01')).toMatchObject({ next: { action: 'close' } });
  const closed = await books.call('months/close', { month: '2025-01', who: LEO });
  expect(closed).toMatchObject({ version: 1, preparedBy: ANA, reviewedBy: LEO, samePerson: false, previousHash: null });
  expect(await board(books, '2025-01')).toMatchObject({ state: 'closed', next: { action: 'none' } });
  expect((await books.call('months/list', {})).lockedThrough).toBe('2025-01');
});

it('the next close names the hash of the one before, and one person doing both is said', async () => {
  const { books } = await twoCourses();
  await books.close(['2025-01', '2025-02']);
  const [first] = await books.call('months/versions', { month: '2025-01' });
  const [second] = await books.call('months/versions', { month: '2025-02' });
  expect(second?.previousHash).toBe(first?.hash);
  expect(second?.samePerson).toBe(true);
  expect(
    books.rows<{ content: string }>("SELECT content FROM close_row WHERE part = 'signatures'").map((r) => r.content)[0],
  ).toContain('same person');
});

it('a change of figures clears both signatures and says what did; other work leaves them', async () => {
  const { books, world, irune } = await twoCourses();
  await books.month('2025-01');
  await books.call('months/prepare', { month: '2025-01', who: ANA });
  await books.call('months/review', { month: '2025-01', who: LEO });
  // The next month changes nothing of this one.
  await books.sync('2025-02');
  expect(await board(books, '2025-01')).toMatchObject({ state: 'reviewed' });
  world.invoice({ student: irune, service: 'en', date: '2025-01-20', net: 5_000 });
  await books.sync('2025-01');
  const after = await board(books, '2025-01');
  expect(after.state).not.toBe('reviewed');
  expect(after.signatures.map(({ cleared }) => cleared?.because)).toEqual([
    expect.stringContaining('a sync by ana'),
    expect.stringContaining('a sync by ana'),
  ]);
  expect((await books.refusal('months/review', { month: '2025-01', who: LEO })).code).toBe('MONTH_BLOCKED');
});

it('only the latest closed month opens again, keeps its version, and closes as a new one', async () => {
  const { books } = await twoCourses();
  await books.close(['2025-01', '2025-02']);
  expect((await books.refusal('months/reopen', { month: '2025-01', reason: 'x', who: LEO })).code).toBe('OUT_OF_ORDER');
  await books.call('months/reopen', { month: '2025-02', reason: 'an invoice was wrong', who: LEO });
  expect(await board(books, '2025-02')).toMatchObject({
    state: 'calculated',
    reopened: { version: 1, who: LEO, reason: 'an invoice was wrong' },
  });
  await books.lock('2025-02');
  const versions = await books.call('months/versions', { month: '2025-02' });
  expect(versions.map(({ version, reopened }) => [version, reopened?.reason ?? null])).toEqual([
    [1, 'an invoice was wrong'],
    [2, null],
  ]);
  expect(await books.call('months/reproduce', { month: '2025-02' })).toMatchObject({ version: 2, equal: true });
});

it('what comes after the close is told by contract, in words and money', async () => {
  const { books, world, irune } = await twoCourses();
  await books.close(['2025-01', '2025-02']);
  expect(await books.call('months/changes', { month: '2025-02' })).toMatchObject({ total: 0, amount: 0 });
  world.invoice({ student: irune, service: 'en', date: '2025-02-20', net: 30_000 });
  await books.sync('2025-02');
  const { changes, since, amount } = await books.call('months/changes', { month: '2025-02' });
  expect(since).toMatchObject({ month: '2025-02', version: 1 });
  expect(changes).toHaveLength(1);
  expect(changes[0]?.sentences.join(' ')).toContain('300.00 EUR came in.');
  await books.month('2025-03');
  expect(books.postings().find(({ kind }) => kind === 'prior_period')?.functional).toBe(amount);
});

it('closes and signatures are history: the file refuses to edit them', async () => {
  const { books } = await twoCourses();
  await books.close(['2025-01']);
  const db = new Database(books.path);
  try {
    for (const table of [
      'close_version',
      'close_posting',
      'close_row',
      'close_facts',
      'month_signature',
      'period_lock',
    ])
      expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('append-only');
  } finally {
    db.close();
  }
});

it('operators are kept by name, and none twice', async () => {
  const { books } = await twoCourses();
  await books.call('operators/save', { name: ' Ana  Prats ', who: ANA });
  await books.call('operators/save', { name: LEO, who: ANA });
  expect(await books.call('operators/save', { name: LEO, active: false, who: ANA })).toMatchObject([
    { name: ANA, active: true },
    { name: LEO, active: false },
  ]);
  expect((await books.refusal('operators/save', { name: '  ', who: ANA })).code).toBe('NAME_MISSING');
});

it('everything about a month is read on a connection that cannot write', async () => {
  const { books } = await twoCourses();
  await books.close(['2025-01']);
  await books.month('2025-02');
  await books.call('months/prepare', { month: '2025-02', who: ANA });
  const opened = await openEngine({
    ledgerPath: books.path,
    readonly: true,
    clock: books.clock,
    keyStore: memoryKeyStore(),
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  const reader = opened.value;
  for (const month of ['2025-01', '2025-02', '2025-03'])
    expect(await reader.call('months/board', { month })).toEqual({ ok: true, value: await board(books, month) });
  for (const [channel, input] of [
    ['months/list', {}],
    ['months/versions', { month: '2025-01' }],
    ['months/reproduce', { month: '2025-01' }],
    ['months/changes', { month: '2025-02' }],
    ['policies/list', {}],
    ['operators/list', {}],
  ] as const)
    expect([channel, (await reader.call(channel, input)).ok]).toEqual([channel, true]);
  await reader.close();
});
