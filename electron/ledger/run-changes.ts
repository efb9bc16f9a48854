/** What one run changed, record by record: the journal's lines with the content that an insert leaves out, and the row in words. */

import type { Ledger } from './ledger.ts';
import { query } from './query.ts';
import { rowInWords } from './row-words.ts';
import type { ChangeRow } from './tables.ts';
import type { Change } from './trace-changes.ts';
import { BUSINESS_TABLES, type BusinessTable } from './writer.ts';

export interface ChangeFilter {
  readonly run: number;
  readonly table?: string;
  readonly op?: Change['op'];
  readonly offset: number;
  readonly limit: number;
}

export type ChangeInWords = Change & { readonly words: string };

type Content = Record<string, unknown>;

/** A page of a run's changes, in the order they were made. */
export function changesOfRun(ledger: Ledger, filter: ChangeFilter): { rows: ChangeInWords[]; total: number } {
  let wanted = query.selectFrom('change').where('run_id', '=', filter.run);
  if (filter.table !== undefined) wanted = wanted.where('table_name', '=', filter.table);
  if (filter.op !== undefined) wanted = wanted.where('op', '=', filter.op);
  const counted = wanted.select((is) => is.fn.countAll<number>().as('total')).compile();
  const listed = wanted.selectAll().orderBy('id').limit(filter.limit).offset(filter.offset).compile();
  const total = ledger
    .prepare<unknown[], number>(counted.sql)
    .pluck()
    .get(...counted.parameters);
  const run = ledger
    .prepare<[number], { kind: string; who: string; started_at: string }>(
      'SELECT kind, who, started_at FROM sync_run WHERE id = ?',
    )
    .get(filter.run);
  const rows = ledger
    .prepare<unknown[], ChangeRow>(listed.sql)
    .all(...listed.parameters)
    .map((line): ChangeInWords => {
      const content = contentAfter(ledger, line);
      const before = contentOf(line.before);
      return {
        id: line.id,
        table: line.table_name,
        row: line.row_id,
        op: operation(line.op),
        before,
        after: line.op === 'insert' ? content : contentOf(line.after),
        run: line.run_id,
        runKind: run?.kind ?? '',
        who: run?.who ?? '',
        at: run?.started_at ?? '',
        source: sourceOf(ledger, line.source_record_id),
        words: rowInWords(ledger, line.table_name, line.row_id, line.op === 'delete' ? before : content),
      };
    });
  return { rows, total: Number(total) };
}

function operation(text: string): Change['op'] {
  return text === 'insert' || text === 'delete' ? text : 'update';
}

function contentOf(text: string | null): Content | null {
  return text === null ? null : (JSON.parse(text) as Content);
}

/**
 * The row as it was right after a change: from what it is now, or was when it was taken away, back through every later change.
 * Null when the journal does not reach it.
 */
function contentAfter(ledger: Ledger, line: ChangeRow): Content | null {
  if (line.op === 'delete') return null;
  const later = ledger
    .prepare<[string, number, number], ChangeRow>(
      'SELECT * FROM change WHERE table_name = ? AND row_id = ? AND id > ? ORDER BY id',
    )
    .all(line.table_name, line.row_id, line.id);
  const end = later.findIndex(({ op }) => op === 'delete');
  const table = businessTable(line.table_name);
  const last =
    end === -1 ? (table === null ? null : rowNow(ledger, table, line.row_id)) : contentOf(later[end]?.before ?? null);
  if (last === null) return null;
  const content = { ...last };
  for (const change of (end === -1 ? later : later.slice(0, end)).reverse()) {
    if (change.op === 'update') Object.assign(content, contentOf(change.before));
  }
  return content;
}

function businessTable(name: string): BusinessTable | null {
  return BUSINESS_TABLES.find((each) => each === name) ?? null;
}

function rowNow(ledger: Ledger, table: BusinessTable, id: number): Content | null {
  return ledger.prepare<[number], Content>(`SELECT * FROM ${table} WHERE id = ?`).get(id) ?? null;
}

function sourceOf(ledger: Ledger, record: number | null): string | null {
  if (record === null) return null;
  return (
    ledger
      .prepare<[number], string>(
        `SELECT o.provider || ' ' || s.stream || ' ' || s.external_id FROM source_record s
         JOIN connection o ON o.id = s.connection_id WHERE s.id = ?`,
      )
      .pluck()
      .get(record) ?? null
  );
}
