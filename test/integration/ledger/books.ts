/** A small ledger in a real file, and the runs that write to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { settleIssues } from '../../../electron/ledger/issues.ts';
import { Ledger } from '../../../electron/ledger/ledger.ts';
import { openLedgerFile } from '../../../electron/ledger/open-ledger.ts';
import { createRun, endExecution, endRun, executionsOf, type RunKind } from '../../../electron/ledger/runs.ts';
import { createCompany, saveConnection } from '../../../electron/ledger/setup.ts';
import { setRecordState, storePage } from '../../../electron/ledger/source-records.ts';
import type { SourceRecordRow } from '../../../electron/ledger/tables.ts';
import { Ids, Writer } from '../../../electron/ledger/writer.ts';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { month } from '../../../shared/domain/month.ts';

export const AT = '2026-03-31T10:00:00.000Z';
const NOTHING = { calls: 0, retries: 0, waitedMs: 0, pages: 0, bytes: 0, ms: 0 };

export function emptyLedger(): Ledger {
  const folder = mkdtempSync(join(tmpdir(), 'monthend-ledger-'));
  const opened = openLedgerFile(join(folder, 'ledger.sqlite'), { clock: fixedClock(AT), create: true });
  if (!opened.ok) throw new Error(opened.problem.message);
  const ledger = new Ledger(opened.value, join(folder, 'ledger.sqlite'));
  onTestFinished(() => {
    ledger.db.close();
    rmSync(folder, { recursive: true });
  });
  createCompany(ledger, { name: 'School', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2026-01', at: AT });
  for (const provider of ['holded', 'fourgeeks']) {
    saveConnection(ledger, { provider, label: 'main', config: '{"baseUrl":"https://api.example.com"}', at: AT });
  }
  return ledger;
}

export interface Batch {
  readonly run: number;
  readonly writer: Writer;
  /** Stores a record as fetched and applied by this run; gives its id. */
  record(stream: string, externalId: string, raw: unknown): number;
}

/** A run whose work is `work`; completed, with its counts. */
export function inRun(ledger: Ledger, work: (batch: Batch) => void, kind: RunKind = 'sync', at = AT): number {
  const range = kind === 'sync' ? { from: month('2026-01'), until: month('2026-04') } : { from: null, until: null };
  const executions = [{ step: 'invoices', month: null }] as const;
  const run = createRun(ledger, { kind, trigger: 'manual', ...range, options: {}, who: 'ana', at, executions });
  const execution = executionsOf(ledger, run)[0]?.id ?? 0;
  const writer = new Writer(ledger.db, run);
  const ids = new Ids(ledger.db);
  const seen = new Set<number>();
  const record = (stream: string, externalId: string, raw: unknown) => {
    const page = {
      execution,
      run,
      connection: stream === 'invoices' ? 1 : 2,
      stream,
      month: null,
      cursor: null,
      declared: null,
    };
    const records = [{ externalId, raw }];
    const stored = storePage(ledger, ids, { ...page, records, fetchedAt: at, firstOpenMonth: month('2026-01') });
    const id = stored.ids[0] ?? 0;
    const row = recordRow(ledger, id);
    setRecordState(ledger, row, 'applied', null, 1);
    seen.add(id);
    return id;
  };
  ledger.transaction(() => work({ run, writer, record }));
  const none = { created: 0, updated: 0, unchanged: 0, excluded: 0, held: 0, excludedBecause: {}, rows: {}, gone: 0 };
  const counts = { ...none, received: seen.size, created: seen.size, applied: seen.size };
  endExecution(ledger, execution, { status: 'completed', at, counts, metrics: NOTHING, problem: null });
  endRun(ledger, run, 'completed', at, null);
  return run;
}

export function recordRow(ledger: Ledger, id: number): SourceRecordRow {
  const row = ledger.prepare<[number], SourceRecordRow>('SELECT * FROM source_record WHERE id = ?').get(id);
  if (!row) throw new Error(`no record ${id}`);
  return row;
}

export function post(writer: Writer, contract: number, amount: number, inMonth = '2026-01', at = AT): number {
  const id = writer.ids.next('posting');
  writer.insert('posting', {
    id,
    company_id: 1,
    contract_id: contract,
    month: inMonth,
    kind: 'service',
    amount,
    currency: 'EUR',
    functional_amount: amount,
    note: null,
    inputs_hash: 'abc',
    run_id: writer.run,
    posted_at: at,
    contra_of: null,
  });
  return id;
}

/** Raises one issue on a contract, or settles it when there is no amount. */
export function raise(ledger: Ledger, writer: Writer, key: string, amount: number | null): void {
  const draft = {
    code: 'NEGATIVE_TOTAL',
    subject: { entity: 'contract', key },
    details: { contract: key },
    month: month('2026-01'),
  } as const;
  settleIssues(
    ledger,
    writer,
    { scope: `contract:${key}`, integration: 'monthend', operation: 'accruals', at: AT, sourceRecord: null },
    amount === null ? [] : [{ ...draft, amount }],
  );
}
