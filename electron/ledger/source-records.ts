/** Source records: what the outside systems said, as they said it, each version kept. Facts, never edited by the app. */
import { hash as hashOf } from 'node:crypto';
import type { SourceState } from '../../shared/domain/entities.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';
import type { SourceRecordRow } from './tables.ts';
import type { Ids } from './writer.ts';

export interface FetchedRecord {
  readonly externalId: string;
  readonly raw: unknown;
}

export interface PageToStore {
  readonly execution: number;
  readonly run: number;
  readonly connection: number;
  readonly stream: string;
  /** The month that was asked for; null for lists without a window. */
  readonly month: Month | null;
  readonly records: readonly FetchedRecord[];
  readonly cursor: unknown;
  readonly declared: number | null;
  readonly fetchedAt: string;
  readonly firstOpenMonth: Month;
}

export interface StoredPage {
  /** Ids of the page's records, in its order. */
  readonly ids: readonly number[];
  /** Records that are new or changed, with what they now say. */
  readonly changed: ReadonlyMap<number, unknown>;
}

/** SHA-256 of a payload's text, base64url. */
export function payloadHash(text: string): string {
  return hashOf('sha256', text, 'base64url');
}

/** The same JSON whatever order an API wrote its keys in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

interface KnownRecord {
  readonly external_id: string;
  readonly id: number;
  hash: string;
  latest_version: number;
  month: string | null;
  state: string;
}

/**
 * Stores one page and the checkpoint after it in one transaction, so that a crash resumes at the last stored page. A record
 * whose text differs only in the order of its keys is no new version.
 */
export function storePage(ledger: Ledger, ids: Ids, page: PageToStore): StoredPage {
  const find = ledger.prepare<[number, string, string], KnownRecord>(
    `SELECT external_id, id, hash, latest_version, month, state FROM source_record
     WHERE connection_id = ? AND stream = ? AND external_id IN (SELECT value FROM json_each(?))`,
  );
  const insert = ledger.prepare<unknown[]>(
    `INSERT INTO source_record (id, company_id, connection_id, stream, external_id, state, month, hash, latest_version, first_seen_at)
     VALUES (?, ?, ?, ?, ?, 'new', ?, ?, ?, ?)`,
  );
  const insertVersion = ledger.prepare<unknown[]>(
    'INSERT INTO source_record_version (id, source_record_id, payload, hash, run_id, fetched_at, first_open_month) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setVersion = ledger.prepare<unknown[]>(
    'UPDATE source_record SET hash = ?, latest_version = ?, month = ? WHERE id = ?',
  );
  const setMonth = ledger.prepare<unknown[]>('UPDATE source_record SET month = ?, state = ? WHERE id = ?');

  return ledger.batch(() => {
    const externalIds = JSON.stringify(page.records.map(({ externalId }) => externalId));
    const onFile = new Map(find.all(page.connection, page.stream, externalIds).map((row) => [row.external_id, row]));
    const pageIds: number[] = [];
    const changed = new Map<number, unknown>();
    for (const record of page.records) {
      const text = JSON.stringify(record.raw);
      const hash = payloadHash(text);
      const { externalId } = record;
      const known = onFile.get(externalId);
      if (!known) {
        const id = ids.next('source_record');
        const version = ids.next('source_record_version');
        insert.run(
          id,
          ledger.company.id,
          page.connection,
          page.stream,
          externalId,
          page.month,
          hash,
          version,
          page.fetchedAt,
        );
        insertVersion.run(version, id, text, hash, page.run, page.fetchedAt, page.firstOpenMonth);
        pageIds.push(id);
        changed.set(id, record.raw);
        // The same id may come twice on a page.
        onFile.set(externalId, {
          external_id: externalId,
          id,
          hash,
          latest_version: version,
          month: page.month,
          state: 'new',
        });
        continue;
      }
      pageIds.push(known.id);
      if (known.hash !== hash && !sameContent(ledger, known.latest_version, record.raw)) {
        const version = ids.next('source_record_version');
        insertVersion.run(version, known.id, text, hash, page.run, page.fetchedAt, page.firstOpenMonth);
        setVersion.run(hash, version, page.month, known.id);
        known.hash = hash;
        known.latest_version = version;
        changed.set(known.id, record.raw);
      }
      // A record that came back after it had vanished is looked at afresh; one that moved months belongs to the new one.
      if (known.state === 'gone' || known.month !== page.month) {
        if (known.state === 'gone') known.state = 'new';
        known.month = page.month;
        setMonth.run(known.month, known.state, known.id);
      }
    }
    const seq = Number(
      ledger
        .prepare('SELECT coalesce(max(seq), 0) + 1 FROM fetch_page WHERE execution_id = ?')
        .pluck()
        .get(page.execution),
    );
    ledger
      .prepare<unknown[]>(
        'INSERT INTO fetch_page (execution_id, seq, connection_id, stream, cursor, records, declared) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        page.execution,
        seq,
        page.connection,
        page.stream,
        page.cursor === null ? null : JSON.stringify(page.cursor),
        Buffer.from(Uint32Array.from(pageIds).buffer),
        page.declared,
      );
    return { ids: pageIds, changed };
  });
}

function sameContent(ledger: Ledger, version: number, raw: unknown): boolean {
  const payload = ledger
    .prepare<[number], { payload: string }>('SELECT payload FROM source_record_version WHERE id = ?')
    .get(version)?.payload;
  return payload !== undefined && canonicalJson(JSON.parse(payload)) === canonicalJson(raw);
}

export interface Checkpoint {
  readonly connection: number;
  readonly stream: string;
  readonly complete: boolean;
  readonly cursor: unknown;
  readonly pages: number;
}

/** How far each stream of an execution has been read. */
export function checkpoints(ledger: Ledger, execution: number): Checkpoint[] {
  return ledger
    .prepare<[number], { connection_id: number; stream: string; cursor: string | null; pages: number }>(
      `SELECT connection_id, stream, cursor, max(seq), count(*) AS pages FROM fetch_page
       WHERE execution_id = ? GROUP BY connection_id, stream`,
    )
    .all(execution)
    .map((row) => ({
      connection: row.connection_id,
      stream: row.stream,
      complete: row.cursor === null,
      cursor: row.cursor === null ? null : JSON.parse(row.cursor),
      pages: row.pages,
    }));
}

/** Distinct records that an execution received, by stream of a connection (`CONNECTION STREAM`). */
export function receivedRecords(ledger: Ledger, execution: number): Map<string, Set<number>> {
  const received = new Map<string, Set<number>>();
  const rows = ledger
    .prepare<[number], { connection_id: number; stream: string; records: Buffer }>(
      'SELECT connection_id, stream, records FROM fetch_page WHERE execution_id = ? ORDER BY seq',
    )
    .all(execution);
  for (const row of rows) {
    const key = `${row.connection_id} ${row.stream}`;
    const set = received.get(key) ?? new Set<number>();
    const bytes = row.records;
    for (let offset = 0; offset < bytes.length; offset += 4) set.add(bytes.readUInt32LE(offset));
    received.set(key, set);
  }
  return received;
}

const SLICE = 500;

/**
 * Records by id a slice at a time, in the order of their external ids. Each slice is read when its turn comes: a list of tens of
 * thousands never stands in memory whole, and shows what an earlier slice changed.
 */
export function* recordSlices(ledger: Ledger, ids: Iterable<number>): Generator<SourceRecordRow[], void, void> {
  const ordered = ledger
    .prepare<[string], number>(
      'SELECT id FROM source_record WHERE id IN (SELECT value FROM json_each(?)) ORDER BY external_id',
    )
    .pluck()
    .all(JSON.stringify([...ids]));
  for (let start = 0; start < ordered.length; start += SLICE) {
    yield recordsByIds(ledger, ordered.slice(start, start + SLICE));
  }
}

/** Records by id, in the order of their external ids. */
export function recordsByIds(ledger: Ledger, ids: readonly number[]): SourceRecordRow[] {
  return ledger
    .prepare<[string], SourceRecordRow>(
      'SELECT r.* FROM source_record r WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.external_id',
    )
    .all(JSON.stringify(ids));
}

/** What a stored version says. */
export function payloadOf(ledger: Ledger, version: number): unknown {
  const row = ledger
    .prepare<[number], { payload: string }>('SELECT payload FROM source_record_version WHERE id = ?')
    .get(version);
  return row === undefined ? undefined : JSON.parse(row.payload);
}

/** Notes what became of a record: the version that is now in the ledger, and in which state. Writes only what differs. */
export function setRecordState(
  ledger: Ledger,
  record: Pick<SourceRecordRow, 'id' | 'state' | 'reason' | 'applied_version' | 'applied_mapper' | 'latest_version'>,
  state: SourceState,
  reason: string | null,
  mapper: number,
): void {
  if (
    record.state === state &&
    record.reason === reason &&
    record.applied_version === record.latest_version &&
    record.applied_mapper === mapper
  ) {
    return;
  }
  ledger
    .prepare<unknown[]>(
      'UPDATE source_record SET state = ?, reason = ?, applied_version = ?, applied_mapper = ? WHERE id = ?',
    )
    .run(state, reason, record.latest_version, mapper, record.id);
}

/** Records of a stream (and month, for windowed ones) that a complete read did not bring. */
export function missingRecords(
  ledger: Ledger,
  connection: number,
  stream: string,
  month: Month | null,
  seen: ReadonlySet<number>,
): { missing: SourceRecordRow[]; known: number } {
  const known = ledger
    .prepare<[number, string, string | null], number>(
      "SELECT id FROM source_record WHERE connection_id = ? AND stream = ? AND month IS ? AND state <> 'gone'",
    )
    .pluck()
    .all(connection, stream, month);
  const missing = known.filter((id) => !seen.has(id));
  return { missing: missing.length === 0 ? [] : recordsByIds(ledger, missing), known: known.length };
}

/** Records that are held, or left out for one of these reasons. */
export function waitingRecords(ledger: Ledger, reasons: readonly string[]): number[] {
  return ledger
    .prepare<[number, string], { id: number }>(
      `SELECT id FROM source_record WHERE company_id = ? AND (state = 'held' OR (state = 'excluded' AND reason IN (SELECT value FROM json_each(?))))`,
    )
    .all(ledger.company.id, JSON.stringify(reasons))
    .map((row) => row.id);
}

/** Records of a party, whatever list they came in. */
export function recordsOfParty(ledger: Ledger, provider: string, externalId: string): number[] {
  return ledger
    .prepare<[string, string], { id: number }>(
      'SELECT r.id FROM source_record r JOIN connection c ON c.id = r.connection_id WHERE c.provider = ? AND r.external_id = ?',
    )
    .all(provider, externalId)
    .map((row) => row.id);
}

/** Marks records that a complete list no longer has, and journals it, so that undoing the run asks the question again. */
export function markGone(ledger: Ledger, run: number, records: readonly SourceRecordRow[], reason: string): void {
  const note = ledger.prepare<unknown[]>(
    "INSERT INTO change (run_id, table_name, row_id, op, before, source_record_id) VALUES (?, 'source_record', ?, 'gone', ?, ?)",
  );
  for (const record of records) {
    note.run(run, record.id, JSON.stringify({ state: record.state, reason: record.reason }), record.id);
    setRecordState(ledger, record, 'gone', reason, record.applied_mapper ?? 0);
  }
}

/** Puts back what a record was before it was marked as gone, unless it came back or was settled since. */
export function unmarkGone(
  ledger: Ledger,
  record: number,
  before: { readonly state: string; readonly reason: string | null },
): void {
  ledger
    .prepare<unknown[]>(
      "UPDATE source_record SET state = ?, reason = ?, applied_mapper = NULL WHERE id = ? AND state = 'gone'",
    )
    .run(before.state, before.reason, record);
}

/** Records that an undo has left to be applied again. */
export function awaitingRecords(ledger: Ledger): number[] {
  return ledger
    .prepare<[number], { id: number }>(
      "SELECT id FROM source_record WHERE company_id = ? AND applied_mapper IS NULL AND (applied_version IS NOT NULL OR reason LIKE 'run % was undone')",
    )
    .all(ledger.company.id)
    .map((row) => row.id);
}
