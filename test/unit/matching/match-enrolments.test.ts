import { describe, expect, test } from 'vitest';
import { enrolmentChains } from '../../../electron/sync/matching/enrolment-chains.ts';
import { matchContracts } from '../../../electron/sync/matching/match-contracts.ts';
import { client, codes, enrolment, line, told } from './client-facts.ts';

const spring = enrolment('spring', '2025-01-13', '2025-05-30');

function match(...given: Parameters<typeof client>) {
  const facts = client(...given);
  const result = matchContracts(facts);
  return { result, contracts: told(facts, result), codes: codes(result), issues: result.issues };
}

describe('chains', () => {
  const left = enrolment('left', '2025-01-13', '2025-05-30', { stop: '2025-03-10' });
  const chained = (...enrolments: Parameters<typeof enrolmentChains>[0]) =>
    enrolmentChains(enrolments, 60, new Map()).map((chain) => chain.enrolments.map(({ cohort }) => cohort).join('+'));

  test('a stop followed within the window is one stay', () => {
    expect(chained(enrolment('back', '2025-05-09', '2025-09-30'), left)).toEqual(['left+back']);
  });

  test('a later start, another type, or no stop are two', () => {
    expect(chained(left, enrolment('late', '2025-05-10', '2025-09-30'))).toEqual(['left', 'late']);
    expect(chained(left, enrolment('ds', '2025-04-01', '2025-09-30', { serviceType: 'DS' }))).toEqual(['left', 'ds']);
    expect(chained(spring, enrolment('more', '2025-06-01', '2025-09-30'))).toEqual(['spring', 'more']);
  });

  test('a stop dated on the last day is none: the plan ran out', () => {
    const done = enrolment('done', '2025-01-13', '2025-05-30', { stop: '2025-05-30' });
    expect(chained(done, enrolment('more', '2025-06-02', '2025-09-30'))).toEqual(['done', 'more']);
  });

  test('a stay that goes on is one contract, and its enrolments say so', () => {
    const { contracts, result } = match(
      [line('F1', '2025-01-10', 90000)],
      [left, enrolment('back', '2025-04-08', '2025-08-25')],
    );
    expect(contracts).toEqual(['F1 | left back']);
    expect(result.contracts[0]?.enrolments[1]?.why).toBe('back continues the course after a stop');
  });
});

describe('enrolments', () => {
  test('a type that is not mapped fits only a service whose type is not', () => {
    const { contracts, codes } = match(
      [line('F1', '2025-01-10', 90000, { service: 3 })],
      [enrolment('w', '2025-01-13', '2025-02-01', { serviceType: null })],
    );
    expect(contracts).toEqual(['F1 | w']);
    expect(codes).toEqual([]);
  });

  test('a course of another type than the only contract is a mismatch on that contract', () => {
    const { result, issues } = match([line('F1', '2025-01-10', 90000, { service: 2 })], [spring]);
    expect(result.unlinkedPeriods).toEqual([spring.periodId]);
    expect(issues).toMatchObject([
      {
        code: 'SERVICE_TYPE_MISMATCH',
        subject: { entity: 'contract', key: 'S:ds@S:F1' },
        details: { cohort: 'spring', typeA: 'FS', service: 'Data science', typeB: 'DS' },
        amount: 90000,
      },
    ]);
  });

  test('a course without any contract is in class but not invoiced', () => {
    const { issues } = match([], [spring]);
    expect(issues).toMatchObject([
      { code: 'PERIOD_WITHOUT_CONTRACT', subject: { entity: 'period', key: 'C:spring' }, month: '2025-01' },
    ]);
    expect(match([], [spring], { confirmed: ['PERIOD_WITHOUT_CONTRACT|C:spring'] }).codes).toEqual([]);
  });

  test('two overlapping enrolments on one contract are a union and a finding', () => {
    const { contracts, codes } = match(
      [line('F1', '2025-01-10', 90000)],
      [spring, enrolment('extra', '2025-05-01', '2025-07-01')],
    );
    expect(contracts).toEqual(['F1 | spring extra']);
    expect(codes).toEqual(['PERIOD_OVERLAP S:fs@S:F1']);
  });

  test('two contracts over the same days are a finding', () => {
    const { codes, issues } = match(
      [line('F1', '2025-01-10', 90000), line('F2', '2025-04-20', 80000)],
      [spring, enrolment('second', '2025-05-01', '2025-07-01')],
    );
    expect(codes).toEqual(['CONTRACT_OVERLAP S:client']);
    expect(issues[0]).toMatchObject({ amount: 80000, month: '2025-05', details: { client: 'C-0001' } });
  });

  test('a third course between two equally near contracts is left to a person', () => {
    const { result, codes } = match(
      [line('F1', '2025-01-01', 90000), line('F2', '2025-03-02', 90000)],
      [
        enrolment('a', '2025-01-01', '2025-01-10'),
        enrolment('b', '2025-03-02', '2025-03-10'),
        enrolment('c', '2025-01-31', '2025-02-10'),
      ],
    );
    expect(result.unlinkedPeriods).toHaveLength(1);
    expect(codes).toEqual(['CONTRACT_OVERLAP S:client']);
  });

  test('a decision outweighs nearness', () => {
    const lines = [line('F1', '2025-01-10', 90000), line('F2', '2025-08-25', 80000)];
    const autumn = enrolment('autumn', '2025-09-01', '2025-12-19');
    const enrolments = { 'C:spring': { with: 'S:F2' }, 'C:autumn': { with: 'S:F1' } };
    const decided = match(lines, [spring, autumn], { enrolments, documents: { 'S:F2': 'new' } });
    expect(decided.contracts).toEqual(['F1 | autumn', 'F2 | spring']);
  });
});

describe('soft duplicates', () => {
  const soft = (...lines: Parameters<typeof client>[0]) =>
    match(lines, [spring]).codes.filter((code) => code.startsWith('INVOICE_DUPLICATE_SOFT'));

  test('the same amount within seven days is one', () => {
    expect(soft(line('F25-001', '2025-01-02', 120000), line('F25-014', '2025-01-07', 120000))).toHaveLength(1);
  });

  test('two mixed invoices alike are one finding over both services', () => {
    const mixed = (number: string, date: string) => [
      line(number, date, 90000),
      line(number, date, 30000, { service: 2, line: '2' }),
    ];
    const { issues } = match([...mixed('F1', '2025-01-02'), ...mixed('F2', '2025-01-07')], [spring]);
    const found = issues.filter(({ code }) => code === 'INVOICE_DUPLICATE_SOFT');
    expect(found).toMatchObject([{ discriminator: 'S:F1', amount: 120000 }]);
  });

  test('instalments a month apart are none', () => {
    expect(soft(line('F25-001', '2025-01-02', 40000), line('F25-044', '2025-02-02', 40000))).toEqual([]);
  });

  test.each([undefined, 'F25-001'])('with a credit note between them (origin %s) it is a reissue', (origin) => {
    expect(
      soft(
        line('F25-001', '2025-01-02', 120000),
        line('R1', '2025-01-04', -120000, { credit: true, ...(origin ? { origin } : {}) }),
        line('F25-015', '2025-01-05', 120000),
      ),
    ).toEqual([]);
  });
});
