import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeOf } from '../../../renderer/state/place.ts';
import {
  choiceField,
  flagField,
  numberField,
  readView,
  sortField,
  textField,
  writeView,
} from '../../../renderer/state/view-fields.ts';

const FIELDS = {
  search: textField(),
  status: choiceField(['pending', 'resolved'], 'pending'),
  kind: choiceField(['a', 'b'], null),
  open: numberField(),
  held: flagField(),
  sort: sortField(['amount', 'code'], { by: 'amount', descending: true }),
};

test('what is initial leaves the address plain', () => {
  expect(writeView(FIELDS, readView(FIELDS, ''))).toBe('');
});

test('a view that was written is read back as it was', () => {
  const views = fc.record({
    search: fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
    status: fc.constantFrom('pending' as const, 'resolved' as const),
    kind: fc.constantFrom('a' as const, 'b' as const, null),
    open: fc.option(fc.integer({ min: 1 })),
    held: fc.boolean(),
    sort: fc.record({ by: fc.constantFrom('amount' as const, 'code' as const), descending: fc.boolean() }),
  });
  fc.assert(
    fc.property(views, (view) => {
      expect(readView(FIELDS, writeView(FIELDS, view))).toEqual(view);
    }),
  );
});

test('an address somebody made up gives the initial view', () => {
  expect(readView(FIELDS, 'status=gone&open=1e9&sort=name.desc&held=maybe')).toEqual(readView(FIELDS, ''));
});

test('an address is split into path and query', () => {
  expect(placeOf('#/issues?open=12&search=a%3Fb')).toEqual({ path: '/issues', query: 'open=12&search=a%3Fb' });
  expect(placeOf('runs/12')).toEqual({ path: '/runs/12', query: '' });
  expect(placeOf('')).toEqual({ path: '/', query: '' });
});
