import { expect, test } from 'vitest';
import { shareDone } from '../../../renderer/app/share-done.ts';
import { added, movedTo, toggled, toggledTogether } from '../../../renderer/components/data-table/selection.ts';
import { directionOf, formatLocale, languageOf } from '../../../renderer/i18n/language.ts';

test('no key leads out of the table', () => {
  expect(movedTo('ArrowUp', 0, 10, 5)).toBe(0);
  expect(movedTo('PageDown', 8, 10, 5)).toBe(9);
  expect(movedTo('End', 0, 100_000, 5)).toBe(99_999);
  expect(movedTo('Home', 50, 100, 5)).toBe(0);
  expect(movedTo('x', 3, 10, 5)).toBeNull();
});

test('selecting leaves the set before as it was', () => {
  const before = new Set([1, 2]);
  expect([...toggled(before, 2)]).toEqual([1]);
  expect([...toggled(before, 3)]).toEqual([1, 2, 3]);
  expect([...added(before, [2, 9])]).toEqual([1, 2, 9]);
  expect([...before]).toEqual([1, 2]);
});

test('several that are selected as one are all selected, and none only where all were', () => {
  const before = new Set([1, 2, 7]);
  expect([...toggledTogether(before, [2, 3])]).toEqual([1, 2, 7, 3]);
  expect([...toggledTogether(before, [1, 2])]).toEqual([7]);
  expect([...before]).toEqual([1, 2, 7]);
});

test('a run is as far as its executions are, the one in hand by its part', () => {
  const one = (status: 'completed' | 'running' | 'pending', done = 0, of: number | null = null) => ({
    status,
    done,
    of,
  });
  expect(shareDone([])).toBe(0);
  expect(shareDone([one('completed'), one('running', 50, 100), one('pending'), one('pending')])).toBe(0.375);
  expect(shareDone([one('running', 5, 0)])).toBe(0);
});

test('the language is the chosen one, else that of the machine, else English', () => {
  expect(languageOf('system', 'es-MX')).toBe('es');
  expect(languageOf('system', 'hu-HU')).toBe('en');
  expect(languageOf('en', 'es-ES')).toBe('en');
  expect(formatLocale('system', 'es_ES.UTF-8')).toBe('es-ES');
  expect(formatLocale('es', 'en-US')).toBe('es-ES');
  expect(formatLocale('system', 'not a locale')).toBe('en');
  expect(directionOf('fa-IR')).toBe('rtl');
  expect(directionOf('es')).toBe('ltr');
});
