/** The worked scenarios with several courses on one contract; numbers and choices as in `defects.test.ts`. */
import { describe, expect, it } from 'vitest';
import type { ContractFacts } from '../../../electron/close/facts.ts';
import { enrolment, series, targetOf } from './contract-builder.ts';
import { AS_2, course, END, START } from './scenario-course.ts';

type Case = readonly [name: string, facts: ContractFacts, from: string, expected: readonly number[]];

const TARGETS: readonly Case[] = [
  [
    '#37 D14 two courses at once are one set of days',
    course({ enrolments: [enrolment(START, END), enrolment('2024-02-15', '2024-06-30')] }),
    '2024-01',
    [102_198, 95_604, 102_198, 98_901, 102_198, 98_901],
  ],
  [
    '#38 D14 two courses in a row lose no day',
    course({ enrolments: [enrolment(START, '2024-01-20'), enrolment('2024-01-21', END)] }),
    '2024-01',
    AS_2,
  ],
  [
    '#39 D14 no switch on the sixteenth',
    course({
      enrolments: [
        enrolment(START, END, { status: 'POSTPONED', on: '2024-02-10' }),
        enrolment('2024-02-01', '2024-06-30'),
      ],
    }),
    '2024-01',
    [132_857, 100_030, 93_283, 90_274, 93_282, 90_274],
  ],
  [
    '#40 D14 the days after the switch count',
    course({
      enrolments: [
        enrolment(START, END, { status: 'POSTPONED', on: '2024-02-20' }),
        enrolment('2024-02-01', '2024-06-30'),
      ],
    }),
    '2024-01',
    [132_857, 111_919, 90_262, 87_350, 90_262, 87_350],
  ],
  [
    '#41 D23 a drop that a new cohort follows is a transfer',
    course({
      enrolments: [
        enrolment(START, END, { status: 'DROPPED', on: '2024-03-10' }),
        enrolment('2024-03-11', '2024-07-28'),
      ],
    }),
    '2024-01',
    [132_857, 124_286, 87_857, 64_286, 66_428, 64_286, 60_000],
  ],
  [
    '#42 D23 a later return takes the rest with it',
    course({
      enrolments: [
        enrolment(START, END, { status: 'DROPPED', on: '2024-03-10' }),
        enrolment('2024-04-08', '2024-08-25'),
      ],
    }),
    '2024-01',
    [132_857, 124_286, 42_857, 49_286, 66_428, 64_286, 66_429, 53_571],
  ],
];

describe('the correct schedule of several courses', () => {
  it.each(TARGETS)('%s', (_, facts, from, expected) => {
    const target = targetOf(facts);
    expect(series(target.lines, from)).toEqual(expected);
    expect(target.recognised + target.held).toBe(target.entitled);
    expect(target.holds).toEqual([]);
  });
});
