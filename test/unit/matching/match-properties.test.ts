import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClientFacts, EnrolmentFact, LineFact } from '../../../electron/sync/matching/facts.ts';
import { matchContracts } from '../../../electron/sync/matching/match-contracts.ts';
import { addDays, civilDate } from '../../../shared/domain/civil-date.ts';
import { client, type Decided, enrolment, line } from './client-facts.ts';

const DAY_ONE = civilDate('2025-01-01');
const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays(DAY_ONE, days));

const documents = fc.array(
  fc.record({
    date: day,
    net: fc.constantFrom(0, 40000, 40000, 60000, 90000, 120000, -5000),
    services: fc.uniqueArray(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 2 }),
    currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
    origin: fc.option(fc.nat(7)),
    credit: fc.boolean(),
  }),
  { maxLength: 7 },
);

const lines: fc.Arbitrary<LineFact[]> = documents.map((drawn) =>
  drawn.flatMap(({ date, net, services, currency, origin, credit }, index) =>
    services.map((service, position) =>
      line(`D${index}`, date, credit ? -Math.abs(net) : net, {
        service,
        currency,
        credit,
        line: String(position + 1),
        ...(credit && origin !== null ? { origin: `D${origin}` } : {}),
      }),
    ),
  ),
);

const enrolments: fc.Arbitrary<EnrolmentFact[]> = fc
  .array(
    fc.record({
      start: fc.option(day, { freq: 8 }),
      days: fc.option(fc.integer({ min: 1, max: 200 }), { freq: 8 }),
      stop: fc.option(fc.integer({ min: -5, max: 210 })),
      serviceType: fc.constantFrom('FS', 'FS', 'DS', null),
    }),
    { maxLength: 5 },
  )
  .map((drawn) =>
    drawn.map(({ start, days, stop, serviceType }, index) =>
      enrolment(`e${index}`, start, start && days !== null ? addDays(start, days) : null, {
        serviceType,
        ...(start && stop !== null ? { stop: addDays(start, stop) } : {}),
      }),
    ),
  );

const document = fc.nat(7).map((index) => `S:D${index}`);
const named = fc.oneof(
  document,
  document.map((key) => `${key}#1`),
);
const decided: fc.Arbitrary<Decided> = fc.record({
  documents: fc.dictionary(
    named,
    fc.oneof(
      fc.constant('new' as const),
      named.map((target) => ({ with: target })),
    ),
    { maxKeys: 3 },
  ),
  enrolments: fc.dictionary(
    fc.nat(4).map((index) => `C:e${index}`),
    document.map((target) => ({ with: target })),
    { maxKeys: 2 },
  ),
  unlinked: fc.array(named, { maxLength: 1 }),
  signed: fc.dictionary(document, fc.constantFrom(90000, 120000), { maxKeys: 2 }),
});

const facts: fc.Arbitrary<ClientFacts> = fc.tuple(lines, enrolments, decided).map((drawn) => client(...drawn));

test('the order of lines and enrolments changes nothing', () => {
  const shuffled = facts.chain((given) =>
    fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray([...given.lines], { minLength: given.lines.length }),
      fc.shuffledSubarray([...given.enrolments], { minLength: given.enrolments.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([given, lines, enrolments]) => {
      expect(matchContracts({ ...given, lines, enrolments })).toEqual(matchContracts(given));
    }),
    { numRuns: 500 },
  );
});

test('every line is on one contract, or on none and told; every enrolment is on at most one', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const result = matchContracts(given);
      const placed = result.contracts.flatMap((contract) => contract.lines.map(({ lineId }) => lineId));
      const expected = given.lines.map(({ lineId }) => lineId).sort();
      expect([...placed, ...result.unlinkedLines].sort()).toEqual(expected);
      for (const { lineId, documentKey, lineKey } of given.lines) {
        if (!result.unlinkedLines.includes(lineId)) continue;
        const byPerson = [documentKey, `${documentKey}#${lineKey}`].some((key) => given.decisions.unlinked.has(key));
        expect(byPerson || result.issues.some(({ subject }) => subject.key === documentKey)).toBe(true);
      }
      const periods = result.contracts.flatMap(({ enrolments }) => enrolments.map(({ periodId }) => periodId));
      const everyPeriod = given.enrolments.map(({ periodId }) => periodId).sort();
      expect([...periods, ...result.unlinkedPeriods].sort()).toEqual(everyPeriod);
      for (const period of given.enrolments) {
        if (!result.unlinkedPeriods.includes(period.periodId)) continue;
        const told = result.issues.some((one) => one.subject.key === period.key || one.discriminator === period.key);
        expect(told).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('contracts have one currency, names of their own, and issues are told apart', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const result = matchContracts(given);
      const currencies = new Map(given.lines.map((one) => [one.lineId, one.currency]));
      for (const { lines, currency } of result.contracts) {
        for (const { lineId, why } of lines) {
          expect(currencies.get(lineId)).toBe(currency);
          expect(why).not.toBe('');
        }
      }
      expect(new Set(result.contracts.map(({ key }) => key)).size).toBe(result.contracts.length);
      const issues = result.issues.map((one) => `${one.code}|${one.subject.key}|${one.discriminator ?? ''}`);
      expect(issues).toEqual([...new Set(issues)]);
      for (const { amount } of result.issues) expect(amount).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});

test('a decision taken back restores what was', () => {
  fc.assert(
    fc.property(lines, enrolments, decided, (given, enrolled, choice) => {
      const before = matchContracts(client(given, enrolled));
      matchContracts(client(given, enrolled, choice));
      expect(matchContracts(client(given, enrolled))).toEqual(before);
    }),
  );
});

test('the short way for plain clients says what the long way says', () => {
  fc.assert(
    fc.property(day, day, fc.boolean(), (date, start, enrolled) => {
      const periods = enrolled ? [enrolment('e', start, addDays(start, 90))] : [];
      const plain = client([line('D1', date, 90000)], periods);
      // A decision about an unknown document changes nothing but forces the long way.
      const long = client(plain.lines, periods, { unlinked: ['S:other'] });
      expect(matchContracts(plain)).toEqual(matchContracts(long));
    }),
  );
});
