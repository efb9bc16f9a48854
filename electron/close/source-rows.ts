/** What each list of each source sent for a month, with what it takes to ask again and compare. */
import { createHash } from 'node:crypto';
import type { SourceControl } from '../../shared/close/close-data.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import { IMPORT_STEPS } from '../../shared/domain/entities.ts';
import { firstDay, lastDay, type Month } from '../../shared/domain/month.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { monthInstants } from '../ledger/month-instants.ts';
import {
  listsByMonth,
  type NamedConnection,
  namedConnections,
  type SentRow,
  sentByIds,
  sentRecords,
} from '../ledger/package-queries.ts';
import { referenceOf } from '../ledger/references.ts';
import { receivedDocuments } from '../ledger/report-queries-documents.ts';
import { type Execution, lastExecution } from '../ledger/runs.ts';
import { checkpoints, receivedRecords } from '../ledger/source-records.ts';
import { receivedIn } from './reports/received-documents.ts';

/** One list of one connection: how it was read last, and what it sent. */
interface List {
  readonly connection: number;
  readonly stream: string;
  readonly read: Execution | null;
  readonly pages: number;
  readonly rows: readonly SentRow[];
  /** Read for the days of the month; else whole. */
  readonly ofMonth: boolean;
}

export function sourceRows(ledger: Ledger, month: Month): SourceControl[] {
  const connections = new Map(namedConnections(ledger).map((row) => [row.id, row]));
  const documents = documentsOf(ledger, month);
  return listsOf(ledger, month).map((list): SourceControl => {
    const named = connections.get(list.connection);
    const told = documents.get(`${named?.label ?? ''} ${list.stream}`) ?? [];
    const states = list.ofMonth && told.length > 0 ? told.map(({ state }) => state) : list.rows.map(stateOf);
    const of = (state: string) => states.filter((each) => each === state).length;
    const counted = told.filter(({ state }) => state === 'counted');
    return {
      ref: list.read === null ? null : referenceOf(ledger, 'run', list.read.run),
      system: named?.provider ?? '',
      account: named?.label ?? '',
      list: list.stream,
      range: list.ofMonth ? `${firstDay(month)} to ${lastDay(month)}` : 'the whole list',
      instants: list.ofMonth ? monthInstants(month, ledger.company.time_zone) : '',
      filters: named === undefined ? '' : filtersOf(named),
      started: list.read?.startedAt ?? '',
      finished: list.read?.completedAt ?? '',
      pages: list.pages,
      received: states.length,
      counted: of('counted'),
      held: of('held'),
      excluded: of('excluded'),
      netMinor: list.ofMonth ? counted.reduce((sum, { net }) => sum + net, 0) : null,
      newest:
        list.rows
          .map((row) => row.fetched_at)
          .sort()
          .at(-1) ?? '',
      sha256: fingerprintOf(list.rows),
    };
  });
}

function listsOf(ledger: Ledger, month: Month): List[] {
  const sent = Map.groupBy(sentRecords(ledger, month), (row) => `${row.connection} ${row.stream}`);
  const byMonth = listsByMonth(ledger);
  const lists: List[] = [];
  const known = new Set<string>();
  for (const step of IMPORT_STEPS) {
    const read = lastExecution(ledger, step, month) ?? lastExecution(ledger, step);
    if (read === null) continue;
    const received = receivedRecords(ledger, read.id);
    for (const { connection, stream, pages } of checkpoints(ledger, read.id)) {
      const key = `${connection} ${stream}`;
      known.add(key);
      const ofMonth = byMonth.has(key);
      const rows = ofMonth ? (sent.get(key) ?? []) : sentByIds(ledger, received.get(key) ?? []);
      lists.push({ connection, stream, read, pages, rows, ofMonth });
    }
  }
  // Brought by a run that was undone since, or by a reading of another month.
  for (const [key, rows] of sent) {
    const [first] = rows;
    if (first && !known.has(key))
      lists.push({ connection: first.connection, stream: first.stream, read: null, pages: 0, rows, ofMonth: true });
  }
  return lists;
}

/** Documents sent for the month by list, with what became of each and its net in the company's currency. */
function documentsOf(ledger: Ledger, month: Month) {
  const states = receivedIn(ledger, month).documents;
  const rows = receivedDocuments(ledger, month).map((row, at) => ({
    list: `${row.source} ${row.external_id.slice(0, row.external_id.indexOf(':'))}`,
    state: states[at]?.state ?? '',
    net: toCompanyCurrency(row.net ?? 0, row.rate),
  }));
  return Map.groupBy(rows, ({ list }) => list);
}

function stateOf({ state }: SentRow): string {
  return state === 'applied' ? 'counted' : state;
}

/** Settings that are no filter: where and how fast it is asked. */
const NO_FILTERS: ReadonlySet<string> = new Set(['baseUrl', 'privateNetwork', 'requestsPerSecond']);

function filtersOf({ config }: NamedConnection): string {
  const told = Object.entries(JSON.parse(config) as Record<string, unknown>)
    .filter(([name]) => !NO_FILTERS.has(name))
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return told.length === 0 ? 'none: the usual settings' : told.join('; ');
}

function fingerprintOf(rows: readonly SentRow[]): string {
  const lines = rows.map(
    ({ external_id, gross, date, status, state }) => `${external_id}|${gross ?? ''}|${date ?? ''}|${status ?? state}`,
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
