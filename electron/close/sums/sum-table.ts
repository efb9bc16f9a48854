/**
 * Sums by key, each a few whole numbers side by side. What one thing adds can be taken away again to the last cent, so a total is
 * brought up to date by what changed in it; a key of which nothing is left is no longer there.
 */

export type SumTable = Map<string, number[]>;

const SEPARATOR = '\u001f';

export function keyOf(...words: readonly string[]): string {
  return words.join(SEPARATOR);
}

export function wordsOfKey(key: string): string[] {
  return key.split(SEPARATOR);
}

/** The numbers of a key, to be added to. */
export function rowAt(table: SumTable, key: string): number[] {
  let numbers = table.get(key);
  if (!numbers) {
    numbers = [];
    table.set(key, numbers);
  }
  return numbers;
}

export function plus(numbers: number[], at: number, amount: number): void {
  while (numbers.length <= at) numbers.push(0);
  numbers[at] = (numbers[at] ?? 0) + amount;
}

/** Adds numbers to those of a key, from a place in them on. */
export function addAt(table: SumTable, key: string, from: number, amounts: readonly number[]): void {
  const numbers = rowAt(table, key);
  for (let at = 0; at < amounts.length; at++) plus(numbers, from + at, amounts[at] ?? 0);
}

/** Adds a whole table to another one, or takes it away. */
export function merge(into: SumTable, from: SumTable, sign: 1 | -1): void {
  for (const [key, amounts] of from) {
    addAt(into, key, 0, sign === 1 ? amounts : amounts.map((amount) => -amount));
    if (isNothing(into.get(key) ?? [])) into.delete(key);
  }
}

/** The same text for the same sums, however they came together. Throws beyond the safe integers, where sums would go wrong. */
export function written(table: SumTable): string {
  const rows = [...table].flatMap(([key, amounts]) => {
    const last = amounts.findLastIndex((amount) => amount !== 0);
    if (!amounts.every(Number.isSafeInteger)) throw new RangeError('A sum is larger than this ledger can hold');
    return last < 0 ? [] : ([[key, amounts.slice(0, last + 1).map((amount) => amount + 0)]] as const);
  });
  return JSON.stringify(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function read(text: string): SumTable {
  const rows: [string, number[]][] = JSON.parse(text);
  return new Map(rows);
}

function isNothing(amounts: readonly number[]): boolean {
  return amounts.every((amount) => amount === 0);
}
