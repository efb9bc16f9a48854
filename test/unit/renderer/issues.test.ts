import { describe, expect, it } from 'vitest';
import { draftOf, fieldsOf, firstTyped, type Proposal, readAmount } from '../../../renderer/features/issues/draft.ts';
import { issueText, keysOfDetails, type Teller } from '../../../renderer/features/issues/issue-text.ts';
import { FIELDS, filterOf, isFiltered } from '../../../renderer/features/issues/view.ts';
import { spanish } from '../../../renderer/i18n/engine/es/index.ts';
import { readView, writeView } from '../../../renderer/state/view-fields.ts';

const proposal = (change: Partial<Proposal>): Proposal => ({
  kind: 'dates',
  subject: 'holded:1',
  value: {},
  words: '',
  needs: [],
  ...change,
});

describe('an answer being filled in', () => {
  it('is no decision before everything that is asked for is there', () => {
    const asked = proposal({ kind: 'resume', needs: ['firstDay', 'newEnd'] });
    expect(draftOf(asked, { firstDay: '2025-03-01' }, 'EUR')).toBeNull();
    expect(draftOf(asked, { firstDay: '2025-03-01', newEnd: '2025-02-30' }, 'EUR')).toBeNull();
    expect(draftOf(asked, { firstDay: '2025-03-01', newEnd: '2025-06-30' }, 'EUR')).toEqual({
      kind: 'resume',
      subject: 'holded:1',
      value: { firstDay: '2025-03-01', newEnd: '2025-06-30' },
    });
  });

  it('takes one of the two days of a course, but not none', () => {
    const asked = proposal({ needs: ['start', 'end'] });
    expect(draftOf(asked, {}, 'EUR')).toBeNull();
    expect(draftOf(asked, { end: '2025-06-27' }, 'EUR')?.value).toEqual({ end: '2025-06-27' });
  });

  it('begins with reversed days the right way round, and with the date in doubt', () => {
    const reversed = { start: '2025-06-27', end: '2025-01-27' };
    expect(firstTyped(proposal({ needs: ['start', 'end'] }), reversed)).toEqual({
      start: '2025-01-27',
      end: '2025-06-27',
    });
    const doubted = proposal({ kind: 'stop-date', value: { lastDay: '2025-01-11' } });
    expect(fieldsOf(doubted)).toEqual(['lastDay']);
    expect(firstTyped(doubted, {})).toEqual({ lastDay: '2025-01-11' });
  });

  it('reads amounts as people write them, to the cent, and nothing below zero', () => {
    expect(readAmount('1.234,50', 'EUR')).toBe(123_450);
    expect(readAmount('1,234.50', 'EUR')).toBe(123_450);
    expect(readAmount('1 234', 'EUR')).toBe(123_400);
    expect(readAmount('1.234', 'EUR')).toBe(123_400);
    expect(readAmount('0', 'EUR')).toBe(0);
    expect(readAmount('-5', 'EUR')).toBeNull();
    expect(readAmount('five', 'EUR')).toBeNull();
  });

  it('reads a VAT rate in percent as hundredths of it', () => {
    const asked = proposal({ kind: 'vat-rate', needs: ['basisPoints'] });
    expect(draftOf(asked, { basisPoints: '21' }, 'EUR')?.value).toEqual({ basisPoints: 2100 });
    expect(draftOf(asked, { basisPoints: '5,5 %' }, 'EUR')?.value).toEqual({ basisPoints: 550 });
    expect(draftOf(asked, { basisPoints: '120' }, 'EUR')).toBeNull();
  });
});

describe('the words of an issue', () => {
  const teller: Teller = {
    name: (key) => `<${key}>`,
    amount: (figure, currency) => `${currency} ${figure}`,
    date: (day) => `day ${day}`,
    month: (month) => `month ${month}`,
    word: (word) => word,
  };

  it('name what keys stand for and write amounts and days in the reader’s way', () => {
    const details = { student: 'C-XECFFDE', date: '2025-01-11', amount: '5050.00 EUR', contract: 'a:1@a:2' };
    expect(keysOfDetails(details)).toEqual(['C-XECFFDE', 'a:1@a:2']);
    expect(issueText('meaning', { code: 'DROP_UNDECIDED', details, given: '' }, null, teller)).toBe(
      '<C-XECFFDE> stopped on day 2025-01-11; EUR 5050.00 is held until someone decides.',
    );
    expect(issueText('title', { code: 'DROP_UNDECIDED', details, given: '' }, spanish, teller)).toBe(
      'Dejó el curso: ¿qué pasa con el resto?',
    );
  });

  it('fall back to what the engine gave for a kind that is not known', () => {
    expect(issueText('fix', { code: 'NEW_KIND', details: {}, given: 'Look.' }, null, teller)).toBe('Look.');
  });
});

describe('the filters of the screen', () => {
  it('survive the address, and ask the engine for nothing that was not set', () => {
    const view = readView(FIELDS, '');
    expect(filterOf(view, null)).toEqual({ status: 'pending', snoozed: 'hide' });
    expect(isFiltered(view)).toBe(false);
    const set = {
      ...view,
      search: 'ana',
      status: 'all' as const,
      month: '2025-03',
      severity: 'high' as const,
      open: 12,
    };
    expect(readView(FIELDS, writeView(FIELDS, set))).toEqual(set);
    expect(filterOf(set, [4, 5])).toEqual({ search: 'ana', month: '2025-03', severity: 'high', ids: [4, 5] });
    expect(isFiltered(set)).toBe(true);
  });
});
