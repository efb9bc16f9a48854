/**
 * Cases that a school meets once in years. They come on request only: a demo full of them would hide the everyday ones, and tests want
 * every kind of finding once.
 */
import type { Person, SchoolDesk } from './school-desk.ts';
import { programmeOf } from './school-programmes.ts';
import type { SpecialCase } from './special-cases.ts';

const DS = programmeOf('ds-pt').accountId;
const COHORT = 'spain-fs-pt-2025-01';

/** A student in class from May to October, to be invoiced as the case wants it. */
function fullStackStudent(desk: SchoolDesk, name: string, mailbox: string): Person {
  const person = desk.person({ name, email: `${mailbox}@mail.example` });
  desk.attend(person, 'spain-fs-pt-2025-05');
  return person;
}

/** A student in class from February to July, to be invoiced as the case wants it. */
function dataStudent(desk: SchoolDesk, name: string, mailbox: string): Person {
  const person = desk.person({ name, email: `${mailbox}@mail.example` });
  desk.attend(person, 'spain-ds-pt-2025-02');
  return person;
}

/** Somebody who paid for a full-stack course from January to July, not yet enrolled. */
function paidFullStack(desk: SchoolDesk, name: string, mailbox: string): Person {
  const person = desk.person({ name, email: `${mailbox}@mail.example` });
  desk.invoice(person, { programme: 'fs-pt', date: '2025-01-10', net: 505_000 });
  return person;
}

export const RARE_CASES: readonly SpecialCase[] = [
  {
    id: 'nearly-the-same-email',
    about: 'The campus knows the student with a tag in the e-mail that the books lack.',
    outcome: 'Two clients and a proposal to merge: a folded e-mail proposes, it never links.',
    issues: ['CLIENT_DUPLICATE_SOFT', 'CLIENT_NOT_IN_CRM', 'CONTRACT_WITHOUT_PERIOD', 'PERIOD_WITHOUT_CONTRACT'],
    build(desk) {
      const email = 'leocadia.prim@mail.example';
      const person = desk.person({ name: 'Leocadia Prim', email, studentEmail: 'leocadia.prim+lumen@mail.example' });
      desk.invoice(person, { programme: 'aie-ft', date: '2025-03-24', net: 417_100 });
      desk.attend(person, 'spain-aie-ft-2025-04');
    },
  },
  {
    id: 'perhaps-twice',
    about: 'Same client, service and amount three days apart, under two numbers.',
    outcome: 'Both count; somebody says whether it was two sales.',
    issues: ['INVOICE_DUPLICATE_SOFT', 'PRICE_UNCONFIRMED'],
    build(desk) {
      const person = fullStackStudent(desk, 'Anacleto Miró', 'anacleto');
      desk.invoice(person, { date: '2025-04-17', net: 509_600 });
      desk.invoice(person, { date: '2025-04-20', net: 509_600 });
    },
  },
  {
    id: 'number-gap',
    about: 'The number after this invoice was never received.',
    outcome: 'Nothing is held; the gap waits for an explanation.',
    issues: ['NUMBER_GAP'],
    build(desk) {
      const person = fullStackStudent(desk, 'Hermenegildo Cano', 'hermenegildo');
      desk.invoice(person, { date: '2025-04-09', net: 478_400 });
    },
  },
  {
    id: 'amount-outlier',
    about: 'A misplaced decimal: ten times the usual price.',
    outcome: 'Counted as it stands; somebody confirms or corrects it.',
    issues: ['AMOUNT_OUTLIER'],
    build(desk) {
      desk.invoice(fullStackStudent(desk, 'Wifredo Campos', 'wifredo'), {
        date: '2025-04-21',
        net: 5_150_000,
        paid: [],
      });
    },
  },
  {
    id: 'vat-off',
    about: 'The VAT stated is 40 EUR off the rate, and the total follows it.',
    outcome: 'Net stands; the VAT is questioned.',
    issues: ['VAT_MISMATCH'],
    build(desk) {
      const person = fullStackStudent(desk, 'Afrodisio Teruel', 'afrodisio');
      desk.invoice(person, { date: '2025-04-23', net: 486_000, paid: [], flaw: { kind: 'vat', by: 4_000 } });
    },
  },
  {
    id: 'total-off',
    about: 'Net and VAT are 25 EUR away from the total.',
    outcome: 'Held until the document is corrected.',
    issues: ['AMOUNT_MISMATCH'],
    build(desk) {
      const person = fullStackStudent(desk, 'Telesforo Ibarra', 'telesforo');
      desk.invoice(person, { date: '2025-04-25', net: 511_000, paid: [], flaw: { kind: 'total', by: 2_500 } });
    },
  },
  {
    id: 'marked-paid-but-open',
    about: 'Marked as paid although all of it is open.',
    outcome: 'The open amount is believed.',
    issues: ['PAID_FLAG_CONFLICT'],
    build(desk) {
      const person = fullStackStudent(desk, 'Ildefonso Marqués', 'ildefonso');
      desk.invoice(person, { date: '2025-04-26', net: 489_500, paid: [], flaw: { kind: 'paid_flag', by: 0 } });
    },
  },
  {
    id: 'dollars-on-a-euro-contract',
    about: 'A second invoice of the same course in another currency.',
    outcome: 'Held: one contract has one currency.',
    issues: ['CURRENCY_MISMATCH'],
    build(desk) {
      const person = dataStudent(desk, 'Austragilda Lane', 'austragilda');
      desk.invoice(person, { programme: 'ds-pt', date: '2025-01-24', net: 410_000 });
      const lines = [{ accountId: DS, text: 'Data Science', net: 120_000, vat: null }];
      desk.invoice(person, { date: '2025-03-24', lines, currency: 'USD', rate: 0.9252 });
    },
  },
  {
    id: 'rate-missing',
    about: 'An invoice in dollars without a rate.',
    outcome: 'Held until a rate is entered.',
    issues: ['RATE_MISSING'],
    build(desk) {
      const person = dataStudent(desk, 'Evelio Grant', 'evelio');
      const lines = [{ accountId: DS, text: 'Data Science', net: 590_000, vat: null }];
      const flaw = { kind: 'no_rate', by: 0 } as const;
      desk.invoice(person, { date: '2025-01-27', lines, currency: 'USD', rate: 0.952, flaw });
    },
  },
  {
    id: 'credit-larger-than-left',
    about: 'A credit note near the end of the course, larger than what is left to earn.',
    outcome: 'Earned revenue is reversed; somebody confirms that.',
    issues: ['CREDIT_EXCEEDS_REMAINING'],
    build(desk) {
      const person = dataStudent(desk, 'Hilario Bermúdez', 'hilario');
      const invoice = desk.invoice(person, { programme: 'ds-pt', date: '2025-01-29', net: 540_000 });
      desk.credit(person, invoice, { programme: 'ds-pt', date: '2025-06-16', net: 216_000 });
    },
  },
  {
    id: 'drop-dated-by-edit',
    about: 'Left, and only the day of the last edit of the row is known.',
    outcome: 'Revenue stops on that day; the day is questioned and the rest is held.',
    issues: ['STATUS_DATE_SUSPECT', 'DROP_UNDECIDED'],
    build(desk) {
      const person = paidFullStack(desk, 'Ermengarda Coll', 'ermengarda');
      desk.enrol(person, { cohort: COHORT, status: 'DROPPED', on: '2025-05-20', source: 'record_edit' });
    },
  },
  {
    id: 'return-after-60-days',
    about: 'Dropped, and in class again more than 60 days later.',
    outcome: 'No transfer: the drop waits for a decision.',
    issues: ['DROP_UNDECIDED'],
    build(desk) {
      const person = paidFullStack(desk, 'Cunegunda Vives', 'cunegunda');
      desk.enrol(person, { cohort: COHORT, status: 'DROPPED', on: '2025-02-07' });
      desk.attend(person, 'spain-fs-pt-2025-05');
    },
  },
  {
    id: 'overlapping-places',
    about: 'Two places on one contract over the same weeks.',
    outcome: 'Each day counts once; somebody confirms.',
    issues: ['PERIOD_OVERLAP'],
    build(desk) {
      const person = paidFullStack(desk, 'Rigoberta Salas', 'rigoberta');
      desk.attend(person, COHORT);
      desk.attend(person, 'spain-fs-pt-2025-05');
    },
  },
  {
    id: 'course-does-not-fit-invoice',
    about: 'Invoiced for full stack, enrolled in data science.',
    outcome: 'Held until the place or the invoice is corrected.',
    issues: ['SERVICE_TYPE_MISMATCH', 'CONTRACT_WITHOUT_PERIOD'],
    build: (desk) => {
      desk.attend(paidFullStack(desk, 'Tiburcio Nava', 'tiburcio'), 'spain-ds-pt-2025-02');
    },
  },
];
