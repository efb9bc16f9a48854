import { describe, expect, test } from 'vitest';
import { contrastOf, EDGE_PAIRS, TEXT_PAIRS, TOKENS } from '../../../renderer/theme/tokens.ts';

describe.each(['normal', 'high'] as const)('in %s contrast', (contrast) => {
  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    const tokens = TOKENS[contrast][scheme];
    const least = contrast === 'high' ? 7 : 4.5;

    test.each(TEXT_PAIRS)('%s can be read on %s', (text, ground) => {
      expect(contrastOf(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(least);
    });
    test.each(EDGE_PAIRS)('%s is seen against %s', (edge, ground) => {
      expect(contrastOf(tokens[edge], tokens[ground])).toBeGreaterThanOrEqual(3);
    });
  });
});

test('black on white is 21 to 1', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
});
