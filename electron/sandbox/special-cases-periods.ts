/** Cases about time in class: who stopped when, who moved, whose dates are missing or wrong. Dates are last days of class. */
import type { Person, SchoolDesk } from './school-desk.ts';
import type { SpecialCase } from './special-cases.ts';

/** Somebody who paid for a full-stack course from January to July (service from 13 January), not yet enrolled. */
function paidFullStack(desk: SchoolDesk, name: string, mailbox: string, net = 505_000): Person {
  const person = desk.person({ name, email: `${mailbox}@mail.example` });
  desk.invoice(person, { programme: 'fs-pt', date: '2025-01-10', net });
  return person;
}

const COHORT = 'spain-fs-pt-2025-01';

export const PERIOD_CASES: readonly SpecialCase[] = [
  {
    id: 'last-class-31-march',
    about: 'Left the course; the last class was on the last day of a month.',
    outcome: 'Earned through 31 March; the rest is held, and would be released in April.',
    issues: ['DROP_UNDECIDED'],
    build(desk) {
      const person = paidFullStack(desk, 'Quiteria Ramos', 'quiteria');
      desk.enrol(person, { cohort: COHORT, status: 'DROPPED', on: '2025-03-31' });
    },
  },
  {
    id: 'drop-on-first-day',
    about: 'Left on the first day.',
    outcome: 'One day is earned; the rest is held.',
    issues: ['DROP_UNDECIDED'],
    build(desk) {
      const person = paidFullStack(desk, 'Leovigildo Pons', 'leovigildo');
      desk.enrol(person, { cohort: COHORT, status: 'DROPPED', on: '2025-01-13' });
    },
  },
  {
    id: 'drop-before-start',
    about: 'Resigned before the first class.',
    outcome: 'Nothing is earned; all of it is held.',
    issues: ['DROP_UNDECIDED', 'STATUS_DATE_SUSPECT'],
    build(desk) {
      const person = paidFullStack(desk, 'Dorotea Vidal', 'dorotea');
      desk.enrol(person, { cohort: COHORT, status: 'DROPPED', on: '2025-01-11' });
    },
  },
  {
    id: 'drop-credited-later',
    about: 'Left in April; a part was refunded by a credit note in June.',
    outcome: 'The credit note takes from what is held; the rest waits for a decision.',
    issues: ['DROP_UNDECIDED'],
    build(desk) {
      const person = desk.person({ name: 'Ursicino Rey', email: 'ursicino@mail.example' });
      const invoice = desk.invoice(person, { programme: 'fs-pt', date: '2025-01-13', net: 515_000 });
      desk.enrol(person, { cohort: COHORT, status: 'DROPPED', on: '2025-04-24' });
      desk.credit(person, invoice, { programme: 'fs-pt', date: '2025-06-09', net: 120_000, note: 'cancelacion' });
    },
  },
  {
    id: 'stopped-without-date',
    about: 'Postponed, and nobody wrote down when.',
    outcome: 'Held until the last day of class is entered.',
    issues: ['STATUS_DATE_MISSING'],
    build(desk) {
      desk.enrol(paidFullStack(desk, 'Eustaquio Mena', 'eustaquio'), { cohort: COHORT, status: 'POSTPONED' });
    },
  },
  {
    id: 'stop-in-the-future',
    about: 'A drop dated after today.',
    outcome: 'The date is questioned.',
    issues: ['STATUS_DATE_SUSPECT'],
    build(desk) {
      const person = desk.person({ name: 'Segismunda Oro', email: 'segismunda@mail.example' });
      desk.invoice(person, { programme: 'fs-pt', date: '2025-09-22', net: 498_500 });
      desk.enrol(person, { cohort: 'spain-fs-pt-2025-10', status: 'DROPPED', on: '2026-02-20' });
    },
  },
  {
    id: 'pause-too-long',
    about: 'Postponed in March and never back.',
    outcome: 'Held; the pause is past its limit of three months.',
    issues: ['PAUSE_TOO_LONG'],
    build(desk) {
      const person = paidFullStack(desk, 'Domitila Arias', 'domitila');
      desk.enrol(person, { cohort: COHORT, status: 'POSTPONED', on: '2025-03-10' });
    },
  },
  {
    id: 'pause-within-limit',
    about: 'Postponed five weeks before today.',
    outcome: 'Earned through the last class; the rest stays deferred.',
    issues: [],
    build(desk) {
      const person = desk.person({ name: 'Gaudencio Mas', email: 'gaudencio@mail.example' });
      desk.invoice(person, { programme: 'fs-pt', date: '2025-09-23', net: 512_500 });
      desk.enrol(person, { cohort: 'spain-fs-pt-2025-10', status: 'POSTPONED', on: '2025-12-05' });
    },
  },
  {
    id: 'transfer-within-60-days',
    about: 'Dropped from one cohort and in the next one 30 days later.',
    outcome: 'One contract, a pause between the two; no question.',
    issues: [],
    build(desk) {
      const person = paidFullStack(desk, 'Blandina Soler', 'blandina');
      desk.enrol(person, { cohort: COHORT, status: 'DROPPED', on: '2025-03-28' });
      desk.attend(person, 'spain-fs-pt-2025-05');
    },
  },
  {
    id: 'two-rows-one-cohort',
    about: 'The campus has the same place in the same cohort twice.',
    outcome: 'One place: the row edited last.',
    issues: [],
    build(desk) {
      const person = paidFullStack(desk, 'Fructuoso León', 'fructuoso');
      desk.enrol(person, { cohort: COHORT, status: 'ACTIVE', createdOn: '2024-12-20' });
      desk.attend(person, COHORT);
    },
  },
  {
    id: 'unknown-status',
    about: 'A status word that is on no list.',
    outcome: 'Held until the word is mapped, once for all.',
    issues: ['STATUS_UNMAPPED'],
    build(desk) {
      const person = paidFullStack(desk, 'Pancracia Duro', 'pancracia');
      desk.enrol(person, { cohort: COHORT, status: 'ON_LEAVE', on: '2025-04-02', source: 'record_edit' });
    },
  },
  {
    id: 'cohort-without-end',
    about: 'A cohort that somebody forgot to give an end.',
    outcome: 'Held until the cohort has one.',
    issues: ['DATES_MISSING'],
    build(desk) {
      const slug = 'spain-fs-pt-2025-open';
      const cohort = desk.cohort({ slug, programme: 'fs-pt', kickoff: '2025-02-03', end: null });
      desk.attend(paidFullStack(desk, 'Odilia Crespo', 'odilia'), cohort);
    },
  },
  {
    id: 'cohort-with-reversed-dates',
    about: 'A cohort that ends before it starts.',
    outcome: 'Held until the dates are corrected.',
    issues: ['DATES_REVERSED'],
    build(desk) {
      const slug = 'spain-fs-pt-2025-reversed';
      const cohort = desk.cohort({ slug, programme: 'fs-pt', kickoff: '2025-07-11', end: '2025-01-27' });
      desk.enrol(paidFullStack(desk, 'Perpetua Gil', 'perpetua'), {
        cohort,
        status: 'ACTIVE',
        createdOn: '2025-01-10',
      });
    },
  },
  {
    id: 'free-classes',
    about: 'A place in the free classes and in the general channel, beside a paid course.',
    outcome: 'Both are left out with a reason; the course is an ordinary contract.',
    issues: [],
    build(desk) {
      const person = paidFullStack(desk, 'Zenobia Prats', 'zenobia');
      desk.attend(person, COHORT);
      desk.attend(person, 'yomequedoencasa');
      desk.attend(person, 'spain-pt-general');
    },
  },
  {
    id: 'paid-without-place',
    about: 'Paid, known to the campus, enrolled nowhere.',
    outcome: 'Held until there are dates.',
    issues: ['CONTRACT_WITHOUT_PERIOD'],
    build: (desk) => {
      paidFullStack(desk, 'Isidora Blanch', 'isidora');
    },
  },
  {
    id: 'place-without-invoice',
    about: 'In class since May, never invoiced.',
    outcome: 'Nothing is held; somebody invoices it or marks it free.',
    issues: ['PERIOD_WITHOUT_CONTRACT'],
    build(desk) {
      const person = desk.person({ name: 'Policarpo Diez', email: 'policarpo@mail.example', in: ['campus', 'pages'] });
      desk.attend(person, 'spain-fs-pt-2025-05');
    },
  },
  {
    id: 'graduate-without-dates',
    about: 'A page says that the student graduated; the campus has no place for them.',
    outcome: 'A page only proposes: held until there are dates.',
    issues: ['CONTRACT_WITHOUT_PERIOD'],
    build(desk) {
      const name = 'Hortensia Bello';
      const page = { pageStatus: 'Graduated', pageDate: '2025-06-27' };
      const person = desk.person({ name, email: 'hortensia@mail.example', ...page });
      desk.invoice(person, { programme: 'fs-pt', date: '2025-01-15', net: 499_900 });
    },
  },
];
