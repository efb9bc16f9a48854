/**
 * The worked scenarios as the old system itself came out of them: what the comparison shows as "old" is what that program booked. The
 * number is the scenario's. Amounts are major units; a fraction stands where the old system posted less than a cent.
 */
import { describe, expect, test } from 'vitest';
import { type Fraction, fraction, halfToEven, plus, ZERO } from '../../../electron/close/parity/fraction.ts';
import type { Evidence, OldContract, OldFacts, OldPlace } from '../../../electron/close/parity/old-contract.ts';
import { withDocument } from '../../../electron/close/parity/old-documents.ts';
import { workMonth } from '../../../electron/close/parity/old-month.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import type { ContractStatus, PeriodStatus } from '../../../shared/domain/entities.ts';

const [START, END] = ['2024-01-01', '2024-05-19'];

interface Story {
  readonly service?: Partial<OldFacts['service']>;
  readonly places?: readonly OldPlace[];
  readonly evidence?: Evidence;
  /** The contract's status before the first month. */
  readonly status?: ContractStatus;
}

function place(start: string, end: string, status: PeriodStatus = 'ACTIVE', changed: string | null = null): OldPlace {
  return {
    key: `${start} ${end}`,
    start: civilDate(start),
    end: civilDate(end),
    status,
    changed: changed === null ? null : civilDate(changed),
  };
}

/** One contract of the old system, worked month after month. */
function old(story: Story = {}) {
  let facts: OldFacts = {
    service: { name: 'ES - Full Stack', sessions: 60, sessionsPerWeek: 3, ...story.service },
    places: story.places ?? [],
    evidence: story.evidence ?? { kind: 'absent' },
  };
  let contract: OldContract | null = null;
  let status = story.status;
  const rules: string[] = [];
  const known = (): OldContract => {
    if (contract === null) throw new Error('a scenario begins with a document');
    return contract;
  };
  const self = {
    rules,
    document(date: string, amount: number, number: string | null = null) {
      contract = withDocument(contract, { date: civilDate(date), number, amount: fraction(amount) });
      if (status !== undefined) contract = { ...contract, status };
      status = undefined;
      return self;
    },
    places(...places: OldPlace[]) {
      facts = { ...facts, places };
      return self;
    },
    /** Works months (or days) one after the other and gives what each run wrote. */
    run(...months: string[]): Fraction[] {
      return months.map((month) => {
        const outcome = workMonth(known(), facts, civilDate(month.length === 7 ? `${month}-01` : month));
        contract = outcome.contract;
        rules.push(outcome.rule);
        return outcome.amount;
      });
    },
    status: () => known().status,
    ledger: () => known().head?.status,
    left: () => known().head?.remaining ?? ZERO,
    lines: () => known().lines,
  };
  return self;
}

/** Half a hundredth more or less is the same figure of a table. */
function figures(amounts: readonly Fraction[]): number[] {
  return amounts.map((amount) => Number(halfToEven(fraction(amount.over * 100n, amount.under))) / 100);
}

function months(first: string, count: number): string[] {
  const start = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1;
  return Array.from({ length: count }, (_, at) => {
    const index = start + at;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

const JAN_MAY = months('2024-01', 5);
const big = (...places: OldPlace[]) => old({ places }).document(START, 6000);
const small = () => old({ places: [place(START, END)] }).document(START, 3000);

describe('a course by sessions', () => {
  test('#1 32 sessions at two a week', () => {
    const story = old({ service: { sessions: 32, sessionsPerWeek: 2 }, places: [place('2025-05-12', '2025-08-27')] });
    story.document('2025-03-04', 250).document('2025-04-05', 250);
    expect(story.run(...months('2025-05', 4))).toEqual([
      fraction(9375, 100),
      fraction(140_625, 1000),
      fraction(140_625, 1000),
      fraction(125),
    ]);
    expect(story.status()).toBe('CLOSED');
  });

  test('#2 never marked as ended: one session is never posted', () => {
    const story = big(place(START, END));
    expect(figures(story.run(...JAN_MAY, '2024-06', '2025-01'))).toEqual([1300, 1200, 1300, 1300, 800, 0, 0]);
    expect([story.status(), story.left()]).toEqual(['ACTIVE', fraction(100)]);
  });

  test('#3 a course of 48 sessions out of 60, ended only afterwards', () => {
    const story = old({ places: [place(START, '2024-04-21')] }).document(START, 4800);
    expect(figures(story.run(...months('2024-01', 4)))).toEqual([1040, 960, 1040, 720]);
    story.places(place(START, '2024-04-21', 'ENDED', '2024-06-03'));
    expect(figures(story.run('2024-05', '2024-06', '2024-12', '2025-01'))).toEqual([0, 0, 0, 0]);
    expect(story.rules.slice(-4)).toEqual(['no-overlap', 'no-overlap', 'no-overlap', 'year-over']);
    expect([story.status(), story.left()]).toEqual(['ACTIVE', fraction(1040)]);
  });

  test.each([
    ['#7 dropped after the end', ['DROPPED', '2024-06-10'], [1300, 1200, 1300, 1300, 900], 'CANCELED'],
    ['#8 ended early', ['ENDED', '2024-04-15'], [1300, 1200, 1300, 2200, 0], 'CLOSED'],
    ['#9 ended after the end', ['ENDED', '2024-06-01'], [1300, 1200, 1300, 1300, 900], 'CLOSED'],
    ['#10 ended without a day', ['ENDED', null], [1300, 1200, 1300, 1300, 800], 'ACTIVE'],
    ['#10 dropped without a day', ['DROPPED', null], [1300, 1200, 1300, 1300, 800], 'ACTIVE'],
    ['#6 dropped on 10 March', ['DROPPED', '2024-03-10'], [1300, 1200, 3500, 0, 0], 'CANCELED'],
  ] as const)('%s', (_, [status, changed], posted, ends) => {
    const story = big(place(START, END, status, changed));
    expect(figures(story.run(...JAN_MAY))).toEqual(posted);
    expect(story.status()).toBe(ends);
  });

  test('#43 two days round to no session, and say that all went well', () => {
    const story = old({ places: [place('2024-01-31', '2024-02-01')] }).document('2024-01-31', 600);
    expect(figures(story.run('2024-01', '2024-02', '2024-03'))).toEqual([0, 0, 0]);
    expect([story.status(), story.left()]).toEqual(['ACTIVE', fraction(600)]);
    expect(story.rules.slice(0, 2)).toEqual(['normal', 'normal']);
  });

  test('#44 a whole year, capped at 60 sessions', () => {
    const story = old({ places: [place(START, '2024-12-31')] }).document(START, 6000);
    expect(figures(story.run(...months('2024-01', 12)))).toEqual(Array(12).fill(500));
    expect(story.status()).toBe('CLOSED');
  });

  test('#45 a quarter of 39 sessions', () => {
    const story = old({ service: { sessions: 39 }, places: [place(START, '2024-03-31')] }).document(START, 1000);
    expect(figures(story.run('2024-01', '2024-02', '2024-03', '2024-04'))).toEqual([333.33, 307.69, 333.33, 0]);
    expect(figures([story.left()])).toEqual([25.64]);
    expect(story.status()).toBe('ACTIVE');
  });
});

describe('a student who pauses', () => {
  const first = (status: PeriodStatus = 'POSTPONED') => place('2024-12-01', '2025-04-30', status, '2025-01-15');

  test('#4 and never comes back: all that is left in the fourth month', () => {
    const story = old({ places: [first()] }).document('2024-12-01', 4800);
    expect(figures(story.run('2024-12', '2025-01'))).toEqual([960, 480]);
    expect(story.ledger()).toBe('PAUSED');
    expect(figures(story.run('2025-02', '2025-03', '2025-04', '2025-05'))).toEqual([0, 0, 0, 3360]);
    expect(story.status()).toBe('CANCELED');
    expect(story.lines().map(({ day }) => day)).toEqual(['2024-12-01', '2025-01-01', '2025-05-01']);
  });

  test('#5 and comes back in another cohort: complete two months before the course ends', () => {
    const story = old({ places: [first()] }).document('2024-12-01', 4800);
    const before = story.run('2024-12', '2025-01');
    story.places(first(), place('2025-03-03', '2025-07-20'));
    const after = story.run('2025-02', '2025-03', '2025-04', '2025-05');
    expect(story.status()).toBe('CLOSED');
    expect(figures([...before, ...after, ...story.run('2025-06', '2025-07')])).toEqual([
      960, 480, 0, 1120, 1213.33, 1026.67, 0, 0,
    ]);
  });

  test.each([
    ['#39 up to the 16th the other cohort takes the month', '2024-02-10', [1300, 1200, 1200, 1200, 1100, 0]],
    ['#40 later the first one keeps it', '2024-02-20', [1300, 900, 1302.86, 1302.86, 1194.29, 0]],
  ])('%s', (_, on, posted) => {
    const story = big(place(START, END, 'POSTPONED', on), place('2024-02-01', '2024-06-30'));
    expect(figures(story.run(...months('2024-01', 6)))).toEqual(posted);
    expect(story.status()).toBe('CLOSED');
  });
});

describe('several stays', () => {
  test('#37 overlapping: one of them counts', () => {
    const story = big(place(START, END), place('2024-02-15', '2024-06-30'));
    expect(figures(story.run(...months('2024-01', 6)))).toEqual([1300, 600, 1300, 1300, 1300, 200]);
    expect(story.status()).toBe('CLOSED');
  });

  test('#38 one after the other', () => {
    const story = big(place(START, '2024-01-20'), place('2024-01-21', END));
    expect(figures(story.run(...JAN_MAY, '2024-06'))).toEqual([500, 1200, 1300, 1300, 800, 0]);
    expect([story.status(), story.left()]).toEqual(['ACTIVE', fraction(900)]);
  });

  test('#41 moved to another cohort', () => {
    const story = big(place(START, END, 'DROPPED', '2024-03-10'), place('2024-03-11', '2024-07-28'));
    expect(figures(story.run(...months('2024-01', 7)))).toEqual([1300, 1200, 900, 1300, 1300, 0, 0]);
    expect(story.status()).toBe('CLOSED');
  });

  test('#42 dropped, and back a month later', () => {
    const story = big(place(START, END, 'DROPPED', '2024-03-10'), place('2024-04-08', '2024-08-25'));
    expect(figures(story.run(...months('2024-01', 8)))).toEqual([1300, 1200, 3500, 0, 0, 0, 0, 0]);
    expect(story.rules.slice(3)).toEqual(Array(5).fill('already-settled'));
    expect(story.status()).toBe('CANCELED');
  });

  test('#53 a cohort whose end moves is not noticed', () => {
    const story = big(place(START, END));
    expect(figures(story.run(...JAN_MAY, '2024-06'))).toEqual([1300, 1200, 1300, 1300, 800, 0]);
  });
});

describe('a contract without a stay', () => {
  const waiting = (evidence: Evidence) => old({ evidence }).document('2024-01-20', 3000);
  const day = civilDate('2024-03-05');

  test.each([
    ['#11 not in the pages', { kind: 'absent' }, [0, 3000, 0], 'CLOSED'],
    ['#12 dropped in the pages', { kind: 'dropped', changed: day }, [0, 0, 3000], 'CLOSED'],
    ['#12 dropped without a day', { kind: 'dropped', changed: null }, [0, 0, 0], 'ACTIVE'],
    ['#13 ended in the pages', { kind: 'ended', changed: day }, [0, 0, 3000], 'CLOSED'],
    ['#14 something else in the pages', { kind: 'other' }, [0, 0, 0], 'ACTIVE'],
    ['#15 an empty field in the pages', { kind: 'unreadable' }, [0, 0, 0], 'ACTIVE'],
    ['#16 the pages do not answer', { kind: 'unreachable' }, [0, 3000, 0], 'CLOSED'],
  ] as const)('%s', (_, evidence, posted, ends) => {
    const story = waiting(evidence);
    expect(figures(story.run('2024-01', '2024-02', '2024-03'))).toEqual(posted);
    expect(story.status()).toBe(ends);
  });

  test('#17 credited in full: one line of nothing', () => {
    const story = old().document('2024-01-10', 1000).document('2024-02-12', -1000, 'CN-1');
    expect(figures(story.run('2024-02'))).toEqual([0]);
    expect(story.lines()).toEqual([{ day: '2024-02-01', amount: ZERO, place: null }]);
    expect([story.status(), story.ledger()]).toEqual(['CANCELED', 'COMPLETED']);
  });

  test('#18 credited in full, with a stay: nothing', () => {
    const story = old({ places: [place(START, END)] })
      .document('2024-01-10', 1000)
      .document('2024-01-12', -1000);
    expect(figures(story.run('2024-01'))).toEqual([0]);
    expect(story.lines()).toEqual([]);
    expect([story.status(), story.ledger()]).toEqual(['CANCELED', 'COMPLETED']);
  });

  test.each([
    ['without', []],
    ['with', [place(START, END)]],
  ])('#19 a credit note alone, %s a stay', (_, places) => {
    const story = old({ places }).document('2024-01-10', -500);
    expect(figures(story.run('2024-01', '2024-02'))).toEqual([-500, 0]);
    expect(story.status()).toBe('CANCELED');
  });

  test('#35 an invoice after all was posted is lost', () => {
    const story = waiting({ kind: 'absent' });
    expect(figures(story.run('2024-01', '2024-02'))).toEqual([0, 3000]);
    story.document('2024-02-20', 500);
    expect(figures(story.run('2024-02'))).toEqual([0]);
    expect([story.status(), story.ledger(), story.left()]).toEqual(['CANCELED', 'COMPLETED', fraction(500)]);
  });
});

describe('a contract that was called over', () => {
  test.each([
    ['#20 canceled, with a running stay', 'CANCELED', place('2024-02-01', '2024-06-20'), [0, 0, 0], 'CANCELED'],
    [
      '#21 canceled, dropped in March',
      'CANCELED',
      place('2024-02-01', '2024-06-20', 'DROPPED', '2024-03-15'),
      [3000, 0, 0],
      'CANCELED',
    ],
    ['#24 closed, with a running stay', 'CLOSED', place('2024-02-01', '2024-06-20'), [0, 600, 650], 'CLOSED'],
    [
      '#25 closed, ended before it was invoiced',
      'CLOSED',
      place('2023-09-01', '2023-12-20', 'ENDED', '2023-12-20'),
      [3000, 0, 0],
      'CLOSED',
    ],
  ] as const)('%s', (_, status, stay, posted, ends) => {
    const story = old({ status, places: [stay] }).document('2024-01-20', 3000);
    expect(figures(story.run('2024-01', '2024-02', '2024-03'))).toEqual(posted);
    expect(story.status()).toBe(ends);
  });

  test('#22 canceled, postponed', () => {
    const places = [place('2024-02-01', '2024-06-20', 'POSTPONED', '2024-03-15')];
    const story = old({ status: 'CANCELED', places }).document('2024-02-05', 3000);
    expect(figures(story.run('2024-01', '2024-02', '2024-03'))).toEqual([0, 3000, 0]);
    expect(story.status()).toBe('CANCELED');
  });

  test('#23 canceled four days ago, without a stay', () => {
    const story = old({ status: 'CANCELED' }).document('2024-01-27', 3000);
    expect(figures(story.run('2024-01'))).toEqual([3000]);
    expect(story.status()).toBe('CANCELED');
  });

  test('#47 dropped before the first day', () => {
    const places = [place('2024-02-01', '2024-06-20', 'DROPPED', '2024-01-20')];
    const story = old({ places }).document('2024-01-10', 3000);
    expect(figures(story.run('2024-01'))).toEqual([3000]);
    expect(story.status()).toBe('CANCELED');
  });
});

describe('documents that come late', () => {
  test.each([
    ['#26 eight months after the end', '2024-09-10', ['2024-09'], [1200], 'CLOSED'],
    ['#27 four months after the end', '2024-05-10', ['2024-05', '2024-06', '2025-01'], [0, 0, 0], 'ACTIVE'],
  ])('%s', (_, date, worked, posted, ends) => {
    const places = [place('2023-09-15', '2024-01-31', 'ENDED', '2024-01-31')];
    const story = old({ places }).document(date, 1200);
    expect(figures(story.run(...worked))).toEqual(posted);
    expect(story.status()).toBe(ends);
  });

  test('#28 a share of income posts the whole contract on any invoice', () => {
    const places = [place('2022-01-10', '2022-06-30')];
    const story = old({ service: { name: 'ES - ISA - Full-Time' }, places });
    story.document('2022-01-10', 4790).document('2024-06-29', 210);
    expect(figures(story.run('2024-05', '2024-06'))).toEqual([0, 5000]);
    expect(story.status()).toBe('CLOSED');
  });

  test.each([
    ['#29 another invoice', 1000, [1021.43, 1021.43, 628.57], 78.57, 'ACTIVE'],
    ['#30 a credit note', -1000, [278.57, 278.57, 171.43], 21.43, 'ACTIVE'],
    ['#31 a credit note above what was left', -2000, [-250, 0, 0], 0, 'CLOSED'],
    ['#32 a credit note for all of it', -3000, [-1250, 0, 0], 0, 'CANCELED'],
  ] as const)('%s in March', (_, amount, posted, stuck, ends) => {
    const story = small();
    expect(figures(story.run('2024-01', '2024-02'))).toEqual([650, 600]);
    story.document('2024-03-05', amount);
    expect(figures(story.run('2024-03', '2024-04', '2024-05'))).toEqual(posted);
    expect([story.status(), ...figures([story.left()])]).toEqual([ends, stuck]);
  });

  const completed = () => {
    const story = old({ places: [place(START, END, 'ENDED', END)] }).document(START, 1000);
    const posted = story.run(...JAN_MAY);
    expect(figures([posted.reduce(plus)])).toEqual([1000]);
    return story;
  };

  test('#33 a credit note after completion counts twice', () => {
    const story = completed().document('2024-06-10', -200);
    expect(figures(story.run('2024-06'))).toEqual([-400]);
    expect(
      story
        .lines()
        .map(({ amount }) => amount)
        .reduce(plus),
    ).toEqual(fraction(600));
  });

  test('#34 an invoice after completion is never posted', () => {
    const story = completed().document('2024-06-10', 300);
    expect(figures(story.run('2024-06', '2024-07'))).toEqual([0, 0]);
    expect([story.status(), story.left()]).toEqual(['ACTIVE', fraction(300)]);
  });

  test('#36 an instalment after the course began', () => {
    const story = old({ service: { sessions: 32, sessionsPerWeek: 2 }, places: [place('2025-05-12', '2025-08-27')] });
    const may = story.document('2025-03-04', 250).run('2025-05');
    expect(may).toEqual([fraction(46_875, 1000)]);
    expect(figures(story.document('2025-06-05', 250).run('2025-06', '2025-07', '2025-08'))).toEqual([
      156.85, 156.85, 139.42,
    ]);
    expect(story.status()).toBe('CLOSED');
  });

  test('#46 invoiced in arrears: the months before are not caught up', () => {
    const story = old({ places: [place(START, END)] }).document('2024-03-05', 6000);
    expect(figures(story.run(...JAN_MAY))).toEqual([0, 0, 1300, 1300, 800]);
    expect([story.rules[0], ...figures([story.left()])]).toEqual(['before-contract', 2600]);
    const ended = old({ places: [place(START, END, 'ENDED', '2024-05-20')] }).document('2024-03-05', 6000);
    expect(figures(ended.run(...JAN_MAY))).toEqual([0, 0, 1300, 1300, 3400]);
  });
});

describe('the same month again', () => {
  test('#48 on the same day: nothing', () => {
    expect(figures(big(place(START, END)).run('2024-01', '2024-01'))).toEqual([1300, 0]);
  });

  test('#49 months out of order', () => {
    const story = big(place(START, END));
    expect(figures(story.run('2024-03', '2024-01', '2024-02', '2024-04', '2024-05'))).toEqual([
      1300, 1300, 1200, 1300, 800,
    ]);
    expect(story.left()).toEqual(fraction(100));
  });

  test('#50 on another day: posted twice', () => {
    expect(figures(big(place(START, END)).run('2024-01-01', '2024-01-15'))).toEqual([1300, 1300]);
  });
});

test('#51 amounts do not stop at the cent', () => {
  const story = old({ places: [place('2024-01-15', '2024-04-14')] }).document('2024-01-15', 1);
  expect(story.run('2024-01', '2024-02', '2024-03', '2024-04')).toEqual([
    fraction(7, 60),
    fraction(12, 60),
    fraction(13, 60),
    fraction(6, 60),
  ]);
});
