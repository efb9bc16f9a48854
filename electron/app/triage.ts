/** The issue list as a table: pages, causes, selections, and the shortest way to certain figures. */
import type { OutputOf } from '../../shared/contract/index.ts';
import type { triage } from '../../shared/contract/triage.ts';
import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { ok } from '../../shared/domain/problem.ts';
import { type IssueGroup, type IssueSort, issueGroups, issueIds, issuePage, openMoney } from '../ledger/issue-lists.ts';
import { issueById, issueTotals } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { remembered } from '../ledger/remembered.ts';
import type { UseCases } from './app.ts';
import { booksToday, caredFor, issueCareUseCases, unknownIssue } from './issue-care.ts';
import { issueHistory } from './issue-history.ts';
import { issueThingUseCases } from './issue-things.ts';
import { issueView } from './issues.ts';

/** So much of the money at risk is enough to call a month's figures certain. */
const ENOUGH = 0.92;
const MOST_SELECTED = 10_000;

const COLUMN = {
  amount: 'at_risk',
  monthAmount: 'month_at_risk',
  firstSeen: 'first_seen_at',
  lastSeen: 'last_seen_at',
  code: 'code',
  integration: 'integration',
  timesSeen: 'times_seen',
} as const satisfies Record<string, IssueSort>;

export const triageUseCases: UseCases<keyof typeof triage> = {
  'issues/page': (app, { sort, descending, offset, limit, ...wanted }) => {
    const { rows, total } = issuePage(app.ledger, caredFor(app, wanted), {
      sort: COLUMN[sort],
      descending,
      offset,
      limit,
    });
    return ok({
      rows: rows.map((row) => issueView(row, booksToday(app))),
      total: total.count,
      amountAtRisk: total.amount,
    });
  },
  ...issueThingUseCases,
  ...issueCareUseCases,
  'issues/groups': (app, wanted) =>
    ok(issueGroups(app.ledger, caredFor(app, wanted)).map((group) => groupView(group, booksToday(app)))),
  'issues/select': (app, wanted) => ok(issueIds(app.ledger, caredFor(app, wanted), MOST_SELECTED)),
  'issues/shortest': ({ ledger }) => ok(remembered(ledger, 'shortest way', () => shortest(ledger))),
  'issues/history': (app, { id }) => {
    const issue = issueById(app.ledger, id);
    return issue ? ok(issueHistory(app, issue)) : unknownIssue(id);
  },
};

/** The fewest issues that hold most of the money, most money for each first. */
function shortest(ledger: Ledger): OutputOf<'issues/shortest'> {
  const totals = issueTotals(ledger);
  const subjects = [...Map.groupBy(openMoney(ledger), ([subject]) => subject).values()]
    .map((rows) => ({ ids: rows.map(([, , id]) => id), amount: rows[0]?.[1] ?? 0 }))
    // Most money for each issue that has to be settled; of equals the larger amount.
    .sort((a, b) => b.amount / b.ids.length - a.amount / a.ids.length || b.amount - a.amount);
  const total = subjects.reduce((sum, { amount }) => sum + amount, 0);
  const ids: number[] = [];
  let amount = 0;
  for (const subject of subjects) {
    if (amount >= total * ENOUGH) break;
    ids.push(...subject.ids);
    amount += subject.amount;
  }
  return { ids, of: totals.pending, amount, total };
}

function groupView({ cause, example, ...group }: IssueGroup, today: CivilDate) {
  const view = issueView(example, today);
  // A cause of its own is named; a kind of issue about many things has only its title.
  const named = cause === example.code ? '' : `: ${outsideName(example.external_id, example.entity_type)}`;
  return {
    group: cause,
    code: example.code,
    title: `${named === '' && group.count > 1 ? titleOfMany(example.code, view.title) : view.title}${named}`,
    details: view.details,
    integration: example.integration,
    operation: example.operation,
    severity: example.severity,
    effect: example.effect,
    count: group.count,
    records: group.records,
    amountAtRisk: group.at_risk,
    monthAtRisk: group.month_at_risk,
    since: group.since,
    owners: group.owners.map((owner) => ({ ...owner })),
    example: example.id,
  };
}

/** The title filled from one issue would name only that one; where it names nothing it stands as it is. */
function titleOfMany(code: string, title: string): string {
  const template = issueKind(code as IssueCode).title;
  return /\{(?!source\}|crm\})\w+\}/.test(template) ? template.replace(/\{\w+\}/g, '…') : title;
}

/** `holded:70500012` is known to people as 70500012. */
function outsideName(key: string, entity: string): string {
  return entity === 'service' ? key.slice(key.indexOf(':') + 1) : key;
}
