/** From what was typed to a decision: which fields an answer asks for, what they begin with, and the value they make. Pure. */
import { parseCivilDate } from '../../../shared/domain/civil-date.ts';
import { parseCurrency, parseDecimal, toMinor } from '../../../shared/domain/money.ts';

export interface Proposal {
  readonly kind: string;
  readonly subject: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly words: string;
  readonly needs: readonly string[];
}

export type Typed = Readonly<Record<string, string>>;
export interface Draft {
  readonly kind: string;
  readonly subject: string;
  readonly value: Record<string, unknown>;
}

export const DATE_FIELDS: readonly string[] = ['start', 'end', 'lastDay', 'firstDay', 'newEnd', 'returnDay'];

/** The fields to fill in. A date that was found but doubted can be corrected on the spot. */
export function fieldsOf(proposal: Proposal): readonly string[] {
  return proposal.kind === 'stop-date' ? ['lastDay'] : proposal.needs;
}

/** What the fields begin with: what the source said, swapped where it had the two days the wrong way round. */
export function firstTyped(proposal: Proposal, details: Readonly<Record<string, unknown>>): Typed {
  const { start, end, which } = details;
  if (proposal.kind === 'dates' && which === undefined && isDay(start) && isDay(end)) {
    return start > end ? { start: end, end: start } : { start, end };
  }
  const given = proposal.value.lastDay;
  return isDay(given) ? { lastDay: given } : {};
}

const isDay = (value: unknown): value is string => typeof value === 'string' && parseCivilDate(value) !== null;

/** The decision, or null while something is missing or cannot be read. */
export function draftOf(proposal: Proposal, typed: Typed, currency: string): Draft | null {
  const value: Record<string, unknown> = { ...proposal.value };
  const fields = fieldsOf(proposal);
  for (const field of fields) {
    const read = readField(field, typed[field] ?? '', currency);
    // One of the two days of a course may already be known.
    if (read === null && proposal.kind === 'dates') continue;
    if (read === null) return null;
    value[field] = read;
  }
  if (proposal.kind === 'dates' && fields.length > 0 && value.start === undefined && value.end === undefined)
    return null;
  return { kind: proposal.kind, subject: proposal.subject, value };
}

function readField(field: string, text: string, code: string): unknown {
  if (text.trim() === '') return null;
  if (DATE_FIELDS.includes(field)) return isDay(text) ? text : null;
  if (field === 'refund' || field === 'amount') return readAmount(text, code);
  if (field === 'basisPoints') return hundredths(text);
  if (field === 'rate') return /^\d+([.,]\d+)?$/.test(text.trim()) ? text.trim().replace(',', '.') : null;
  return text;
}

/** An amount as typed, in minor units; null when it is none, or below zero. */
export function readAmount(text: string, code: string): number | null {
  const currency = parseCurrency(code);
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  // Three digits behind a single sign are thousands: nobody types tenths of a cent.
  const decimal = parseDecimal(/^\d{1,3}[.,]\d{3}$/.test(plain) ? plain.replace(/[.,]/, '') : plain);
  if (currency === null || decimal === null || decimal.units < 0n) return null;
  return toMinor(decimal, currency);
}

function hundredths(text: string): number | null {
  const decimal = parseDecimal(text.replace('%', '').trim());
  if (decimal === null || decimal.scale > 2) return null;
  const points = Number(decimal.units) * 10 ** (2 - decimal.scale);
  return points >= 0 && points <= 10_000 ? points : null;
}

/** Decisions name a contract by its first document. */
export function documentOfContract(key: string): string {
  return key.slice(key.indexOf('@') + 1);
}
