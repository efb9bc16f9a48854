import { describe, expect, it } from 'vitest';
import { contractTarget } from '../../../electron/close/contract-target.ts';
import { DEFAULT_POLICY } from '../../../electron/close/policy.ts';
import { currency, parseDecimal } from '../../../shared/domain/money.ts';
import { contract, credit, draftsOf, enrolment, invoice, targetOf } from './contract-builder.ts';

const dollars = { currency: currency('USD'), companyCurrency: currency('EUR') };
const quarter = [enrolment('2025-01-01', '2025-03-31')];
const functional = (target: ReturnType<typeof targetOf>) =>
  target.lines.map(({ functionalAmount }) => functionalAmount);

describe('company currency', () => {
  it('40 each invoice keeps the rate of its day, the earliest earned first', () => {
    const facts = contract({
      ...dollars,
      documents: [invoice('2025-01-01', 31_000, { rate: '0.9' }), invoice('2025-02-01', 59_000, { rate: '1' })],
      enrolments: quarter,
      signedPrice: 90_000,
    });
    expect(functional(targetOf(facts))).toEqual([27_900, 28_000, 31_000]);
  });

  it('40 the parts add up to the invoice, however odd the rate', () => {
    const facts = contract({
      ...dollars,
      documents: [invoice('2025-01-01', 99_999, { rate: '0.92137' })],
      enrolments: quarter,
    });
    const amounts = functional(targetOf(facts));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(92_136);
  });

  it('40 a credit note shrinks the layer of its invoice at that rate', () => {
    const facts = contract({
      ...dollars,
      documents: [
        invoice('2025-01-01', 90_000, { key: 'A', rate: '0.9' }),
        credit('2025-02-15', 30_000, { originKey: 'A', rate: '1.1' }),
      ],
      enrolments: quarter,
    });
    expect(functional(targetOf(facts)).reduce((sum, amount) => sum + amount, 0)).toBe(54_000);
  });

  it('41 revenue beyond billing takes the rate of the month end, and is held without one', () => {
    const facts = contract({
      ...dollars,
      documents: [invoice('2025-02-10', 90_000, { rate: '1' })],
      enrolments: quarter,
    });
    const rate = parseDecimal('0.8');
    expect(functional(contractTarget(facts, DEFAULT_POLICY, () => rate))).toEqual([24_800, 28_000, 31_000]);
    expect(targetOf(facts).holds).toEqual([{ code: 'RATE_MISSING', from: '2025-01' }]);
  });

  it('41 a document without a rate holds the contract from its month on, not before', () => {
    const documents = [invoice('2025-01-01', 31_000, { rate: '0.9' }), invoice('2025-02-01', 59_000)];
    const facts = contract({ ...dollars, documents, enrolments: quarter, signedPrice: 90_000 });
    expect(targetOf(facts).holds).toEqual([{ code: 'RATE_MISSING', from: '2025-02' }]);
    expect(draftsOf(facts, [], { first: '2025-01', locked: null, upTo: '2025-03' })).toMatchObject([
      { month: '2025-01', functionalAmount: 27_900 },
    ]);
  });

  it('the digits of both currencies count', () => {
    const facts = contract({
      currency: currency('JPY'),
      companyCurrency: currency('EUR'),
      documents: [invoice('2025-01-01', 100_000, { rate: '0.0061' })],
      enrolments: [enrolment('2025-01-01', '2025-01-31')],
    });
    expect(functional(targetOf(facts))).toEqual([61_000]);
  });
});
