import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packIds, unpackIds } from '../../../electron/connectors/fourgeeks/id-set.ts';

test('a packed set of ids comes back whole', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 2_000_000_000 })), (ids) => {
      const set = new Set(ids);
      expect(unpackIds(packIds(set))).toEqual(set);
    }),
  );
});

test('neighbouring ids cost a few characters each', () => {
  expect(packIds(new Set([81010, 81002, 81003]))).toBe('1qi2.1.7');
  expect(unpackIds('')).toEqual(new Set());
});
