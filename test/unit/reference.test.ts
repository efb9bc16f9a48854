import fc from 'fast-check';
import { expect, test } from 'vitest';
import { month } from '../../shared/domain/month.ts';
import {
  FIGURE_LETTERS,
  type FigureKind,
  figureReference,
  parseReference,
  THING_LETTERS,
  type ThingKind,
  thingReference,
} from '../../shared/domain/reference.ts';

const things = fc.constantFrom(...(Object.keys(THING_LETTERS) as ThingKind[]));
const figures = fc.constantFrom(...(Object.keys(FIGURE_LETTERS) as FigureKind[]));
const part = fc.stringMatching(/^[0-9A-Z]{1,6}$/);

test('what is written is read again, in any case and with any dash', () => {
  fc.assert(
    fc.property(things, fc.integer({ min: 1, max: 10 ** 12 }), fc.string(), (kind, id, key) => {
      const text = thingReference(kind, id, key);
      const read = { of: 'thing', kind, id, check: text.slice(-5) };
      expect(parseReference(text)).toEqual(read);
      expect(parseReference(` ${text.toLowerCase().replaceAll('-', '–')}\n`)).toEqual(read);
      expect(parseReference(text.slice(0, -6))).toEqual({ ...read, check: null });
    }),
  );
  fc.assert(
    fc.property(figures, fc.array(part, { maxLength: 5 }), fc.string(), (kind, parts, mark) => {
      const text = figureReference(kind, month('2025-03'), parts, mark);
      expect(parseReference(text)).toEqual({ of: 'figure', kind, month: '2025-03', parts, check: text.slice(-5) });
    }),
  );
});

test('things of other keys end otherwise, one in thirty millions apart', () => {
  const checks = new Set(
    Array.from({ length: 5_000 }, (_, at) => thingReference('contract', 1, `holded:65d0@holded:${at}`)),
  );
  expect(checks.size).toBeGreaterThan(4_995);
  expect(thingReference('contract', 7, 'a')).not.toBe(thingReference('document', 7, 'a'));
});

test('printed references never change: they stand on paper that is already signed', () => {
  expect(thingReference('contract', 12, 'holded:65a0@holded:65d0')).toBe('C-12-7LJMV');
  expect(figureReference('rollForward', month('2025-03'), ['2', 'S4'], 'mark')).toBe('RF-202503-2.S4-GL6NX');
});

test('any other text is no reference', () => {
  for (const text of [
    '',
    'C-',
    'C-0',
    'C-12-',
    'C-12-K7Q4',
    'C-12-K7Q4I',
    'X-12',
    'F2500298',
    'C-4PZL9ZX',
    'RF-202513-2-K7Q4X',
    'RF-202503-2',
  ])
    expect(parseReference(text), text).toBeNull();
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseReference(text);
    }),
  );
});
