import type { IssueKind } from './issue-kinds/issue-kind.ts';
import type { IssueCode } from './issue-taxonomy.ts';
import type { Minor } from './money.ts';
import type { Month } from './month.ts';

export const ISSUE_ENTITIES = [
  'connection',
  'stream',
  'record',
  'client',
  'service',
  'invoice',
  'contract',
  'period',
  'cohort',
  'status',
  'page',
  'month',
] as const;
export type IssueEntity = (typeof ISSUE_ENTITIES)[number];

/** What an issue is about, by names that survive a rebuild of the ledger: never a surrogate id. */
export interface IssueSubject {
  readonly entity: IssueEntity;
  /** `SYSTEM:EXTERNAL_ID` of the record, client or contract concerned; for mappings the word or account to map. */
  readonly key: string;
}

/** A finding before it is compared with the issues on file. Same code + subject + discriminator = same issue. */
export interface IssueDraft {
  readonly code: IssueCode;
  readonly subject: IssueSubject;
  /** Tells apart several findings of one kind on one subject; the word or id that differs. */
  readonly discriminator?: string;
  /** Fills the sentence of the kind. Codes, numbers, dates and names of programmes; no personal data but client codes. */
  readonly details: Readonly<Record<string, string | number | null | readonly string[]>>;
  /** Balance at risk, company currency, never negative. */
  readonly amount: Minor;
  /** Month of the record's own date; null when it has none. */
  readonly month: Month | null;
  /** Where it is not as urgent as its kind: a grace that still runs. */
  readonly severity?: IssueKind['severity'];
}
