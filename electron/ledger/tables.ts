/** The ledger's tables as types, for kysely and for the writer: what a row holds, column by column. */

export interface CompanyRow {
  id: number;
  name: string;
  base_currency: string;
  time_zone: string;
  first_month: string;
  created_at: string;
}

export interface SettingRow {
  company_id: number;
  key: string;
  value: string;
}

export interface ConnectionRow {
  id: number;
  company_id: number;
  provider: string;
  label: string;
  config: string;
  status: string;
  last_success_at: string | null;
  last_problem: string | null;
  created_at: string;
}

export interface SecretRow {
  connection_id: number;
  name: string;
  sealed: Buffer;
  created_at: string;
}

export interface SyncRunRow {
  id: number;
  company_id: number;
  kind: string;
  trigger: string;
  status: string;
  range_from: string | null;
  range_until: string | null;
  options: string;
  who: string;
  started_at: string;
  completed_at: string | null;
  error: string | null;
  undone_by: number | null;
}

export interface StepExecutionRow {
  id: number;
  run_id: number;
  position: number;
  step: string;
  month: string | null;
  status: string;
  started_at: string | null;
  completed_at: string | null;
  cursor: string | null;
  counts: string | null;
  error: string | null;
  metrics: string | null;
}

export interface FetchPageRow {
  execution_id: number;
  seq: number;
  connection_id: number;
  stream: string;
  cursor: string | null;
  records: Buffer;
  declared: number | null;
}

export interface SyncedMonthRow {
  company_id: number;
  month: string;
}

export interface IntegrationLogRow {
  id: number;
  execution_id: number | null;
  connection_id: number | null;
  at: string;
  operation: string;
  outcome: string;
  calls: number;
  ms: number;
}

export interface SourceRecordRow {
  id: number;
  company_id: number;
  connection_id: number;
  stream: string;
  external_id: string;
  state: string;
  reason: string | null;
  month: string | null;
  hash: string;
  latest_version: number;
  applied_version: number | null;
  applied_mapper: number | null;
  first_seen_at: string;
}

export interface SourceRecordVersionRow {
  id: number;
  source_record_id: number;
  payload: string;
  hash: string;
  run_id: number;
  fetched_at: string;
  first_open_month: string;
}

export interface DecisionRow {
  id: number;
  company_id: number;
  kind: string;
  subject: string;
  value: string;
  reason: string;
  who: string;
  decided_at: string;
  run_id: number | null;
  undone_at: string | null;
  undone_by: string | null;
}

export interface ClientRow {
  id: number;
  company_id: number;
  key: string;
  code: string;
  name: string;
  organisation: number | null;
  tax_id: string | null;
  phone: string | null;
  merged_into: number | null;
}

export interface ClientExternalIdRow {
  id: number;
  company_id: number;
  system: string;
  external_id: string;
  client_id: number;
  origin_client_id: number;
  why: string;
}

export interface ClientEmailRow {
  id: number;
  company_id: number;
  email: string;
  client_id: number;
  system: string;
}

export interface ServiceRow {
  id: number;
  company_id: number;
  key: string;
  name: string;
  account_number: string | null;
  service_type: string | null;
  method: string;
  usual_months: number | null;
}

export interface ServiceExternalIdRow {
  id: number;
  company_id: number;
  system: string;
  external_id: string;
  service_id: number;
}

export interface ContractRow {
  id: number;
  company_id: number;
  key: string;
  client_id: number;
  service_id: number;
  currency: string;
  signed_price: number | null;
  status: string;
}

export interface ContractEventRow {
  id: number;
  contract_id: number;
  seq: number;
  kind: string;
  date: string;
  detail: string;
}

export interface InvoiceRow {
  id: number;
  company_id: number;
  key: string;
  kind: string;
  number: string | null;
  date: string;
  due_date: string | null;
  currency: string;
  rate: string | null;
  net: number | null;
  tax: number;
  gross: number;
  withholding: number;
  paid: number;
  status: string;
  client_id: number | null;
  party_key: string | null;
  origin_key: string | null;
  credit_reason: string | null;
  number_key: string | null;
  excluded: string | null;
  blocked: string | null;
  source_record_id: number;
}

export interface InvoiceLineRow {
  id: number;
  invoice_id: number;
  position: number;
  line_key: string;
  description: string;
  net: number | null;
  tax: number | null;
  tax_rate: number | null;
  account_key: string | null;
  service_id: number | null;
  contract_id: number | null;
  why: string | null;
}

export interface PaymentRow {
  id: number;
  invoice_id: number;
  external_id: string;
  date: string;
  amount: number;
}

export interface CohortRow {
  id: number;
  company_id: number;
  key: string;
  slug: string;
  service_type: string | null;
  start_date: string | null;
  end_date: string | null;
  prework_days: number;
  source_record_id: number;
}

export interface CohortPlanVersionRow {
  id: number;
  cohort_id: number;
  seq: number;
  start_date: string | null;
  end_date: string | null;
  first_open_month: string;
}

export interface ServicePeriodRow {
  id: number;
  company_id: number;
  key: string;
  client_id: number;
  cohort_id: number;
  contract_id: number | null;
  why: string | null;
  start_date: string | null;
  end_date: string | null;
  status: string | null;
  status_word: string | null;
  status_date: string | null;
  status_date_source: string;
  observed_on: string;
  source_record_id: number;
}

export interface PeriodStatusEventRow {
  id: number;
  period_id: number;
  seq: number;
  status_word: string;
  effective_date: string | null;
  source: string;
  observed_on: string;
}

export interface PostingRow {
  id: number;
  company_id: number;
  contract_id: number;
  month: string;
  kind: string;
  amount: number;
  currency: string;
  functional_amount: number;
  note: string | null;
  inputs_hash: string;
  run_id: number;
  posted_at: string;
  contra_of: number | null;
}

export interface PeriodLockRow {
  id: number;
  company_id: number;
  month: string;
  action: string;
  at: string;
  who: string;
  reason: string | null;
}

export interface IssueRow {
  id: number;
  company_id: number;
  code: string;
  fingerprint: string;
  scope: string;
  integration: string;
  operation: string;
  entity_type: string;
  external_id: string;
  discriminator: string | null;
  message: string;
  details: string;
  severity: string;
  effect: string;
  amount: number;
  month: string | null;
  status: string;
  reason: string | null;
  who: string | null;
  first_seen_at: string;
  closed_at: string | null;
  reopened: number;
  source_record_id: number | null;
}

export interface IssueSightingRow {
  issue_id: number;
  last_seen_at: string;
  times_seen: number;
  run_id: number;
  balance_at_risk: number;
  month_at_risk: number;
}

/** What a person did about the work on an issue; only added to. */
export interface IssueCareEventRow {
  id: number;
  company_id: number;
  fingerprint: string;
  act: 'assigned' | 'snoozed' | 'woken';
  at: string;
  who: string;
  operator_id: number | null;
  until: string | null;
  reason: string | null;
  details: string | null;
  amount: number | null;
  reopened: number | null;
}

/** What these come to; kept by triggers. */
export interface IssueCareRow {
  company_id: number;
  fingerprint: string;
  operator_id: number | null;
  until: string | null;
  snooze_id: number | null;
}

/** What lists sort, filter and sum by; kept by triggers. */
export interface IssueListRow {
  issue_id: number;
  status: string;
  at_risk: number;
  month_at_risk: number;
  first_seen_at: string;
  last_seen_at: string;
  times_seen: number;
  code: string;
  integration: string;
  operation: string;
  entity_type: string;
  severity: string;
  month: string | null;
  cause: number;
  subject: number;
  records: number;
}

export interface IssueCauseRow {
  id: number;
  cause: string;
  code: string;
}

export interface ChangeRow {
  id: number;
  run_id: number;
  table_name: string;
  row_id: number;
  op: string;
  before: string | null;
  after: string | null;
  source_record_id: number | null;
}

export interface TouchedClientRow {
  client_id: number;
}

export interface AuditEventRow {
  id: number;
  company_id: number;
  at: string;
  who: string;
  action: string;
  subject: string;
  detail: string;
}

export interface ExportFileRow {
  id: number;
  company_id: number;
  at: string;
  who: string;
  kind: string;
  path: string;
  sha256: string;
  rows: number;
}

/** Table name to row type. */
export interface Tables {
  company: CompanyRow;
  setting: SettingRow;
  connection: ConnectionRow;
  secret: SecretRow;
  sync_run: SyncRunRow;
  step_execution: StepExecutionRow;
  fetch_page: FetchPageRow;
  synced_month: SyncedMonthRow;
  integration_log: IntegrationLogRow;
  source_record: SourceRecordRow;
  source_record_version: SourceRecordVersionRow;
  decision: DecisionRow;
  client: ClientRow;
  client_external_id: ClientExternalIdRow;
  client_email: ClientEmailRow;
  service: ServiceRow;
  service_external_id: ServiceExternalIdRow;
  contract: ContractRow;
  contract_event: ContractEventRow;
  invoice: InvoiceRow;
  invoice_line: InvoiceLineRow;
  payment: PaymentRow;
  cohort: CohortRow;
  cohort_plan_version: CohortPlanVersionRow;
  service_period: ServicePeriodRow;
  period_status_event: PeriodStatusEventRow;
  posting: PostingRow;
  period_lock: PeriodLockRow;
  issue: IssueRow;
  issue_sighting: IssueSightingRow;
  issue_care_event: IssueCareEventRow;
  issue_care: IssueCareRow;
  issue_list: IssueListRow;
  issue_cause: IssueCauseRow;
  change: ChangeRow;
  touched_client: TouchedClientRow;
  audit_event: AuditEventRow;
  export_file: ExportFileRow;
}
