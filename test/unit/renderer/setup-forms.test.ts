/** What stands in a form and what is saved from it: settings of a system, shares, steps of the first start. */
import { describe, expect, test } from 'vitest';
import { fileSize } from '../../../renderer/features/backups/file-size.ts';
import { draftOf, entriesOf, type FormField, settingsOf } from '../../../renderer/features/connections/form-values.ts';
import { wholeDaysSince } from '../../../renderer/features/connections/key-age.ts';
import { percentText, shareOf } from '../../../renderer/features/settings/share-text.ts';
import { stepOf } from '../../../renderer/features/start/view.ts';

const FIELDS: readonly FormField[] = [
  { name: 'databaseId', kind: 'text', required: true, initial: '' },
  { name: 'academies', kind: 'list', required: false, initial: [6] },
  { name: 'excluded', kind: 'list', required: false, initial: [] },
  { name: 'useLog', kind: 'switch', required: false, initial: true },
  { name: 'pace', kind: 'number', required: false, initial: null },
  { name: 'columns', kind: 'json', required: false, initial: { email: 'Email', dropDate: 'Drop Date' } },
  { name: 'rules', kind: 'json', required: false, initial: [{ type: 'FS', words: ['fs'] }] },
];

describe('the settings of a system in a form', () => {
  test('left as they begin, nothing is saved but what is needed', () => {
    const draft = draftOf(FIELDS, {});
    expect(settingsOf(FIELDS, draft, {}).faults).toEqual({ databaseId: 'needed' });
    expect(settingsOf(FIELDS, { ...draft, databaseId: ' abc ' }, {})).toEqual({
      settings: { databaseId: 'abc' },
      faults: {},
    });
  });
  test('what is stored comes back as it was, also what no field shows', () => {
    const stored = { databaseId: 'abc', academies: [6, 7], columns: { email: 'Correo', title: 'Nombre' }, old: 'kept' };
    expect(settingsOf(FIELDS, draftOf(FIELDS, stored), stored).settings).toEqual({
      ...stored,
      columns: { email: 'Correo', dropDate: 'Drop Date', title: 'Nombre' },
    });
  });
  test('numbers are read from lines, commas and blanks; words that are no numbers are named', () => {
    const draft = { ...draftOf(FIELDS, { databaseId: 'a' }), academies: '6, 7\n12', pace: '0,5' };
    expect(settingsOf(FIELDS, draft, {}).settings).toMatchObject({ academies: [6, 7, 12], pace: 0.5 });
    expect(settingsOf(FIELDS, { ...draft, academies: 'madrid', rules: '{' }, {}).faults).toEqual({
      academies: 'notANumber',
      rules: 'notData',
    });
  });
  test('an emptied field means the usual, an emptied list that begins with nothing means none', () => {
    const stored = { databaseId: 'a', academies: [7], excluded: ['705'] };
    const draft = { ...draftOf(FIELDS, stored), pace: '', excluded: '' };
    expect(settingsOf(FIELDS, draft, stored).settings).toEqual({ databaseId: 'a', academies: [7], excluded: [] });
  });
  test('entries that are all texts are fields of their own', () => {
    expect(FIELDS.filter((field) => entriesOf(field) !== null).map(({ name }) => name)).toEqual(['columns']);
  });
});

test('a share is written with a point or a comma and never above all of it', () => {
  expect([shareOf('0,5'), shareOf('20'), shareOf('100'), shareOf('101'), shareOf('-1'), shareOf('')]).toEqual([
    0.005,
    0.2,
    1,
    null,
    null,
    null,
  ]);
  expect([percentText(0.005), percentText(0.2), percentText(0.07)]).toEqual(['0.5', '20', '7']);
});

test('the first start goes on at the first step that is not done', () => {
  expect(stepOf(null, { company: false, systems: 0, runs: 0 })).toBe(null);
  expect(stepOf('run', { company: false, systems: 0, runs: 0 })).toBe('company');
  expect(stepOf(null, { company: true, systems: 0, runs: 0 })).toBe('system');
  expect(stepOf('company', { company: true, systems: 1, runs: 0 })).toBe('run');
  expect(stepOf('system', { company: true, systems: 1, runs: 3 })).toBe('system');
  expect(stepOf(null, { company: true, systems: 1, runs: 3 })).toBe('finished');
});

test('ages and sizes are said in whole days and round figures', () => {
  expect(wholeDaysSince('2026-01-01T10:00:00Z', Date.parse('2026-01-13T09:00:00Z'))).toBe(11);
  expect(wholeDaysSince('2026-01-01T10:00:00Z', Date.parse('2025-12-31T09:00:00Z'))).toBe(0);
  expect([fileSize(0, 'en'), fileSize(999, 'en'), fileSize(1_440_000, 'en'), fileSize(212_000, 'en')]).toEqual([
    '0 B',
    '999 B',
    '1.4 MB',
    '212 kB',
  ]);
});
