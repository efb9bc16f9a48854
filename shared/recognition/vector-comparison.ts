import { z } from 'zod';
import type { VectorAnswer } from './vector-answer.ts';

/**
 * Compares answers as the vector file says: amounts exact, months as a map in which an absent month is 0, totals absent = 0, parts
 * only where the expectation lists them. Lists of other groups (postings, restatement, rows) are maps by month in the same sense.
 */

const entry = z.looseObject({ month: z.string() });
const entries = z.array(entry);
type Entry = z.output<typeof entry>;

/** The totals a recognition is compared by even if the expectation leaves them out. */
const TOTALS = ['totalMinor', 'suspendedMinor', 'creditedMinor'];
const amounts = z.record(z.string(), z.number());
const fields = z.record(z.string(), z.unknown());

/** Why an answer is not the expected one; empty when it is. */
export function differences(expected: unknown, answer: VectorAnswer): string[] {
  const parsed = fields.safeParse(expected);
  if (!parsed.success) return ['the expectation is not an object'];
  const wanted = parsed.data;
  if ('error' in wanted || 'error' in answer) {
    return wanted.error === answer.error ? [] : [`error: expected ${show(wanted.error)}, got ${show(answer.error)}`];
  }
  const foreign = 'functionalTotalMinor' in answer;
  const keys = new Set([...Object.keys(wanted), ...('months' in answer && !foreign ? ['months', ...TOTALS] : [])]);
  // The total in the company's currency goes by more than one name; what is not listed of it is not compared.
  const isTotal = (key: string) => foreign && /functional/i.test(key) && typeof wanted[key] === 'number';
  return [...keys].flatMap((key) =>
    compareField(key, wanted[key], isTotal(key) ? answer.functionalTotalMinor : answer[key]),
  );
}

function compareField(key: string, wanted: unknown, got: unknown): string[] {
  const wantedEntries = entries.safeParse(wanted);
  if (key === 'months' || wantedEntries.success) {
    const gotEntries = entries.safeParse(got ?? []);
    return wantedEntries.success && gotEntries.success
      ? compareEntries(key, wantedEntries.data, gotEntries.data)
      : [`${key}: expected a list of months`];
  }
  return (wanted ?? 0) === (got ?? 0) ? [] : [`${key}: expected ${show(wanted)}, got ${show(got)}`];
}

function compareEntries(key: string, wanted: readonly Entry[], got: readonly Entry[]): string[] {
  const left = new Map(got.map((value) => [value.month, value]));
  const found: string[] = [];
  const seen = new Set<string>();
  for (const value of wanted) {
    if (seen.has(value.month)) found.push(`${key} ${value.month}: listed twice`);
    seen.add(value.month);
    found.push(...compareEntry(`${key} ${value.month}`, value, left.get(value.month)));
    left.delete(value.month);
  }
  for (const value of left.values()) {
    if (isEmpty(value)) continue;
    found.push(`${key} ${value.month}: not expected, got ${show(value)}`);
  }
  return found;
}

function compareEntry(name: string, wanted: Entry, got: Entry | undefined): string[] {
  return Object.entries(wanted).flatMap(([field, value]) => {
    if (field === 'month') return [];
    if (field === 'parts') return compareParts(name, value, got);
    const amount = got?.[field] ?? 0;
    return value === amount ? [] : [`${name} ${field}: expected ${show(value)}, got ${show(amount)}`];
  });
}

/** A month without parts of its own is all service. */
function compareParts(name: string, wanted: unknown, got: Entry | undefined): string[] {
  const wantedParts = amounts.safeParse(wanted);
  if (!wantedParts.success) return [`${name} parts: expected amounts`];
  const gotParts = amounts.safeParse(got?.parts ?? { service: got?.amountMinor ?? 0 });
  const listed = gotParts.success ? gotParts.data : {};
  return [...new Set([...Object.keys(wantedParts.data), ...Object.keys(listed)])]
    .filter((part) => (wantedParts.data[part] ?? 0) !== (listed[part] ?? 0))
    .map((part) => `${name} ${part}: expected ${wantedParts.data[part] ?? 0}, got ${listed[part] ?? 0}`);
}

function isEmpty(value: Entry): boolean {
  return Object.values(value).every((amount) => typeof amount !== 'number' || amount === 0);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
