/** Exact fractions: the old system reckoned in binary fractions, and its figures come out to the digit only without rounding. */

export interface Fraction {
  readonly over: bigint;
  /** Always positive, and without a factor in common with `over`. */
  readonly under: bigint;
}

export function fraction(over: bigint | number, under: bigint | number = 1n): Fraction {
  const [a, b] = [BigInt(over), BigInt(under)];
  if (b === 0n) throw new RangeError('A fraction needs a divisor');
  const common = greatestCommon(a < 0n ? -a : a, b < 0n ? -b : b);
  const sign = b < 0n ? -1n : 1n;
  return { over: (sign * a) / common, under: (sign * b) / common };
}

export const ZERO: Fraction = { over: 0n, under: 1n };
export const ONE: Fraction = { over: 1n, under: 1n };

export function plus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, negative(b));
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.over * b.over, a.under * b.under);
}

export function negative(a: Fraction): Fraction {
  return { over: -a.over, under: a.under };
}

/** -1, 0 or 1. */
export function signOf({ over }: Fraction): -1 | 0 | 1 {
  if (over === 0n) return 0;
  return over < 0n ? -1 : 1;
}

export function atLeastZero(a: Fraction): Fraction {
  return a.over < 0n ? ZERO : a;
}

export function atMostOne(a: Fraction): Fraction {
  return a.over > a.under ? ONE : a;
}

/** The nearest whole number; exactly between two, the even one. */
export function halfToEven({ over, under }: Fraction): bigint {
  const down = over >= 0n ? over / under : -((-over + under - 1n) / under);
  const twice = 2n * (over - down * under);
  if (twice < under) return down;
  if (twice > under) return down + 1n;
  return down % 2n === 0n ? down : down + 1n;
}

function greatestCommon(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
