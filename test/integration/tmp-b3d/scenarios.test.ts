/**
 * The worked scenarios from the outside systems to the postings. The number is the scenario's, the D-number the defect it guards
 * against. Where the scenario says "closed", months are closed one by one as they pass, with the world as it was known then.
 */
import { describe, expect, test } from 'vitest';
import { openCourse } from './wrap.ts';

const [START, END] = ['2024-01-01', '2024-05-19'];
const NOW = '2024-12-10T08:00:00.000Z';
const AS_2 = [132_857, 124_286, 132_857, 128_571, 81_429];

const course = (now = NOW) => openCourse('2024-01', now);

describe('a course of 6,000 from 1 January to 19 May', () => {
  test('#2 D1 D2 is earned to the cent, with nothing stuck at the end', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END);
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual(AS_2);
  });

  test('#2 closed month by month, it is the same', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END);
    await books.close(['2024-01', '2024-02', '2024-03', '2024-04', '2024-05']);
    expect(books.series('2024-01')).toEqual(AS_2);
  });

  test('#6 left on 10 March: held until decided, then released in March', async () => {
    const { books, invoice, place } = await course();
    const bill = invoice(START, 600_000);
    place(START, END, { status: 'DROPPED', statusDate: '2024-03-10' });
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual([132_857, 124_286, 42_857]);
    expect(await books.codes()).toContain('DROP_UNDECIDED');
    await books.decide('drop', `holded:${bill.id}`, { refund: 0 });
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual([132_857, 124_286, 342_857]);
    expect(books.postings().find(({ kind }) => kind === 'breakage')).toMatchObject({
      month: '2024-03',
      amount: 300_000,
    });
  });

  test('#7 left after the last day: fully delivered', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END, { status: 'DROPPED', statusDate: '2024-06-10' });
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual(AS_2);
    expect(await books.codes()).not.toContain('DROP_UNDECIDED');
  });

  test('#8 finished on 15 April: the rest is earned then', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END, { status: 'GRADUATED', statusDate: '2024-04-15' });
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual([132_857, 124_286, 132_857, 210_000]);
  });

  test.each([
    ['#9 finished after the end', { status: 'GRADUATED', statusDate: '2024-06-01' }, AS_2],
    ['#10 D26 left, and nobody knows when', { status: 'DROPPED' }, []],
  ] as const)('%s', async (_, status, figures) => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END, status);
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual(figures);
  });

  test('#37 D14 two overlapping places: the union of their days', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END);
    place('2024-02-15', '2024-06-30');
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual([102_198, 95_604, 102_198, 98_901, 102_198, 98_901]);
  });

  test('#38 D14 two places one after the other', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, '2024-01-20');
    place('2024-01-21', END);
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual(AS_2);
  });

  test('#41 D23 left one cohort for another the next day: no question, no release', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END, { status: 'DROPPED', statusDate: '2024-03-10' });
    place('2024-03-11', '2024-07-28');
    await books.month('2024-01', '2024-08');
    expect(books.series('2024-01')).toEqual([132_857, 124_286, 87_857, 64_286, 66_428, 64_286, 60_000]);
    expect(await books.codes()).not.toContain('DROP_UNDECIDED');
  });

  test('#42 D23 D25 left on 10 March and back on 8 April, known only after March closed', async () => {
    const { books, invoice, place, world } = await course();
    invoice(START, 600_000);
    const row = place(START, END);
    await books.close(['2024-01', '2024-02']);
    world.changeStatus(row, { status: 'DROPPED', statusDate: '2024-03-10' });
    await books.close(['2024-03']);
    place('2024-04-08', '2024-08-25');
    await books.close(['2024-04', '2024-05', '2024-06', '2024-07', '2024-08']);
    expect(books.series('2024-01')).toEqual([132_857, 124_286, 42_857, 49_286, 66_428, 64_286, 66_429, 53_571]);
  });

  test('#46 D15 invoiced in arrears with two months closed', async () => {
    const { books, invoice, place } = await course();
    place(START, END);
    await books.close(['2024-01', '2024-02']);
    invoice('2024-03-05', 600_000);
    await books.close(['2024-03', '2024-04', '2024-05']);
    expect(books.series('2024-03')).toEqual([390_000, 128_571, 81_429]);
  });

  test('#49 D27 months close in order, and a closed one is not run again', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 600_000);
    place(START, END);
    await books.month('2024-01', '2024-03');
    expect((await books.refusal('close/lock', { month: '2024-02', who: 'ana' })).code).toBe('OUT_OF_ORDER');
    await books.lock('2024-01');
    const january = books.postings().filter(({ month }) => month === '2024-01');
    await books.accruals('2024-01');
    expect(books.postings().filter(({ month }) => month === '2024-01')).toEqual(january);
  });

  test('#53 the cohort got a later end in March, with two months closed', async () => {
    const { books, invoice, place, world } = await course();
    invoice(START, 600_000);
    place(START, END, { cohort: 'campus-fs-pt-12' });
    await books.close(['2024-01', '2024-02']);
    world.moveCohort('campus-fs-pt-12', { end: '2024-06-16' });
    await books.close(['2024-03', '2024-04', '2024-05', '2024-06']);
    expect(books.series('2024-01')).toEqual([132_857, 124_286, 98_413, 95_238, 98_412, 50_794]);
  });
});

describe('a course of 3,000 from 1 January to 19 May', () => {
  test('#29 D9 a second invoice in March with two months closed', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 300_000);
    place(START, END);
    await books.close(['2024-01', '2024-02']);
    invoice('2024-03-05', 100_000);
    await books.close(['2024-03', '2024-04', '2024-05']);
    expect(books.series('2024-01')).toEqual([66_429, 62_142, 131_429, 85_714, 54_286]);
    expect(await books.codes()).toContain('PRICE_UNCONFIRMED');
  });

  test('#29 the same with every month open', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 300_000);
    place(START, END);
    invoice('2024-03-05', 100_000);
    await books.month('2024-01', '2024-05');
    expect(books.series('2024-01')).toEqual([88_571, 82_858, 88_571, 85_714, 54_286]);
  });

  test('#30 a partial credit note in March', async () => {
    const { books, invoice, place, credit } = await course();
    const origin = invoice(START, 300_000);
    place(START, END);
    await books.close(['2024-01', '2024-02']);
    credit('2024-03-10', 100_000, { origin });
    await books.close(['2024-03', '2024-04', '2024-05']);
    expect(books.series('2024-01')).toEqual([66_429, 62_142, 1_429, 42_857, 27_143]);
  });

  test('#31 D22 a credit note larger than what is left keeps the course running', async () => {
    const { books, invoice, place, credit } = await course();
    const origin = invoice(START, 300_000);
    place(START, END);
    await books.close(['2024-01', '2024-02']);
    credit('2024-03-10', 200_000, { origin });
    await books.close(['2024-03', '2024-04', '2024-05']);
    expect(books.series('2024-01')).toEqual([66_429, 62_142, -63_571, 21_429, 13_571]);
  });

  test('#32 a full credit note in March', async () => {
    const { books, invoice, place, credit } = await course();
    const origin = invoice(START, 300_000);
    place(START, END);
    await books.close(['2024-01', '2024-02']);
    credit('2024-03-10', 300_000, { origin });
    await books.close(['2024-03', '2024-04', '2024-05']);
    expect(books.series('2024-01')).toEqual([66_429, 62_142, -128_571]);
  });
});

test('#1 both instalments known before the course begins', async () => {
  const { books, invoice, place } = await openCourse('2025-03', '2025-09-10T08:00:00.000Z');
  invoice('2025-03-04', 25_000);
  invoice('2025-04-05', 25_000);
  place('2025-05-12', '2025-08-27');
  await books.month('2025-03', '2025-08');
  expect(books.series('2025-05')).toEqual([9_259, 13_889, 14_352, 12_500]);
});

test('#36 D9 the second instalment comes after May has closed', async () => {
  const { books, invoice, place } = await openCourse('2025-03', '2025-09-10T08:00:00.000Z');
  invoice('2025-03-04', 25_000);
  place('2025-05-12', '2025-08-27');
  await books.close(['2025-03', '2025-04', '2025-05']);
  invoice('2025-06-05', 25_000);
  await books.close(['2025-06', '2025-07', '2025-08']);
  expect(books.series('2025-05')).toEqual([4_630, 18_518, 14_352, 12_500]);
});

describe('a course of 1,000 that was completed in May, months closed as they passed', () => {
  const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05'];

  test('#33 D9 a credit note in June counts once', async () => {
    const { books, invoice, place, credit } = await course();
    const origin = invoice(START, 100_000);
    place(START, END);
    await books.close(months);
    credit('2024-06-10', 20_000, { origin });
    await books.close(['2024-06', '2024-07']);
    expect(books.posted()['2024-06']).toBe(-20_000);
    expect(books.series('2024-01').reduce((sum, figure) => sum + figure, 0)).toBe(80_000);
  });

  test('#34 D10 one more invoice in June is earned in June', async () => {
    const { books, invoice, place } = await course();
    invoice(START, 100_000);
    place(START, END);
    await books.close(months);
    invoice('2024-06-10', 30_000);
    await books.close(['2024-06', '2024-07']);
    expect(books.posted()['2024-06']).toBe(30_000);
  });
});

test('#45 a quarter that weighs by its days', async () => {
  const { books, invoice, place } = await course();
  invoice(START, 100_000);
  place(START, '2024-03-31');
  await books.month('2024-01', '2024-04');
  expect(books.series('2024-01')).toEqual([34_066, 31_868, 34_066]);
});

test('#16 D4 a CRM that does not answer books nothing, and says that the month is incomplete', async () => {
  const { books, invoice, server } = await course();
  invoice('2024-01-20', 300_000);
  server.setFaults([{ connector: 'fourgeeks', kind: 'server_error', from: 0, times: 10_000 }]);
  const report = await books.sync('2024-01', '2024-03', { withAccruals: true });
  expect(books.posted()).toEqual({});
  expect(report.run.status).toBe('failed');
  expect((await books.refusal('close/lock', { month: '2024-01', who: 'ana' })).code).toBe('NOT_CALCULATED');
});
