import { halfUpDiv, type Minor, safeMinor } from '../domain/money.ts';

/**
 * `amount x part / whole`, rounded half away from zero: the one rounding of the whole engine. `whole` must be positive.
 * Plain numbers while the product is exact, BigInt beyond 2^53: most contracts never pay for the exactness they do not need.
 */
export function proportion(amount: Minor, part: number, whole: number): Minor {
  const product = Math.abs(amount * part);
  if (product > Number.MAX_SAFE_INTEGER) {
    return safeMinor(halfUpDiv(BigInt(amount) * BigInt(part), BigInt(whole)));
  }
  const rest = product % whole;
  const magnitude = (product - rest) / whole + (rest * 2 >= whole ? 1 : 0);
  return magnitude !== 0 && amount < 0 !== part < 0 ? -magnitude : magnitude;
}

/**
 * Splits a pool over weights by cumulative rounding: what is passed so far is one rounding, a share is the difference of two.
 * So the sum is exact, a weight of 0 gets 0, and a later weight never disturbs an earlier share. `whole` is the sum of all
 * weights, those that are not listed included; it must be positive unless the pool is empty.
 */
export function cumulativeShares(pool: Minor, weights: readonly number[], whole: number): Minor[] {
  if (pool === 0) return weights.map(() => 0);
  let passed = 0;
  let given = 0;
  return weights.map((weight) => {
    if (weight === 0) return 0;
    passed += weight;
    const upTo = proportion(pool, passed, whole);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

/** The opposite amount, never a negative zero (which JSON and equality would treat as something else). */
export function mirrored(amount: Minor): Minor {
  return amount === 0 ? 0 : -amount;
}
