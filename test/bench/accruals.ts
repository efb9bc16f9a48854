/**
 * Accruals of one month over many contracts, and their floor: the same facts read with the same queries and as many posting rows
 * written in batches of the same size, nothing worked out. Arguments: folder, contracts, runs.
 */
import { closeSync, cpSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../electron/close/policy.ts';
import { runAccruals } from '../../electron/close/run-accruals.ts';
import {
  contractDocuments,
  contractHeads,
  contractPeriods,
  postedByContract,
} from '../../electron/ledger/contract-facts.ts';
import { DecisionIndex } from '../../electron/ledger/decision-index.ts';
import type { Ledger } from '../../electron/ledger/ledger.ts';
import { Writer } from '../../electron/ledger/writer.ts';
import { type Month, month } from '../../shared/domain/month.ts';
import { peakMegabytes, report } from './child.ts';
import { AT, accrualsRun, openBenchLedger, writeContracts } from './contracts.ts';

export interface AccrualsFigures {
  readonly contracts: number;
  readonly postings: number;
  /** Of each pass over a month that follows a closed-up one, milliseconds. */
  readonly ms: readonly number[];
  readonly floorMs: readonly number[];
  /** The same for the very first month, which also writes down each contract's story. */
  readonly firstMs: readonly number[];
  readonly firstFloorMs: readonly number[];
  readonly megabytes: number;
}

const [folder = '', contracts = '0', runs = '0'] = process.argv.slice(2);
const CHUNK = 500;

function accrue(ledger: Ledger, of: Month): number {
  const input = { ledger, decisions: new DecisionIndex([]), policy: DEFAULT_POLICY, month: of, asOf: of, at: AT };
  const writer = new Writer(ledger.db, accrualsRun(ledger, of));
  const started = performance.now();
  for (const _ of runAccruals({ ...input, writer }));
  return performance.now() - started;
}

function floor(ledger: Ledger, of: Month, postings: number, total: number): number {
  const run = accrualsRun(ledger, of);
  const insert = ledger.db.prepare(
    `INSERT INTO posting (company_id, contract_id, month, kind, amount, currency, functional_amount, inputs_hash, run_id, posted_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const started = performance.now();
  let [after, written, seen] = [0, 0, 0];
  for (;;) {
    const heads = contractHeads(ledger, after, CHUNK);
    const [first, last] = [heads[0], heads.at(-1)];
    if (!first || !last) return performance.now() - started;
    contractDocuments(ledger, first.id, last.id);
    contractPeriods(ledger, first.id, last.id);
    postedByContract(ledger, first.id, last.id);
    after = last.id;
    seen += heads.length;
    const due = Math.round((postings * seen) / total);
    ledger.transaction(() => {
      for (; written < due; written++) {
        const { id, currency } = heads[written % heads.length] ?? last;
        insert.run(1, id, of, 'service', 10_000, currency, 10_000, 'a'.repeat(64), run, AT);
      }
    });
  }
}

function fresh(from: string, name: string): Ledger {
  const path = join(folder, name);
  cpSync(join(folder, from), path);
  // Else the first commit that is measured would wait for the copy to reach the disk.
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
  return openBenchLedger(path);
}

const postingsOf = (ledger: Ledger) => Number(ledger.db.prepare('SELECT count(*) FROM posting').pluck().get());
const total = Number(contracts);
const [january, february] = [month('2025-01'), month('2025-02')];

const empty = openBenchLedger(join(folder, 'contracts.sqlite'));
writeContracts(empty, total);
empty.close();
const begun = fresh('contracts.sqlite', 'begun.sqlite');
accrue(begun, january);
const before = postingsOf(begun);
begun.close();

const figures = { ms: [] as number[], floorMs: [] as number[], firstMs: [] as number[], firstFloorMs: [] as number[] };
let postings = 0;
for (let run = 0; run < Number(runs); run++) {
  const measured = fresh('begun.sqlite', `month-${run}.sqlite`);
  figures.ms.push(accrue(measured, february));
  postings = postingsOf(measured) - before;
  measured.close();
  const bare = fresh('begun.sqlite', `month-floor-${run}.sqlite`);
  figures.floorMs.push(floor(bare, february, postings, total));
  bare.close();
  const first = fresh('contracts.sqlite', `first-${run}.sqlite`);
  figures.firstMs.push(accrue(first, january));
  first.close();
  const firstBare = fresh('contracts.sqlite', `first-floor-${run}.sqlite`);
  figures.firstFloorMs.push(floor(firstBare, january, before, total));
  firstBare.close();
}
report({ contracts: total, postings, ...figures, megabytes: peakMegabytes() } satisfies AccrualsFigures);
