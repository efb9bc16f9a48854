/**
 * Keeps the search index up to date by reading the journal from where it last stopped: whatever a run, a person or an undo wrote is
 * in it, so no writer has to think of the index, and the first index of an old ledger is the same way from the beginning. A
 * batch is one short transaction; between batches others get their turn.
 */
import { fillWords, type IssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { type Ledger, lastChange } from './ledger.ts';
import { SEARCH_KINDS, type SearchKind } from './search-index.ts';
import type { ChangeRow } from './tables.ts';

/** Changes read in one batch. */
const BATCH = 4_000;
/** So many changes are indexed before the use case that made them answers; more than that go on behind it. */
const AT_ONCE = 2_000;

/** Tables whose rows stand in the index, or in the words of something that does. */
const INDEXED = [
  'client',
  'client_external_id',
  'client_email',
  'service',
  'service_external_id',
  'cohort',
  'contract',
  'invoice',
  'invoice_line',
  'service_period',
  'issue',
] as const;

type Stale = Map<SearchKind, Set<number>>;
type Change = Pick<ChangeRow, 'id' | 'table_name' | 'row_id' | 'op' | 'before' | 'after'>;

/** How many changes the index has not seen. */
export function unindexedChanges(ledger: Ledger): number {
  return (
    ledger
      .prepare<[], number>('SELECT coalesce((SELECT max(id) FROM change), 0) - (SELECT change_id FROM search_state)')
      .pluck()
      .get() ?? 0
  );
}

/** Indexes the next batch of changes. Returns whether more are waiting. */
export function indexBatch(ledger: Ledger): boolean {
  if (unindexedChanges(ledger) === 0) return false;
  return ledger.batch(() => {
    const seen = ledger.prepare<[], number>('SELECT change_id FROM search_state').pluck().get() ?? 0;
    const last = lastChange(ledger);
    // The plus keeps SQLite from sorting all changes of these tables each time: the journal is in order by itself.
    const changes = ledger
      .prepare<[number, number], Change>(
        `SELECT id, table_name, row_id, op, before, after FROM change
         WHERE id > ? AND +table_name IN (${INDEXED.map((table) => `'${table}'`).join()}) ORDER BY id LIMIT ?`,
      )
      .all(seen, BATCH);
    const stale: Stale = new Map();
    const parts: Parts = new Map();
    for (const change of changes) whatItMakesStale(ledger, change, stale, parts);
    for (const [table, ids] of parts) addTo(stale, PART_OF[table].kind, ownersNow(ledger, table, [...ids]));
    for (const [kind, ids] of stale) indexAgain(ledger, kind, [...ids]);
    const more = changes.length === BATCH;
    ledger.prepare<[number]>('UPDATE search_state SET change_id = ?').run(more ? (changes.at(-1)?.id ?? last) : last);
    return more;
  });
}

/** Indexes all that waits, in one go. */
export function indexEverything(ledger: Ledger): void {
  if (ledger.prepare<[], number>('SELECT change_id FROM search_state').pluck().get() === 0) indexFromTheTables(ledger);
  while (indexBatch(ledger));
}

/** A first index: what the tables hold, each thing once, instead of all that ever happened to it. */
function indexFromTheTables(ledger: Ledger): void {
  ledger.batch(() => {
    for (const kind of SEARCH_KINDS) {
      const next = ledger
        .prepare<[number, number], number>(`SELECT id FROM ${TABLES[kind]} WHERE id > ? ORDER BY id LIMIT ?`)
        .pluck();
      for (let ids = next.all(0, BATCH); ids.length > 0; ids = next.all(ids.at(-1) ?? 0, BATCH))
        indexAgain(ledger, kind, ids);
    }
    ledger.prepare<[]>('UPDATE search_state SET change_id = coalesce((SELECT max(id) FROM change), 0)').run();
  });
}

const TABLES: Readonly<Record<SearchKind, string>> = {
  client: 'client',
  contract: 'contract',
  document: 'invoice',
  service: 'service',
  period: 'service_period',
  issue: 'issue',
};

/** Indexes what was written since, when it is little; returns whether there is more, which wants doing bit by bit. */
export function indexALittle(ledger: Ledger): boolean {
  const waiting = unindexedChanges(ledger);
  if (waiting > AT_ONCE) return true;
  if (waiting > 0) indexEverything(ledger);
  return false;
}

/** Tables whose rows only add words to something else. */
const PART_OF = {
  client_external_id: { kind: 'client', column: 'client_id' },
  client_email: { kind: 'client', column: 'client_id' },
  service_external_id: { kind: 'service', column: 'service_id' },
  invoice_line: { kind: 'document', column: 'invoice_id' },
} as const satisfies Readonly<Record<string, { readonly kind: SearchKind; readonly column: string }>>;
type PartTable = keyof typeof PART_OF;

/** Changed rows whose owners are looked up together: a query a row would cost more than indexing does. */
type Parts = Map<PartTable, Set<number>>;

function addTo(stale: Stale, kind: SearchKind, ids: Iterable<number>): void {
  const set = stale.get(kind) ?? new Set();
  stale.set(kind, set);
  for (const id of ids) set.add(id);
}

function whatItMakesStale(ledger: Ledger, change: Change, stale: Stale, parts: Parts): void {
  const add = (kind: SearchKind, ids: Iterable<number>) => addTo(stale, kind, ids);
  const addPart = (table: PartTable) => {
    const rows = parts.get(table);
    if (rows) rows.add(change.row_id);
    else parts.set(table, new Set([change.row_id]));
    // What it belonged to before has lost its words.
    const before = valuesOf(change.before)[PART_OF[table].column];
    if (typeof before === 'number') add(PART_OF[table].kind, [before]);
  };
  const all = (sql: string, id: number) => ledger.prepare<[number], number>(sql).pluck().all(id);
  const { row_id: id } = change;
  switch (change.table_name as (typeof INDEXED)[number]) {
    case 'client':
      add('client', [id]);
      if (!changes(change, 'name', 'code')) return;
      add('contract', all('SELECT id FROM contract WHERE client_id = ?', id));
      add('document', all('SELECT id FROM invoice WHERE client_id = ?', id));
      add('period', all('SELECT id FROM service_period WHERE client_id = ?', id));
      return;
    case 'client_external_id':
      addPart('client_external_id');
      return;
    case 'client_email':
      addPart('client_email');
      return;
    case 'service':
      add('service', [id]);
      if (changes(change, 'name')) add('contract', all('SELECT id FROM contract WHERE service_id = ?', id));
      return;
    case 'service_external_id':
      addPart('service_external_id');
      return;
    case 'cohort':
      if (changes(change, 'slug')) add('period', all('SELECT id FROM service_period WHERE cohort_id = ?', id));
      return;
    case 'contract':
      add('contract', [id]);
      return;
    case 'invoice':
      add('document', [id]);
      return;
    case 'invoice_line':
      addPart('invoice_line');
      return;
    case 'service_period':
      add('period', [id]);
      return;
    case 'issue':
      add('issue', [id]);
      return;
  }
}

/** Whether an update touched one of these columns. Things that name a new row are in the journal themselves. */
function changes(change: Change, ...columns: readonly string[]): boolean {
  return change.op === 'update' && columns.some((column) => column in valuesOf(change.after));
}

/** What rows belong to; those that are gone belong to nothing. */
function ownersNow(ledger: Ledger, table: PartTable, rows: readonly number[]): number[] {
  return ledger
    .prepare<[string], number>(
      `SELECT DISTINCT ${PART_OF[table].column} FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(rows));
}

function valuesOf(json: string | null): Readonly<Record<string, unknown>> {
  return json === null ? {} : JSON.parse(json);
}

function indexAgain(ledger: Ledger, kind: SearchKind, ids: readonly number[]): void {
  const found = new Map(WORDS[kind](ledger, JSON.stringify(ids)).map((entry) => [entry.id, entry]));
  const put = ledger.prepare<unknown[]>(`INSERT OR REPLACE INTO search_${kind} (rowid, code, words) VALUES (?, ?, ?)`);
  const drop = ledger.prepare<[number]>(`DELETE FROM search_${kind} WHERE rowid = ?`);
  for (const id of ids) {
    const entry = found.get(id);
    if (entry) put.run(id, entry.code, entry.words);
    else drop.run(id);
  }
}

interface Entry {
  readonly id: number;
  /** What is typed off a paper: numbers, codes, outside ids. Weighs more than words. */
  readonly code: string;
  readonly words: string;
}

/** The words of some rows (a JSON list of ids) as they are now. */
const WORDS: Readonly<Record<SearchKind, (ledger: Ledger, ids: string) => Entry[]>> = {
  client: entries(`
    SELECT c.id, concat_ws(' ', c.code, c.tax_id, (SELECT group_concat(x.external_id, ' ') FROM client_external_id x WHERE x.client_id = c.id)) AS code,
      concat_ws(' ', c.name, (SELECT group_concat(m.email, ' ') FROM client_email m WHERE m.client_id = c.id)) AS words
    FROM client c WHERE c.id IN (SELECT value FROM json_each(?))`),
  contract: entries(`
    SELECT c.id, concat_ws(' ', c.id, substr(c.key, instr(c.key, '@') + 1)) AS code, concat_ws(' ', k.name, k.code, s.name) AS words
    FROM contract c JOIN client k ON k.id = c.client_id JOIN service s ON s.id = c.service_id
    WHERE c.id IN (SELECT value FROM json_each(?))`),
  document: entries(`
    SELECT i.id, concat_ws(' ', i.number, i.key) AS code,
      concat_ws(' ', k.name, k.code, (SELECT group_concat(l.description, ' ') FROM invoice_line l WHERE l.invoice_id = i.id)) AS words
    FROM invoice i LEFT JOIN client k ON k.id = i.client_id WHERE i.id IN (SELECT value FROM json_each(?))`),
  service: entries(`
    SELECT s.id, concat_ws(' ', s.account_number, (SELECT group_concat(x.external_id, ' ') FROM service_external_id x WHERE x.service_id = s.id)) AS code,
      concat_ws(' ', s.name, s.service_type) AS words
    FROM service s WHERE s.id IN (SELECT value FROM json_each(?))`),
  period: entries(`
    SELECT p.id, p.key AS code, concat_ws(' ', h.slug, k.name, k.code) AS words
    FROM service_period p JOIN client k ON k.id = p.client_id JOIN cohort h ON h.id = p.cohort_id
    WHERE p.id IN (SELECT value FROM json_each(?))`),
  issue: (ledger, ids) =>
    ledger
      .prepare<[string], { id: number; code: string; external_id: string; message: string; details: string }>(
        'SELECT id, code, external_id, message, details FROM issue WHERE id IN (SELECT value FROM json_each(?))',
      )
      .all(ids)
      .map((row) => {
        const kind = issueKind(row.code as IssueCode);
        const details = valuesOf(row.details);
        return {
          id: row.id,
          code: `${row.code} ${row.external_id}`,
          words: `${fillWords(kind.title, details)} ${row.message} ${fillWords(kind.fix, details)}`,
        };
      }),
};

function entries(sql: string): (ledger: Ledger, ids: string) => Entry[] {
  return (ledger, ids) => ledger.prepare<[string], Entry>(sql).all(ids);
}
