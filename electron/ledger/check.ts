/**
 * Looks a ledger over: the file, the sums that must hold whatever was synced, and that nothing secret lies in the open. It only
 * reads, and it says what it found in words a person can act on.
 */

import { IMPORT_STEPS } from '../../shared/domain/entities.ts';
import { addMonths } from '../../shared/domain/month.ts';
import { documentNets, documentTotals, looseLines } from './check-documents.ts';
import { entitlementFaults } from './check-entitlement.ts';
import { openSecrets } from './check-secrets.ts';
import type { Ledger } from './ledger.ts';
import { lockHistory } from './postings.ts';
import { type ExecutionCounts, executionsOf } from './runs.ts';
import { receivedRecords } from './source-records.ts';
import { undoneReason } from './undo.ts';

export interface CheckOptions {
  /** How many findings of a check are put in words; the others are counted. 20 unless told. */
  readonly limit?: number;
}

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What is wrong, in plain words, the first few. */
  readonly found: readonly string[];
}

export interface CheckReport {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

const CHECKS: readonly { readonly name: string; readonly find: (ledger: Ledger) => Iterable<string> }[] = [
  { name: 'quick_check', find: quickCheck },
  { name: 'foreign_key_check', find: danglingRows },
  { name: 'execution_counts', find: executionCounts },
  { name: 'closed_months', find: postingsInClosedMonths },
  { name: 'entitlement', find: entitlementFaults },
  { name: 'document_net', find: documentNets },
  { name: 'document_total', find: documentTotals },
  { name: 'lines_without_contract', find: looseLines },
  { name: 'records_not_applied', find: recordsNotApplied },
  { name: 'touched_clients', find: touchedClients },
  { name: 'secrets', find: openSecrets },
];

/** Runs every check. A ledger that is whole gives a report without findings. */
export function checkLedger(ledger: Ledger, options: CheckOptions = {}): CheckReport {
  const limit = options.limit ?? 20;
  const checks = CHECKS.map(({ name, find }): Check => {
    const found: string[] = [];
    let count = 0;
    for (const finding of find(ledger)) {
      count += 1;
      if (count <= limit) found.push(finding);
    }
    if (count > limit) found.push(`and ${count - limit} more`);
    return { name, ok: count === 0, found };
  });
  return { ok: checks.every((check) => check.ok), checks };
}

function* quickCheck(ledger: Ledger): Generator<string> {
  const answers = ledger.db.pragma('quick_check(20)') as { quick_check: string }[];
  for (const { quick_check: answer } of answers) {
    if (answer !== 'ok') yield `The file is damaged: ${answer}. Restore the latest backup beside it.`;
  }
}

function* danglingRows(ledger: Ledger): Generator<string> {
  const rows = ledger.db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[];
  for (const { table, rowid, parent } of rows) {
    yield `${table} ${rowid ?? ''} refers to a ${parent} that is not there.`;
  }
}

/** Nothing is silent: each distinct record that was received is in exactly one of the four places. */
function* executionCounts(ledger: Ledger): Generator<string> {
  const runs = ledger
    .prepare<[], { id: number }>(
      "SELECT DISTINCT run_id AS id FROM step_execution WHERE status = 'completed' ORDER BY run_id",
    )
    .all();
  for (const { id } of runs) {
    for (const { id: execution, step, month, status, counts } of executionsOf(ledger, id)) {
      if (status !== 'completed') continue;
      const name = `${step}${month === null ? '' : ` of ${month}`} in run ${id}`;
      if (counts === null) {
        yield `${name} is completed but has no counts.`;
        continue;
      }
      const sum = placesOf(counts);
      if (sum !== counts.received) yield `${name} received ${counts.received} records and accounts for ${sum}.`;
      if (!(IMPORT_STEPS as readonly string[]).includes(step)) continue;
      let distinct = 0;
      for (const ids of receivedRecords(ledger, execution).values()) distinct += ids.size;
      if (distinct !== counts.received) {
        yield `${name} counts ${counts.received} received records, but its pages hold ${distinct}.`;
      }
    }
  }
}

function placesOf({ applied, unchanged, excluded, held }: ExecutionCounts): number {
  return applied + unchanged + excluded + held;
}

/** Locks are dated, and so are postings: what was written after a lock and before the next may not be in a month it closed. */
function* postingsInClosedMonths(ledger: Ledger): Generator<string> {
  const history = lockHistory(ledger);
  const late = ledger.db.prepare<[string, string, string], { id: number; month: string; run_id: number }>(
    'SELECT id, month, run_id FROM posting WHERE month <= ? AND posted_at > ? AND posted_at <= ? ORDER BY id',
  );
  for (const [at, entry] of history.entries()) {
    const closedThrough = entry.action === 'lock' ? entry.month : addMonths(entry.month, -1);
    const until = history[at + 1]?.at ?? '9999';
    if (closedThrough < ledger.firstMonth) continue;
    for (const posting of late.iterate(closedThrough, entry.at, until)) {
      yield `Posting ${posting.id} of run ${posting.run_id} was written in ${posting.month} after that month was closed.`;
    }
  }
}

/** A record waits only while a run is on its way to it, or because the run that applied it was undone. */
function* recordsNotApplied(ledger: Ledger): Generator<string> {
  const rows = ledger.db
    .prepare<
      [],
      { external_id: string; stream: string; provider: string; reason: string | null; run: number; status: string }
    >(
      `SELECT r.external_id, r.stream, c.provider, r.reason, v.run_id AS run, s.status
       FROM source_record r JOIN connection c ON c.id = r.connection_id
       JOIN source_record_version v ON v.id = r.latest_version JOIN sync_run s ON s.id = v.run_id
       WHERE r.state = 'new' AND NOT EXISTS (SELECT 1 FROM sync_run o WHERE o.status = 'running') ORDER BY r.id`,
    )
    .iterate();
  const undone = new Set(
    ledger
      .prepare<[], { id: number }>('SELECT id FROM sync_run WHERE undone_by IS NOT NULL')
      .all()
      .map(({ id }) => undoneReason(id)),
  );
  for (const { external_id, stream, provider, reason, run, status } of rows) {
    if (reason !== null && undone.has(reason)) continue;
    yield `${provider} ${stream} ${external_id}, fetched by run ${run} (${status}), was never applied: resume that run or sync again.`;
  }
}

function* touchedClients(ledger: Ledger): Generator<string> {
  const rows = ledger.db
    .prepare<[], { code: string }>(
      `SELECT k.code FROM touched_client t JOIN client k ON k.id = t.client_id
       WHERE NOT EXISTS (SELECT 1 FROM sync_run WHERE status = 'running') ORDER BY k.code`,
    )
    .iterate();
  for (const { code } of rows) yield `The contracts of client ${code} were not worked out to the end: run a sync.`;
}
