import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { brokenSeal, canonicalJson, closeHashInput, type SealedClose } from '../../../shared/close/close-hash.ts';
import { type CutOffDocument, cutOffFindings } from '../../../shared/close/cut-off.ts';
import { compareClients, compareDocuments } from '../../../shared/close/duplicates.ts';
import { fixFirst } from '../../../shared/close/fix-first.ts';
import { defaultFluxThresholds, flux } from '../../../shared/close/flux.ts';
import { numberGaps } from '../../../shared/close/number-gaps.ts';
import { vatSummary } from '../../../shared/close/vat-summary.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { currency } from '../../../shared/domain/money.ts';
import { month } from '../../../shared/domain/month.ts';

const day = civilDate;

describe('number gaps', () => {
  const documents = (...numbers: string[]) => numbers.map((number) => ({ number, date: day('2025-03-01') }));

  it('are told by series, in ranges, written as the series writes them', () => {
    const gaps = numberGaps(documents('F25-001', 'f25-002', 'F25-005', 'CN7', 'CN9', 'F26-001', 'draft'));
    expect(gaps.map(({ series, from, to, count }) => [series, from, to, count])).toEqual([
      ['CN', 'CN8', 'CN8', 1],
      ['F25-', 'F25-003', 'F25-004', 2],
    ]);
    expect(gaps[1]?.after.number).toBe('f25-002');
  });

  it('a number seen twice is no gap, and a huge jump is one range', () => {
    expect(numberGaps(documents('A1', 'A1', 'A2'))).toEqual([]);
    expect(numberGaps(documents('A1', 'A900000000'))).toMatchObject([{ count: 899_999_998 }]);
  });
});

describe('cut-off', () => {
  const document = (id: string, more: Partial<CutOffDocument>): CutOffDocument => ({
    id,
    number: id,
    kind: 'invoice',
    date: day('2025-03-31'),
    createdOn: null,
    currency: currency('EUR'),
    netMinor: 100,
    contractId: null,
    serviceStart: null,
    originDate: null,
    ...more,
  });

  it('asks about exactly what may sit on the wrong side of the month', () => {
    const credit = { kind: 'credit_note', originDate: day('2025-03-20') } as const;
    const findings = cutOffFindings({
      month: month('2025-03'),
      documents: [
        document('late', { createdOn: day('2025-04-06') }),
        document('in time', { createdOn: day('2025-04-05') }),
        document('next', { date: day('2025-04-30'), serviceStart: day('2025-03-31') }),
        document('next, its own', { date: day('2025-04-30'), serviceStart: day('2025-04-01') }),
        document('credit', { ...credit, date: day('2025-04-10') }),
        document('late credit', { ...credit, date: day('2025-04-11') }),
      ],
      statuses: [
        { contractId: 'A', status: 'DROPPED', effective: day('2025-03-31'), recordedOn: day('2025-04-02') },
        { contractId: 'B', status: 'DROPPED', effective: day('2025-03-30'), recordedOn: day('2025-03-31') },
        { contractId: 'C', status: 'DROPPED', effective: day('2025-04-01'), recordedOn: day('2025-04-02') },
      ],
    });
    expect(findings.map(({ test, subject, days }) => [test, subject, days])).toEqual([
      ['created_late', 'late', 6],
      ['billed_next_month', 'next', 30],
      ['credited_next_month', 'credit', 10],
      ['status_seen_late', 'A', 2],
    ]);
  });
});

describe('duplicates', () => {
  const a = {
    externalId: 'h1',
    number: 'F25-001',
    client: 'c1',
    netMinor: 500,
    date: day('2025-01-02'),
    service: 's1',
  };
  const b = { ...a, externalId: 'h2', number: 'F25-002', date: day('2025-01-09') };

  it('seven days apart is close, eight is not; another currency is another sale', () => {
    expect(compareDocuments(a, b)).toBe('SOFT');
    expect(compareDocuments(a, { ...b, date: day('2025-01-10') })).toBe('NONE');
    expect(compareDocuments({ ...a, currency: 'EUR' }, { ...b, currency: 'USD' })).toBe('NONE');
    expect(compareDocuments(a, { ...b, number: 'F25-1', issuer: 'another company' })).toBe('SOFT');
  });

  it('only an equal credit note between the two makes it a reissue', () => {
    const credit = (netMinor: number, date: string) => compareDocuments(b, a, [{ netMinor, date: day(date) }]);
    expect([credit(-500, '2025-01-02'), credit(-499, '2025-01-04'), credit(-500, '2025-01-10')]).toEqual([
      'REISSUED',
      'SOFT',
      'SOFT',
    ]);
  });

  it('clients: a mailbox or a tax id is one client, a name with its phone may be', () => {
    const client = { name: 'Ana Ruiz', email: 'ana@mail.example', taxId: null, phone: '+34 600 000 000' };
    const other = { name: 'Luis Sol', email: null, taxId: null, phone: null };
    expect(compareClients(client, { ...other, email: ' ANA@mail.example' })).toBe('HARD');
    expect(compareClients({ ...other, taxId: '12.345.678-Z' }, { ...client, taxId: '12345678z' })).toBe('HARD');
    expect(compareClients(client, { ...other, email: 'ana+course@mail.example' })).toBe('SOFT');
    expect(compareClients(client, { ...other, name: 'RUIZ, Ana', phone: '0034600000000' })).toBe('SOFT');
    expect(compareClients(client, { ...other, name: 'Ana Ruiz' })).toBe('NONE');
    expect(compareClients(other, { ...other, name: 'Eva' })).toBe('NONE');
  });
});

describe('tax', () => {
  it('one unit a line is rounding, two are not; a group may be off by a unit a document', () => {
    const line = (no: string, vatMinor: number) => ({
      no,
      netMinor: 33,
      vatMinor,
      rateBasisPoints: 2100,
      category: null,
    });
    const { groups, lineFindings } = vatSummary([line('A', 8), line('B', 9), line('C', 6)]);
    expect(lineFindings.map(({ no }) => no)).toEqual(['B']);
    expect(groups).toMatchObject([
      { label: 'standard 21%', documents: 3, expectedVatMinor: 21, withinTolerance: true },
    ]);
  });

  it('tells the category by its rate where the source names none', () => {
    const line = (rateBasisPoints: number | null) => ({
      no: 'A',
      netMinor: 100,
      vatMinor: 0,
      rateBasisPoints,
      category: null,
    });
    expect(vatSummary([line(null), line(0), line(550), line(2100)]).groups.map(({ label }) => label)).toEqual([
      'standard 21%',
      'reduced 5.5%',
      'zero',
      'unknown',
    ]);
  });
});

describe('flux', () => {
  const rows = (currentMinor: number, priorMinor: number, more: object = {}) =>
    flux([{ line: 'Revenue', currentMinor, priorMinor, comment: ' ' }], {
      absoluteMinor: 100,
      percentBasisPoints: 1000,
      ...more,
    });

  it('asks for a word at both thresholds, in strict mode at one, and never for nothing', () => {
    expect(rows(1_100, 1_000)[0]).toMatchObject({ explain: true, open: true, comment: null });
    expect(rows(1_099, 1_000)[0]?.explain).toBe(false);
    expect(rows(10_995, 10_000)[0]).toMatchObject({ explain: false, percentBasisPoints: 995 });
    expect(rows(10_995, 10_000, { strict: true })[0]?.explain).toBe(true);
    expect(rows(0, 0, { absoluteMinor: 0, strict: true })[0]?.explain).toBe(false);
  });

  it('a percentage that only rounds up to the threshold is below it', () => {
    expect(rows(109_996, 100_000)[0]).toMatchObject({ percentBasisPoints: 1000, explain: false });
    expect(defaultFluxThresholds(-1_000_000)).toEqual({ absoluteMinor: 5_000, percentBasisPoints: 1000 });
  });

  it('a comment closes the question', () => {
    const [row] = flux(
      [{ line: 'x', currentMinor: 500, priorMinor: 0, comment: 'New cohort' }],
      defaultFluxThresholds(0),
    );
    expect([row?.open, row?.comment, row?.percentBasisPoints]).toEqual([false, 'New cohort', null]);
  });
});

describe('what to fix first', () => {
  const questions = [
    { id: 'q1', subject: 'A', balance: 600 },
    { id: 'q2', subject: 'A', balance: 100 },
    { id: 'q3', subject: 'B', balance: 300 },
    { id: 'q4', subject: 'C', balance: 80 },
    { id: 'q5', subject: 'D', balance: 0 },
  ];

  it('names the fewest questions that make most of the money certain; a contract counts once', () => {
    expect(fixFirst(questions, 1_000)).toEqual({
      ids: ['q1', 'q2', 'q3'],
      open: 5,
      certainNowBasisPoints: 200,
      certainThenBasisPoints: 9_200,
      words: 'Fix these 3 of 5 and 92 % of the money is certain.',
    });
  });

  it('has nothing to say when most is certain already, or nothing is deferred', () => {
    expect(fixFirst(questions, 100_000)).toMatchObject({ ids: [], words: '' });
    expect(fixFirst(questions, 0)).toMatchObject({ certainNowBasisPoints: null, ids: [], words: '' });
  });
});

describe('the seal of a close', () => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const sealed = (closes: readonly { readonly month: string; readonly deferred: number }[]) => {
    const chain: SealedClose[] = [];
    for (const close of closes) {
      const previousHash = chain.at(-1)?.hash ?? null;
      chain.push({ previousHash, close, hash: sha256(closeHashInput(previousHash, close)) });
    }
    return chain;
  };

  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, null, true], a: 'é"', ab: -0 })).toBe('{"a":"é\\"","ab":0,"b":[1,null,true]}');
  });

  it.each([[0.5], [Number.NaN], [2 ** 53]])('refuses %d, which could be written in two ways', (value) => {
    expect(() => canonicalJson([value])).toThrow(RangeError);
  });

  it('breaks at the month that was altered, also when its own hash was made anew', () => {
    const chain = sealed([
      { month: '2025-01', deferred: 5 },
      { month: '2025-02', deferred: 6 },
      { month: '2025-03', deferred: 7 },
    ]);
    expect(brokenSeal(chain, sha256)).toBeNull();
    const altered = chain.map((each, at) => (at === 1 ? { ...each, close: { month: '2025-02', deferred: 9 } } : each));
    expect(brokenSeal(altered, sha256)).toBe(1);
    const resealed = altered.map((each, at) =>
      at === 1 ? { ...each, hash: sha256(closeHashInput(each.previousHash, each.close)) } : each,
    );
    expect(brokenSeal(resealed, sha256)).toBe(2);
  });
});
