import { describe, expect, test } from 'vitest';
import { matchContracts } from '../../../electron/sync/matching/match-contracts.ts';
import { client, codes, type Decided, enrolment, line, told } from './client-facts.ts';

const spring = enrolment('spring', '2025-01-13', '2025-05-30');
const autumn = enrolment('autumn', '2025-09-01', '2025-12-19');

function match(...given: Parameters<typeof client>) {
  const facts = client(...given);
  const result = matchContracts(facts);
  return { result, contracts: told(facts, result), codes: codes(result), issues: result.issues };
}

describe('documents', () => {
  test('the first invoice of a service is a contract of its own and takes the nearest free course', () => {
    const { contracts, codes, result } = match([line('F1', '2025-01-10', 120000)], [autumn, spring]);
    expect(contracts).toEqual(['F1 | spring autumn']);
    expect(result.contracts[0]?.key).toBe('S:fs@S:F1');
    expect(result.contracts[0]?.lines[0]?.why).toBe('first document for this service');
    expect(codes).toEqual([]);
  });

  test('an instalment links by its score and stores why; the unconfirmed price is a finding', () => {
    const { contracts, codes, result, issues } = match(
      [line('F1', '2025-01-10', 40000), line('F2', '2025-02-10', 40000)],
      [spring],
    );
    expect(contracts).toEqual(['F1 F2 | spring']);
    expect(result.contracts[0]?.lines[1]?.why).toBe(
      'score 8: dated within the course (+3, +1), course not finished (+2), same amount as an earlier instalment (+2)',
    );
    expect(codes).toEqual(['PRICE_UNCONFIRMED S:F2']);
    expect(issues[0]).toMatchObject({ amount: 40000, month: '2025-02', details: { amount: '400.00 EUR' } });
  });

  test('with a signed price the remainder scores, and no price is left to confirm', () => {
    const lines = [line('F1', '2025-01-10', 40000), line('F2', '2025-02-10', 80000)];
    const { codes, result } = match(lines, [spring], { signed: { 'S:F1': 120000 } });
    expect(result.contracts[0]?.signedPrice).toBe(120000);
    expect(result.contracts[0]?.lines[1]?.why).toContain('amount is the unbilled remainder (+3)');
    expect(codes).toEqual([]);
  });

  test('an invoice above the signed price asks when nothing else speaks for it', () => {
    const lines = [line('F1', '2025-01-10', 100000), line('F2', '2025-08-10', 50000)];
    expect(match(lines, [spring], { signed: { 'S:F1': 120000 } }).codes).toEqual(['INVOICE_AMBIGUOUS S:F2']);
  });

  test('a tie links to nothing and names the candidates with their scores', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('F2', '2025-01-20', 70000), line('F3', '2025-02-10', 5000)];
    const decided: Decided = {
      documents: { 'S:F2': 'new' },
      confirmed: ['CONTRACT_OVERLAP|S:client'],
    };
    const { result, codes, issues } = match(lines, [spring, enrolment('twin', '2025-01-13', '2025-05-30')], decided);
    expect(result.contracts).toHaveLength(2);
    expect(codes).toEqual(['INVOICE_AMBIGUOUS S:F3']);
    expect(issues[0]?.details).toMatchObject({ candidates: ['S:fs@S:F1', 'S:fs@S:F2'], scores: ['6', '6'] });
    expect(issues[0]?.amount).toBe(5000);
    expect(result.unlinkedLines).toHaveLength(1);
  });

  test('an invoice more than 30 days after the end, with no free course, fits nothing', () => {
    const { codes } = match([line('F1', '2025-01-10', 90000), line('F2', '2025-08-10', 5000)], [spring]);
    expect(codes).toEqual(['INVOICE_AMBIGUOUS S:F2']);
  });

  test('a mixed invoice splits by line', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('F1', '2025-01-10', 30000, { service: 2, line: '2' })];
    const { result, codes } = match(lines, [spring]);
    expect(result.contracts.map(({ key }) => key)).toEqual(['S:fs@S:F1', 'S:ds@S:F1']);
    expect(codes).toEqual([]);
  });

  test('a discount line stays with the course it reduces', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('F1', '2025-01-10', -10000, { line: '2' })];
    const { result, codes } = match(lines, [spring]);
    expect(result.contracts[0]?.lines).toHaveLength(2);
    expect(codes).toEqual([]);
  });

  test('an invoice of zero links and is told', () => {
    const { contracts, codes } = match([line('F1', '2025-01-10', 0)], [spring]);
    expect(contracts).toEqual(['F1 | spring']);
    expect(codes).toEqual(['ZERO_AMOUNT S:F1']);
  });
});

describe('second purchases', () => {
  test('with a free course, 60 % of the earlier price is a second contract', () => {
    const lines = [line('F1', '2025-01-10', 100000), line('F2', '2025-05-20', 60000)];
    expect(match(lines, [spring, autumn]).contracts).toEqual(['F1 | spring', 'F2 | autumn']);
  });

  test('with a free course, a small invoice more than 30 days after the end is a second contract', () => {
    const lines = [line('F1', '2025-01-10', 100000), line('F2', '2025-08-20', 10000)];
    expect(match(lines, [spring, autumn]).contracts).toEqual(['F1 | spring', 'F2 | autumn']);
  });

  test('below 60 % and before the end it stays an instalment', () => {
    const lines = [line('F1', '2025-01-10', 100000), line('F2', '2025-05-20', 59999)];
    expect(match(lines, [spring, autumn]).contracts).toEqual(['F1 F2 | spring autumn']);
  });

  test('an instalment is no second purchase because the client is enrolled for a far later course', () => {
    const lines = ['01', '02', '03'].map((month) => line(`F${month}`, `2025-${month}-10`, 40000));
    expect(match(lines, [spring, autumn]).contracts).toEqual(['F01 F02 F03 | spring autumn']);
  });
});

describe('credit notes', () => {
  test('follow the document they correct, and say so', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('R1', '2025-08-01', -20000, { credit: true, origin: 'F1' })];
    const { result, codes } = match(lines, [spring]);
    expect(result.contracts[0]?.lines[1]?.why).toBe('the credit note corrects F1');
    expect(codes).toEqual([]);
  });

  test('without a known origin belong to nothing until a person says', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('R1', '2025-02-01', -20000, { credit: true, origin: 'X9' })];
    expect(match(lines, [spring]).codes).toEqual(['CREDIT_WITHOUT_ORIGINAL S:R1']);
    const decided = match(lines, [spring], { documents: { 'S:R1': { with: 'S:F1' } } });
    expect(decided.contracts).toEqual(['F1 R1 | spring']);
    expect(decided.codes).toEqual([]);
  });

  test('on a mixed invoice go to the contract of their service', () => {
    const lines = [
      line('F1', '2025-01-10', 90000),
      line('F1', '2025-01-10', 30000, { service: 2, line: '2' }),
      line('R1', '2025-02-10', -30000, { service: 2, credit: true, origin: 'F1' }),
    ];
    expect(match(lines).contracts).toEqual(['F1', 'F1 R1']);
  });

  test('for a service that a mixed invoice does not have cannot be split', () => {
    const lines = [
      line('F1', '2025-01-10', 90000),
      line('F1', '2025-01-10', 30000, { service: 2, line: '2' }),
      line('R1', '2025-02-10', -30000, { service: 3, credit: true, origin: 'F1' }),
    ];
    const { codes, result } = match(lines);
    expect(codes).toEqual(['SERVICE_MIXED_INVOICE S:R1']);
    expect(result.unlinkedLines).toHaveLength(1);
  });

  test('beyond what was invoiced leave a contract below zero', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('R1', '2025-02-01', -95000, { credit: true, origin: 'F1' })];
    const { codes, issues } = match(lines, [spring]);
    expect(codes).toEqual(['NEGATIVE_TOTAL S:fs@S:F1']);
    expect(issues[0]?.amount).toBe(5000);
  });

  test.each(['2025-01-18', '2025-01-20'])('a full credit and the invoice again on %s are one sale', (date) => {
    const lines = [
      line('F1', '2025-01-15', 90000),
      line('R1', '2025-01-18', -90000, { credit: true, origin: 'F1' }),
      line('F2', date, 90000),
    ];
    const { contracts, codes, result } = match(lines, [spring, enrolment('next', '2025-02-01', '2025-06-01')]);
    expect(contracts[0]).toMatch(/^F1 (R1 F2|F2 R1)/);
    expect(contracts).toHaveLength(1);
    expect(result.contracts[0]?.lines.map(({ why }) => why)).toContain(
      'issued again for F1, which was credited in full',
    );
    expect(codes).toEqual(['PERIOD_OVERLAP S:fs@S:F1']);
  });
});

describe('currencies', () => {
  test('an invoice that is clearly theirs but in another currency is held', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('F2', '2025-02-10', 90000, { currency: 'USD' })];
    const { codes, issues } = match(lines, [spring]);
    expect(codes).toEqual(['CURRENCY_MISMATCH S:F2']);
    expect(issues[0]?.details).toMatchObject({ a: 'EUR', b: 'USD', number: 'F2', contract: 'S:fs@S:F1' });
  });

  test('one that is not is a contract of its own', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('F2', '2025-08-10', 90000, { currency: 'USD' })];
    expect(match(lines, [spring]).contracts).toEqual(['F1 | spring', 'F2']);
  });
});

describe('decisions', () => {
  const lines = [line('F1', '2025-01-10', 90000), line('F2', '2025-02-10', 20000), line('F3', '2025-03-10', 30000)];

  test('a contract of its own', () => {
    expect(match(lines, [spring], { documents: { 'S:F2': 'new' } }).contracts[0]).toBe('F1 F3 | spring');
  });

  test('may point to a later document', () => {
    const decided: Decided = { documents: { 'S:F1': { with: 'S:F3' }, 'S:F3': 'new', 'S:F2': 'new' } };
    const { contracts, result } = match(lines, [], decided);
    expect(contracts).toEqual(['F1 F3', 'F2']);
    expect(result.contracts[0]?.lines[0]?.why).toBe('a person put it with F3');
  });

  test('that point at each other make one contract', () => {
    const decided: Decided = { documents: { 'S:F1': { with: 'S:F3' }, 'S:F3': { with: 'S:F1' } } };
    expect(match(lines, [spring], decided).contracts).toEqual(['F1 F2 F3 | spring']);
  });

  test('that point at nothing ask again instead of guessing', () => {
    expect(match(lines, [spring], { documents: { 'S:F2': { with: 'S:gone' } } }).codes).toContain(
      'INVOICE_UNMATCHED S:F2',
    );
  });

  test('take a document, or one line of it, off every contract without an issue', () => {
    const two = [line('F1', '2025-01-10', 90000), line('F1', '2025-01-10', 5000, { line: '2' })];
    const { result, codes } = match(two, [spring], { unlinked: ['S:F1#2'] });
    expect(result.contracts[0]?.lines).toHaveLength(1);
    expect(result.unlinkedLines).toHaveLength(1);
    expect(codes).toEqual([]);
    expect(match(two, [], { unlinked: ['S:F1'] }).result.unlinkedLines).toHaveLength(2);
  });

  test('split one document of one service, and both contracts have names of their own', () => {
    const two = [line('F1', '2025-01-10', 90000), line('F1', '2025-01-10', 80000, { line: '2' })];
    const { result } = match(two, [], { documents: { 'S:F1#2': 'new' } });
    expect(result.contracts.map(({ key }) => key)).toEqual(['S:fs@S:F1', 'S:fs@S:F1#2']);
  });

  test('confirmed findings are silent, wholly or for one discriminator', () => {
    expect(match(lines, [spring], { confirmed: ['PRICE_UNCONFIRMED|S:F2'] }).codes).toEqual(['PRICE_UNCONFIRMED S:F3']);
    const twice = [line('F1', '2025-01-02', 120000), line('F2', '2025-01-07', 120000)];
    const confirmed = ['PRICE_UNCONFIRMED|S:F2', 'INVOICE_DUPLICATE_SOFT|S:F2|S:F1'];
    expect(match(twice, [spring], { confirmed }).codes).toEqual([]);
  });
});
