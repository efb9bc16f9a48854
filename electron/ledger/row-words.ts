/** A row of the ledger as an operator would name it: "Invoice F250031", "Client C-0012 Ana Ruiz", "Posting March 2025 of contract 12". */
import { fillWords, isIssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { monthInWords, parseMonth } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';
import { BUSINESS_TABLES, type BusinessTable } from './writer.ts';

type Content = Readonly<Record<string, unknown>>;
type Namer = (row: Content, ledger: Ledger) => string;

const NAMERS: Readonly<Record<BusinessTable, Namer>> = {
  client: (row) => `Client ${row.code}${row.name === row.code ? '' : ` ${row.name}`}`,
  client_external_id: (row, ledger) => `${row.system} id ${row.external_id} of ${of(ledger, 'client', row.client_id)}`,
  client_email: (row, ledger) => `E-mail of ${of(ledger, 'client', row.client_id)}`,
  service: (row) => `Service ${row.name}`,
  service_external_id: (row, ledger) =>
    `${row.system} id ${row.external_id} of ${of(ledger, 'service', row.service_id)}`,
  cohort: (row) => `Cohort ${row.slug}`,
  cohort_plan_version: (row, ledger) => `Plan ${row.seq} of ${of(ledger, 'cohort', row.cohort_id)}`,
  contract: (row, ledger) => `Contract ${row.id} of ${of(ledger, 'client', row.client_id)}`,
  contract_event: (row) => `Entry of ${row.date} in contract ${row.contract_id}`,
  invoice: (row) => `${row.kind === 'credit_note' ? 'Credit note' : 'Invoice'} ${row.number ?? row.key}`,
  invoice_line: (row, ledger) => `Line ${Number(row.position) + 1} of ${of(ledger, 'invoice', row.invoice_id)}`,
  payment: (row, ledger) => `Payment of ${row.date} on ${of(ledger, 'invoice', row.invoice_id)}`,
  service_period: (row, ledger) =>
    `Enrolment of ${of(ledger, 'client', row.client_id)} in ${of(ledger, 'cohort', row.cohort_id)}`,
  period_status_event: (row, ledger) => `Status ${row.status_word} in ${of(ledger, 'service_period', row.period_id)}`,
  posting: (row) => `Posting ${monthWords(row.month)} of contract ${row.contract_id}`,
  issue: (row) => `Issue ${row.id}: ${issueTitle(row)}`,
};

const PLAIN: Readonly<Record<BusinessTable, string>> = {
  client: 'Client',
  client_external_id: 'Client id',
  client_email: 'Client e-mail',
  service: 'Service',
  service_external_id: 'Service id',
  cohort: 'Cohort',
  cohort_plan_version: 'Cohort plan',
  contract: 'Contract',
  contract_event: 'Contract entry',
  invoice: 'Document',
  invoice_line: 'Line',
  payment: 'Payment',
  service_period: 'Enrolment',
  period_status_event: 'Status',
  posting: 'Posting',
  issue: 'Issue',
};

/** Names a row by its content; by its number where the content is not known any more. */
export function rowInWords(ledger: Ledger, tableName: string, id: number, content: Content | null): string {
  if (tableName === 'source_record') return recordInWords(ledger, id);
  const table = BUSINESS_TABLES.find((each) => each === tableName);
  if (!table) return `${tableName.replaceAll('_', ' ')} ${id}`;
  return content === null ? `${PLAIN[table]} ${id}` : NAMERS[table]({ ...content, id }, ledger);
}

/** Another row inside a sentence; one that is gone is named by what it was last. */
function of(ledger: Ledger, table: BusinessTable, reference: unknown): string {
  const id = Number(reference);
  const row =
    ledger.prepare<[number], Content>(`SELECT * FROM ${table} WHERE id = ?`).get(id) ?? lastContent(ledger, table, id);
  const words = rowInWords(ledger, table, id, row);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function lastContent(ledger: Ledger, table: BusinessTable, id: number): Content | null {
  const text = ledger
    .prepare<[string, number], string>(
      "SELECT before FROM change WHERE table_name = ? AND row_id = ? AND op = 'delete' ORDER BY id DESC LIMIT 1",
    )
    .pluck()
    .get(table, id);
  return text === undefined ? null : (JSON.parse(text) as Content);
}

function recordInWords(ledger: Ledger, id: number): string {
  const row = ledger
    .prepare<[number], { label: string; stream: string; external_id: string }>(
      `SELECT c.label, s.stream, s.external_id FROM source_record s JOIN connection c ON c.id = s.connection_id WHERE s.id = ?`,
    )
    .get(id);
  return row ? `Record ${row.external_id} of ${row.label} ${row.stream}` : `Record ${id}`;
}

function monthWords(text: unknown): string {
  const month = parseMonth(String(text));
  return month === null ? String(text) : monthInWords(month);
}

function issueTitle({ code, details }: Content): string {
  if (typeof code !== 'string' || !isIssueCode(code)) return String(code);
  return fillWords(issueKind(code).title, JSON.parse(String(details)) as Record<string, unknown>);
}
