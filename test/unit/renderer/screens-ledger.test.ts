import { describe, expect, test } from 'vitest';
import { shownRange } from '../../../renderer/features/accruals/range.ts';
import { ledgerPlace } from '../../../renderer/features/ledger/places.ts';
import { lanesOf, scaleOf, spread } from '../../../renderer/features/ledger/timeline-scale.ts';
import { readField, writeField } from '../../../renderer/features/ledger/where.ts';
import { month } from '../../../shared/domain/month.ts';

describe('places of the ledger', () => {
  test('a path leads to a list or to a page, and nonsense to the clients', () => {
    expect(ledgerPlace('/ledger')).toEqual({ tab: 'clients', id: null });
    expect(ledgerPlace('/ledger/contracts/1182')).toEqual({ tab: 'contracts', id: 1182 });
    expect(ledgerPlace('/ledger/periods/7')).toEqual({ tab: 'periods', id: null });
    expect(ledgerPlace('/ledger/contracts/-1')).toEqual({ tab: 'contracts', id: null });
    expect(ledgerPlace('/ledger/nothing')).toEqual({ tab: 'clients', id: null });
  });

  test('a field comes back from the address as it was written, and nothing else does', () => {
    const field = { table: 'invoice', id: 12, field: 'net', currency: 'HUF' } as const;
    expect(readField(writeField(field))).toEqual(field);
    expect(readField('')).toBeNull();
    expect(readField('secret.1.sealed')).toBeNull();
    expect(readField('invoice.1.<b>')).toBeNull();
  });
});

describe('the line of a contract', () => {
  test('begins and ends with whole months', () => {
    const scale = scaleOf(['2025-01-12', null, '2025-03-31']);
    expect(scale?.months.map((one) => one.month)).toEqual(['2025-01', '2025-02', '2025-03']);
    expect(scale?.at('2025-01-01')).toBe(0);
    expect(scale?.dayAfter('2025-03-31')).toBe(100);
    expect(scaleOf([null])).toBeNull();
  });

  test('marks near each other stand below each other', () => {
    const marks = spread([10, 12, 60], (place) => place);
    expect(marks.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(lanesOf(marks)).toBe(2);
  });
});

describe('months of the grid', () => {
  const none = { from: '', until: '', month: '' };
  const last = month('2025-06');

  test('are the last six when nothing was asked for', () => {
    expect(shownRange(none, last)).toMatchObject({ from: '2025-01', until: '2025-06', month: '2025-06' });
  });

  test('never are more than fit, and a range that is turned around is turned back', () => {
    expect(shownRange({ ...none, from: '2020-01', until: '2025-06' }, last).months).toHaveLength(24);
    expect(shownRange({ ...none, from: '2025-05', until: '2025-02' }, last)).toMatchObject({
      from: '2025-02',
      until: '2025-05',
    });
  });
});
