/**
 * Whatever the sample company raises, one decision settles: told beforehand, kept through the next sync, and taken back without a
 * trace. Each issue is tried on a copy of the synced ledger, so that no answer leans on another.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { type Books, type Issue, keeper, moreBooks, openSample, snapshot } from './wrap.ts';

type Proposal = OutputOf<'decisions/for-issue'>[number];

const kept = keeper();
afterAll(() => kept.closeAll());

// The size adds ordinary students only; every special case is there whatever it is.
const sample = await openSample({ cases: 'all', size: 0.02 }, kept);
await sample.books.month('2025-01', '2025-12');
const copyOf = await snapshot(sample.books, kept);
const raised = await sample.books.issues();
const before = { hash: await sample.books.hash(), codes: count(raised) };
const partsBefore = await sample.books.parts();

function count(issues: readonly Issue[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** What a person would answer where a proposal leaves something open. */
function answered(books: Books, issue: Issue, proposal: Proposal): InputOf<'decisions/preview'> {
  const value = { ...proposal.value };
  const days = {
    start: '2025-05-05',
    end: '2025-10-17',
    lastDay: '2025-06-13',
    firstDay: '2025-09-01',
    newEnd: '2025-12-19',
  };
  for (const need of proposal.needs) {
    if (need in days) value[need] = days[need as keyof typeof days];
    else if (need === 'service')
      value.service = firstOf(books, "SELECT key FROM service WHERE name LIKE '%Full-Stack - Part%'");
    else if (need === 'client') value.client = firstOf(books, "SELECT key FROM client WHERE name = 'Melitona Sanz'");
    else if (need === 'with')
      value.with = firstOf(books, "SELECT key FROM invoice WHERE kind = 'invoice' AND excluded IS NULL");
    else if (need === 'status') value.status = 'POSTPONED';
    else if (need === 'refund') value.refund = 50_000;
    else if (need === 'amount') value.amount = 560_000;
    else if (need === 'basisPoints') value.basisPoints = 2100;
    else if (need === 'rate') value.rate = '0.9523';
    else throw new Error(`${issue.code} asks for "${need}"`);
  }
  return { kind: proposal.kind, subject: proposal.subject, value };
}

function firstOf(books: Books, sql: string): string {
  const [row] = books.rows<{ key: string }>(`${sql} ORDER BY key LIMIT 1`);
  if (!row) throw new Error(`Nobody answers to: ${sql}`);
  return row.key;
}

async function statusOf(books: Books, issue: Issue): Promise<string> {
  return (await books.call('issues/get', { id: issue.id })).issue.status;
}

const cases = await Promise.all(
  raised.map(async (issue) => ({
    issue,
    proposals: await sample.books.call('decisions/for-issue', { issue: issue.id }),
  })),
);
const firstOfCode = new Set(Object.keys(before.codes).map((code) => raised.find((issue) => issue.code === code)?.id));

const firstAnswers = cases.flatMap(({ issue, proposals: [first] }) => (first ? [{ issue, proposal: first }] : []));
const otherAnswers = cases.flatMap(({ issue, proposals }) =>
  firstOfCode.has(issue.id) ? proposals.slice(1).map((proposal) => ({ issue, proposal })) : [],
);
type Answer = (typeof firstAnswers)[number];
const named = (answers: readonly Answer[]) =>
  answers.map(
    (answer) => [`${answer.issue.code} on ${answer.issue.entityExternalId}: ${answer.proposal.words}`, answer] as const,
  );

/** Tells the answer, gives it, and takes it back; `meanwhile` while it is in force. */
async function giveAndTakeBack(
  { issue, proposal }: Answer,
  meanwhile?: (books: Books) => Promise<void>,
): Promise<void> {
  const books = await moreBooks(sample, { copyOf });
  const draft = answered(books, issue, proposal);
  const written = books.lastChange();

  const preview = await books.call('decisions/preview', draft);
  expect(books.changesSince(written)).toEqual([]);
  expect(await books.hash()).toBe(before.hash);

  const made = await books.decide(draft.kind, draft.subject, draft.value);
  expect(made.effect).toEqual(preview);
  expect(made.effect.clears).toBeGreaterThan(0);
  expect(await statusOf(books, issue)).toBe('resolved');
  await meanwhile?.(books);
  expect(await statusOf(books, issue)).toBe('resolved');

  await books.call('decisions/undo', { id: made.decision.id, who: 'ana' });
  expect(await statusOf(books, issue)).toBe('pending');
  expect(await books.issues().then(subjects)).toEqual(subjects(raised));
  expect(await books.parts()).toEqual(partsBefore);
}

function subjects(issues: readonly Issue[]): string[] {
  return issues.map(({ code, entityExternalId }) => `${code} ${entityExternalId}`).sort();
}

test('something is proposed for every issue', () => {
  expect(cases.filter(({ proposals }) => proposals.length === 0).map(({ issue }) => issue.code)).toEqual([]);
});

describe('the answer proposed first is told beforehand, clears the issue through the next sync, and can be taken back', () => {
  const once = firstAnswers.filter(({ issue }) => firstOfCode.has(issue.id));
  test.each(named(once))('%s', async (_, answer) => {
    await giveAndTakeBack(answer, async (books) => {
      const decided = { hash: await books.hash(), at: books.lastChange() };
      await books.sync('2025-01', '2025-12');
      expect(books.changesSince(decided.at)).toEqual([]);
      expect(await books.hash()).toBe(decided.hash);
    });
  });
});

describe('the same answer to another issue of the kind, and any other answer, clears it and can be taken back', () => {
  const more = [...firstAnswers.filter(({ issue }) => !firstOfCode.has(issue.id)), ...otherAnswers];
  test.each(named(more))('%s', (_, answer) => giveAndTakeBack(answer));
});

test('with every question answered, all that was asked stays cleared through syncs and accruals, and nothing is written twice', async () => {
  const books = await moreBooks(sample, { copyOf });
  // Twice: one answer may settle what another one, given later, makes a question again.
  for (const { issue, proposal } of [...firstAnswers, ...firstAnswers]) {
    if ((await statusOf(books, issue)) !== 'pending') continue;
    const draft = answered(books, issue, proposal);
    await books.decide(draft.kind, draft.subject, draft.value);
  }
  await books.month('2025-01', '2025-12');
  const open = new Set((await books.issues()).map(({ id }) => id));
  expect(
    raised.filter(({ id }) => open.has(id)).map(({ code, entityExternalId }) => `${code} ${entityExternalId}`),
  ).toEqual([]);
  const settled = { hash: await books.hash(), at: books.lastChange() };
  await books.month('2025-01', '2025-12');
  expect(books.changesSince(settled.at)).toEqual([]);
  expect(await books.hash()).toBe(settled.hash);
});
