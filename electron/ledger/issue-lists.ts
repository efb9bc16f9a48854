/** Issues as a table: pages in any order, totals, causes and selections, from the narrow rows of `issue_list`. */
import { type RawBuilder, sql } from 'kysely';
import { CARE_COLUMNS, CARE_JOINS } from './issue-care.ts';
import { type IssueFilter, issueConditions, type ListedIssue } from './issues.ts';
import type { Ledger } from './ledger.ts';
import { allOf, among, byIds, rowsOf } from './list-page.ts';
import { remembered } from './remembered.ts';
import { hitsJoined, idMatches, idsMatching, matchesAtLeast } from './search-index.ts';

export type WantedIssues = Omit<IssueFilter, 'limit' | 'after'> & {
  readonly search?: string;
  readonly ids?: readonly number[];
};

/** Columns that a list can be sorted by; each has an index `issue_list_<column>`. */
export type IssueSort =
  | 'at_risk'
  | 'month_at_risk'
  | 'first_seen_at'
  | 'last_seen_at'
  | 'code'
  | 'integration'
  | 'times_seen';

export interface IssueTotal {
  readonly count: number;
  /** Company currency; a subject counts once, with its largest issue. */
  readonly amount: number;
}

/** Conditions on `issue_list`; how a search is put may be told. */
function conditions(
  ledger: Ledger,
  wanted: WantedIssues,
  found: RawBuilder<unknown> | null = amongHits(wanted.search),
): RawBuilder<unknown> {
  return allOf([
    ...issueConditions(ledger, wanted),
    found,
    wanted.ids ? sql`l.issue_id IN ${among(wanted.ids)}` : null,
  ]);
}

function amongHits(search: string | undefined): RawBuilder<unknown> | null {
  const found = idsMatching('issue', search);
  return found && sql`l.issue_id IN ${found}`;
}

/** From so many hits on a search it is quicker to walk a list in its order and ask of each row whether it is one of them. */
const MANY_HITS = 5_000;

/** Few rows are expected: better found first and sorted then than met one by one in the order of the list. */
function isNarrow(ledger: Ledger, { search, group, code, ids, owner, snoozed }: WantedIssues): boolean {
  if (group || code || ids || owner || snoozed?.show === 'only') return true;
  return search?.trim() ? !matchesAtLeast(ledger, 'issue', search, MANY_HITS) : false;
}

export function issueTotal(ledger: Ledger, wanted: WantedIssues): IssueTotal {
  return remembered(ledger, `issue total ${JSON.stringify(wanted)}`, () => {
    const { search, ...others } = wanted;
    const hits = hitsJoined('issue', search, sql`issue_list l ON l.issue_id = s.rowid`);
    const by = isNarrow(ledger, wanted) ? sql`` : sql`INDEXED BY issue_list_subject`;
    const [total] = rowsOf(
      ledger,
      sql<IssueTotal>`SELECT coalesce(sum(n), 0) AS count, coalesce(sum(largest), 0) AS amount FROM (
        SELECT count(*) AS n, max(l.at_risk) AS largest FROM ${hits ?? sql`issue_list l ${by}`}
        WHERE ${conditions(ledger, others)} GROUP BY l.subject)`,
    );
    return total ?? { count: 0, amount: 0 };
  });
}

/** Ids in order. Of equals the older issue comes first when the order descends, and last when it ascends: one index serves both. */
function idsInOrder(
  ledger: Ledger,
  wanted: WantedIssues,
  { sort, descending, offset, limit }: { sort: IssueSort; descending: boolean; offset: number; limit: number },
): number[] {
  const by = isNarrow(ledger, wanted) ? sql`` : sql`INDEXED BY ${sql.ref(`issue_list_${sort}`)}`;
  const found = idMatches(ledger, { kind: 'issue', table: 'issue', id: 'l.issue_id' }, wanted.search, offset);
  const order = descending ? sql`l.${sql.ref(sort)} DESC, l.issue_id` : sql`l.${sql.ref(sort)}, l.issue_id DESC`;
  return rowsOf(
    ledger,
    sql<{ id: number }>`SELECT l.issue_id AS id FROM issue_list l ${by} WHERE ${conditions(ledger, wanted, found)}
      ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
  ).map(({ id }) => id);
}

/** One page and the totals under the same filter. */
export function issuePage(
  ledger: Ledger,
  wanted: WantedIssues,
  paging: { readonly sort: IssueSort; readonly descending: boolean; readonly offset: number; readonly limit: number },
): { readonly rows: ListedIssue[]; readonly total: IssueTotal } {
  const total = issueTotal(ledger, wanted);
  const { offset, descending, sort } = paging;
  const limit = Math.min(paging.limit, total.count - offset);
  if (limit <= 0) return { rows: [], total };
  // What lies behind the middle is nearer from the other end.
  const ids =
    offset * 2 < total.count
      ? idsInOrder(ledger, wanted, { sort, descending, offset, limit })
      : idsInOrder(ledger, wanted, {
          sort,
          descending: !descending,
          offset: total.count - offset - limit,
          limit,
        }).reverse();
  return { rows: issuesById(ledger, ids), total };
}

/** Issues in the order of the ids they are asked by; what is not there is left out. */
export function issuesById(ledger: Ledger, ids: readonly number[]): ListedIssue[] {
  return byIds(
    ledger,
    ids,
    sql<ListedIssue>`SELECT i.*, l.last_seen_at, l.times_seen, l.month_at_risk, l.at_risk, ${sql.raw(CARE_COLUMNS)}
      FROM issue_list l JOIN issue i ON i.id = l.issue_id ${sql.raw(CARE_JOINS)} WHERE l.issue_id IN ${among(ids)}`,
  );
}

/** Ids under a filter, most money first, and how many there would be without the limit. */
export function issueIds(ledger: Ledger, wanted: WantedIssues, limit: number): { ids: number[]; total: number } {
  return {
    ids: idsInOrder(ledger, wanted, { sort: 'at_risk', descending: true, offset: 0, limit }),
    total: issueTotal(ledger, wanted).count,
  };
}

export interface IssueGroup {
  readonly cause: string;
  readonly count: number;
  readonly records: number;
  readonly at_risk: number;
  readonly month_at_risk: number;
  readonly since: string;
  /** The issue with the most money. */
  readonly example: ListedIssue;
  /** Who looks after how many of them. */
  readonly owners: readonly { readonly name: string; readonly count: number }[];
}

/** Causes under a filter, most money first. Within a cause a subject counts once. */
export function issueGroups(ledger: Ledger, wanted: WantedIssues): readonly IssueGroup[] {
  return remembered(ledger, `issue groups ${JSON.stringify(wanted)}`, () => groupsOf(ledger, wanted));
}

function groupsOf(ledger: Ledger, wanted: WantedIssues): IssueGroup[] {
  // What is put aside and what nobody owns is told by the id, which every index has.
  const { status: _, unowned: _1, snoozed, ...beyond } = wanted;
  const onlyStatus = snoozed?.show !== 'only' && Object.values(beyond).every((value) => !value);
  const by = onlyStatus ? sql`INDEXED BY issue_list_cause` : isNarrow(ledger, wanted) ? sql`` : sql`NOT INDEXED`;
  const where = conditions(ledger, wanted);
  const sums = rowsOf(
    ledger,
    sql<Sums>`
      SELECT l.cause, (SELECT c.cause FROM issue_cause c WHERE c.id = l.cause) AS name, count(*) AS count, sum(l.records) AS records,
        sum(l.at_risk) AS at_risk, sum(l.month_at_risk) AS month_at_risk, min(l.first_seen_at) AS since
      FROM issue_list l ${by} WHERE ${where} GROUP BY l.cause`,
  );
  // Few subjects have several issues of one cause: taking off what these say twice is less than grouping all by subject.
  const twice = Map.groupBy(
    rowsOf(
      ledger,
      sql<{ cause: number; at_risk: number; month_at_risk: number }>`
        SELECT l.cause, sum(l.at_risk) - max(l.at_risk) AS at_risk, sum(l.month_at_risk) - max(l.month_at_risk) AS month_at_risk
        FROM issue_list l ${by} WHERE ${where} GROUP BY l.cause, l.subject HAVING count(*) > 1`,
    ),
    ({ cause }) => cause,
  );
  const groups = sums
    .map((group) => {
      const off = twice.get(group.cause) ?? [];
      return {
        ...group,
        at_risk: off.reduce((sum, { at_risk }) => sum - at_risk, group.at_risk),
        month_at_risk: off.reduce((sum, { month_at_risk }) => sum - month_at_risk, group.month_at_risk),
      };
    })
    .sort(
      (a, b) =>
        b.at_risk - a.at_risk ||
        b.month_at_risk - a.month_at_risk ||
        inOrder(a.since, b.since) ||
        inOrder(a.name, b.name),
    );
  // With a single max() SQLite takes the other columns from the row that has it.
  const largest = new Map(
    rowsOf(
      ledger,
      sql<{ cause: number; id: number; top: number }>`
        SELECT l.cause, l.issue_id AS id, max(l.at_risk) AS top FROM issue_list l ${by} WHERE ${where} GROUP BY l.cause`,
    ).map(({ cause, id }) => [cause, id]),
  );
  const owners = Map.groupBy(ownersOfCauses(ledger, where), ({ cause }) => cause);
  const examples = new Map(issuesById(ledger, [...largest.values()]).map((row) => [row.id, row]));
  return groups.flatMap(({ cause, name, ...group }) => {
    const example = examples.get(largest.get(cause) ?? 0);
    const looksAfter = (owners.get(cause) ?? []).map((owner) => ({ name: owner.name, count: owner.count }));
    return example ? [{ ...group, cause: name, example, owners: looksAfter }] : [];
  });
}

/** Who looks after how many issues of each cause; most issues first. */
function ownersOfCauses(ledger: Ledger, where: RawBuilder<unknown>) {
  return rowsOf(
    ledger,
    sql<{ cause: number; name: string; count: number }>`
      SELECT l.cause, w.name, count(*) AS count FROM issue_care a
        CROSS JOIN issue o ON o.company_id = a.company_id AND o.fingerprint = a.fingerprint
        CROSS JOIN issue_list l ON l.issue_id = o.id CROSS JOIN operator w ON w.id = a.operator_id
      WHERE a.operator_id IS NOT NULL AND ${where} GROUP BY l.cause, w.id ORDER BY count DESC, w.name`,
  );
}

interface Sums extends Omit<IssueGroup, 'cause' | 'example' | 'owners'> {
  readonly cause: number;
  readonly name: string;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Open issues with money on them: what each is about, how much, and its id; by subject, most money first. */
export function openMoney(ledger: Ledger): [subject: number, atRisk: number, issue: number][] {
  return ledger
    .prepare<[], [number, number, number]>(
      `SELECT subject, at_risk, issue_id FROM issue_list INDEXED BY issue_list_subject
       WHERE status = 'pending' AND at_risk > 0 ORDER BY subject, status, at_risk DESC`,
    )
    .raw()
    .all();
}
