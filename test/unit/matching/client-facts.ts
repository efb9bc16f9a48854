/** Short ways to write one client's facts. */
import type {
  ClientFacts,
  EnrolmentFact,
  LineFact,
  MatchDecisions,
  MatchResult,
  ServiceFact,
} from '../../../electron/sync/matching/facts.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { currency } from '../../../shared/domain/money.ts';

export const SERVICES: readonly ServiceFact[] = [
  { serviceId: 1, serviceKey: 'S:fs', name: 'Full stack', serviceType: 'FS' },
  { serviceId: 2, serviceKey: 'S:ds', name: 'Data science', serviceType: 'DS' },
  { serviceId: 3, serviceKey: 'S:misc', name: 'Workshop', serviceType: null },
];

export function service(id: number): ServiceFact {
  const found = SERVICES.find(({ serviceId }) => serviceId === id);
  if (!found) throw new RangeError(`No service ${id}`);
  return found;
}

interface LineOptions {
  readonly credit?: boolean;
  readonly origin?: string;
  readonly service?: number;
  readonly currency?: string;
  readonly line?: string;
}

/** An invoice line (a credit note's with `credit`); the document's number is its key, and the line's id a hash of both. */
export function line(number: string, date: string, net: number, options: LineOptions = {}): LineFact {
  const lineKey = options.line ?? '1';
  const { serviceId, serviceKey } = service(options.service ?? 1);
  return {
    lineId: [...`${number}#${lineKey}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7),
    documentKey: `S:${number}`,
    lineKey,
    kind: options.credit ? 'credit_note' : 'invoice',
    number,
    date: civilDate(date),
    currency: currency(options.currency ?? 'EUR'),
    serviceId,
    serviceKey,
    net,
    originKey: options.origin ? `S:${options.origin}` : null,
  };
}

export function enrolment(
  key: string,
  start: string | null,
  end: string | null,
  options: Partial<Pick<EnrolmentFact, 'serviceType' | 'status'>> & { stop?: string } = {},
): EnrolmentFact {
  return {
    periodId: [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 11),
    key: `C:${key}`,
    cohort: key,
    serviceType: options.serviceType === undefined ? 'FS' : options.serviceType,
    start: start === null ? null : civilDate(start),
    end: end === null ? null : civilDate(end),
    status: options.status ?? (options.stop ? 'DROPPED' : 'ACTIVE'),
    stoppedAfter: options.stop ? civilDate(options.stop) : null,
  };
}

export interface Decided {
  readonly documents?: Readonly<Record<string, { with: string } | 'new'>>;
  readonly enrolments?: Readonly<Record<string, { with: string }>>;
  readonly unlinked?: readonly string[];
  readonly signed?: Readonly<Record<string, number>>;
  readonly confirmed?: readonly string[];
}

export function decisions(decided: Decided = {}): MatchDecisions {
  return {
    contractOfDocument: new Map(Object.entries(decided.documents ?? {})),
    contractOfEnrolment: new Map(Object.entries(decided.enrolments ?? {})),
    unlinked: new Set(decided.unlinked),
    signedPrice: new Map(Object.entries(decided.signed ?? {})),
    confirmed: new Set(decided.confirmed),
  };
}

export function client(
  lines: readonly LineFact[],
  enrolments: readonly EnrolmentFact[] = [],
  decided: Decided = {},
): ClientFacts {
  return {
    clientKey: 'S:client',
    clientCode: 'C-0001',
    lines,
    enrolments,
    services: new Map(SERVICES.map((one) => [one.serviceId, one])),
    decisions: decisions(decided),
    transferWindowDays: 60,
  };
}

/** What matters of a result, in numbers and cohorts: `F1 F2 | spring` for each contract. */
export function told(facts: ClientFacts, result: MatchResult): string[] {
  const numbers = new Map(facts.lines.map((one) => [one.lineId, one.number ?? one.documentKey]));
  const cohorts = new Map(facts.enrolments.map((one) => [one.periodId, one.cohort]));
  return result.contracts.map((contract) => {
    const documents = new Set(contract.lines.map(({ lineId }) => numbers.get(lineId)));
    const courses = contract.enrolments.map(({ periodId }) => cohorts.get(periodId));
    return [...documents].join(' ') + (courses.length > 0 ? ` | ${courses.join(' ')}` : '');
  });
}

/** Codes with the subject they are about. */
export function codes(result: MatchResult): string[] {
  return result.issues.map(({ code, subject }) => `${code} ${subject.key}`).sort();
}
