import { describe, expect, it } from 'vitest';
import type { ContractFacts } from '../../../electron/close/facts.ts';
import { findingsDue } from '../../../electron/close/findings.ts';
import { laidInTime } from '../../../electron/ledger/policies.ts';
import { month } from '../../../shared/domain/month.ts';
import {
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

// 120 days, ten a day.
const course = (parts: Partial<ContractFacts> = {}) =>
  contract({
    documents: [invoice('2025-01-01', 120_000)],
    enrolments: [enrolment('2025-01-01', '2025-04-30')],
    ...parts,
  });
const lines = (facts: ContractFacts) =>
  targetOf(facts).lines.map(({ month, kind, amount }) => [month, kind, amount] as const);

describe('a price agreed anew', () => {
  const agreed = (mode: 'prospective' | 'catch_up' | null) =>
    course({ decisions: decided({ priceChanges: [{ from: day('2025-03-01'), amount: 180_000, mode }] }) });

  it('goes over the days left, or counts from the first day, as the policy has it', () => {
    // What is left, 610.00, and 600.00 more, over 61 days.
    expect(series(targetOf(agreed(null)).lines, '2025-01')).toEqual([31_000, 28_000, 61_492, 59_508]);
    expect(series(targetOf(agreed(null), { priceChange: 'catch_up' }).lines, '2025-01')).toEqual([
      31_000, 28_000, 76_000, 45_000,
    ]);
  });

  it('keeps the way that was decided for it, whatever the policy', () => {
    const prospective = targetOf(agreed('prospective'));
    expect(targetOf(agreed('prospective'), { priceChange: 'catch_up' }).lines).toEqual(prospective.lines);
    expect(targetOf(agreed('prospective'), { priceChange: 'catch_up' }).inputsHash).not.toBe('');
    expect(targetOf(agreed('catch_up')).lines).toEqual(targetOf(agreed(null), { priceChange: 'catch_up' }).lines);
  });

  it('is billed by later documents, which move the price no more', () => {
    const facts = agreed(null);
    const billed = {
      ...facts,
      documents: [...facts.documents, invoice('2025-03-02', 60_000), credit('2025-04-01', 10_000)],
    };
    const target = targetOf(billed);
    expect(target.lines).toEqual(targetOf(facts).lines);
    expect(target).toMatchObject({ price: 180_000, entitled: 180_000, billed: 170_000 });
    expect(target.findings.map(({ code }) => code)).not.toContain('PRICE_UNCONFIRMED');
  });

  it('was in force for who left after it, and has the last word when it came after', () => {
    const drop = { refund: 0, confirmedOwed: true, lastDay: day('2025-03-31') };
    const before = targetOf({ ...agreed(null), decisions: { ...agreed(null).decisions, drop } });
    expect(before).toMatchObject({ entitled: 180_000, held: 0 });
    const later = [{ from: day('2025-05-10'), amount: 90_000, mode: null }];
    const after = targetOf(course({ decisions: decided({ drop, priceChanges: later }) }));
    expect(after).toMatchObject({ entitled: 90_000, recognised: 90_000 });
    expect(after.lines.at(-1)).toMatchObject({ month: '2025-05', kind: 'catch_up', amount: -30_000 });
  });
});

it('a pause with a known return that was left to the policy follows it, one that was decided does not', () => {
  const paused = (mode: 'extend' | 'compress' | null) =>
    course({ decisions: decided({ pause: [{ lastDay: day('2025-02-28'), returnDay: day('2025-03-31'), mode }] }) });
  expect(series(targetOf(paused(null)).lines, '2025-01')).toEqual([31_000, 28_000, 1_000, 30_000, 30_000]);
  expect(series(targetOf(paused(null), { pauseMode: 'compress' }).lines, '2025-01')).toEqual([
    31_000, 28_000, 1_968, 59_032,
  ]);
  expect(targetOf(paused('extend'), { pauseMode: 'compress' }).lines).toEqual(targetOf(paused(null)).lines);
});

it('the days of grace say when missing dates are urgent, and never what is held', () => {
  const undated = contract({ documents: [invoice('2025-01-20', 60_000)], enrolments: [] });
  const asked = (graceDays: number, of: string) =>
    findingsDue(targetOf(undated, { graceDays }).findings, month(of)).map(({ code, severity }) => [code, severity]);
  expect(asked(15, '2025-01')).toEqual([['CONTRACT_WITHOUT_PERIOD', 'info']]);
  expect(asked(15, '2025-02')).toEqual([['CONTRACT_WITHOUT_PERIOD', undefined]]);
  expect(asked(10, '2025-01')).toEqual([['CONTRACT_WITHOUT_PERIOD', undefined]]);
  // The last day of grace is one of it.
  expect(asked(11, '2025-01')).toEqual([['CONTRACT_WITHOUT_PERIOD', 'info']]);
  for (const graceDays of [0, 15]) expect(targetOf(undated, { graceDays })).toMatchObject({ held: 60_000, lines: [] });
});

describe('a choice that begins in a later month', () => {
  const later = (parts: Partial<ContractFacts> = {}) =>
    course({ method: 'monthly_even', formerly: [{ until: month('2025-03'), method: 'daily' }], ...parts });

  it('leaves the months before to what held, and takes in its first month what they would have carried', () => {
    expect(lines(later())).toEqual([
      ['2025-01', 'service', 31_000],
      ['2025-02', 'service', 28_000],
      ['2025-03', 'service', 30_000],
      ['2025-03', 'catch_up', 1_000],
      ['2025-04', 'service', 30_000],
    ]);
    expect(targetOf(later()).inputsHash).not.toBe(targetOf(course({ method: 'monthly_even' })).inputsHash);
  });

  it('moves no closed month once it has begun, and nothing is posted twice', () => {
    const run = { first: '2025-01', upTo: '2025-03', locked: null };
    const posted = post(later(), [], run);
    expect(draftsOf(later(), posted, { ...run, locked: '2025-02' })).toEqual([]);
    expect(draftsOf(later(), posted, { ...run, locked: '2025-03' })).toEqual([]);
    expect(series(post(later(), posted, { ...run, locked: '2025-03', upTo: '2025-04' }), '2025-01')).toEqual([
      31_000, 28_000, 31_000, 30_000,
    ]);
  });

  it('asks by what holds in the month that is asked about', () => {
    const left = later({
      method: 'daily',
      enrolments: [enrolment('2025-01-01', '2025-04-30', { status: 'DROPPED', on: '2025-02-14' })],
      formerly: [{ until: month('2025-04'), method: 'daily' }],
      policy: { releaseWithoutAsking: true },
    });
    const target = targetOf(left);
    const asked = (of: string) => findingsDue(target.findings, month(of)).map(({ code }) => code);
    expect([asked('2025-03'), asked('2025-04')]).toEqual([['DROP_UNDECIDED'], []]);
    // Released where the choice begins, as breakage and not as service.
    expect(lines(left).at(-1)).toEqual(['2025-04', 'breakage', 75_000]);
  });

  it('takes the place of what was planned for later, and is replaced by a choice from the first open month', () => {
    const at = (from: string, chosenIn = from) => ({ from: month(from), chosenIn: month(chosenIn) });
    const since = (...choices: ReturnType<typeof at>[]) => laidInTime(choices).map((each) => each.since);
    expect(since(at('2025-01'), at('2025-06', '2025-02'))).toEqual([null, '2025-06']);
    expect(since(at('2025-06', '2025-02'), at('2025-04', '2025-02'))).toEqual(['2025-04']);
    expect(since(at('2025-04', '2025-02'), at('2025-06', '2025-02'))).toEqual(['2025-04', '2025-06']);
    expect(since(at('2025-06', '2025-02'), at('2025-02'))).toEqual([null]);
  });
});
