/** Whatever comes first: a small school with everything in it that depends on something else, read in every order that chance finds. */
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { keeper, monthsBetween, moreBooks, openSchool } from '../../support/school.ts';

const kept = keeper();
afterAll(() => kept.closeAll());

const school = await openSchool({ firstMonth: '2025-01', shuffleSeed: 11 }, kept);
const MONTHS = monthsBetween('2025-01', '2025-06');
populate();
await school.books.month('2025-01', '2025-06');
const parts = await school.books.parts();

function populate(): void {
  const { world } = school;
  const person = (name: string, more: object = {}) =>
    world.student({
      name,
      email: `${name.split(' ')[0]?.toLowerCase()}@mail.example`,
      in: ['books', 'campus', 'pages'],
      ...more,
    });
  const ana = person('Ana Ruiz');
  world.enrolment({ student: ana, cohort: 'campus-fs-1', service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' });
  world.invoice({ student: ana, service: 'fs-pt', date: '2025-01-10', net: 250_000 });
  world.invoice({ student: ana, service: 'fs-pt', date: '2025-03-12', net: 250_000 });
  const bea = person('Bea Soto');
  world.enrolment({ student: bea, cohort: 'campus-fs-1', status: 'DROPPED', statusDate: '2025-03-14' });
  const paid = world.invoice({ student: bea, service: 'fs-pt', date: '2025-02-03', net: 400_000 });
  world.creditNote({
    student: bea,
    service: 'fs-pt',
    date: '2025-04-02',
    net: 100_000,
    origin: paid,
    reason: 'cancelacion',
  });
  // A credit note dated before its invoice.
  const carla = person('Carla Gil');
  world.enrolment({ student: carla, cohort: 'campus-ds-1', service: 'ds-pt', start: '2025-02-10', end: '2025-06-27' });
  const late = world.invoice({ student: carla, service: 'ds-pt', date: '2025-03-03', net: 500_000 });
  world.creditNote({
    student: carla,
    service: 'ds-pt',
    date: '2025-02-17',
    net: 50_000,
    origin: late,
    reason: 'error',
  });
  // One number under two ids, in two months.
  const dora = person('Dora Vega');
  world.enrolment({ student: dora, cohort: 'campus-en-1', service: 'en', start: '2025-01-13', end: '2025-05-02' });
  world.invoice({ student: dora, service: 'en', date: '2025-01-07', net: 60_000, number: 'F250900' });
  world.invoice({ student: dora, service: 'en', date: '2025-02-07', net: 60_000, number: 'F250900' });
  // Two contacts with one address; a page without one; somebody whom the campus does not know.
  const elsa = person('Elsa Mora');
  world.enrolment({ student: elsa, cohort: 'campus-en-1' });
  world.invoice({ student: elsa, service: 'en', date: '2025-05-06', net: 62_000 });
  const twin = person('Elsa Mora Gil', { email: 'elsa@mail.example', in: ['books'] });
  world.invoice({ student: twin, service: 'en', date: '2025-01-08', net: 61_000 });
  const fe = person('Fe Robles', { pageEmail: null });
  world.enrolment({ student: fe, cohort: 'campus-ds-1' });
  world.invoice({ student: fe, service: 'ds-pt', date: '2025-02-20', net: 510_000 });
  const gala = person('Gala Ríos', { in: ['books'] });
  world.invoice({
    student: gala,
    lines: [
      { service: 'en', net: 55_000 },
      { service: 'es', net: 45_000 },
    ],
    date: '2025-04-04',
  });
  // Two currencies on one course, a second purchase, and an account that nobody lists.
  const hilda = person('Hilda Prat');
  world.enrolment({ student: hilda, cohort: 'campus-ds-1' });
  world.invoice({ student: hilda, service: 'ds-pt', date: '2025-02-05', net: 300_000, currency: 'USD', rate: 0.95 });
  world.invoice({ student: hilda, service: 'ds-pt', date: '2025-04-05', net: 200_000 });
  const ines = person('Inés Lara');
  world.enrolment({ student: ines, cohort: 'campus-es-1', service: 'es', start: '2025-01-20', end: '2025-02-28' });
  world.enrolment({ student: ines, cohort: 'campus-es-2', service: 'es', start: '2025-05-05', end: '2025-06-13' });
  world.invoice({ student: ines, service: 'es', date: '2025-05-02', net: 55_000 });
  world.invoice({ student: ines, service: 'es', date: '2025-01-15', net: 56_000 });
  world.invoice({
    student: ana,
    date: '2025-06-02',
    lines: [{ service: 'en', net: 10_000, account: '65a00000000000000000ffff' }],
  });
}

const steps = fc.constantFrom(1, 2, 3);
/** The months cut into runs, the runs in any order. */
const runs = fc
  .tuple(fc.array(steps, { minLength: 6, maxLength: 6 }), fc.infiniteStream(fc.nat()))
  .map(([lengths, order]) => {
    const spans: { from: string; to: string }[] = [];
    for (let at = 0, run = 0; at < MONTHS.length; run++) {
      const end = Math.min(MONTHS.length, at + (lengths[run] ?? 1));
      spans.push({ from: MONTHS[at] ?? '', to: MONTHS[end - 1] ?? '' });
      at = end;
    }
    return spans
      .map((span) => ({ span, place: order.next().value ?? 0 }))
      .sort((a, b) => a.place - b.place)
      .map(({ span }) => span);
  });

test('months read in any order and in any portions give the same ledger', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (spans) => {
      const own = keeper();
      try {
        const books = await moreBooks(school, {}, own);
        for (const { from, to } of spans) await books.sync(from, to);
        await books.accruals('2025-01', '2025-06');
        expect(await books.parts()).toEqual(parts);
      } finally {
        await own.closeAll();
      }
    }),
    { numRuns: 5, seed: 20_250_131 },
  );
});

test('accruals after every run on the way give the same ledger too', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (spans) => {
      const own = keeper();
      try {
        const books = await moreBooks(school, {}, own);
        for (const { from, to } of spans) await books.month(from, to);
        await books.accruals('2025-01', '2025-06');
        expect(await books.parts()).toEqual(parts);
      } finally {
        await own.closeAll();
      }
    }),
    { numRuns: 3, seed: 20_250_228 },
  );
});
