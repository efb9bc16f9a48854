/**
 * The faults of the systems this program replaces, as promises. Each case is one worked scenario; the number in its name is the
 * scenario's, the D-number the defect it guards against. Those that are one schedule are in `schedules.test.ts`. Terminations are decided as not refundable where a figure needs it.
 *
 * Of the list D1-D32 these need records, matching, runs or screens and are promised by the integration tests: D7 (net from the
 * source), D8 (mixed currencies refused; see also functional-amounts.test.ts), D12 (concurrent runs), D16, D17, D18, D19, D20,
 * D25 (status history at the source), D26 (empty fields of a page), D29, D31 (dashboards), D32.
 */
import { describe, expect, it } from 'vitest';
import type { ContractFacts } from '../../../electron/close/facts.ts';
import { month } from '../../../shared/domain/month.ts';
import {
  closeMonths,
  codes,
  contract,
  credit,
  day,
  decided,
  draftsOf,
  enrolment,
  invoice,
  post,
  series,
  targetOf,
} from './contract-builder.ts';
import { AS_2, course, END, START, small } from './scenario-course.ts';

describe('money without evidence stays where it is', () => {
  const waiting = (parts: Partial<ContractFacts>) =>
    contract({ documents: [invoice('2024-01-20', 300_000)], ...parts });

  it.each([
    ['#11 D5 absent from the CRM for weeks', waiting({}), 'CONTRACT_WITHOUT_PERIOD'],
    [
      '#14 #15 #16 D4 the CRM says nothing usable or does not answer',
      waiting({
        holds: [{ code: 'STATUS_UNMAPPED', from: null }],
        enrolments: [enrolment('2024-02-01', '2024-06-20')],
      }),
      'STATUS_UNMAPPED',
    ],
    [
      '#13 graduated without dates',
      waiting({ enrolments: [enrolment(null, null, { status: 'ENDED', word: 'GRADUATED', on: '2024-03-05' })] }),
      'DATES_MISSING',
    ],
    [
      '#10 D26 dropped without a day',
      waiting({ enrolments: [enrolment('2024-02-01', '2024-06-20', { status: 'DROPPED' })] }),
      'STATUS_DATE_MISSING',
    ],
    ['#19 a credit note alone', contract({ documents: [credit('2024-01-20', 50_000)] }), 'NEGATIVE_TOTAL'],
  ] as const)('%s', (_, facts, code) => {
    expect(targetOf(facts).holds.map((hold) => hold.code)).toContain(code);
    expect(draftsOf(facts, [], { first: '2024-01', locked: null, upTo: '2024-12' })).toEqual([]);
  });

  it('#17 a contract credited in full needs no course and no line', () => {
    const facts = contract({ documents: [invoice('2024-02-05', 100_000), credit('2024-02-20', 100_000)] });
    expect(targetOf(facts).holds).toEqual([]);
    expect(draftsOf(facts, [], { first: '2024-02', locked: null, upTo: '2024-12' })).toEqual([]);
  });

  it('#19 D28 a confirmed credit alone is taken back once, in the first open month', () => {
    const facts = contract({
      documents: [credit('2024-01-20', 50_000)],
      decisions: decided({ negativeConfirmed: true }),
    });
    const posted = post(facts, [], { first: '2024-01', locked: '2024-02', upTo: '2024-03' });
    expect(series(posted, '2024-03')).toEqual([-50_000]);
  });

  it('#20 #22 D6 a label of the contract moves nothing: a postponed course waits', () => {
    const facts = contract({
      documents: [invoice('2024-01-20', 300_000)],
      enrolments: [enrolment('2024-02-01', '2024-06-20', { status: 'POSTPONED', on: '2024-01-25' })],
    });
    expect(targetOf(facts).lines).toEqual([]);
    expect(targetOf(facts).held).toBe(300_000);
  });
});

describe('what comes after months were closed', () => {
  it('#25 D3 a course before the ledger began is earned in its first month', () => {
    const facts = contract({
      documents: [invoice('2024-01-20', 300_000)],
      enrolments: [enrolment('2023-09-01', '2023-12-20', { status: 'ENDED', on: '2023-12-20' })],
    });
    const drafts = draftsOf(facts, [], { first: '2024-01', locked: null, upTo: '2024-01' });
    expect(drafts).toMatchObject([{ month: '2024-01', kind: 'prior_period', amount: 300_000 }]);
  });

  it.each([
    ['#26 D3', '2024-09-10', '2024-09'],
    ['#27 D3', '2024-05-10', '2024-05'],
  ])('%s an invoice long after the course is earned in its month', (_, date, at) => {
    const facts = contract({
      documents: [invoice(date, 120_000)],
      enrolments: [enrolment('2023-11-01', '2024-01-31')],
    });
    const drafts = draftsOf(facts, [], {
      first: '2023-11',
      locked: month(date.slice(0, 7)) === at ? previous(at) : null,
      upTo: at,
    });
    expect(drafts).toMatchObject([{ month: at, kind: 'prior_period', amount: 120_000 }]);
  });

  it('#28 D30 an income share earns what became due, not the whole contract', () => {
    const facts = contract({
      documents: [invoice('2024-06-29', 21_000)],
      enrolments: [enrolment('2022-01-10', '2022-06-10')],
    });
    const drafts = draftsOf(facts, [], { first: '2024-01', locked: '2024-05', upTo: '2024-06' });
    expect(series(drafts, '2024-06')).toEqual([21_000]);
  });

  it('#29 D9 a second invoice with two months closed', () => {
    const second = invoice('2024-03-05', 100_000);
    const posted = closeMonths((at) => (at < '2024-03' ? small() : small(second)), '2024-01', '2024-05');
    expect(series(posted, '2024-01')).toEqual([66_429, 62_142, 131_429, 85_714, 54_286]);
    expect(codes(targetOf(small(second)))).toContain('PRICE_UNCONFIRMED');
  });

  it('#33 D9 a credit note after the course counts once', () => {
    const before = course({ documents: [invoice('2024-01-01', 100_000)] });
    const after = { ...before, documents: [...before.documents, credit('2024-06-10', 20_000)] };
    const posted = closeMonths((at) => (at < '2024-06' ? before : after), '2024-01', '2024-06');
    expect(posted.filter((line) => line.month === '2024-06').map(({ amount }) => amount)).toEqual([-20_000]);
  });

  it('#34 D10 an invoice after the course is earned in the open month', () => {
    const before = course({ documents: [invoice('2024-01-01', 100_000)] });
    const after = { ...before, documents: [...before.documents, invoice('2024-06-10', 30_000)] };
    const posted = closeMonths((at) => (at < '2024-06' ? before : after), '2024-01', '2024-07');
    expect(series(posted, '2024-06')).toEqual([30_000]);
  });

  it('#35 D11 an invoice after a resignation is earned, and a repeated run adds nothing', () => {
    const before = contract({
      documents: [invoice('2024-01-20', 300_000)],
      decisions: decided({ drop: { refund: 0, confirmedOwed: false, lastDay: day('2024-02-10') } }),
    });
    const after = { ...before, documents: [...before.documents, invoice('2024-02-20', 50_000)] };
    const run = { first: '2024-01', locked: '2024-01', upTo: '2024-02' };
    const first = post(before, [], run);
    const second = post(after, first, run);
    expect(series(second, '2024-02')).toEqual([350_000]);
    expect(draftsOf(after, second, run)).toEqual([]);
  });

  it('#36 instalments: as one price when known before, caught up when a month was closed between', () => {
    const parts = { enrolments: [enrolment('2025-05-12', '2025-08-27')] };
    const one = contract({ ...parts, documents: [invoice('2025-03-04', 25_000)] });
    const both = contract({ ...parts, documents: [invoice('2025-03-04', 25_000), invoice('2025-06-05', 25_000)] });
    const posted = closeMonths((at) => (at < '2025-06' ? one : both), '2025-05', '2025-08');
    expect(series(posted, '2025-05')).toEqual([4_630, 18_518, 14_352, 12_500]);
    expect(series(targetOf(both).lines, '2025-05')).toEqual([9_259, 13_889, 14_352, 12_500]);
  });

  it('#42 D25 a return known only after March closed changes no closed month', () => {
    const stop = enrolment(START, END, { status: 'DROPPED', on: '2024-03-10' });
    const dropped = course({ enrolments: [stop] });
    const back = course({ enrolments: [stop, enrolment('2024-04-08', '2024-08-25')] });
    const posted = closeMonths((at) => (at < '2024-04' ? dropped : back), '2024-01', '2024-08');
    expect(series(posted, '2024-01')).toEqual(series(targetOf(back).lines, '2024-01'));
  });

  it('#46 D15 a course invoiced in arrears is caught up', () => {
    const facts = course({ documents: [invoice('2024-03-05', 600_000)] });
    let posted = post(facts, [], { first: '2024-01', locked: '2024-02', upTo: '2024-03' });
    posted = post(facts, posted, { first: '2024-01', locked: '2024-04', upTo: '2024-05' });
    posted = post(facts, posted, { first: '2024-01', locked: '2024-03', upTo: '2024-05' });
    expect(series(post(facts, [], { first: '2024-01', locked: '2024-02', upTo: '2024-05' }), '2024-03')).toEqual([
      390_000, 128_571, 81_429,
    ]);
    expect(posted.reduce((sum, { amount }) => sum + amount, 0)).toBe(600_000);
    expect(series(targetOf(facts).lines, '2024-01')).toEqual(AS_2);
  });

  it('#47 a resignation to be refunded is owed back, not earned', () => {
    const facts = contract({
      documents: [invoice('2024-01-05', 300_000)],
      enrolments: [enrolment('2024-02-01', '2024-06-20', { status: 'DROPPED', on: '2024-01-20' })],
      decisions: decided({ drop: { refund: 300_000, confirmedOwed: false, lastDay: null } }),
    });
    expect(targetOf(facts)).toMatchObject({ lines: [], entitled: 0, refund: 300_000, refundIssued: 0 });
  });

  it('#48 #50 D12 D27 the same month again posts nothing', () => {
    const run = { first: '2024-01', locked: null, upTo: '2024-02' };
    const posted = post(course(), [], run);
    expect(draftsOf(course(), posted, run)).toEqual([]);
  });

  it('#49 D27 a closed month is not run again, whatever is asked', () => {
    expect(draftsOf(course(), [], { first: '2024-01', locked: '2024-03', upTo: '2024-01' })).toEqual([]);
  });
});

function previous(at: string): string {
  return `${at.slice(0, 5)}${String(Number(at.slice(5)) - 1).padStart(2, '0')}`;
}
