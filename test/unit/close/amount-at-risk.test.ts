import { describe, expect, it } from 'vitest';
import { contractRisk, monthShare, shareWithoutDates, usualMonths } from '../../../electron/close/amount-at-risk.ts';
import { gate } from '../../../shared/close/gate.ts';
import { ISSUE_KINDS } from '../../../shared/domain/issue-taxonomy.ts';
import { month } from '../../../shared/domain/month.ts';
import { contract, enrolment, invoice, targetOf } from './contract-builder.ts';

const amounts = { net: 120_000, deferred: 80_332, held: 500, monthShare: 20_552, usualMonths: 5, issueAmount: 700 };
const issue = (
  code: Parameters<typeof contractRisk>[0],
  subject: string,
  balance: number,
  at: number,
  overridden = false,
) => ({
  code,
  subject,
  balance,
  month: at,
  overridden,
});

describe('money at risk', () => {
  it('is what the month would post if the record were accepted as it stands', () => {
    const facts = contract({
      documents: [invoice('2025-01-01', 120_000)],
      enrolments: [enrolment('2025-01-01', '2025-06-30')],
      holds: [{ code: 'INVOICE_DUPLICATE_HARD', from: null }],
    });
    const at = { target: targetOf(facts), posted: [], firstMonth: month('2025-01'), lockedThrough: null };
    expect(monthShare({ ...at, month: month('2025-01') })).toBe(20_552);
  });

  it('without dates it is the net over the usual months', () => {
    expect([usualMonths(4, [9]), usualMonths(null, [9, 3, 5]), usualMonths(null, [])]).toEqual([4, 5, 6]);
    expect([shareWithoutDates(100_003, 6), shareWithoutDates(-3, 2)]).toEqual([16_667, -2]);
  });

  it.each([
    ['STATUS_UNMAPPED', 80_332, 20_552],
    ['INVOICE_DUPLICATE_HARD', 120_000, 20_552],
    ['CONTRACT_WITHOUT_PERIOD', 80_332, 24_000],
    ['PAUSE_TOO_LONG', 500, 500],
    ['CLIENT_DUPLICATE_SOFT', 0, 0],
  ] as const)('%s', (code, balance, at) => {
    expect(contractRisk(code, amounts)).toEqual({ balance, month: at });
  });

  it('every kind has a figure that is not negative', () => {
    const mirrored = { ...amounts, net: -1, deferred: -1, held: -1, monthShare: -1, issueAmount: -1 };
    for (const { code } of ISSUE_KINDS) {
      const { balance, month: at } = contractRisk(code, mirrored);
      expect(Math.min(balance, at)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('the gate', () => {
  const base = { monthRevenue: 31_000_000, closingDeferred: 1_000_000 };

  it('counts a contract once, with its largest issue', () => {
    const issues = [
      issue('STATUS_UNMAPPED', 'A', 80_332, 20_552),
      issue('PERIOD_OVERLAP', 'A', 80_332, 100),
      issue('INVOICE_UNMATCHED', 'B', 690_000, 190_982),
    ];
    expect(gate({ ...base, issues })).toMatchObject({
      state: 'REVIEW',
      balanceAtRisk: 770_332,
      monthAtRisk: 211_534,
      materiality: 155_000,
    });
  });

  it('is ready up to materiality', () => {
    expect(gate({ ...base, issues: [issue('STATUS_UNMAPPED', 'A', 1, 155_000)] }).state).toBe('READY');
    expect(gate({ ...base, issues: [issue('STATUS_UNMAPPED', 'A', 1, 155_001)] }).state).toBe('REVIEW');
  });

  it('is blocked by the month and by a source, not by a contract that is merely held', () => {
    expect(gate({ ...base, issues: [issue('STATUS_DATE_MISSING', 'A', 1, 1)] }).state).toBe('READY');
    expect(gate({ ...base, issues: [issue('AUTH_EXPIRED', 'S', 0, 0)] }).state).toBe('BLOCKED');
    expect(gate({ ...base, issues: [issue('SOURCE_UNAVAILABLE', 'S', 0, 0)] }).state).toBe('READY');
    expect(gate({ ...base, issues: [issue('TIE_OUT_FAILED', 'M', 0, 0)] }).state).toBe('BLOCKED');
    expect(gate({ ...base, issues: [issue('TIE_OUT_FAILED', 'M', 0, 0, true)] }).state).toBe('READY');
  });

  it('coverage stays between nothing and all', () => {
    const coverage = (closingDeferred: number) =>
      gate({ ...base, closingDeferred, issues: [issue('STATUS_UNMAPPED', 'A', 250_000, 0)] }).coverage;
    expect([coverage(1_000_000), coverage(100_000), coverage(0)]).toEqual([0.75, 0, null]);
  });
});
