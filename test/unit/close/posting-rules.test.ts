import { describe, expect, it } from 'vitest';
import { contractBalance } from '../../../electron/close/deferred.ts';
import type { ContractFacts } from '../../../electron/close/facts.ts';
import { overRecognised } from '../../../electron/close/plan-postings.ts';
import { DEFAULT_POLICY, policySheet } from '../../../electron/close/policy.ts';
import { month } from '../../../shared/domain/month.ts';
import { contract, credit, decided, draftsOf, enrolment, invoice, post, series, targetOf } from './contract-builder.ts';

const halfYear = (parts: Partial<ContractFacts> = {}): ContractFacts =>
  contract({
    documents: [invoice('2025-01-01', 120_000)],
    enrolments: [enrolment('2025-01-01', '2025-06-30')],
    ...parts,
  });
describe('posting', () => {
  const run = { first: '2025-01', locked: '2025-03', upTo: '2025-04' };

  it('32 what closed months missed is one figure with its months in a note', () => {
    const facts = contract({
      documents: [invoice('2025-04-08', 120_000)],
      enrolments: [enrolment('2025-02-01', '2025-07-31')],
    });
    expect(draftsOf(facts, [], run)).toMatchObject([
      {
        month: '2025-04',
        kind: 'prior_period',
        amount: 39_116,
        note: [{ month: '2025-02', kind: 'service' }, { month: '2025-03' }],
      },
      { month: '2025-04', kind: 'service', amount: 19_890, note: null },
    ]);
  });

  it('32 a reopened month takes its catch-up back from the month after', () => {
    const facts = contract({
      documents: [invoice('2025-01-01', 120_000)],
      enrolments: [enrolment('2025-01-01', '2025-06-30')],
    });
    const late = post(facts, [], run);
    const reopened = post(facts, late, { ...run, locked: '2025-02' });
    expect(
      reopened.filter(({ kind, month: at }) => kind === 'prior_period' && at === '2025-04').map(({ amount }) => amount),
    ).toEqual([59_669, -59_669]);
    expect(series(reopened, '2025-03')).toEqual([39_116 + 20_553, 19_889]);
  });

  it('34 a contract billed before the ledger began starts with an opening amount, computed once', () => {
    const facts = contract({
      documents: [invoice('2024-12-01', 120_000)],
      enrolments: [enrolment('2024-11-01', '2025-04-30')],
    });
    const first = { first: '2025-01', locked: null, upTo: '2025-01' };
    const posted = post(facts, [], first);
    expect(posted).toMatchObject([
      { month: '2024-12', kind: 'opening', amount: 40_442 },
      { month: '2025-01', kind: 'service' },
    ]);
    const moved = { ...facts, enrolments: [enrolment('2024-12-01', '2025-04-30')] };
    expect(
      draftsOf(moved, posted, first)
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['prior_period', 'service']);
    expect(draftsOf(facts, [], { ...first, locked: '2025-01', upTo: '2025-02' })[0]?.kind).toBe('prior_period');
  });

  it('35 a held contract neither posts nor takes back, and catches up when released', () => {
    const facts = halfYear();
    const posted = post(facts, [], { first: '2025-01', locked: null, upTo: '2025-02' });
    const held = {
      ...facts,
      documents: [invoice('2025-01-01', 60_000)],
      holds: [{ code: 'SERVICE_TYPE_MISMATCH' as const, from: null }],
    };
    expect(draftsOf(held, posted, { first: '2025-01', locked: '2025-02', upTo: '2025-04' })).toEqual([]);
    const fromMarch = { ...facts, holds: [{ code: 'SERVICE_TYPE_MISMATCH' as const, from: month('2025-03') }] };
    expect(
      draftsOf(fromMarch, [], { first: '2025-01', locked: null, upTo: '2025-04' }).map((draft) => draft.month),
    ).toEqual(['2025-01', '2025-02']);
    expect(
      series(draftsOf(facts, posted, { first: '2025-01', locked: '2025-03', upTo: '2025-04' }), '2025-04'),
    ).toEqual([20_553 + 19_889]);
  });

  it('36 37 deferred is what is billed and not earned; a contract below zero keeps its sign', () => {
    const facts = halfYear({ signedPrice: 120_000, documents: [invoice('2025-02-10', 60_000)] });
    const posted = post(facts, [], { first: '2025-01', locked: null, upTo: '2025-06' });
    const at = (upTo: string) =>
      contractBalance(targetOf(facts), [{ month: month('2025-02'), net: 60_000 }], posted, month(upTo));
    expect(at('2025-01')).toMatchObject({ deferred: 0, contractAsset: 20_552 });
    expect(at('2025-02')).toMatchObject({ deferred: 20_884, contractAsset: 0 });
    const below = contract({ documents: [credit('2025-01-20', 5_000)] });
    const documents = [{ month: month('2025-01'), net: -5_000 }];
    expect(contractBalance(targetOf(below), documents, [], month('2025-01'))).toMatchObject({
      deferred: -5_000,
      onHold: -5_000,
      contractAsset: 0,
    });
  });

  it('revenue never runs ahead of billing where the policy says so', () => {
    const facts = halfYear({
      signedPrice: 120_000,
      documents: [invoice('2025-02-10', 60_000), invoice('2025-08-10', 60_000)],
    });
    const { lines, recognised } = targetOf(facts, { recogniseBeforeInvoice: false });
    expect(series(lines, '2025-01')).toEqual([0, 39_116, 20_553, 331, 0, 0, 0, 60_000]);
    expect(recognised).toBe(120_000);
  });

  it('more revenue than price is a fault that names the excess', () => {
    const facts = halfYear();
    const posted = [{ month: month('2025-01'), kind: 'service' as const, amount: 130_000, functionalAmount: 130_000 }];
    expect(overRecognised(targetOf(facts), posted, [], month('2025-01'))).toMatchObject({
      code: 'OVER_RECOGNISED',
      amount: 10_000,
    });
  });

  it('decided manual lines post beside the schedule', () => {
    const facts = halfYear({
      decisions: decided({ manual: [{ month: month('2025-04'), amount: -500, reason: 'rounding' }] }),
    });
    expect(draftsOf(facts, [], run)).toMatchObject([
      { kind: 'manual', amount: -500 },
      { kind: 'prior_period' },
      { kind: 'service' },
    ]);
  });

  it('each policy can be said in words', () => {
    expect(
      policySheet(DEFAULT_POLICY)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(Object.keys(DEFAULT_POLICY).sort());
  });
});
