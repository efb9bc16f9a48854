/**
 * Undo of a run: its rows go back to what they were, its postings are answered by contra postings, and its source records wait to
 * be applied again. The undo is a run of its own, so that it can be traced like any other.
 */
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { Ledger } from './ledger.ts';
import { createRun, endRun } from './runs.ts';
import type { SourceRecordRow } from './tables.ts';
import { buildsOn, latestLaterRun, undoRefusal } from './undo-refusals.ts';
import { UndoConflict, type UndoneRows, undoRows } from './undo-rows.ts';
import { Writer } from './writer.ts';

export interface UndoPreview {
  readonly run: number;
  /** Rows that will be removed, restored or returned, by table. */
  readonly tables: Readonly<
    Record<string, { readonly removed: number; readonly restored: number; readonly returned: number }>
  >;
  /** Postings that will be answered, by month, company currency. */
  readonly postings: readonly { readonly month: string; readonly count: number; readonly amount: number }[];
  /** Source records that the next sync will apply again. */
  readonly records: number;
  /** Decisions that go with the run. */
  readonly decisions: number;
}

export interface UndoReport {
  readonly run: number;
  /** The run that is the undo. */
  readonly undoneBy: number;
  readonly rows: Readonly<UndoneRows>;
  readonly postings: number;
  readonly records: number;
  readonly decisions: number;
}

/** What undoing a run would change, or why it cannot be undone. Writes nothing. */
export function undoPreview(ledger: Ledger, run: number): Result<UndoPreview> {
  const refusal = undoRefusal(ledger, run);
  if (refusal) return fail(refusal);
  const tables: Record<string, { removed: number; restored: number; returned: number }> = {};
  const counts = ledger
    .prepare<[number], { table_name: string; op: string; n: number }>(
      `SELECT table_name, op, count(DISTINCT row_id) AS n FROM change
       WHERE run_id = ? AND table_name <> 'posting' GROUP BY table_name, op ORDER BY table_name`,
    )
    .all(run);
  for (const { table_name, op, n } of counts) {
    const table = tables[table_name] ?? { removed: 0, restored: 0, returned: 0 };
    tables[table_name] = table;
    if (op === 'insert') table.removed += n;
    else if (op === 'update') table.restored += n;
    else table.returned += n;
  }
  const postings = ledger
    .prepare<[number], { month: string; count: number; amount: number }>(
      `SELECT month, count(*) AS count, sum(functional_amount) AS amount FROM posting WHERE run_id = ? GROUP BY month ORDER BY month`,
    )
    .all(run);
  return ok({ run, tables, postings, records: workedRecords(ledger, run).length, decisions: decisionsOf(ledger, run) });
}

/** Undoes a run, all or nothing. `at` is the instant and `who` the person, for the journal. */
export function undoRun(ledger: Ledger, run: number, by: { who: string; at: string }): Result<UndoReport> {
  try {
    return ledger.transaction(() => {
      const refusal = undoRefusal(ledger, run);
      if (refusal) return fail(refusal);
      return ok(undo(ledger, run, by));
    });
  } catch (cause) {
    const problem = conflictProblem(ledger, run, cause);
    if (problem) return fail(problem);
    throw cause;
  }
}

function undo(ledger: Ledger, run: number, { who, at }: { who: string; at: string }): UndoReport {
  // Rows come back in the reverse of the order they went; what refers to what is judged once all of them are there.
  ledger.db.pragma('defer_foreign_keys = ON');
  const undoneBy = createRun(ledger, {
    kind: 'undo',
    trigger: 'manual',
    from: null,
    until: null,
    options: { run },
    who,
    at,
    executions: [],
  });
  const writer = new Writer(ledger.db, undoneBy);
  const records = workedRecords(ledger, run);
  const rows = undoRows(ledger, writer, run, at);
  awaitApply(ledger, run, records);
  forgetMonths(ledger, run);
  const decisions = ledger
    .prepare<unknown[]>('UPDATE decision SET undone_at = ?, undone_by = ? WHERE run_id = ? AND undone_at IS NULL')
    .run(at, who, run).changes;
  ledger.prepare<[number, number]>('UPDATE sync_run SET undone_by = ? WHERE id = ?').run(undoneBy, run);
  endRun(ledger, undoneBy, 'completed', at, null);
  const dangling = ledger.db.pragma('foreign_key_check') as { table: string }[];
  if (dangling.length > 0) throw new UndoConflict(`rows of ${dangling[0]?.table} would refer to nothing`);
  return {
    run,
    undoneBy,
    rows,
    postings: writer.counts.get('posting')?.created ?? 0,
    records: records.length,
    decisions,
  };
}

function decisionsOf(ledger: Ledger, run: number): number {
  const row = ledger
    .prepare<[number], { n: number }>('SELECT count(*) AS n FROM decision WHERE run_id = ? AND undone_at IS NULL')
    .get(run);
  return row?.n ?? 0;
}

type WorkedRecord = Pick<SourceRecordRow, 'id'> & { readonly earlier: number | null };

/** Records that this run brought a version of or that any of its rows came from, with the last version that an earlier run in force fetched. */
function workedRecords(ledger: Ledger, run: number): WorkedRecord[] {
  return ledger
    .prepare<[number, number, number], WorkedRecord>(
      `SELECT r.id, (SELECT max(v.id) FROM source_record_version v JOIN sync_run s ON s.id = v.run_id
                     WHERE v.source_record_id = r.id AND v.run_id < ? AND s.undone_by IS NULL) AS earlier
       FROM source_record r WHERE r.id IN (
         SELECT source_record_id FROM change WHERE run_id = ? AND source_record_id IS NOT NULL
         UNION SELECT source_record_id FROM source_record_version WHERE run_id = ?)`,
    )
    .all(run, run, run);
}

/**
 * Makes the next apply work these records through again, although nothing new arrives: with no mapper noted none is up to date. A
 * record that no earlier run in force fetched is as new. Any other had been applied before, and must say so: apply looks for a document's
 * rows only when its record has an applied version, and would write them a second time. Which of its earlier versions it was
 * makes no difference, for apply compares with the rows and not with that version; so it is derived and not journaled.
 */
function awaitApply(ledger: Ledger, run: number, records: readonly WorkedRecord[]): void {
  const standing = new Set(
    ledger
      .prepare<[], { id: number }>(
        `SELECT source_record_id AS id FROM invoice UNION SELECT source_record_id FROM cohort
         UNION SELECT source_record_id FROM service_period`,
      )
      .all()
      .map(({ id }) => id),
  );
  const isNew = ledger.prepare<[string, number]>(
    `UPDATE source_record SET state = 'new', reason = ?, applied_version = NULL, applied_mapper = NULL WHERE id = ?`,
  );
  const wasApplied = ledger.prepare<[number | null, number]>(
    'UPDATE source_record SET applied_version = coalesce(?, latest_version), applied_mapper = NULL WHERE id = ?',
  );
  // A document's row says what became of its record, so the state can follow the row that is back. What is gone stays gone.
  const stateOfRow = ledger.prepare<[string]>(
    `UPDATE source_record SET
       state = CASE WHEN i.excluded IS NOT NULL THEN 'excluded' WHEN i.blocked IS NOT NULL THEN 'held' ELSE 'applied' END,
       reason = coalesce(i.excluded, i.blocked)
     FROM invoice i WHERE i.source_record_id = source_record.id AND source_record.state <> 'gone'
       AND source_record.id IN (SELECT value FROM json_each(?))`,
  );
  const again: number[] = [];
  for (const { id, earlier } of records) {
    if (earlier === null && !standing.has(id)) {
      isNew.run(undoneReason(run), id);
      continue;
    }
    wasApplied.run(earlier, id);
    again.push(id);
  }
  stateOfRow.run(JSON.stringify(again));
}

/** Why a record waits to be applied although no run is on its way. */
export function undoneReason(run: number): string {
  return `run ${run} was undone`;
}

/** Months count as synced only while some run in force has asked for them: enrolment alone makes a client in those. */
function forgetMonths(ledger: Ledger, run: number): void {
  ledger
    .prepare<[number, number]>(
      `DELETE FROM synced_month WHERE EXISTS (
         SELECT 1 FROM sync_run u WHERE u.id = ? AND u.kind = 'sync' AND month >= u.range_from AND month < u.range_until)
       AND NOT EXISTS (
         SELECT 1 FROM sync_run r WHERE r.id <> ? AND r.kind = 'sync' AND r.undone_by IS NULL
           AND month >= r.range_from AND month < r.range_until)`,
    )
    .run(run, run);
}

/** The database itself refused: a later run stands on this one in a way that only shows in the doing. */
function conflictProblem(ledger: Ledger, run: number, cause: unknown): Problem | null {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (!(cause instanceof UndoConflict) && !code.startsWith('SQLITE_CONSTRAINT')) return null;
  const later = latestLaterRun(ledger, run);
  return later === null ? null : buildsOn(run, later);
}
