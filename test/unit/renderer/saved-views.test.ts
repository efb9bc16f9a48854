import { describe, expect, it } from 'vitest';
import {
  isUsual,
  queryOf,
  settingsOf,
  shownColumns,
  viewShown,
} from '../../../renderer/components/saved-views/look.ts';

describe('what a view keeps of an address', () => {
  it('is its filters and its order, and neither what was searched for nor what is open', () => {
    const settings = settingsOf('search=Ana%20Ruiz&status=all&sort=code.asc&open=12&who=eva&only=selected');
    expect(settings).toEqual({ status: 'all', sort: 'code.asc' });
    expect(queryOf(settings)).toBe('status=all&sort=code.asc');
    expect(queryOf({ ...settings, search: 'Ana' })).toBe('status=all&sort=code.asc');
  });

  it('is the same view in whatever order its parts stand', () => {
    const view = { name: 'Mine', settings: { a: '1', b: '2' }, hidden: ['x', 'y'] };
    expect(viewShown([view], { settings: { b: '2', a: '1' }, hidden: ['y', 'x'] })).toBe(view);
    expect(viewShown([view], { settings: { b: '2' }, hidden: ['y', 'x'] })).toBeNull();
    expect(isUsual({ settings: {}, hidden: [] })).toBe(true);
    expect(isUsual({ settings: {}, hidden: ['x'] })).toBe(false);
  });
});

describe('the columns of a view', () => {
  const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('are all but those put away, and the very same list where none is', () => {
    expect(shownColumns(all, ['b']).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(shownColumns(all, [])).toBe(all);
  });

  it('are never none, and a column that is no longer there is not missed', () => {
    expect(shownColumns(all, ['a', 'b', 'c'])).toBe(all);
    expect(shownColumns(all, ['gone', 'a']).map(({ id }) => id)).toEqual(['b', 'c']);
  });
});
