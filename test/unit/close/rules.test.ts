import { describe, expect, it } from 'vitest';
import { recognitionCase } from '../../../electron/close/contract-events.ts';
import { contractStatus } from '../../../electron/close/contract-status.ts';
import type { ContractFacts } from '../../../electron/close/facts.ts';
import { findingsDue } from '../../../electron/close/findings.ts';
import { DEFAULT_POLICY } from '../../../electron/close/policy.ts';
import { month } from '../../../shared/domain/month.ts';
import { codes, contract, credit, day, decided, enrolment, invoice, series, targetOf } from './contract-builder.ts';

const story = (facts: ContractFacts) => recognitionCase(facts, DEFAULT_POLICY);
const halfYear = (parts: Partial<ContractFacts> = {}): ContractFacts =>
  contract({
    documents: [invoice('2025-01-01', 120_000)],
    enrolments: [enrolment('2025-01-01', '2025-06-30')],
    ...parts,
  });
const stopped = (
  status: 'POSTPONED' | 'DROPPED' | 'ENDED',
  on: string,
  more: { word?: string; source?: 'record_edit' } = {},
) => halfYear({ enrolments: [enrolment('2025-01-01', '2025-06-30', { status, on, ...more })] });

describe('dates and statuses', () => {
  it('1 the last day of class becomes the first day without service', () => {
    expect(story(stopped('POSTPONED', '2025-03-09')).input?.events).toEqual([
      { type: 'pause', from: '2025-03-10', to: null },
    ]);
  });

  it('2 a release is dated by its own day: last class on the last of March, released in April', () => {
    const facts = {
      ...stopped('DROPPED', '2025-03-31'),
      decisions: decided({ drop: { refund: 0, confirmedOwed: false, lastDay: null } }),
    };
    expect(targetOf(facts).lines.filter(({ kind }) => kind === 'breakage')).toMatchObject([{ month: '2025-04' }]);
  });

  it.each(['SUSPENDED', 'NOT_COMPLETING'])('3 %s stops a course although it is filed elsewhere', (word) => {
    expect(story(stopped('ENDED', '2025-03-09', { word })).open).toEqual({ lastDay: '2025-03-09', kind: 'drop' });
  });

  it('3 a stop on the first day serves one day, a stop before it none, one on the last day is no stop', () => {
    expect(targetOf(stopped('POSTPONED', '2025-01-01')).recognised).toBe(663);
    expect(targetOf(stopped('POSTPONED', '2024-12-20')).recognised).toBe(0);
    expect(story(stopped('DROPPED', '2025-06-30')).input?.events).toEqual([]);
  });

  it('3 a finish before the first day is ignored and asked about', () => {
    const target = targetOf(stopped('ENDED', '2024-12-20'));
    expect(target.recognised).toBe(120_000);
    expect(codes(target)).toEqual(['STATUS_DATE_SUSPECT']);
  });

  it.each(['POSTPONED', 'DROPPED', 'ENDED'] as const)('4 %s without a day holds the contract', (status) => {
    const facts = halfYear({ enrolments: [enrolment('2025-01-01', '2025-06-30', { status })] });
    expect(targetOf(facts).holds).toEqual([{ code: 'STATUS_DATE_MISSING', from: null }]);
  });

  it('4 the day of an edit stops revenue, and never completes a course', () => {
    const stop = targetOf(stopped('POSTPONED', '2025-03-09', { source: 'record_edit' }));
    expect([stop.recognised, codes(stop)]).toEqual([45_083, ['PAUSE_TOO_LONG', 'STATUS_DATE_SUSPECT']]);
    const finish = targetOf(stopped('ENDED', '2025-03-09', { source: 'record_edit' }));
    expect([series(finish.lines, '2025-01').length, codes(finish)]).toEqual([6, ['STATUS_DATE_SUSPECT']]);
  });

  it.each([
    ['2025-05-08', 120_000, 0],
    ['2025-05-09', 45_083, 74_917],
  ])('5 a return on %s: within sixty days it is a transfer, later somebody decides', (start, recognised, held) => {
    const first = enrolment('2025-01-01', '2025-06-30', { status: 'DROPPED', on: '2025-03-09' });
    const target = targetOf(halfYear({ enrolments: [first, enrolment(start, '2025-09-30')] }));
    expect([target.recognised, target.held]).toEqual([recognised, held]);
  });

  it('6 overlapping courses are one set of days and a question', () => {
    const facts = halfYear({
      enrolments: [enrolment('2025-01-01', '2025-03-31'), enrolment('2025-03-01', '2025-06-30')],
    });
    expect(series(targetOf(facts).lines, '2025-01')).toEqual(series(targetOf(halfYear()).lines, '2025-01'));
    expect(codes(targetOf(facts))).toEqual(['PERIOD_OVERLAP']);
  });

  const versions = (end: string, firstOpen: string) =>
    halfYear({
      enrolments: [
        enrolment(
          '2025-01-01',
          end,
          {},
          {
            planVersions: [
              { start: day('2025-01-01'), end: day('2025-06-30'), firstOpenMonth: month('2025-01') },
              { start: day('2025-01-01'), end: day(end), firstOpenMonth: month(firstOpen) },
            ],
          },
        ),
      ],
    });

  it('7 a later end in open months spreads what is left from the first open month', () => {
    expect(story(versions('2025-08-31', '2025-05')).input?.events).toEqual([
      { type: 'extend_end', effective: '2025-05-01', newEnd: '2025-08-31', mode: 'prospective' },
    ]);
  });

  it('7 no closed month touched, or an end moved into one: the plan is the new one', () => {
    expect(story(versions('2025-08-31', '2025-01')).input).toMatchObject({ serviceEnd: '2025-08-31', events: [] });
    expect(story(versions('2025-03-31', '2025-05')).input).toMatchObject({ serviceEnd: '2025-03-31', events: [] });
  });

  it('dates that cannot be true hold the contract, unlikely ones are asked about', () => {
    expect(codes(targetOf(halfYear({ enrolments: [enrolment('2025-06-30', '2025-01-01')] })))).toEqual([
      'DATES_REVERSED',
    ]);
    expect(codes(targetOf(halfYear({ enrolments: [enrolment('2025-01-01', null)] })))).toEqual(['DATES_MISSING']);
    const long = targetOf(halfYear({ enrolments: [enrolment('2025-01-01', '2035-06-30')] }));
    expect([codes(long), long.holds]).toEqual([['PERIOD_IMPLAUSIBLE'], []]);
  });
});

describe('price and documents', () => {
  it('20 a signed price stands, and documents only bill it', () => {
    const facts = halfYear({
      signedPrice: 150_000,
      documents: [invoice('2025-01-01', 120_000), credit('2025-02-01', 10_000)],
    });
    expect(targetOf(facts)).toMatchObject({ price: 150_000, recognised: 150_000, billed: 110_000 });
  });

  it.each([
    ['price_error', 'catch_up'],
    ['goodwill', 'prospective'],
    ['cancellation', 'prospective'],
    [null, 'catch_up'],
  ] as const)('21 a credit note for %s acts %s', (creditReason, mode) => {
    const facts = halfYear({
      documents: [invoice('2025-01-01', 120_000), credit('2025-03-10', 10_000, { creditReason })],
    });
    expect(story(facts).input?.events).toMatchObject([{ type: 'credit_note', mode }]);
  });

  it('21 on a stopped contract a credit note takes from what is held', () => {
    const facts = stopped('DROPPED', '2025-03-09');
    const credited = targetOf({ ...facts, documents: [...facts.documents, credit('2025-03-09', 20_000)] });
    expect([credited.recognised, credited.held]).toEqual([45_083, 54_917]);
    const later = targetOf({ ...facts, documents: [...facts.documents, credit('2025-04-02', 20_000)] });
    expect([later.recognised, later.held]).toEqual([45_083, 54_917]);
  });

  it('21 credit notes after a decided drop fulfil its refund and are no events', () => {
    const facts = {
      ...stopped('DROPPED', '2025-03-09'),
      decisions: decided({ drop: { refund: 74_917, confirmedOwed: false, lastDay: null } }),
    };
    const promised = targetOf(facts);
    const issued = targetOf({ ...facts, documents: [...facts.documents, credit('2025-03-20', 74_917)] });
    expect(issued.lines).toEqual(promised.lines);
    expect([promised.refundIssued, issued.refundIssued, issued.entitled]).toEqual([0, 74_917, 45_083]);
  });

  it('21 a credited invoice that was written again leaves the price with its credit note', () => {
    const [wrong, right] = [invoice('2025-01-01', 120_000, { key: 'A' }), invoice('2025-03-12', 90_000, { key: 'B' })];
    const facts = halfYear({ documents: [wrong, credit('2025-03-10', 120_000, { originKey: 'A' }), right] });
    expect(story(facts).input).toMatchObject({ amountMinor: 90_000, events: [] });
  });

  it('a credit larger than what is left is asked about', () => {
    const facts = halfYear({ documents: [invoice('2025-01-01', 120_000), credit('2025-03-10', 100_000)] });
    expect(targetOf(facts).findings).toMatchObject([
      { code: 'CREDIT_EXCEEDS_REMAINING', amount: 100_000 - (120_000 - 39_116) },
    ]);
  });
});

describe('decisions and evidence', () => {
  const left = (paidNet: number, drop: ContractFacts['decisions']['drop']) => ({
    ...stopped('DROPPED', '2025-03-09'),
    documents: [invoice('2025-01-01', 120_000, { paidNet })],
    decisions: decided({ drop }),
  });

  it('25 a student who left is asked about from the day after the last class on', () => {
    const { findings } = targetOf(stopped('DROPPED', '2025-03-31'));
    expect(findings).toMatchObject([{ code: 'DROP_UNDECIDED', amount: 60_331 }]);
    expect([findingsDue(findings, month('2025-03')).length, findingsDue(findings, month('2025-04')).length]).toEqual([
      0, 1,
    ]);
  });

  it.each([
    ['nothing was paid: only what was taught', 0, false, 45_083],
    ['part was paid: as far as paid', 60_000, false, 60_000],
    ['the rest is confirmed as owed', 0, true, 120_000],
  ])('26 %s', (_, paidNet, confirmedOwed, entitled) => {
    expect(targetOf(left(paidNet, { refund: 0, confirmedOwed, lastDay: null })).entitled).toBe(entitled);
  });

  it('26 crediting what was never owed takes nothing from what was taught', () => {
    const facts = left(0, { refund: 0, confirmedOwed: false, lastDay: null });
    const credited = { ...facts, documents: [...facts.documents, credit('2025-04-01', 74_917, { paidNet: 0 })] };
    expect(targetOf(credited)).toMatchObject({ entitled: 45_083, recognised: 45_083 });
  });

  it('27 a pause is too long three months after its first day, and posts nothing by itself', () => {
    const { findings, recognised } = targetOf(stopped('POSTPONED', '2025-03-09'));
    expect(findings).toMatchObject([{ code: 'PAUSE_TOO_LONG', dueOn: '2025-06-10', amount: 74_917 }]);
    expect(findingsDue(findings, month('2025-05'))).toEqual([]);
    expect(recognised).toBe(45_083);
  });

  it('27 a release without a day is dated on the limit', () => {
    const facts = {
      ...stopped('POSTPONED', '2025-03-09'),
      decisions: decided({ drop: { refund: 0, confirmedOwed: false, lastDay: null } }),
    };
    expect(targetOf(facts).lines.at(-1)).toMatchObject({ month: '2025-06', kind: 'breakage', amount: 74_917 });
  });

  it('28 dates that a person entered are evidence', () => {
    const facts = contract({
      documents: [invoice('2025-01-01', 120_000)],
      decisions: decided({ dates: { start: day('2025-01-01'), end: day('2025-06-30') } }),
    });
    expect(series(targetOf(facts).lines, '2025-01')).toEqual(series(targetOf(halfYear()).lines, '2025-01'));
  });

  it('decided pauses and returns replace the postponement they answer', () => {
    const pause = [{ lastDay: day('2025-03-09'), returnDay: day('2025-04-10'), mode: 'extend' as const }];
    const paused = { ...stopped('POSTPONED', '2025-03-12'), decisions: decided({ pause }) };
    expect(story(paused).input?.events).toEqual([
      { type: 'pause', from: '2025-03-10', to: '2025-04-10', mode: 'extend' },
    ]);
    const resume = [{ firstDay: day('2025-05-05'), newEnd: day('2025-08-31') }];
    const back = targetOf({ ...stopped('POSTPONED', '2025-03-09'), decisions: decided({ resume }) });
    expect([back.held, back.recognised, back.findings]).toEqual([0, 120_000, []]);
  });

  it('29 the status follows the evidence', () => {
    const status = (facts: ContractFacts, asOf: string) => contractStatus(facts, DEFAULT_POLICY, day(asOf));
    expect(status(halfYear(), '2025-06-30')).toBe('ACTIVE');
    expect(status(halfYear(), '2025-07-01')).toBe('CLOSED');
    expect(status(stopped('POSTPONED', '2025-03-09'), '2025-09-01')).toBe('ACTIVE');
    expect(status(stopped('DROPPED', '2025-03-09'), '2025-03-10')).toBe('CANCELED');
    expect(status(stopped('ENDED', '2025-03-09'), '2025-03-10')).toBe('CLOSED');
  });
});
