/** The blocks about money to come and money that came: ageing, days outstanding, forecast, payouts, matching. */
import { z } from 'zod';
import { type Ageing, ageing } from '../../shared/close/ageing.ts';
import { cashForecast } from '../../shared/close/cash-forecast.ts';
import { matchPayment } from '../../shared/close/payment-matching.ts';
import { checkPayout } from '../../shared/close/payouts.ts';
import { daysSalesOutstanding } from '../../shared/close/sales-outstanding.ts';
import { minDate } from '../../shared/domain/civil-date.ts';
import { currency } from '../../shared/domain/money.ts';
import { nameScore } from '../../shared/domain/similar-names.ts';
import type { Compared } from './comparison.ts';
import { ageingRow, type Blocks, day, minor } from './vector-file.ts';

const EUR = currency('EUR');
const ageingShape = z.looseObject({ asOf: day, expected: z.looseObject({ rows: z.array(z.unknown()) }) });

function agedRows(blocks: Blocks): {
  readonly aged: Ageing;
  readonly expected: z.output<typeof ageingShape>['expected'];
} {
  const { asOf, expected } = ageingShape.parse(blocks.arAgeing);
  const items = z.array(ageingRow).parse(expected.rows);
  const aged = ageing(
    items.map(({ no, kind, client, date, due, openMinor }) => ({
      no,
      kind,
      client: client ?? null,
      currency: EUR,
      date: date ?? minDate(due ?? asOf, asOf),
      due,
      totalMinor: openMinor,
      settlements: [],
    })),
    { asOf },
  );
  return { aged, expected };
}

export function ageingBlock(blocks: Blocks): Compared[] {
  const { aged, expected } = agedRows(blocks);
  const [totals] = aged.totals;
  const answer = {
    rows: aged.rows,
    bucketsMinor: totals?.bucketsMinor,
    totalMinor: totals?.totalMinor,
    overduePercent: totals?.overdueBasisPoints == null ? null : totals.overdueBasisPoints / 100,
  };
  return [{ name: 'ageing', expected, answer }];
}

const dsoShape = z.object({
  input: z.object({ closingReceivablesMinor: minor, grossBillingsMinor: minor, days: minor }),
  expected: z.unknown(),
});

export function dsoBlock(blocks: Blocks): Compared[] {
  const { input, expected } = dsoShape.parse(blocks.dso);
  const hundredths = daysSalesOutstanding(input);
  return [{ name: 'dso', expected, answer: { dso: hundredths === null ? null : hundredths / 100 } }];
}

const forecastShape = z.object({
  input: z.object({
    asOf: day,
    averageDaysLate: minor,
    minDaysFromToday: minor,
    probabilityBasisPoints: z.object({
      current: minor,
      '1-30': minor,
      '31-60': minor,
      '61-90': minor,
      '91+': minor,
    }),
  }),
  expected: z.looseObject({ weeks: z.unknown() }),
});

export function forecastBlock(blocks: Blocks): Compared[] {
  const { input, expected } = forecastShape.parse(blocks.cashForecast);
  const { aged } = agedRows(blocks);
  const forecast = cashForecast({
    ...input,
    rows: aged.rows,
    habits: { allDays: input.averageDaysLate, byClient: new Map() },
    weeks: 53,
  });
  const [own] = forecast.currencies;
  const weeks = Object.fromEntries(
    (own?.weeks ?? [])
      .filter(({ nominalMinor }) => nominalMinor !== 0)
      .map(({ isoWeek, ...amounts }) => [isoWeek, amounts]),
  );
  const { weeks: wanted, ...rest } = expected;
  const answer = {
    rows: forecast.rows,
    totalNominalMinor: own?.totalNominalMinor ?? 0,
    totalExpectedMinor: own?.totalExpectedMinor ?? 0,
  };
  return [
    { name: 'forecast', expected: rest, answer },
    { name: 'weeks', expected: wanted, answer: weeks, exact: true },
  ];
}

const payoutsShape = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      payoutMinor: minor,
      lines: z.array(z.object({ type: z.string(), grossMinor: minor, feeMinor: minor })),
      expected: z.unknown(),
    }),
  ),
});

export function payoutsBlock(blocks: Blocks): Compared[] {
  return payoutsShape.parse(blocks.payouts).cases.map(({ id, payoutMinor, lines, expected }) => {
    const check = checkPayout(payoutMinor, lines);
    // The file names the side that has an amount and leaves the other out.
    const journal = check.journal?.map(({ account, debitMinor, creditMinor }) =>
      creditMinor === 0 ? { account, debitMinor } : { account, creditMinor },
    );
    return { name: id, expected, answer: { ...check, journal: journal ?? null } };
  });
}

const namesShape = z.object({ expected: z.array(z.object({ a: z.string(), b: z.string(), score: z.number() })) });

export function namesBlock(blocks: Blocks): Compared[] {
  return namesShape.parse(blocks.nameSimilarity).expected.map(({ a, b, score }) => ({
    name: `${a} / ${b}`,
    expected: score,
    answer: nameScore(a, b),
  }));
}

const matchingShape = z.object({
  openInvoices: z.array(
    z.object({
      no: z.string(),
      client: z.string(),
      currency: z.string().default('EUR'),
      openMinor: minor,
      date: day,
      due: day,
    }),
  ),
  cases: z.array(
    z.object({
      payment: z.object({
        amountMinor: minor,
        date: day,
        currency: z.string().default('EUR'),
        payer: z.string(),
        text: z.string(),
        linkedClient: z.string().nullish(),
      }),
      expected: z.unknown(),
    }),
  ),
});

export function matchingBlock(blocks: Blocks): Compared[] {
  const { openInvoices, cases } = matchingShape.parse(blocks.matching);
  return cases.map(({ payment, expected }, at) => ({
    name: `payment ${at + 1}`,
    expected,
    answer: matchPayment(payment, openInvoices),
  }));
}
