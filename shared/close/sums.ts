import type { Minor } from '../domain/money.ts';

/** The sum of amounts. Throws a RangeError beyond the safe integers, where a sum would go wrong without a word. */
export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  if (!Number.isSafeInteger(total)) throw new RangeError('A sum is larger than this ledger can hold');
  return total;
}

/** The sum of one figure of each item. */
export function sumOf<T>(items: Iterable<T>, figure: (item: T) => Minor): Minor {
  let total = 0;
  for (const item of items) total += figure(item);
  if (!Number.isSafeInteger(total)) throw new RangeError('A sum is larger than this ledger can hold');
  return total;
}

/** Items by a key, keys in the order in which they first occur. */
export function grouped<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** Text order that no locale changes. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
