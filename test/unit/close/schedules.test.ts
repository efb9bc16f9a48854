/** The worked scenarios whose whole schedule is one figure per month; numbers and choices as in `defects.test.ts`. */
import { describe, expect, it } from 'vitest';
import type { ContractFacts } from '../../../electron/close/facts.ts';
import { month } from '../../../shared/domain/month.ts';
import {
  contract,
  credit,
  day,
  decided,
  enrolment,
  invoice,
  NOT_REFUNDED,
  series,
  targetOf,
} from './contract-builder.ts';
import { AS_2, course, END, START, small } from './scenario-course.ts';

type Case = readonly [name: string, facts: ContractFacts, from: string, expected: readonly number[]];

const TARGETS: readonly Case[] = [
  [
    '#1 D1 the pace of the cohort, not of a default service',
    contract({ documents: [invoice('2025-04-01', 50_000)], enrolments: [enrolment('2025-05-12', '2025-08-27')] }),
    '2025-05',
    [9_259, 13_889, 14_352, 12_500],
  ],
  ['#2 D2 days are not rounded to sessions', course(), '2024-01', AS_2],
  [
    '#3 D1 D3 a course shorter than its service ends with nothing left',
    course({
      documents: [invoice('2024-01-01', 480_000)],
      enrolments: [enrolment(START, '2024-04-21', { status: 'ENDED', on: '2024-06-03' })],
    }),
    '2024-01',
    [132_857, 124_286, 132_857, 90_000],
  ],
  [
    '#4 D24 a pause earns nothing by getting old',
    contract({
      documents: [invoice('2024-12-01', 480_000)],
      enrolments: [enrolment('2024-12-01', '2025-04-30', { status: 'POSTPONED', on: '2025-01-15' })],
    }),
    '2024-12',
    [98_543, 47_682],
  ],
  [
    '#4 D24 released in the month the limit passed once that is decided',
    contract({
      documents: [invoice('2024-12-01', 480_000)],
      enrolments: [enrolment('2024-12-01', '2025-04-30', { status: 'POSTPONED', on: '2025-01-15' })],
      decisions: NOT_REFUNDED,
    }),
    '2024-12',
    [98_543, 47_682, 0, 0, 333_775],
  ],
  [
    '#5 D13 a resumed course spreads exactly what was left',
    contract({
      documents: [invoice('2024-12-01', 480_000)],
      enrolments: [
        enrolment('2024-12-01', '2025-04-30', { status: 'POSTPONED', on: '2025-01-15' }),
        enrolment('2025-03-03', '2025-07-20'),
      ],
    }),
    '2024-12',
    [98_543, 47_682, 0, 69_139, 71_523, 73_908, 71_523, 47_682],
  ],
  [
    '#6 an undecided drop stops where teaching stopped',
    course({ enrolments: [enrolment(START, END, { status: 'DROPPED', on: '2024-03-10' })] }),
    '2024-01',
    [132_857, 124_286, 42_857],
  ],
  [
    '#6 a drop decided as not refundable releases the rest',
    course({ enrolments: [enrolment(START, END, { status: 'DROPPED', on: '2024-03-10' })], decisions: NOT_REFUNDED }),
    '2024-01',
    [132_857, 124_286, 342_857],
  ],
  [
    '#7 a drop recorded after the end drops nothing',
    course({ enrolments: [enrolment(START, END, { status: 'DROPPED', on: '2024-06-10' })] }),
    '2024-01',
    AS_2,
  ],
  [
    '#8 an early finish delivers what was left',
    course({ enrolments: [enrolment(START, END, { status: 'ENDED', on: '2024-04-15' })] }),
    '2024-01',
    [132_857, 124_286, 132_857, 210_000],
  ],
  [
    '#9 a finish recorded after the end changes nothing',
    course({ enrolments: [enrolment(START, END, { status: 'ENDED', on: '2024-06-01' })] }),
    '2024-01',
    AS_2,
  ],
  [
    '#10 a finish first seen after the end needs no day',
    course({ enrolments: [enrolment(START, END, { status: 'ENDED' }, { observedOn: day('2024-06-01') })] }),
    '2024-01',
    AS_2,
  ],
  [
    '#12 D4 a resignation without a course is released once decided',
    contract({
      documents: [invoice('2024-01-20', 300_000)],
      decisions: decided({ drop: { refund: 0, confirmedOwed: false, lastDay: day('2024-03-05') } }),
    }),
    '2024-01',
    [0, 0, 300_000],
  ],
  [
    '#13 D4 a graduation without a course counts once confirmed',
    contract({
      documents: [invoice('2024-01-20', 300_000)],
      decisions: decided({ complete: { lastDay: day('2024-03-05') } }),
    }),
    '2024-01',
    [0, 0, 300_000],
  ],
  [
    '#18 D5 a fully credited contract earns nothing',
    course({ documents: [invoice('2023-12-20', 100_000), credit('2023-12-21', 100_000)] }),
    '2023-12',
    [],
  ],
  [
    '#21 D6 the dates of a cancelled contract decide the month',
    contract({
      documents: [invoice('2024-01-05', 300_000)],
      enrolments: [enrolment('2024-02-01', '2024-06-20', { status: 'DROPPED', on: '2024-03-15' })],
      decisions: NOT_REFUNDED,
    }),
    '2024-01',
    [0, 61_702, 238_298],
  ],
  [
    '#24 a closed contract with a running course is earned by its course',
    contract({ documents: [invoice('2024-01-20', 300_000)], enrolments: [enrolment('2024-02-01', '2024-06-20')] }),
    '2024-02',
    [61_702, 65_958, 63_829, 65_958, 42_553],
  ],
  [
    '#29 D16 a second invoice, all months open',
    small(invoice('2024-03-05', 100_000)),
    '2024-01',
    [88_571, 82_858, 88_571, 85_714, 54_286],
  ],
  [
    '#30 a credit note by catch-up',
    small(credit('2024-03-10', 100_000)),
    '2024-01',
    [66_429, 62_142, 1_429, 42_857, 27_143],
  ],
  [
    '#30 a credit note for what is to come',
    small(credit('2024-03-10', 100_000, { creditReason: 'goodwill' })),
    '2024-01',
    [66_429, 62_142, 35_443, 22_032, 13_954],
  ],
  [
    '#31 D22 a credit larger than what is left keeps the course running',
    small(credit('2024-03-10', 200_000)),
    '2024-01',
    [66_429, 62_142, -63_571, 21_429, 13_571],
  ],
  [
    '#32 a full credit takes back what was earned',
    small(credit('2024-03-10', 300_000)),
    '2024-01',
    [66_429, 62_142, -128_571],
  ],
  [
    '#43 D2 two days over a month end',
    contract({ documents: [invoice('2024-01-20', 60_000)], enrolments: [enrolment('2024-01-31', '2024-02-01')] }),
    '2024-01',
    [30_000, 30_000],
  ],
  [
    '#44 a full year',
    contract({ documents: [invoice('2024-01-01', 600_000)], enrolments: [enrolment('2024-01-01', '2024-12-31')] }),
    '2024-01',
    [50_820, 47_541, 50_819, 49_181, 50_819, 49_181, 50_819, 50_820, 49_180, 50_820, 49_180, 50_820],
  ],
  [
    '#45 D1 nothing gets stuck',
    contract({ documents: [invoice('2024-01-01', 100_000)], enrolments: [enrolment('2024-01-01', '2024-03-31')] }),
    '2024-01',
    [34_066, 31_868, 34_066],
  ],
  [
    '#47 D6 a resignation before the course, not refunded, in the month of its day',
    contract({
      documents: [invoice('2024-01-05', 300_000)],
      enrolments: [enrolment('2024-02-01', '2024-06-20', { status: 'DROPPED', on: '2024-01-20' })],
      decisions: NOT_REFUNDED,
    }),
    '2024-01',
    [300_000],
  ],
  [
    '#51 D21 one unit of money over a year',
    contract({ documents: [invoice('2024-01-01', 100)], enrolments: [enrolment('2024-01-01', '2024-12-31')] }),
    '2024-01',
    [8, 8, 9, 8, 9, 8, 8, 9, 8, 8, 9, 8],
  ],
  [
    '#51 D21 an odd amount over 91 days',
    contract({ documents: [invoice('2024-01-01', 999_999)], enrolments: [enrolment('2024-01-15', '2024-04-14')] }),
    '2024-01',
    [186_813, 318_681, 340_659, 153_846],
  ],
  [
    '#51 D21 one cent over a quarter',
    contract({ documents: [invoice('2024-01-01', 1)], enrolments: [enrolment('2024-01-01', '2024-03-31')] }),
    '2024-01',
    [0, 1],
  ],
  [
    '#52 a month without class earns nothing',
    contract({
      documents: [invoice('2024-01-20', 100_000)],
      enrolments: [enrolment('2024-02-01', '2024-02-29'), enrolment('2024-04-01', '2024-04-30')],
    }),
    '2024-02',
    [49_153, 0, 50_847],
  ],
  [
    '#53 a later end spreads what is left',
    course({
      enrolments: [
        enrolment(
          START,
          '2024-06-16',
          {},
          {
            planVersions: [
              { start: day(START), end: day(END), firstOpenMonth: month('2024-01') },
              { start: day(START), end: day('2024-06-16'), firstOpenMonth: month('2024-03') },
            ],
          },
        ),
      ],
    }),
    '2024-01',
    [132_857, 124_286, 98_413, 95_238, 98_412, 50_794],
  ],
];

describe('the correct schedule of each scenario', () => {
  it.each(TARGETS)('%s', (_, facts, from, expected) => {
    const target = targetOf(facts);
    expect(series(target.lines, from)).toEqual(expected);
    expect(target.recognised + target.held).toBe(target.entitled);
    expect(target.holds).toEqual([]);
  });
});
