/** Numbers that a series leaves out. A number is nobody's loss until somebody says why it is missing. */
import type { CivilDate } from '../domain/civil-date.ts';
import { compareText, grouped } from './sums.ts';

export interface NumberedDocument {
  readonly number: string;
  readonly date: CivilDate;
}

export interface NumberGap {
  /** What all numbers of the series begin and end with; the running number stands between. */
  readonly series: string;
  /** First and last missing number, written as the series writes them; the same when one is missing. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** The documents on either side, which say in which month the missing ones should be. */
  readonly after: NumberedDocument;
  readonly before: NumberedDocument;
}

interface Parsed {
  readonly prefix: string;
  readonly suffix: string;
  /** Exact: a number too long for one is a bigint. */
  readonly value: number | bigint;
  readonly width: number;
  readonly document: NumberedDocument;
}

/** Digits that a number holds exactly. */
const EXACT = 15;

/**
 * The gaps of each series, in order. The last run of digits in a number is its running number; what stands before it names the
 * series, so that a new year begins a new one. Drafts and voided documents belong in the list: they explain their numbers.
 */
export function numberGaps(documents: Iterable<NumberedDocument>): NumberGap[] {
  const parsed: Parsed[] = [];
  for (const document of documents) {
    const match = /^(.*?)(\d+)(\D*)$/su.exec(document.number.normalize('NFKC').trim().toUpperCase());
    if (!match) continue;
    const [, prefix = '', digits = '', suffix = ''] = match;
    const value = digits.length > EXACT ? BigInt(digits) : Number(digits);
    parsed.push({ prefix, suffix, value, width: digits.length, document });
  }
  const gaps: NumberGap[] = [];
  for (const own of grouped(parsed, ({ prefix, suffix }) => JSON.stringify([prefix, suffix])).values()) {
    own.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
    own.forEach((next, at) => {
      const last = own[at - 1];
      if (!last) return;
      const [below, above] = [BigInt(last.value), BigInt(next.value)];
      if (above - below <= 1n) return;
      const written = (value: bigint) => `${next.prefix}${String(value).padStart(last.width, '0')}${next.suffix}`;
      gaps.push({
        series: `${next.prefix}${next.suffix}`,
        from: written(below + 1n),
        to: written(above - 1n),
        count: Number(above - below - 1n),
        after: last.document,
        before: next.document,
      });
    });
  }
  return gaps.sort((a, b) => compareText(a.series, b.series));
}
