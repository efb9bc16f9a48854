/**
 * Closing a month of many contracts: signed as prepared, signed as reviewed, closed; each through the call that a window makes. Its
 * floor: the rows that such a close keeps, written once more and nothing worked out. Arguments: folder, contracts, runs.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../electron/close/policy.ts';
import { runAccruals } from '../../electron/close/run-accruals.ts';
import { type Engine, openEngine } from '../../electron/engine.ts';
import { DecisionIndex } from '../../electron/ledger/decision-index.ts';
import { endRun, executionsOf } from '../../electron/ledger/runs.ts';
import { Writer } from '../../electron/ledger/writer.ts';
import { fixedClock } from '../../electron/platform/clock.ts';
import { month } from '../../shared/domain/month.ts';
import { unwrap } from './app.ts';
import { peakMegabytes, report } from './child.ts';
import { AT, accrualsRun, openBenchLedger, writeContracts } from './contracts.ts';

export interface CloseFigures {
  readonly contracts: number;
  /** Prepared, reviewed and closed together, milliseconds of this process's CPU: other work on the machine is none of it. */
  readonly cpuMs: readonly number[];
  readonly closeCpuMs: readonly number[];
  readonly floorCpuMs: readonly number[];
  readonly rows: number;
  readonly megabytes: number;
}

const [folder = '', contracts = '0', runs = '0'] = process.argv.slice(2);
const JANUARY = '2025-01';
const TABLES = ['close_row', 'close_posting', 'close_facts'] as const;

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A month with its accruals, as a run leaves it. */
function begin(path: string): void {
  const ledger = openBenchLedger(path);
  writeContracts(ledger, Number(contracts));
  const of = month(JANUARY);
  const run = accrualsRun(ledger, of);
  const input = { ledger, decisions: new DecisionIndex([]), policy: DEFAULT_POLICY, month: of, asOf: of, at: AT };
  for (const _ of runAccruals({ ...input, writer: new Writer(ledger.db, run) }));
  for (const { id } of executionsOf(ledger, run))
    ledger.db.prepare("UPDATE step_execution SET status = 'completed', completed_at = ? WHERE id = ?").run(AT, id);
  endRun(ledger, run, 'completed', AT, null);
  ledger.close();
}

async function opened(path: string): Promise<Engine> {
  return unwrap(await openEngine({ ledgerPath: path, clock: fixedClock(AT), env: {} }));
}

async function close(path: string): Promise<{ all: number; last: number }> {
  const engine = await opened(path);
  const at = { month: JANUARY } as const;
  const { lamps } = unwrap(await engine.call('tie-outs/list', at));
  const balance = lamps.find(({ id }) => id === 8)?.right.amount ?? 0;
  unwrap(await engine.call('tie-outs/ledger-balance', { ...at, amount: balance, who: 'ana' }));
  const started = cpu();
  unwrap(await engine.call('months/prepare', { ...at, who: 'ana' }));
  unwrap(await engine.call('months/review', { ...at, who: 'leo' }));
  const before = cpu();
  unwrap(await engine.call('months/close', { ...at, who: 'leo' }));
  const ended = cpu();
  await engine.close();
  return { all: ended - started, last: ended - before };
}

/** Writes the rows of a close into tables of the same shape. */
function floor(path: string): { ms: number; rows: number } {
  const ledger = openBenchLedger(path);
  const stored = TABLES.map((table) => ledger.db.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().all());
  for (const table of TABLES) ledger.db.exec(`CREATE TABLE floor_${table} AS SELECT * FROM ${table} WHERE 0`);
  const started = cpu();
  ledger.transaction(() => {
    TABLES.forEach((table, at) => {
      const rows = stored[at] ?? [];
      const insert = ledger.db.prepare(`INSERT INTO floor_${table} VALUES (${(rows[0] ?? []).map(() => '?').join()})`);
      for (const row of rows) insert.run(...row);
    });
  });
  const ms = cpu() - started;
  ledger.close();
  return { ms, rows: stored.reduce((sum, rows) => sum + rows.length, 0) };
}

const begun = join(folder, 'close-begun.sqlite');
begin(begun);
// Lists are brought up to date at the first opening, which is not measured.
await (await opened(begun)).close();
const figures = { cpuMs: [] as number[], closeCpuMs: [] as number[], floorCpuMs: [] as number[] };
let rows = 0;
for (let run = 0; run < Number(runs); run++) {
  const path = join(folder, `close-${run}.sqlite`);
  cpSync(begun, path);
  const { all, last } = await close(path);
  const bare = floor(path);
  figures.cpuMs.push(all);
  figures.closeCpuMs.push(last);
  figures.floorCpuMs.push(bare.ms);
  rows = bare.rows;
}
report({ contracts: Number(contracts), ...figures, rows, megabytes: peakMegabytes() } satisfies CloseFigures);
