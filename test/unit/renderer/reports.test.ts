import { describe, expect, it } from 'vitest';
import {
  bareName,
  currencyOf,
  groupsOf,
  reportAsCells,
  shownColumns,
} from '../../../renderer/features/reports/cells.ts';
import { pictureOf } from '../../../renderer/features/reports/chart.ts';
import { FIELDS, optionsOf, type Report, shownMonth } from '../../../renderer/features/reports/view.ts';
import { decisionOf, supposedOf } from '../../../renderer/features/what-if/suppose.ts';
import { plainMoney } from '../../../renderer/format/money.ts';
import { readView } from '../../../renderer/state/view-fields.ts';

const report: Report = {
  title: 'Deferred revenue roll-forward',
  subtitle: '',
  currency: 'EUR',
  columns: [
    { key: 'section', label: 'Service', kind: 'text' },
    { key: 'line', label: 'Line', kind: 'text' },
    { key: 'currency', label: 'Currency', kind: 'text' },
    { key: 'client', label: 'Client', kind: 'text' },
    { key: '2025-03', label: 'March 2025', kind: 'money' },
  ],
  rows: [
    row('EUR * serviceRevenueMinor', 'All services', '− Service revenue', 165_162),
    row('EUR * closingDeferredMinor', 'All services', 'Closing deferred revenue', 160_231),
    row('EUR fs closingDeferredMinor', 'Full-Stack', 'Closing deferred revenue', 0),
  ],
  total: 3,
  notes: [],
};

function row(key: string, section: string, line: string, amount: number): Report['rows'][number] {
  return { key, level: 'line', cells: { section, line, client: null, '2025-03': amount }, drill: {} };
}

describe('a report on the screen', () => {
  it('leaves out what says nothing, and keeps months that are zero', () => {
    expect(shownColumns(report).map(({ key }) => key)).toEqual(['line', '2025-03']);
  });

  it('shows the currency as soon as one row is in another', () => {
    const mixed = {
      ...report,
      rows: [...report.rows, row('USD * billingsMinor', 'All services, USD', '+ Billings', 1)],
    };
    expect(shownColumns(mixed).map(({ key }) => key)).toContain('currency');
    expect(mixed.rows.map((each) => currencyOf(each, 'EUR'))).toEqual(['EUR', 'EUR', 'EUR', 'USD']);
  });

  it('puts rows under the heading of their section', () => {
    expect(groupsOf(report).map(({ heading, rows }) => [heading, rows.length])).toEqual([
      ['All services', 2],
      ['Full-Stack', 1],
    ]);
    expect(bareName('− Service revenue')).toBe('Service revenue');
  });

  it('is copied with figures that a spreadsheet takes for numbers, and text that it cannot take for a formula', () => {
    const format = {
      locale: 'en-GB',
      plainMoney: (minor: number, currency = 'EUR') => plainMoney(minor, currency, 'en-GB'),
      count: String,
      date: (text: string) => text,
      month: (text: string) => text,
    };
    const rows = [row('EUR * billingsMinor', '=All', '+ Billings', -810_000)];
    expect(reportAsCells({ ...report, rows }, format, (words) => words).split('\r\n')).toEqual([
      'Service\tLine\tCurrency\tClient\tMarch 2025',
      "'=All\t'+ Billings\t\t\t-8100.00",
    ]);
  });

  it('draws the figures that the table shows', () => {
    expect(pictureOf('roll-forward', report)?.data).toEqual([
      { month: '2025-03', values: { earned: 165_162, deferred: 160_231 } },
    ]);
    expect(pictureOf('journal', report)).toBeNull();
  });
});

describe('what a report is asked for', () => {
  it('asks only for what the report knows', () => {
    const view = readView(FIELDS, 'months=24&together=1&asOf=2025-03-31&by=invoice&style=reversing');
    expect(optionsOf(view, ['months', 'perService'])).toEqual({ months: 24, perService: false });
    expect(optionsOf(view, ['asOf', 'by'])).toEqual({ asOf: '2025-03-31', by: 'invoice' });
  });

  it('passes over what nobody can mean', () => {
    const view = readView(FIELDS, 'months=7&asOf=2025-02-30&against=soon&currency=euros');
    expect(optionsOf(view, ['months', 'asOf', 'comparedWith', 'currency'])).toEqual({ months: 12 });
  });

  it('shows the first open month, else the last that carries figures', () => {
    expect(shownMonth('', '2025-04', ['2025-03', '2025-04'])).toBe('2025-04');
    expect(shownMonth('', '2025-05', ['2025-03', '2025-04'])).toBe('2025-04');
    expect(shownMonth('2025-01', '2025-05', [])).toBe('2025-01');
  });
});

describe('what is supposed of a contract', () => {
  const typed = {
    lastDay: '',
    refund: '',
    returnDay: '',
    mode: 'policy',
    from: '',
    price: '',
    priceMode: 'policy',
    firstDay: '',
    newEnd: '',
    start: '',
    end: '',
  } as const;

  it('waits for its days, and takes an empty refund for none', () => {
    expect(supposedOf('drop', typed, 'EUR')).toBeNull();
    expect(supposedOf('drop', { ...typed, lastDay: '2025-03-10' }, 'EUR')).toMatchObject({ refund: 0 });
    expect(supposedOf('drop', { ...typed, lastDay: '2025-03-10', refund: '1.234,50' }, 'EUR')).toMatchObject({
      refund: 123_450,
    });
    expect(supposedOf('drop', { ...typed, lastDay: '2025-03-10', refund: 'all of it' }, 'EUR')).toBeNull();
  });

  it('takes a pause without a return', () => {
    expect(supposedOf('pause', { ...typed, lastDay: '2025-03-10' }, 'EUR')).toEqual({
      type: 'pause',
      lastDay: '2025-03-10',
      returnDay: null,
      mode: null,
    });
  });

  it('takes a price agreed anew in its own way, or leaves the way to the policy', () => {
    const agreed = { ...typed, from: '2025-03-01', price: '1800' };
    expect(supposedOf('price-change', { ...agreed, price: '' }, 'EUR')).toBeNull();
    expect(supposedOf('price-change', agreed, 'EUR')).toEqual({
      type: 'price-change',
      from: '2025-03-01',
      amount: 180_000,
      mode: null,
    });
    expect(supposedOf('price-change', { ...agreed, priceMode: 'catch_up' }, 'EUR')).toMatchObject({ mode: 'catch_up' });
  });

  it('is decided under the same name with the same words', () => {
    expect(decisionOf({ type: 'drop', lastDay: '2025-03-10', refund: 400 }, 'holded:1')).toEqual({
      kind: 'drop',
      subject: 'holded:1',
      value: { lastDay: '2025-03-10', refund: 400 },
    });
  });
});
