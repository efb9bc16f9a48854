/**
 * A ledger of a size nobody has yet, written straight into its tables: how it came there is not measured. The same bytes of content
 * every time. Journaled like any other, so that the search index and undo find what they need.
 */
import type Database from 'better-sqlite3';
import { keepFigures } from '../../electron/app/keep-figures.ts';
import { refreshSums } from '../../electron/close/sums/current-sums.ts';
import { indexEverything } from '../../electron/ledger/index-changes.ts';
import { Ledger } from '../../electron/ledger/ledger.ts';
import { MIGRATIONS } from '../../electron/ledger/migrations/index.ts';
import { versionAfter } from '../../electron/ledger/migrations/migration.ts';
import { openLedgerFile } from '../../electron/ledger/open-ledger.ts';
import { createCompany } from '../../electron/ledger/setup.ts';
import { BUSINESS_TABLES } from '../../electron/ledger/writer.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { silentLog } from '../../electron/platform/log.ts';
import { nameOf, taxIdOf } from '../../electron/sandbox/school-names.ts';
import { ISSUE_KINDS } from '../../shared/domain/issue-taxonomy.ts';
import { addMonths, month } from '../../shared/domain/month.ts';

export interface BigLedger {
  readonly contracts: number;
  /** Postings: one a contract in each of so many months, from January 2025 on. */
  readonly months: number;
  readonly issues: number;
}

export const BIG: BigLedger = { contracts: 90_000, months: 6, issues: 100_000 };
export const BIG_AT = '2025-07-02T08:00:00.000Z';

const SERVICES = 24;
const COHORTS = 400;
const COMPANY = 1;
const RUN = 1;
const HASH = 'a'.repeat(64);
/** Every third client buys a second course. */
const clientOf = (contract: number) => contract - Math.floor(contract / 3);

/**
 * Writes the ledger to a file that is not there yet, indexes included. Returns how long each part took, in milliseconds. The rows go
 * into the tables of the first version, for the later migrations then work out in bulk what triggers would have to row by row.
 */
export async function buildBigLedger(path: string, size: BigLedger = BIG): Promise<Record<string, number>> {
  const took: Record<string, number> = {};
  let started = performance.now();
  const lap = (name: string) => {
    took[name] = Math.round(performance.now() - started);
    started = performance.now();
  };
  const [first, ...later] = MIGRATIONS;
  if (!first) throw new RangeError('There is no first migration');
  const opened = openLedgerFile(path, { clock: systemClock, create: true, trusted: true, migrations: [first] });
  if (!opened.ok) throw new Error(opened.problem.message);
  const ledger = new Ledger(opened.value, path);
  const company = { name: 'Bench', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01', at: BIG_AT };
  createCompany(ledger, company);
  const { db } = ledger;
  // Nothing here needs to survive a power cut, and what is written is right by construction.
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -512000');
  db.exec('BEGIN');
  const indexes = dropIndexes(db);
  writeFrame(db);
  writeContracts(db, size.contracts);
  lap('contracts');
  writePostings(db, size);
  lap('postings');
  writeIssues(db, size);
  lap('issues');
  writeJournal(db);
  lap('journal');
  // Whoever looks at the accruals looks at the last month that they were worked out for.
  db.prepare(
    `INSERT INTO step_execution (id, run_id, position, step, month, status, started_at, completed_at, counts)
     VALUES (1, ${RUN}, 0, 'accruals', ?, 'completed', '${BIG_AT}', '${BIG_AT}', '{}')`,
  ).run(addMonths(month('2025-01'), size.months - 1));
  makeIndexes(db, indexes);
  lap('indexes');
  for (const { sql } of later) db.exec(sql);
  lap('lists');
  indexEverything(ledger);
  lap('search');
  const figureIndexes = dropIndexes(db, '%_figure');
  // Figures of a client are added up from those of its contracts.
  makeIndexes(
    db,
    figureIndexes.filter(({ name }) => name === 'contract_figure_client'),
  );
  await keepFigures({ ledger, log: silentLog });
  makeIndexes(
    db,
    figureIndexes.filter(({ name }) => name !== 'contract_figure_client'),
  );
  lap('figures');
  for (const _ of refreshSums(ledger));
  lap('sums');
  db.exec('COMMIT');
  db.pragma(`user_version = ${versionAfter(MIGRATIONS)}`);
  db.pragma('journal_mode = WAL');
  ledger.close();
  lap('file');
  return took;
}

interface Index {
  readonly name: string;
  readonly sql: string;
}

/** Indexes are made from the whole much sooner than row by row. */
function dropIndexes(db: Database.Database, tables = '%'): Index[] {
  const indexes = db
    .prepare<[string], Index>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE ?",
    )
    .all(tables);
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  return indexes;
}

function makeIndexes(db: Database.Database, indexes: readonly Index[]): void {
  for (const { sql } of indexes) db.exec(sql);
}

/** One line for each row of the ledger's content, as the run had written it. */
function writeJournal(db: Database.Database): void {
  for (const table of BUSINESS_TABLES) {
    const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    if (!columns.includes('id')) continue;
    const source = columns.includes('source_record_id') ? 'source_record_id' : 'NULL';
    db.exec(`INSERT INTO change (run_id, table_name, row_id, op, source_record_id)
      SELECT ${RUN}, '${table}', id, 'insert', ${source} FROM ${table} ORDER BY id`);
  }
}

type Row = Readonly<Record<string, string | number | null>>;

/** Inserts rows of a table. */
function inserter(db: Database.Database, table: string): (row: Row) => void {
  let insert: Database.Statement | null = null;
  return (row) => {
    if (!insert) {
      const columns = Object.keys(row);
      insert = db.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`);
    }
    insert.run(Object.values(row));
  };
}

function writeFrame(db: Database.Database): void {
  db.exec(`
    INSERT INTO connection (id, company_id, provider, label, config, status, last_success_at, created_at) VALUES
      (1, 1, 'holded', 'Holded', '{}', 'works', '${BIG_AT}', '${BIG_AT}'), (2, 1, 'fourgeeks', '4Geeks', '{}', 'works', '${BIG_AT}', '${BIG_AT}');
    INSERT INTO sync_run (id, company_id, kind, trigger, status, range_from, range_until, options, who, started_at, completed_at)
      VALUES (${RUN}, 1, 'sync', 'manual', 'completed', '2025-01', '2025-07', '{}', 'ana', '${BIG_AT}', '${BIG_AT}');
    INSERT INTO source_record (id, company_id, connection_id, stream, external_id, state, hash, latest_version, applied_version, first_seen_at)
      VALUES (1, 1, 2, 'cohorts', 'all', 'applied', 'h', 1, 1, '${BIG_AT}');
  `);
  const service = inserter(db, 'service');
  const outside = inserter(db, 'service_external_id');
  for (let id = 1; id <= SERVICES; id++) {
    service({
      id,
      company_id: COMPANY,
      key: `holded:course${id}`,
      name: `${COURSES[id % COURSES.length]} ${id % 2 ? 'full-time' : 'part-time'} ${id}`,
      account_number: `7050${String(id).padStart(4, '0')}`,
      service_type: TYPES[id % TYPES.length] ?? 'FS',
      method: 'daily',
      usual_months: 6,
    });
    outside({ id, company_id: COMPANY, system: 'holded', external_id: `course${id}`, service_id: id });
  }
  const cohort = inserter(db, 'cohort');
  for (let id = 1; id <= COHORTS; id++) {
    cohort({
      id,
      company_id: COMPANY,
      key: `fourgeeks:${1000 + id}`,
      slug: `spain-${(TYPES[id % TYPES.length] ?? 'FS').toLowerCase()}-${id % 2 ? 'ft' : 'pt'}-${id}`,
      service_type: TYPES[id % TYPES.length] ?? 'FS',
      start_date: startOf(id),
      end_date: endOf(id),
      prework_days: 0,
      source_record_id: 1,
    });
  }
}

const COURSES = ['Data Science', 'Full Stack', 'Cybersecurity', 'English', 'AI Engineering', 'Deutsch für alle'];
const TYPES = ['DS', 'FS', 'CS', 'EN', 'AIE', 'DE'];
const startOf = (cohort: number) => `2025-0${1 + (cohort % 4)}-${10 + (cohort % 18)}`;
const endOf = (cohort: number) => `2025-${String(7 + (cohort % 5)).padStart(2, '0')}-${10 + (cohort % 18)}`;
const priceOf = (contract: number) => 120_000 + ((contract * 7_919) % 600_000);

function writeContracts(db: Database.Database, contracts: number): void {
  const record = inserter(db, 'source_record');
  const version = inserter(db, 'source_record_version');
  const client = inserter(db, 'client');
  const outside = inserter(db, 'client_external_id');
  const email = inserter(db, 'client_email');
  const contract = inserter(db, 'contract');
  const invoice = inserter(db, 'invoice');
  const line = inserter(db, 'invoice_line');
  const payment = inserter(db, 'payment');
  const period = inserter(db, 'service_period');
  let clients = 0;
  let records = 1;
  const stored = (connection: number, stream: string, external: string, of: string, payload: object): number => {
    const id = ++records;
    record({
      id,
      company_id: COMPANY,
      connection_id: connection,
      stream,
      external_id: external,
      state: 'applied',
      month: of,
      hash: 'h',
      latest_version: id,
      applied_version: id,
      first_seen_at: BIG_AT,
    });
    const text = JSON.stringify(payload);
    version({
      id,
      source_record_id: id,
      payload: text,
      hash: 'h',
      run_id: RUN,
      fetched_at: BIG_AT,
      first_open_month: '2025-01',
    });
    return id;
  };
  for (let id = 1; id <= contracts; id++) {
    const buyer = clientOf(id);
    const { firstName, lastName, mailbox } = nameOf(buyer);
    if (buyer > clients) {
      clients = buyer;
      const key = `holded:c${buyer}`;
      const code = `C-${String(buyer).padStart(6, '0')}`;
      const name = `${firstName} ${lastName}`;
      client({
        id: buyer,
        company_id: COMPANY,
        key,
        code,
        name,
        organisation: 0,
        tax_id: taxIdOf(20_000_000 + buyer),
        phone: null,
        merged_into: null,
      });
      outside({
        id: buyer,
        company_id: COMPANY,
        system: 'holded',
        external_id: `c${buyer}`,
        client_id: buyer,
        origin_client_id: buyer,
        why: 'first seen here',
      });
      email({
        id: buyer,
        company_id: COMPANY,
        email: `${mailbox}${buyer}@correo.example`,
        client_id: buyer,
        system: 'holded',
      });
    }
    const service = 1 + (id % SERVICES);
    const cohort = 1 + (id % COHORTS);
    const net = priceOf(id);
    const date = startOf(cohort);
    const number = `F25${String(id).padStart(6, '0')}`;
    const gross = Math.round(net * 1.21);
    const bill = stored(1, 'invoices', `d${id}`, date.slice(0, 7), {
      id: `d${id}`,
      docNumber: number,
      contact: `c${buyer}`,
      total: gross / 100,
    });
    contract({
      id,
      company_id: COMPANY,
      key: `holded:course${service}@holded:d${id}`,
      client_id: buyer,
      service_id: service,
      currency: 'EUR',
      signed_price: null,
      status: id % 10 === 0 ? 'ENDED' : 'ACTIVE',
    });
    invoice({
      id,
      company_id: COMPANY,
      key: `holded:d${id}`,
      kind: 'invoice',
      number,
      date,
      due_date: date,
      currency: 'EUR',
      rate: '1',
      net,
      tax: gross - net,
      gross,
      withholding: 0,
      paid: id % 4 === 0 ? 0 : gross,
      status: id % 4 === 0 ? 'open' : 'paid',
      client_id: buyer,
      party_key: `holded:c${buyer}`,
      number_key: number.toLowerCase(),
      source_record_id: bill,
    });
    line({
      id,
      invoice_id: id,
      position: 0,
      line_key: `l${id}`,
      description: `${COURSES[service % COURSES.length]} - matrícula`,
      net,
      tax: gross - net,
      tax_rate: 2100,
      account_key: `holded:course${service}`,
      service_id: service,
      contract_id: id,
      why: 'first document for this service',
    });
    if (id % 4 !== 0) payment({ id, invoice_id: id, external_id: `p${id}`, date, amount: gross });
    const place = stored(2, 'enrolments', `e${id}`, date.slice(0, 7), {
      id,
      user: buyer,
      cohort,
      educational_status: 'ACTIVE',
    });
    period({
      id,
      company_id: COMPANY,
      key: `fourgeeks:e${id}`,
      client_id: buyer,
      cohort_id: cohort,
      contract_id: id,
      why: 'the only free course',
      start_date: startOf(cohort),
      end_date: endOf(cohort),
      status: 'ACTIVE',
      status_word: 'ACTIVE',
      status_date: startOf(cohort),
      status_date_source: 'record_edit',
      observed_on: '2025-07-01',
      source_record_id: place,
    });
  }
}

function writePostings(db: Database.Database, { contracts, months }: BigLedger): void {
  const posting = inserter(db, 'posting');
  let id = 0;
  for (let at = 0; at < months; at++) {
    const of = addMonths(month('2025-01'), at);
    for (let contract = 1; contract <= contracts; contract++) {
      const amount = Math.floor(priceOf(contract) / 8) + at;
      posting({
        id: ++id,
        company_id: COMPANY,
        contract_id: contract,
        month: of,
        kind: 'service',
        amount,
        currency: 'EUR',
        functional_amount: amount,
        inputs_hash: HASH,
        run_id: RUN,
        posted_at: BIG_AT,
      });
    }
  }
}

function writeIssues(db: Database.Database, { contracts, issues }: BigLedger): void {
  const issue = inserter(db, 'issue');
  const sighting = inserter(db, 'issue_sighting');
  for (let id = 1; id <= issues; id++) {
    const kind = ISSUE_KINDS[(id * 7) % ISSUE_KINDS.length];
    if (!kind) throw new RangeError('The taxonomy is empty');
    const about = 1 + ((id * 31) % Math.max(contracts, 1));
    const number = `F25${String(about).padStart(6, '0')}`;
    const entity = kind.code === 'SERVICE_UNKNOWN' ? 'service' : kind.family === 'client' ? 'client' : 'contract';
    const key =
      entity === 'service'
        ? `holded:unknown${id % 40}`
        : entity === 'client'
          ? `holded:c${clientOf(about)}`
          : `holded:course${1 + (about % SERVICES)}@holded:d${about}`;
    const settled = id % 20 === 0;
    issue({
      id,
      company_id: COMPANY,
      code: kind.code,
      fingerprint: `f${id}`,
      scope: `bench:${id}`,
      integration: ['holded', 'fourgeeks', 'notion', 'monthend'][id % 4] ?? 'holded',
      operation: ['invoices', 'service-periods', 'matching'][id % 3] ?? 'invoices',
      entity_type: entity,
      external_id: key,
      discriminator: String(id),
      message: kind.meaning.replace('{number}', number),
      details: JSON.stringify({ number, contract: key, month: '2025-03' }),
      severity: kind.severity,
      effect: kind.effect,
      amount: (id * 9_973) % 900_000,
      month: `2025-0${1 + (id % 6)}`,
      status: settled ? 'resolved' : id % 33 === 0 ? 'ignored' : 'pending',
      reason: settled ? 'The cause is gone.' : null,
      who: null,
      first_seen_at: `2025-0${1 + (id % 6)}-0${1 + (id % 9)}T08:00:00.000Z`,
      closed_at: settled ? BIG_AT : null,
      reopened: 0,
      source_record_id: null,
    });
    sighting({
      issue_id: id,
      last_seen_at: `2025-07-0${1 + (id % 2)}T08:00:00.000Z`,
      times_seen: 1 + (id % 12),
      run_id: RUN,
      balance_at_risk: (id * 7_919) % 1_000_000,
      month_at_risk: (id * 104_729) % 200_000,
    });
  }
}
