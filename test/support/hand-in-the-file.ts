/** A ledger file as somebody with sqlite3 would change it: one statement at a time, looked at, and taken back. */
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { lampsOf } from '../../electron/close/reports/tie-outs-of-month.ts';
import { reproduce } from '../../electron/close/reproduce.ts';
import { closeOf } from '../../electron/ledger/close-versions.ts';
import { Ledger } from '../../electron/ledger/ledger.ts';
import { type Month, monthsOf } from '../../shared/domain/month.ts';

/** What the app says of a month. */
export interface Verdict {
  readonly month: Month;
  /** Red lamps by number, with the holders they name. */
  readonly lamps: ReadonlyMap<number, readonly string[]>;
  /** Keys that `reproduce` names, or words where it names none; null when the month comes out again or has no close. */
  readonly broken: readonly string[] | null;
}

export interface FileInHand {
  rows<Row>(sql: string): Row[];
  /** What the app says once a statement has run; the file is as before afterwards. Null when the statement changed nothing. */
  after(sql: string, of?: readonly Month[]): Verdict[] | null;
  now(): Verdict[];
  close(): void;
}

/** Takes a copy of a ledger without the triggers that guard it; each statement is tried on a copy of its own, opened afresh. */
export function takeInHand(
  from: string,
  path: string,
  months: { readonly from: Month; readonly until: Month },
): FileInHand {
  copyFileSync(from, path);
  const db = new Database(path);
  db.pragma('journal_mode = DELETE');
  const triggers = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%final%'")
    .pluck()
    .all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  const all = monthsOf(months);
  return {
    rows: <Row>(sql: string) => db.prepare<[], Row>(sql).all(),
    now: () => verdicts(new Ledger(db, path), all),
    after(sql, of = all) {
      const trial = `${path}.trial`;
      copyFileSync(path, trial);
      const altered = new Database(trial);
      try {
        altered.pragma('foreign_keys = OFF');
        return altered.prepare(sql).run().changes === 0 ? null : verdicts(new Ledger(altered, trial), of);
      } finally {
        altered.close();
      }
    },
    close: () => db.close(),
  };
}

function verdicts(ledger: Ledger, of: readonly Month[]): Verdict[] {
  return of.map((month) => verdict(ledger, month));
}

function verdict(ledger: Ledger, month: Month): Verdict {
  const lamps = new Map<number, string[]>();
  for (const { id, state, behind } of lampsOf(ledger, month))
    if (state === 'differs') lamps.set(id, [...(lamps.get(id) ?? []), ...behind.map((each) => each.id)]);
  const close = closeOf(ledger, month);
  const deviations = close === null ? [] : reproduce(ledger, close).deviations;
  const broken = deviations.map(({ contract, document, words }) => contract?.key ?? document?.key ?? words);
  return { month, lamps, broken: deviations.length === 0 ? null : broken };
}
