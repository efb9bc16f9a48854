/**
 * The sums that reports open with, as the ledger stands now: what is kept of them, and what was written since worked out on the spot.
 * So they are right at any moment, and quick once they have been brought up to date behind the calls that wrote.
 */
import type { Ledger } from '../../ledger/ledger.ts';
import {
  keepSums,
  keepTotal,
  keptOfEvery,
  keptSums,
  keptTotal,
  noteStale,
  type Stale,
  type SumsStanding,
  staleSums,
  sumsStanding,
  sumsWait,
} from '../../ledger/report-sums.ts';
import { DEFAULT_POLICY } from '../policy.ts';
import { noSums, SUM_PARTS, type SumPart, type Sums, sumsOfBuckets } from './bucket-sums.ts';
import { merge, read, type SumTable, written } from './sum-table.ts';

/** Another number when the calculation itself changes: what was kept by an older one is worked out again. */
const CALCULATION = 2;

/** Told contract by contract: there is nothing to add up, and so no total that would have to be written with every bucket. */
const TOLD: ReadonlySet<SumPart> = new Set(['planned']);

function standing(ledger: Ledger): SumsStanding {
  return sumsStanding(ledger, `${CALCULATION} ${JSON.stringify(DEFAULT_POLICY)}`);
}

interface Memory {
  readonly at: string;
  readonly tables: Map<SumPart, SumTable>;
}

const memories = new WeakMap<Ledger, Memory>();

/** One table of sums. Whoever gets it must leave it as it is. */
export function currentSums(ledger: Ledger, part: SumPart): SumTable {
  // What is not yet committed may still be taken back, and numbers given again.
  if (ledger.db.inTransaction) return tablesOf(ledger, part).get(part) ?? new Map();
  const at = JSON.stringify(standing(ledger));
  let memory = memories.get(ledger);
  if (memory?.at !== at) {
    memory = { at, tables: new Map() };
    memories.set(ledger, memory);
  }
  let table = memory.tables.get(part);
  if (!table) {
    for (const [name, sums] of tablesOf(ledger, part)) memory.tables.set(name, sums);
    table = memory.tables.get(part) ?? new Map();
  }
  return table;
}

/** The table asked for; all of them where something had to be worked out, for that gives all of them. */
function tablesOf(ledger: Ledger, part: SumPart): Map<SumPart, SumTable> {
  const readAll = ledger.db.transaction(() => {
    const stale = staleSums(ledger, standing(ledger));
    if (stale.buckets.size === 0) return new Map([[part, totalOf(ledger, part)]]);
    return worked(ledger, stale);
  });
  return readAll.deferred();
}

function totalOf(ledger: Ledger, part: SumPart): SumTable {
  if (TOLD.has(part)) return new Map(keptOfEvery(ledger, part).flatMap((text) => [...read(text)]));
  const text = keptTotal(ledger, part);
  return text === null ? new Map() : read(text);
}

function worked(ledger: Ledger, { all, buckets }: Stale): Map<SumPart, SumTable> {
  const tables = new Map(SUM_PARTS.map((part) => [part, all ? new Map() : totalOf(ledger, part)] as const));
  const add = (sums: Partial<Sums>, sign: 1 | -1) => {
    for (const part of SUM_PARTS) {
      const [into, from] = [tables.get(part), sums[part]];
      if (into && from) merge(into, from, sign);
    }
  };
  for (const { bucket, sums } of sumsOfBuckets(ledger, buckets)) {
    if (!all) add(keptOf(ledger, bucket), -1);
    add(sums, 1);
  }
  return tables;
}

function keptOf(ledger: Ledger, bucket: number): Sums {
  const kept = keptSums(ledger, bucket);
  const sums = noSums();
  for (const part of SUM_PARTS) {
    const text = kept.get(part);
    if (text !== undefined) merge(sums[part], read(text), 1);
  }
  return sums;
}

/** Brings the kept sums up to date, a bucket at a time; each step leaves the file whole, and nothing is written when nothing waits. */
export function* refreshSums(ledger: Ledger): Generator<void, void, void> {
  const now = standing(ledger);
  if (!sumsWait(ledger, now)) return;
  const buckets = noteStale(ledger, now);
  yield;
  for (const { bucket, sums } of sumsOfBuckets(ledger, buckets)) {
    ledger.transaction(() => keep(ledger, bucket, sums));
    yield;
  }
}

function keep(ledger: Ledger, bucket: number, sums: Sums): void {
  const before = keptSums(ledger, bucket);
  const texts = new Map<SumPart, string>(SUM_PARTS.map((part) => [part, written(sums[part])]));
  for (const part of SUM_PARTS) {
    const [was, is] = [before.get(part) ?? '[]', texts.get(part) ?? '[]'];
    if (was === is || TOLD.has(part)) continue;
    const total = totalOf(ledger, part);
    merge(total, read(was), -1);
    merge(total, sums[part], 1);
    keepTotal(ledger, part, total.size === 0 ? null : written(total));
  }
  keepSums(ledger, bucket, texts);
}
