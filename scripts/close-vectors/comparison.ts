import { z } from 'zod';

/** One thing a block of the file expects, beside what the close arithmetic says. */
export interface Compared {
  readonly name: string;
  readonly expected: unknown;
  readonly answer: unknown;
  /** The answer may hold nothing that is not expected, but for zeros; otherwise only what is listed is looked at. */
  readonly exact?: boolean;
}

const fields = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());
/** Words beside the figures, for people. */
const REMARKS = new Set(['why', 'note', 'rule']);

/** Where an answer is not the expected one; empty when it is. */
export function differences({ name, expected, answer, exact = false }: Compared): string[] {
  const wantedList = list.safeParse(expected);
  if (wantedList.success) {
    const got = list.safeParse(answer);
    if (!got.success) return [`${name}: expected a list`];
    const sizes =
      wantedList.data.length === got.data.length
        ? []
        : [`${name}: ${wantedList.data.length} expected, got ${got.data.length}`];
    return [
      ...sizes,
      ...wantedList.data.flatMap((wanted, at) =>
        differences({ name: `${name}[${at}]`, expected: wanted, answer: got.data[at], exact }),
      ),
    ];
  }
  const wanted = fields.safeParse(expected);
  if (wanted.success) {
    const got = fields.safeParse(answer);
    if (!got.success) return [`${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(answer)}`];
    const keys = Object.keys(wanted.data).filter((key) => !REMARKS.has(key));
    const extra = exact
      ? Object.keys(got.data).filter((key) => !(key in wanted.data) && !isNothing(got.data[key]))
      : [];
    return [
      ...keys.flatMap((key) =>
        differences({ name: `${name}.${key}`, expected: wanted.data[key], answer: got.data[key], exact }),
      ),
      ...extra.map((key) => `${name}.${key}: not expected, got ${JSON.stringify(got.data[key])}`),
    ];
  }
  return Object.is(expected, answer) || (expected === 0 && answer === 0)
    ? []
    : [`${name}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(answer)}`];
}

function isNothing(value: unknown): boolean {
  if (value === 0 || value === null || value === undefined) return true;
  const inside = fields.safeParse(value);
  return inside.success && Object.values(inside.data).every(isNothing);
}
