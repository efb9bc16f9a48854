/** The words of the ledger: statuses and kinds that several rooms share. Each list is the single source of its type. */

/** Programme family: full stack, data science, cyber security, AI engineering. Other words may be configured. */
export type ServiceType = string;

export const DOCUMENT_KINDS = ['invoice', 'credit_note'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_STATUSES = ['draft', 'open', 'partly_paid', 'paid', 'void'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

export const PERIOD_STATUSES = ['ACTIVE', 'POSTPONED', 'DROPPED', 'ENDED'] as const;
export type PeriodStatus = (typeof PERIOD_STATUSES)[number];

export const CONTRACT_STATUSES = ['ACTIVE', 'CANCELED', 'CLOSED'] as const;
export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

export const POSTING_KINDS = [
  'service',
  'catch_up',
  'reversal',
  'breakage',
  'prior_period',
  'manual',
  'opening',
] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];

export const EXECUTION_STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];

export const SOURCE_STATES = ['new', 'applied', 'held', 'excluded', 'gone'] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

export const ISSUE_STATUSES = ['pending', 'resolved', 'ignored'] as const;
export type IssueStatus = (typeof ISSUE_STATUSES)[number];

export const RECOGNITION_METHODS = [
  'daily',
  'monthly_even',
  'monthly_prorata',
  'edges_daily',
  'thirty_360',
  'full_months',
  'sessions',
  'sessions_total',
  'point_in_time',
] as const;
export type RecognitionMethod = (typeof RECOGNITION_METHODS)[number];

/** The import steps in the one order they run in. */
export const IMPORT_STEPS = ['services', 'invoices', 'crm-clients', 'service-periods', 'notion-external-id'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];
export const STEPS = [...IMPORT_STEPS, 'accruals'] as const;
export type Step = (typeof STEPS)[number];

/** Steps that are worked month by month; the others run once over the whole range. */
export const MONTHLY_STEPS: readonly Step[] = ['invoices', 'accruals'];
