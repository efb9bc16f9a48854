/** A ledger with many contracts in the middle of their courses, written straight into its tables: how they came there is not measured. */

import { Ledger } from '../../electron/ledger/ledger.ts';
import { openLedgerFile } from '../../electron/ledger/open-ledger.ts';
import { createRun } from '../../electron/ledger/runs.ts';
import { createCompany } from '../../electron/ledger/setup.ts';
import { Writer } from '../../electron/ledger/writer.ts';
import { fixedClock } from '../../electron/platform/clock.ts';
import type { Month } from '../../shared/domain/month.ts';
import { unwrap } from './app.ts';

export const AT = '2025-02-03T08:00:00.000Z';

/** Opens a ledger file for measuring. */
export function openBenchLedger(path: string): Ledger {
  return new Ledger(unwrap(openLedgerFile(path, { clock: fixedClock(AT), create: true, trusted: true })), path);
}

/** Opens an accruals run of one month. */
export function accrualsRun(ledger: Ledger, month: Month): number {
  const executions = [{ step: 'accruals', month }] as const;
  return createRun(ledger, {
    kind: 'sync',
    trigger: 'manual',
    from: month,
    until: month,
    options: {},
    who: 'bench',
    at: AT,
    executions,
  });
}

const BATCH = 500;
const COHORTS = 40;

/** One client, invoice and place a contract. Courses begin in December, January or February, and last two to seven months. */
export function writeContracts(ledger: Ledger, count: number): void {
  createCompany(ledger, { name: 'Bench', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01', at: AT });
  const writer = new Writer(ledger.db, accrualsRun(ledger, '2025-01' as Month));
  ledger.transaction(() => {
    // The rows of a document or a place name the record they came from; one record stands for all of them here.
    ledger.db.exec(`
      INSERT INTO connection (id, company_id, provider, label, config, status, created_at) VALUES (1, 1, 'holded', 'x', '{}', 'works', '${AT}');
      INSERT INTO source_record (id, company_id, connection_id, stream, external_id, state, hash, latest_version, first_seen_at)
        VALUES (1, 1, 1, 'invoices', 'all', 'applied', '', 1, '${AT}');
    `);
    writer.insert('service', {
      id: 1,
      company_id: 1,
      key: 'holded:course',
      name: 'Course',
      account_number: '70500001',
      service_type: 'FS',
      method: 'daily',
      usual_months: null,
    });
    for (let id = 1; id <= COHORTS; id++) {
      const [start, end] = courseOf(id);
      const row = {
        id,
        company_id: 1,
        key: `fourgeeks:${id}`,
        slug: `course-${id}`,
        service_type: 'FS',
        prework_days: 0,
      };
      writer.insert('cohort', { ...row, start_date: start, end_date: end, source_record_id: 1 });
    }
  });
  for (let from = 1; from <= count; from += BATCH) {
    ledger.transaction(() => {
      for (let id = from; id < from + BATCH && id <= count; id++) writeContract(writer, id);
    });
  }
}

function courseOf(cohort: number): [start: string, end: string] {
  const start = ['2024-12-09', '2025-01-13', '2025-02-10'][cohort % 3] ?? '2025-01-13';
  return [start, `2025-0${3 + (cohort % 5)}-2${cohort % 9}`];
}

function writeContract(writer: Writer, id: number): void {
  const cohort = 1 + (id % COHORTS);
  const [start, end] = courseOf(cohort);
  const net = 100_000 + ((id * 977) % 400_000);
  const company = { id, company_id: 1 } as const;
  const key = `holded:${id}`;
  writer.insert('client', {
    ...company,
    key,
    code: `C-${id}`,
    name: `Student ${id}`,
    organisation: 0,
    tax_id: null,
    phone: null,
    merged_into: null,
  });
  writer.insert('contract', {
    ...company,
    key: `holded:course@${key}`,
    client_id: id,
    service_id: 1,
    currency: 'EUR',
    signed_price: null,
    status: 'ACTIVE',
  });
  writer.insert('invoice', {
    ...company,
    key,
    kind: 'invoice',
    number: `F${id}`,
    date: start < '2025-01-01' ? '2024-12-02' : '2025-01-08',
    due_date: null,
    currency: 'EUR',
    rate: '1',
    net,
    tax: 0,
    gross: net,
    withholding: 0,
    paid: net,
    status: 'paid',
    client_id: id,
    party_key: key,
    origin_key: null,
    credit_reason: null,
    number_key: `f${id}`,
    excluded: null,
    blocked: null,
    source_record_id: 1,
  });
  for (const [position, part] of [net - 4_900, 4_900].entries()) {
    writer.insert('invoice_line', {
      id: 2 * id + position,
      invoice_id: id,
      position,
      line_key: String(position + 1),
      description: 'Course',
      net: part,
      tax: 0,
      tax_rate: 0,
      account_key: 'holded:course',
      service_id: 1,
      contract_id: id,
      why: 'the first document of its course',
    });
  }
  writer.insert('service_period', {
    ...company,
    key: `fourgeeks:${id}`,
    client_id: id,
    cohort_id: cohort,
    contract_id: id,
    why: 'the only free place',
    start_date: start,
    end_date: end,
    status: 'ACTIVE',
    status_word: 'ACTIVE',
    status_date: null,
    status_date_source: 'none',
    observed_on: '2025-01-02',
    source_record_id: 1,
  });
}
