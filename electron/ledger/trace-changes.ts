/** The history of rows, from the journal. */
import type { Ledger } from './ledger.ts';
import type { BusinessTable } from './writer.ts';

export interface Change {
  readonly id: number;
  readonly table: string;
  readonly row: number;
  readonly op: 'insert' | 'update' | 'delete';
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly run: number;
  readonly runKind: string;
  readonly who: string;
  readonly at: string;
  /** The outside record that caused it, `SYSTEM STREAM ID`; null when it followed from other facts. */
  readonly source: string | null;
}

interface Row {
  readonly id: number;
  readonly table_name: string;
  readonly row_id: number;
  readonly op: Change['op'];
  readonly before: string | null;
  readonly after: string | null;
  readonly run_id: number;
  readonly kind: string;
  readonly who: string;
  readonly started_at: string;
  readonly source: string | null;
}

/** Changes of some rows, oldest first. */
export function changesOf(ledger: Ledger, table: BusinessTable, rows: readonly number[]): Change[] {
  const changes = ledger
    .prepare<[string, string], Row>(
      `SELECT c.id, c.table_name, c.row_id, c.op, c.before, c.after, c.run_id, r.kind, r.who, r.started_at,
              o.provider || ' ' || s.stream || ' ' || s.external_id AS source
       FROM change c JOIN sync_run r ON r.id = c.run_id LEFT JOIN source_record s ON s.id = c.source_record_id
       LEFT JOIN connection o ON o.id = s.connection_id
       WHERE c.table_name = ? AND c.row_id IN (SELECT value FROM json_each(?)) ORDER BY c.id`,
    )
    .all(table, JSON.stringify(rows))
    .map(toChange);
  const begins = new Map<number, number>();
  for (const change of changes) if (beginsAnew(change)) begins.set(change.row, change.id);
  return changes.filter((change) => change.id >= (begins.get(change.row) ?? 0));
}

/** An id that was free again may stand for another row; only an undo brings the same row back. */
function beginsAnew({ op, runKind }: Change): boolean {
  return op === 'insert' && runKind !== 'undo';
}

function toChange(row: Row): Change {
  return {
    id: row.id,
    table: row.table_name,
    row: row.row_id,
    op: row.op,
    before: row.before === null ? null : JSON.parse(row.before),
    // Of an insert the journal keeps some figures; what it wrote is the row.
    after: row.after === null || row.op === 'insert' ? null : JSON.parse(row.after),
    run: row.run_id,
    runKind: row.kind,
    who: row.who,
    at: row.started_at,
    source: row.source,
  };
}
