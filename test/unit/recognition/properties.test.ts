import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate, civilDate } from '../../../shared/domain/civil-date.ts';
import {
  type Method,
  type Recognition,
  type RecognitionInput,
  recognise,
  type ServiceEvent,
} from '../../../shared/recognition/index.ts';

const DAY_METHODS: readonly Method[] = [
  'daily',
  'monthly_even',
  'monthly_prorata',
  'edges_daily',
  'thirty_360',
  'full_months',
];
const EPOCH = civilDate('2024-01-15');
const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays(EPOCH, days));
const amount = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 2_000_000_000_000 }));
const changeMode = fc.constantFrom('prospective' as const, 'catch_up' as const);
const pauseMode = fc.constantFrom('extend' as const, 'compress' as const);

const spanOf = fc
  .tuple(day, fc.integer({ min: 0, max: 120 }))
  .map(([from, length]) => [from, addDays(from, length)] as const);

const pause = fc.oneof(
  spanOf.chain(([from, to]) => pauseMode.map((mode): ServiceEvent => ({ type: 'pause', from, to, mode }))),
  day.map((from): ServiceEvent => ({ type: 'pause', from, to: null })),
);
const resume = spanOf.map(([from, newEnd]): ServiceEvent => ({ type: 'resume', from, newEnd }));
const extend = fc
  .tuple(spanOf, changeMode)
  .map(([[effective, newEnd], mode]): ServiceEvent => ({ type: 'extend_end', effective, newEnd, mode }));
const complete = day.map((date): ServiceEvent => ({ type: 'complete', date }));
const reprice = fc
  .tuple(day, amount, changeMode)
  .map(([effective, newTotalMinor, mode]): ServiceEvent => ({ type: 'reprice', effective, newTotalMinor, mode }));
const credit = fc
  .tuple(day, fc.integer({ min: 0, max: 300 }), changeMode)
  .map(([date, amountMinor, mode]): ServiceEvent => ({ type: 'credit_note', date, amountMinor, mode }));
const drop = fc
  .tuple(day, fc.integer({ min: 0, max: 100 }))
  .map(([date, refundMinor]): ServiceEvent => ({ type: 'drop', date, refundMinor }));

const service = spanOf.map(([serviceStart, serviceEnd]) => ({ serviceStart, serviceEnd }));
const period = fc
  .tuple(spanOf, fc.option(fc.integer({ min: -5, max: 130 })))
  .map(([[start, end], stop]) => ({ start, end, stoppedOn: stop === null ? null : addDays(start, stop) }));
const periods = fc.array(period, { maxLength: 3 }).map((servicePeriods) => ({ servicePeriods }));

function contracts(events: fc.Arbitrary<ServiceEvent>): fc.Arbitrary<RecognitionInput> {
  return fc
    .tuple(
      fc.constantFrom(...DAY_METHODS),
      amount,
      fc.oneof({ weight: 3, arbitrary: service }, periods),
      fc.array(events, { maxLength: 5 }),
    )
    .map(([method, amountMinor, dates, happened]) => ({ method, amountMinor, ...dates, events: happened }));
}

const sessionContracts: fc.Arbitrary<RecognitionInput> = fc
  .tuple(
    fc.constantFrom('sessions' as const, 'sessions_total' as const),
    amount,
    fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1, max: 90 }),
    fc.array(fc.oneof(reprice, credit, complete, drop), { maxLength: 4 }),
  )
  .map(([method, amountMinor, counts, totalSessions, events]) => ({
    method,
    amountMinor,
    totalSessions,
    events,
    sessions: Object.fromEntries(counts.map((count, at) => [`2024-${String(at + 2).padStart(2, '0')}`, count])),
  }));

const anyContract = fc.oneof(
  { weight: 4, arbitrary: contracts(fc.oneof(pause, resume, extend, complete, reprice, credit, drop)) },
  sessionContracts,
);

/** The day an event runs on: its first changed day. */
function runsOn(event: ServiceEvent): CivilDate {
  switch (event.type) {
    case 'pause':
    case 'resume':
      return civilDate(event.from);
    case 'reprice':
    case 'extend_end':
      return civilDate(event.effective);
    case 'complete':
      return addDays(civilDate(event.date), 1);
    case 'drop':
    case 'credit_note':
      return civilDate(event.date);
    case 'unknown':
      return EPOCH;
  }
}

/** The price by the end, told from the events alone: after a drop what was billed less what was refunded. */
function entitledBy(input: RecognitionInput): number {
  const order = ['reprice', 'credit_note', 'extend_end', 'resume', 'pause', 'complete', 'drop'];
  const events = [...(input.events ?? [])].sort((a, b) =>
    runsOn(a) === runsOn(b) ? order.indexOf(a.type) - order.indexOf(b.type) : runsOn(a) < runsOn(b) ? -1 : 1,
  );
  return events.reduce((price, event) => {
    if (event.type === 'reprice') return event.newTotalMinor;
    if (event.type === 'credit_note') return price - event.amountMinor;
    return event.type === 'drop' ? price - event.refundMinor : price;
  }, input.amountMinor);
}

function byMonth(result: Recognition): Record<string, number> {
  return Object.fromEntries(
    result.months.filter(({ amountMinor }) => amountMinor !== 0).map(({ month, amountMinor }) => [month, amountMinor]),
  );
}

function negated(event: ServiceEvent): ServiceEvent {
  switch (event.type) {
    case 'reprice':
      return { ...event, newTotalMinor: -event.newTotalMinor };
    case 'credit_note':
      return { ...event, amountMinor: -event.amountMinor };
    case 'drop':
      return { ...event, refundMinor: -event.refundMinor };
    default:
      return event;
  }
}

const opposite = (value: number) => (value === 0 ? 0 : -value);

describe('whatever happens to a contract', () => {
  it('recognised and suspended make the price, to the minor unit', () => {
    fc.assert(
      fc.property(anyContract, (input) => {
        const result = recognise(input);
        if (!result.ok) return;
        expect(result.totalMinor + result.suspendedMinor).toBe(entitledBy(input));
        for (const { amountMinor, parts } of result.months) {
          expect(parts.service + parts.breakage + parts.catchUp + parts.reversal).toBe(amountMinor);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('an event after all others never changes a month before its own', () => {
    fc.assert(
      fc.property(anyContract, (input) => {
        const events = [...(input.events ?? [])].sort((a, b) => (runsOn(a) < runsOn(b) ? -1 : 1));
        const last = events.pop();
        const previous = events.at(-1);
        if (last === undefined || (previous !== undefined && runsOn(previous) >= runsOn(last))) return;
        if (input.servicePeriods?.some(({ stoppedOn }) => stoppedOn && stoppedOn >= runsOn(last))) return;
        const own = (last.type === 'complete' ? last.date : runsOn(last)).slice(0, 7);
        const [without, withLast] = [recognise({ ...input, events }), recognise(input)];
        if (!without.ok || !withLast.ok) return;
        const before = ({ month }: { month: string }) => month < own;
        expect(withLast.months.filter(before)).toEqual(without.months.filter(before));
      }),
      { numRuns: 2000 },
    );
  });

  it('a negative contract is the mirror of the positive one', () => {
    fc.assert(
      fc.property(anyContract, (input) => {
        if (input.amountMinor === 0) return;
        const positive = recognise(input);
        const negative = recognise({
          ...input,
          amountMinor: -input.amountMinor,
          events: input.events?.map(negated),
        });
        if (!positive.ok || !negative.ok) {
          expect(negative).toEqual(positive);
          return;
        }
        expect(negative.suspendedMinor).toBe(opposite(positive.suspendedMinor));
        expect(negative.months).toEqual(
          positive.months.map(({ month, amountMinor, parts }) => ({
            month,
            amountMinor: opposite(amountMinor),
            parts: {
              service: opposite(parts.service),
              breakage: opposite(parts.breakage),
              catchUp: opposite(parts.catchUp),
              reversal: opposite(parts.reversal),
            },
          })),
        );
      }),
    );
  });

  it('the order in which events are handed over does not matter, nor does a second run', () => {
    fc.assert(
      fc.property(anyContract, (input) => {
        const days = (input.events ?? []).map((event) => `${runsOn(event)} ${event.type}`);
        if (new Set(days).size < days.length) return;
        const result = recognise(input);
        expect(recognise(input)).toEqual(result);
        expect(recognise({ ...input, events: input.events?.toReversed() })).toEqual(result);
      }),
    );
  });

  it('splitting the service into adjoining periods changes nothing', () => {
    fc.assert(
      fc.property(contracts(fc.oneof(pause, resume, extend, reprice, drop)), fc.nat(), (input, at) => {
        const { serviceStart, serviceEnd, ...rest } = input;
        if (!serviceStart || !serviceEnd || serviceStart === serviceEnd) return;
        const length = (Date.parse(serviceEnd) - Date.parse(serviceStart)) / 86_400_000;
        const end = addDays(civilDate(serviceStart), at % length);
        const servicePeriods = [
          { start: addDays(end, 1), end: serviceEnd },
          { start: serviceStart, end },
        ];
        expect(recognise({ ...rest, servicePeriods })).toEqual(recognise(input));
      }),
    );
  });

  it('a running contract is never recognised beyond its price, nor below nothing', () => {
    fc.assert(
      fc.property(contracts(fc.oneof(pause, resume, extend, complete)), (input) => {
        const result = recognise(input);
        if (!result.ok) return;
        let toDate = 0;
        for (const { amountMinor } of result.months) {
          toDate += amountMinor;
          expect(toDate).toBeGreaterThanOrEqual(0);
          expect(toDate).toBeLessThanOrEqual(input.amountMinor);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('without events every month is within one minor unit of the exact fraction of its days', () => {
    fc.assert(
      fc.property(service, amount, (dates, amountMinor) => {
        const result = recognise({ method: 'daily', amountMinor, ...dates });
        if (!result.ok) throw new Error(result.error);
        const first = Date.parse(dates.serviceStart);
        const past = Date.parse(dates.serviceEnd) + 86_400_000;
        const served = byMonth(result);
        for (const [month, given] of Object.entries(served)) {
          const start = Date.parse(`${month}-01`);
          const next = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
          const days = BigInt((Math.min(past, next) - Math.max(first, start)) / 86_400_000);
          const all = BigInt((past - first) / 86_400_000);
          const off = BigInt(given) * all - BigInt(amountMinor) * days;
          expect(off <= all && off >= -all).toBe(true);
        }
      }),
    );
  });
});
