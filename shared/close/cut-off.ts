/** Cut-off tests: what may sit on the wrong side of a month's end. Each finding is a question, not a fault. */
import { addDays, type CivilDate, daysBetween } from '../domain/civil-date.ts';
import type { DocumentKind } from '../domain/entities.ts';
import type { Currency, Minor } from '../domain/money.ts';
import { lastDay, type Month, monthOf } from '../domain/month.ts';

export const CUT_OFF_TESTS = ['created_late', 'billed_next_month', 'credited_next_month', 'status_seen_late'] as const;
export type CutOffTest = (typeof CUT_OFF_TESTS)[number];

export interface CutOffDocument {
  readonly id: string;
  readonly number: string | null;
  readonly kind: DocumentKind;
  readonly date: CivilDate;
  /** Day the source says it was made; null when it does not. */
  readonly createdOn: CivilDate | null;
  readonly currency: Currency;
  readonly netMinor: Minor;
  readonly contractId: string | null;
  /** First day of service of its contract; null when not known. */
  readonly serviceStart: CivilDate | null;
  /** Of a credit note: the date of the invoice it corrects. */
  readonly originDate: CivilDate | null;
}

export interface CutOffStatus {
  readonly contractId: string;
  readonly status: string;
  /** The day it counts from. */
  readonly effective: CivilDate;
  /** The day it was recorded, or first seen here. */
  readonly recordedOn: CivilDate;
}

export interface CutOffFinding {
  readonly test: CutOffTest;
  /** Id of the document, or of the contract whose status it is. */
  readonly subject: string;
  readonly number: string | null;
  readonly contractId: string | null;
  readonly date: CivilDate;
  /** Days after the month, or after its own date, that make it a question. */
  readonly days: number;
  readonly currency: Currency | null;
  readonly netMinor: Minor | null;
}

export interface CutOffInput {
  readonly month: Month;
  readonly documents: Iterable<CutOffDocument>;
  readonly statuses: Iterable<CutOffStatus>;
  /** A document made more than so many days after its date is asked about; 5. */
  readonly createdAfterDays?: number;
  /** Days of the next month in which credit notes are looked at; 10. */
  readonly creditDays?: number;
}

/** Everything around the end of a month that somebody should look at, test by test. */
export function cutOffFindings(input: CutOffInput): CutOffFinding[] {
  const { month, createdAfterDays = 5, creditDays = 10 } = input;
  const end = lastDay(month);
  const next = addDays(end, 1);
  const nextMonth = monthOf(next);
  const findings: CutOffFinding[] = [];
  for (const document of input.documents) {
    const { id, number, kind, date, createdOn, contractId, currency, netMinor } = document;
    const found = (test: CutOffTest, days: number) =>
      findings.push({ test, subject: id, number, contractId, date, days, currency, netMinor });
    if (monthOf(date) === month && createdOn !== null && daysBetween(date, createdOn) > createdAfterDays)
      found('created_late', daysBetween(date, createdOn));
    if (kind === 'invoice' && monthOf(date) === nextMonth && inMonth(document.serviceStart, month))
      found('billed_next_month', daysBetween(end, date));
    const early = date >= next && daysBetween(next, date) < creditDays;
    if (kind === 'credit_note' && early && inMonth(document.originDate, month))
      found('credited_next_month', daysBetween(end, date));
  }
  for (const { contractId, effective, recordedOn } of input.statuses) {
    if (effective > end || recordedOn <= end) continue;
    const about = { subject: contractId, number: null, contractId, currency: null, netMinor: null };
    findings.push({ test: 'status_seen_late', ...about, date: effective, days: daysBetween(end, recordedOn) });
  }
  return findings.sort((a, b) => CUT_OFF_TESTS.indexOf(a.test) - CUT_OFF_TESTS.indexOf(b.test));
}

function inMonth(date: CivilDate | null, month: Month): boolean {
  return date !== null && monthOf(date) === month;
}
