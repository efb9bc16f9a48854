import { randomFillSync } from 'node:crypto';

/** A source of random numbers in [0, 1), as a port: backoff and the sample company must be reproducible. */
export type Random = () => number;

export const systemRandom: Random = () => {
  const word = randomFillSync(new Uint32Array(1))[0] ?? 0;
  return word / 2 ** 32;
};

/** A reproducible source (mulberry32): same seed, same sequence, on every machine. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
