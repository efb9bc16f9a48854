import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts';
import { BIG_AT, buildBigLedger } from '../../support/big-ledger.ts';
import { type Books, type Issue, keeper, newFolder, openBooks, openSample } from '../../support/school.ts';

type Page = OutputOf<'issues/page'>;
type Wish = InputOf<'issues/page'>;

const kept = keeper();
/** A thousand made-up issues of all kinds. */
let many: Books;
let all: Issue[];
/** The sample company's own. */
let sample: Books;

beforeAll(async () => {
  const folder = newFolder(kept);
  await buildBigLedger(`${folder}/ledger.sqlite`, { contracts: 300, months: 1, issues: 1_000 });
  many = await openBooks({ folder, now: BIG_AT }, kept);
  all = (await many.call('issues/list', { limit: 1000 })).issues;
  sample = (await openSample({}, kept)).books;
  await sample.month('2025-01', '2025-04');
});
afterAll(() => kept.closeAll());

/** Money at risk where a subject counts once, with its largest issue. */
function amountOf(issues: readonly Issue[]): number {
  const largest = new Map<string, number>();
  for (const { entityType, entityExternalId, amountAtRisk } of issues) {
    const subject = `${entityType} ${entityExternalId}`;
    largest.set(subject, Math.max(largest.get(subject) ?? 0, amountAtRisk));
  }
  return [...largest.values()].reduce((sum, amount) => sum + amount, 0);
}

const VALUE: Record<NonNullable<Wish['sort']>, (issue: Issue) => string | number> = {
  amount: (issue) => issue.amountAtRisk,
  monthAmount: (issue) => issue.monthAtRisk,
  firstSeen: (issue) => issue.firstSeen,
  lastSeen: (issue) => issue.lastSeen,
  code: (issue) => issue.code,
  integration: (issue) => issue.integration,
  timesSeen: (issue) => issue.timesSeen,
};

/** The row that lists keep of an issue, against what issue and sighting say. */
function listsThatDiffer(books: Books): unknown[] {
  return books.rows(`
    SELECT i.id FROM issue i JOIN issue_sighting s ON s.issue_id = i.id LEFT JOIN issue_list l ON l.issue_id = i.id
      LEFT JOIN issue_cause c ON c.id = l.cause
    WHERE l.issue_id IS NULL OR l.status <> i.status OR l.at_risk <> max(i.amount, s.balance_at_risk) OR l.month_at_risk <> s.month_at_risk
      OR l.last_seen_at <> s.last_seen_at OR l.times_seen <> s.times_seen OR l.month IS NOT i.month OR c.code IS NOT i.code
      OR l.subject IS NOT (SELECT k.subject FROM issue_list k JOIN issue o ON o.id = k.issue_id
        WHERE o.entity_type = i.entity_type AND o.external_id = i.external_id ORDER BY o.id LIMIT 1)
    UNION ALL SELECT issue_id FROM issue_list WHERE issue_id NOT IN (SELECT id FROM issue)`);
}

describe('the issue list as a table', () => {
  it.each(Object.keys(VALUE) as (keyof typeof VALUE)[])(
    'shows each issue once over all pages, in order, by %s',
    async (sort) => {
      for (const descending of [true, false]) {
        const pages: Page[] = [];
        for (let offset = 0; offset < 1_000; offset += 130)
          pages.push(await many.call('issues/page', { sort, descending, offset, limit: 130 }));
        const rows = pages.flatMap((page) => page.rows);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(1_000);
        const values = rows.map(VALUE[sort]);
        const ordered = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(values).toEqual(descending ? ordered.reverse() : ordered);
        expect(pages.every(({ total }) => total === 1_000)).toBe(true);
      }
    },
  );

  it('gives no rows, but the totals, behind the end', async () => {
    expect(await many.call('issues/page', { offset: 5_000 })).toEqual({
      rows: [],
      total: 1_000,
      amountAtRisk: amountOf(all),
    });
  });

  it('keeps to any mix of filters, counts what fits, and counts a contract once', async () => {
    const one = <K extends keyof Issue>(field: K) =>
      fc.option(fc.constantFrom(...new Set(all.map((issue) => issue[field]))));
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          status: one('status'),
          integration: one('integration'),
          operation: one('operation'),
          entityType: one('entityType'),
          severity: one('severity'),
          month: one('month'),
          code: fc.option(fc.constantFrom(...new Set(all.map(({ code }) => code))), { freq: 1 }),
        }),
        async (mix) => {
          const filter = Object.fromEntries(Object.entries(mix).filter(([, value]) => value !== null)) as Wish;
          const fitting = all.filter((issue) =>
            Object.entries(filter).every(([field, value]) => issue[field as keyof Issue] === value),
          );
          const page = await many.call('issues/page', { ...filter, limit: 500 });
          expect(page.total).toBe(fitting.length);
          expect(page.amountAtRisk).toBe(amountOf(fitting));
          expect(page.rows.map(({ id }) => id)).toEqual(fitting.slice(0, 500).map(({ id }) => id));
          const selected = await many.call('issues/select', filter);
          expect(selected).toEqual({ ids: fitting.map(({ id }) => id), total: fitting.length });
          const groups = await many.call('issues/groups', filter);
          expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(fitting.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('searches words of an issue within the other filters', async () => {
    const number = 'F25000032';
    const fitting = all.filter(({ message, status }) => message.includes(number) && status === 'pending');
    const { rows } = await many.call('issues/page', { search: number.toLowerCase(), status: 'pending' });
    expect(rows.map(({ id }) => id)).toEqual(fitting.map(({ id }) => id));
    expect((await many.call('issues/page', { search: '  ' })).total).toBe(1_000);
    expect((await many.call('issues/page', { search: '"*:()^' })).total).toBe(0);
  });
});

describe('causes', () => {
  it('put what one decision settles into one group, most money first, and list it again by its name', async () => {
    const groups = await many.call('issues/groups', { status: 'pending' });
    expect(groups.map(({ amountAtRisk }) => amountAtRisk)).toEqual(
      groups.map(({ amountAtRisk }) => amountAtRisk).toSorted((a, b) => b - a),
    );
    expect(new Set(groups.map(({ group }) => group)).size).toBe(groups.length);
    for (const { group, code, count, amountAtRisk, monthAtRisk, since, example } of groups) {
      const page = await many.call('issues/page', { group, status: 'pending', limit: 500 });
      const listed = (await many.call('issues/list', { group, status: 'pending', limit: 1000 })).issues;
      expect(page.total).toBe(count);
      expect(listed.map(({ id }) => id)).toEqual(page.rows.map(({ id }) => id));
      expect(page.amountAtRisk).toBe(amountAtRisk);
      expect(page.rows[0]?.amountAtRisk).toBe(page.rows.find(({ id }) => id === example)?.amountAtRisk);
      expect(page.rows.every((issue) => issue.code === code)).toBe(true);
      expect(page.rows.map(({ firstSeen }) => firstSeen).sort()[0]).toBe(since);
      expect(monthAtRisk).toBeLessThanOrEqual(page.rows.reduce((sum, issue) => sum + issue.monthAtRisk, 0));
      if (code === 'SERVICE_UNKNOWN')
        expect(new Set(page.rows.map(({ entityExternalId }) => entityExternalId)).size).toBe(1);
    }
  });

  it('name the product that is not set up, and how many documents it holds', async () => {
    const groups = (await sample.call('issues/groups', { code: 'SERVICE_UNKNOWN' })) ?? [];
    const issues = await sample.issues({ code: 'SERVICE_UNKNOWN' });
    expect(groups.length).toBe(issues.length);
    expect(groups.length).toBeGreaterThan(0);
    for (const group of groups) {
      const issue = issues.find(({ id }) => id === group.example);
      expect(group.title).toBe(`Product is not set up: ${issue?.entityExternalId.replace('holded:', '')}`);
      expect(group.records).toBe(issue?.details.documents);
    }
  });
});

describe('the shortest way', () => {
  it('names as few open issues as make 92 % of the money certain', async () => {
    const { ids, of, amount, total } = await many.call('issues/shortest', {});
    const open = all.filter(({ status }) => status === 'pending');
    expect(of).toBe(open.length);
    expect(total).toBe(amountOf(open));
    expect(amount).toBeGreaterThanOrEqual(total * 0.92);
    expect(amountOf(open.filter(({ id }) => !ids.includes(id)))).toBe(total - amount);
    expect(ids.length).toBeLessThan(of);
  });

  it('names none where no money is at risk', async () => {
    expect(await (await openBooks()).call('issues/shortest', {})).toEqual({ ids: [], of: 0, amount: 0, total: 0 });
  });
});

describe('an issue’s history', () => {
  it('tells who raised, ignored and opened it again, in order', async () => {
    const [issue] = await sample.issues({ status: 'pending' });
    if (!issue) throw new Error('The sample has issues');
    const ids = [issue.id];
    sample.clock.advance(60_000);
    await sample.call('issues/update', { ids, status: 'ignored', reason: 'paid in cash', who: 'Ana' });
    sample.clock.advance(60_000);
    await sample.call('issues/update', { ids, status: 'pending', who: 'Luis' });
    sample.clock.advance(60_000);
    await sample.call('issues/update', { ids, status: 'resolved', who: 'Ana' });
    const words = (await sample.call('issues/history', { id: issue.id })).map((moment) => moment.words);
    expect(words[0]).toMatch(/^Raised by run \d+$/);
    expect(words.slice(-3)).toEqual(['Ignored by Ana: paid in cash', 'Opened again by Luis', 'Resolved by Ana']);
    const people = (await sample.call('issues/history', { id: issue.id })).map(({ who }) => who);
    expect(people.slice(-3)).toEqual(['Ana', 'Luis', 'Ana']);
  });

  it('says so when the cause is gone', async () => {
    const [gone] = await sample.issues({ status: 'resolved' });
    const closed = sample.rows<{ id: number }>(
      "SELECT id FROM issue WHERE status = 'resolved' AND who IS NULL LIMIT 1",
    )[0];
    if (!gone || !closed) throw new Error('The sample has issues that closed by themselves');
    expect((await sample.call('issues/history', { id: closed.id })).map(({ words }) => words)).toContain(
      'The cause is gone.',
    );
  });

  it('is refused for an issue that is not there', async () => {
    expect((await sample.refusal('issues/history', { id: 999_999 })).code).toBe('UNKNOWN_ISSUE');
  });
});

describe('what lists keep of an issue', () => {
  it('is what the issue and its sighting say, after runs, decisions and undo', async () => {
    const { books } = await openSample({ seed: 3 });
    const { run } = await books.month('2025-01', '2025-02');
    expect(listsThatDiffer(books)).toEqual([]);
    await books.month('2025-03');
    await books.call('issues/update', {
      ids: (await books.issues()).slice(0, 5).map(({ id }) => id),
      status: 'ignored',
      reason: 'known',
      who: 'Ana',
    });
    expect(listsThatDiffer(books)).toEqual([]);
    const runs = await books.call('runs/list', {});
    for (const each of runs) {
      await books.call('runs/undo', { run: each.id, who: 'Ana' });
      expect(listsThatDiffer(books)).toEqual([]);
    }
    expect(run.id).toBeGreaterThan(0);
    await books.month('2025-01');
    expect(listsThatDiffer(books)).toEqual([]);
  });
});
