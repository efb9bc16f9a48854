/** A small ledger in a real file: one student's course, invoiced, credited in part, paid, enrolled and posted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { clientCode } from '../../../electron/ledger/clients.ts';
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

/** One student, all but his postings; every key carries the name. */
export function writeStudent(
  { writer, record }: Batch,
  name: string,
): { contract: number; client: number; service: number } {
  const { ids } = writer;
  const company = 1;
  const [client, service, contract, cohort] = [
    ids.next('client'),
    ids.next('service'),
    ids.next('contract'),
    ids.next('cohort'),
  ];
  const party = record('members', `member-${name}`, { name });
  const key = `holded:contact-${name}`;
  writer.insert(
    'client',
    {
      id: client,
      company_id: company,
      key,
      code: clientCode(key),
      name: `Ada ${name}`,
      tax_id: `X${name}`,
      phone: '600',
      merged_into: null,
    },
    party,
  );
  writer.insert(
    'client_external_id',
    {
      id: ids.next('client_external_id'),
      company_id: company,
      system: 'holded',
      external_id: `contact-${name}`,
      client_id: client,
      origin_client_id: client,
      why: 'first seen here',
    },
    party,
  );
  writer.insert(
    'client_email',
    {
      id: ids.next('client_email'),
      company_id: company,
      email: `${name}@example.com`,
      client_id: client,
      system: 'holded',
    },
    party,
  );
  writer.insert(
    'service',
    {
      id: service,
      company_id: company,
      key: `holded:account-${name}`,
      name: 'Full Stack',
      account_number: `7050${name}`,
      service_type: 'FS',
      method: 'daily',
      usual_months: 4,
    },
    party,
  );
  writer.insert(
    'service_external_id',
    {
      id: ids.next('service_external_id'),
      company_id: company,
      system: 'holded',
      external_id: `account-${name}`,
      service_id: service,
    },
    party,
  );
  writer.insert('contract', {
    id: contract,
    company_id: company,
    key: `contract-${name}`,
    client_id: client,
    service_id: service,
    currency: 'EUR',
    signed_price: 90_000,
    status: 'ACTIVE',
  });
  writer.insert('contract_event', {
    id: ids.next('contract_event'),
    contract_id: contract,
    seq: 0,
    kind: 'pause',
    date: '2026-02-10',
    detail: '{"mode":"extend"}',
  });
  for (const [kind, sign] of [
    ['invoice', 1],
    ['credit_note', -1],
  ] as const) {
    const net = kind === 'invoice' ? 100_000 : -10_000;
    const source = record('invoices', `${kind}-${name}`, { kind, net });
    const invoice = ids.next('invoice');
    writer.insert(
      'invoice',
      {
        id: invoice,
        company_id: company,
        key: `holded:${kind}-${name}`,
        kind,
        number: `${kind}/${name}`,
        date: '2026-01-05',
        due_date: '2026-02-05',
        currency: 'EUR',
        rate: '1',
        net,
        tax: net * 0.21,
        gross: net * 1.21,
        withholding: 0,
        paid: sign * 1_000,
        status: 'open',
        client_id: client,
        party_key: key,
        origin_key: kind === 'invoice' ? null : `holded:invoice-${name}`,
        credit_reason: kind === 'invoice' ? null : 'goodwill',
        number_key: `${kind}${name}`,
        excluded: null,
        blocked: null,
        source_record_id: source,
      },
      source,
    );
    writer.insert(
      'invoice_line',
      {
        id: ids.next('invoice_line'),
        invoice_id: invoice,
        position: 0,
        line_key: '0',
        description: 'Course',
        net,
        tax: net * 0.21,
        tax_rate: 2100,
        account_key: `holded:account-${name}`,
        service_id: service,
        contract_id: contract,
        why: 'new contract',
      },
      source,
    );
    writer.insert(
      'payment',
      { id: ids.next('payment'), invoice_id: invoice, external_id: 'p1', date: '2026-01-07', amount: sign * 1_000 },
      source,
    );
  }
  const course = record('cohorts', `cohort-${name}`, { slug: name });
  writer.insert(
    'cohort',
    {
      id: cohort,
      company_id: company,
      key: `fourgeeks:cohort-${name}`,
      slug: `fs-${name}`,
      service_type: 'FS',
      start_date: '2026-01-10',
      end_date: '2026-03-20',
      prework_days: 7,
      source_record_id: course,
    },
    course,
  );
  writer.insert(
    'cohort_plan_version',
    {
      id: ids.next('cohort_plan_version'),
      cohort_id: cohort,
      seq: cohort,
      start_date: '2026-01-10',
      end_date: '2026-03-10',
      first_open_month: '2026-01',
    },
    course,
  );
  const place = record('places', `place-${name}`, { student: name });
  const period = ids.next('service_period');
  writer.insert(
    'service_period',
    {
      id: period,
      company_id: company,
      key: `fourgeeks:place-${name}`,
      client_id: client,
      cohort_id: cohort,
      contract_id: contract,
      why: 'same service',
      start_date: '2026-01-10',
      end_date: '2026-03-20',
      status: 'ACTIVE',
      status_word: 'ACTIVE',
      status_date: '2026-01-10',
      status_date_source: 'stated',
      observed_on: '2026-03-31',
      source_record_id: place,
    },
    place,
  );
  writer.insert(
    'period_status_event',
    {
      id: ids.next('period_status_event'),
      period_id: period,
      seq: 0,
      status_word: 'ACTIVE',
      effective_date: '2026-01-10',
      source: 'stated',
      observed_on: '2026-03-31',
    },
    place,
  );
  return { contract, client, service };
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
