/** What each run wrote, counted once from the journal: a run may have hundreds of thousands of lines, and its summary is a few sums. */
import type { Ledger } from './ledger.ts';

/** Lines that are counted in one go, so that a call that waits gets through in between. */
const LINES = 20_000;

function counted(ledger: Ledger): number {
  return ledger.prepare<[], number>('SELECT counted FROM figure_state').pluck().get() ?? 0;
}

/** Counts the journal up to a line, in steps that each leave the file whole. Counted lines never change. */
export function* countRuns(ledger: Ledger, top: number): Generator<void, void, void> {
  for (let from = counted(ledger); from < top; from += LINES) {
    const until = Math.min(from + LINES, top);
    ledger.batch(() => {
      ledger
        .prepare<[number, number]>(
          `INSERT INTO run_figure (run_id, table_name, inserted, updated, deleted)
           SELECT run_id, table_name, sum(op = 'insert'), sum(op = 'update'), sum(op = 'delete') FROM change
           WHERE id > ? AND id <= ? GROUP BY run_id, table_name
           ON CONFLICT (run_id, table_name) DO UPDATE SET inserted = inserted + excluded.inserted,
             updated = updated + excluded.updated, deleted = deleted + excluded.deleted`,
        )
        .run(from, until);
      ledger
        .prepare<[number, number]>(
          `INSERT INTO run_month_figure (run_id, month, count, amount)
           SELECT p.run_id, p.month, count(*), sum(p.functional_amount) FROM change c JOIN posting p ON p.id = c.row_id
           WHERE c.id > ? AND c.id <= ? AND c.table_name = 'posting' AND c.op = 'insert' GROUP BY p.run_id, p.month
           ON CONFLICT (run_id, month) DO UPDATE SET count = count + excluded.count, amount = amount + excluded.amount`,
        )
        .run(from, until);
      ledger.prepare<[number]>('UPDATE figure_state SET counted = ?').run(until);
    });
    yield;
  }
}

export interface WrittenTable {
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** Changes of a run by table, each line of the journal counted once: those counted before, and those since. */
export function writtenTables(ledger: Ledger, run: number): WrittenTable[] {
  return ledger
    .prepare<[number, number, number], WrittenTable>(
      `SELECT table_name AS "table", sum(inserted) AS inserted, sum(updated) AS updated, sum(deleted) AS deleted FROM (
         SELECT table_name, inserted, updated, deleted FROM run_figure WHERE run_id = ?
         UNION ALL
         SELECT table_name, op = 'insert', op = 'update', op = 'delete' FROM change INDEXED BY change_run WHERE run_id = ? AND id > ?)
       GROUP BY table_name ORDER BY table_name`,
    )
    .all(run, run, counted(ledger));
}

export interface PostedMonth {
  readonly month: string;
  readonly count: number;
  readonly amount: number;
}

/** What a run posted by month, company currency. */
export function postedByRun(ledger: Ledger, run: number): PostedMonth[] {
  return ledger
    .prepare<[number, number, number], PostedMonth>(
      `SELECT month, sum(count) AS count, sum(amount) AS amount FROM (
         SELECT month, count, amount FROM run_month_figure WHERE run_id = ?
         UNION ALL
         SELECT p.month, 1, p.functional_amount FROM change c INDEXED BY change_run JOIN posting p ON p.id = c.row_id
         WHERE c.run_id = ? AND c.id > ? AND c.table_name = 'posting' AND c.op = 'insert')
       GROUP BY month ORDER BY month`,
    )
    .all(run, run, counted(ledger));
}
