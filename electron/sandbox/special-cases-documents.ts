/** Cases about documents: twice, unfinished, contradictory, without a client, without a service. */
import type { Person, SchoolDesk } from './school-desk.ts';
import { DELETED_ACCOUNT, programmeOf } from './school-programmes.ts';
import type { SpecialCase } from './special-cases.ts';

/** A student in class from May to October, to be invoiced as the case wants it. */
function fullStackStudent(desk: SchoolDesk, name: string, mailbox: string): Person {
  const person = desk.person({ name, email: `${mailbox}@mail.example` });
  desk.attend(person, 'spain-fs-pt-2025-05');
  return person;
}

export const DOCUMENT_CASES: readonly SpecialCase[] = [
  {
    id: 'same-invoice-twice',
    about: 'One invoice, number and all, came in under two ids.',
    outcome: 'Held until one of the two is excluded.',
    issues: ['INVOICE_DUPLICATE_HARD'],
    build(desk) {
      const person = fullStackStudent(desk, 'Gumersinda Vela', 'gumersinda');
      desk.invoice(person, { date: '2025-04-15', net: 483_600 });
      desk.invoice(person, { date: '2025-04-15', net: 483_600 });
    },
  },
  {
    id: 'draft-invoice',
    about: 'An invoice that nobody approved.',
    outcome: 'Not counted; the approved one beside it is.',
    issues: ['DRAFT_DOCUMENT'],
    build(desk) {
      const person = fullStackStudent(desk, 'Plácida Robles', 'placida');
      desk.invoice(person, { date: '2025-04-10', net: 520_000 });
      desk.invoice(person, { date: '2025-09-10', net: 45_000, state: 'draft' });
    },
  },
  {
    id: 'void-invoice',
    about: 'An invoice that was voided and written again.',
    outcome: 'The voided one never existed; the other is an ordinary contract.',
    issues: [],
    build(desk) {
      const person = fullStackStudent(desk, 'Nemesio Galán', 'nemesio');
      desk.invoice(person, { date: '2025-04-11', net: 502_000, paid: [], state: 'void' });
      desk.invoice(person, { date: '2025-04-12', net: 502_000 });
    },
  },
  {
    id: 'zero-invoice',
    about: 'A free place, invoiced at nothing.',
    outcome: 'No revenue; somebody confirms that the place is free.',
    issues: ['ZERO_AMOUNT'],
    build(desk) {
      desk.invoice(fullStackStudent(desk, 'Escolástica Rey', 'escolastica'), { date: '2025-04-14', net: 0 });
    },
  },
  {
    id: 'unmapped-account',
    about: 'The line names an income account that the books no longer list.',
    outcome: 'Held until the account is mapped to a service, once for all such lines.',
    issues: ['SERVICE_UNKNOWN', 'PERIOD_WITHOUT_CONTRACT'],
    build(desk) {
      const person = fullStackStudent(desk, 'Saturnino Abril', 'saturnino');
      const lines = [{ accountId: DELETED_ACCOUNT, text: 'Curso', net: 498_000, vat: 21 }];
      desk.invoice(person, { date: '2025-04-16', lines });
    },
  },
  {
    id: 'invoice-without-contact',
    about: 'An invoice that names nobody.',
    outcome: 'Held until a client is picked.',
    issues: ['CLIENT_MISSING'],
    build: (desk) => {
      desk.invoice(null, { programme: 'en', date: '2025-06-03', net: 51_200 });
    },
  },
  {
    id: 'two-services-one-invoice',
    about: 'One invoice for a coding course and a language course, and a place in both.',
    outcome: 'Each line is a contract of its own.',
    issues: [],
    build(desk) {
      const person = fullStackStudent(desk, 'Eduvigis Lara', 'eduvigis');
      desk.attend(person, 'lumen-english-2025-05');
      const lines = ['fs-pt', 'en'].map((key) => {
        const { accountId, name, listPrice, vat } = programmeOf(key);
        return { accountId, text: name, net: listPrice, vat };
      });
      desk.invoice(person, { date: '2025-04-18', lines });
    },
  },
  {
    id: 'ambiguous-invoice',
    about: 'Two running contracts for the same service, and a small invoice that fits both.',
    outcome: 'The small invoice is held with both candidates.',
    issues: ['INVOICE_AMBIGUOUS', 'CONTRACT_OVERLAP'],
    build(desk) {
      const person = desk.person({ name: 'Teodosia Rincón', email: 'teodosia@mail.example' });
      const exam = { slug: 'lumen-english-exam-2025-01', programme: 'en', kickoff: '2025-01-13', end: '2025-05-02' };
      desk.attend(person, 'lumen-english-2025-01');
      desk.attend(person, desk.cohort(exam));
      desk.invoice(person, { programme: 'en', date: '2025-01-07', net: 64_000 });
      desk.invoice(person, { programme: 'en', date: '2025-01-08', net: 62_000 });
      desk.invoice(person, { programme: 'en', date: '2025-03-05', net: 9_500 });
    },
  },
  {
    id: 'invoice-long-after-the-end',
    about: 'A small invoice four months after the course, with no new place in class.',
    outcome: 'Held: the ended contract is a candidate, and not good enough.',
    issues: ['INVOICE_AMBIGUOUS'],
    build(desk) {
      const person = desk.person({ name: 'Ataúlfo Serna', email: 'ataulfo@mail.example' });
      desk.attend(person, 'lumen-spanish-2025-02');
      desk.invoice(person, { programme: 'es', date: '2025-02-03', net: 56_000 });
      desk.invoice(person, { programme: 'es', date: '2025-09-08', net: 7_500 });
    },
  },
  {
    id: 'withholding',
    about: 'A payer who withholds 15 % for the tax office.',
    outcome: 'The price is the whole net: withholding is a way of paying.',
    issues: [],
    build(desk) {
      desk.invoice(fullStackStudent(desk, 'Baldomero Nieto', 'baldomero'), {
        date: '2025-04-28',
        net: 500_000,
        withholding: 15,
      });
    },
  },
  {
    id: 'days-of-clock-change',
    about: 'Invoices on the two days on which the clocks change.',
    outcome: 'Ordinary contracts in March and October; no date moves by a day.',
    issues: [],
    build(desk) {
      const spring = desk.person({ name: 'Primavera Hoyos', email: 'primavera@mail.example' });
      desk.invoice(spring, { programme: 'aie-ft', date: '2025-03-30', net: 412_800 });
      desk.attend(spring, 'spain-aie-ft-2025-04');
      const autumn = desk.person({ name: 'Otoniel Bosch', email: 'otoniel@mail.example' });
      desk.invoice(autumn, { programme: 'aie-ft', date: '2025-10-26', net: 408_500 });
      desk.attend(autumn, 'spain-aie-ft-2025-11');
    },
  },
];
