/** Cases about the price of a contract: instalments, credit notes, currencies, second purchases, unusual lengths. */
import type { Person, SchoolDesk } from './school-desk.ts';
import { programmeOf } from './school-programmes.ts';
import type { SpecialCase } from './special-cases.ts';

const DS = programmeOf('ds-pt').accountId;

/** A student in class from February to July, to be invoiced as the case wants it. */
function dataStudent(desk: SchoolDesk, name: string, mailbox: string): Person {
  const person = desk.person({ name, email: `${mailbox}@mail.example` });
  desk.attend(person, 'spain-ds-pt-2025-02');
  return person;
}

export const PRICE_CASES: readonly SpecialCase[] = [
  {
    id: 'second-instalment',
    about: 'A second instalment on a running contract whose price nobody signed.',
    outcome: 'The price rises; somebody says what the second invoice is.',
    issues: ['PRICE_UNCONFIRMED'],
    build(desk) {
      const person = dataStudent(desk, 'Radegunda Oliva', 'radegunda');
      desk.invoice(person, { programme: 'ds-pt', date: '2025-01-20', net: 280_000 });
      desk.invoice(person, { programme: 'ds-pt', date: '2025-04-21', net: 280_000 });
    },
  },
  {
    id: 'instalment-next-year',
    about: 'The second instalment is dated in the year after the first.',
    outcome: 'Nothing while 2025 is synced; with January 2026 the price rises.',
    issues: [],
    build(desk) {
      const person = desk.person({ name: 'Nicéforo Puente', email: 'niceforo@mail.example' });
      desk.attend(person, 'spain-ds-pt-2025-10');
      desk.invoice(person, { programme: 'ds-pt', date: '2025-09-29', net: 266_000 });
      desk.invoice(person, { programme: 'ds-pt', date: '2026-01-05', net: 266_000, paid: [] });
    },
  },
  {
    id: 'usd-two-rates',
    about: 'A contract in dollars, billed in two parts at two rates.',
    outcome: 'A layer of euros for each invoice; the second one raises the price.',
    issues: ['PRICE_UNCONFIRMED'],
    build(desk) {
      const person = dataStudent(desk, 'Maclovia Stone', 'maclovia');
      const lines = [{ accountId: DS, text: 'Data Science', net: 300_000, vat: null }];
      desk.invoice(person, { date: '2025-01-22', lines, currency: 'USD', rate: 0.9615 });
      desk.invoice(person, { date: '2025-04-07', lines, currency: 'USD', rate: 0.9127 });
    },
  },
  {
    id: 'gbp-contract',
    about: 'A contract in pounds with its rate.',
    outcome: 'An ordinary contract, in pounds and in euros.',
    issues: [],
    build(desk) {
      const person = dataStudent(desk, 'Wilfrida Hart', 'wilfrida');
      const lines = [{ accountId: DS, text: 'Data Science', net: 455_000, vat: null }];
      desk.invoice(person, { date: '2025-01-23', lines, currency: 'GBP', rate: 1.1822 });
    },
  },
  {
    id: 'price-error-credited',
    about: 'A partial credit note for a price that was written wrongly.',
    outcome: 'The price falls from the first day on.',
    issues: [],
    build(desk) {
      const person = dataStudent(desk, 'Crescencia Moya', 'crescencia');
      const invoice = desk.invoice(person, { programme: 'ds-pt', date: '2025-01-21', net: 560_000 });
      desk.credit(person, invoice, { programme: 'ds-pt', date: '2025-02-12', net: 56_000, note: 'error' });
    },
  },
  {
    id: 'credited-and-reissued',
    about: 'An invoice, its full credit note, and the invoice again at another price.',
    outcome: 'The first two leave the price; the third is it.',
    issues: [],
    build(desk) {
      const person = dataStudent(desk, 'Robustiano Feo', 'robustiano');
      const invoice = desk.invoice(person, { programme: 'ds-pt', date: '2025-01-28', net: 560_000, paid: [] });
      desk.credit(person, invoice, { programme: 'ds-pt', date: '2025-02-03', net: 560_000, note: 'error' });
      desk.invoice(person, { programme: 'ds-pt', date: '2025-02-03', net: 532_000 });
    },
  },
  {
    id: 'credit-without-invoice',
    about: 'A credit note that names no invoice, for somebody who has none.',
    outcome: 'Held; the contract is below zero until the invoice is found.',
    issues: ['CREDIT_WITHOUT_ORIGINAL'],
    build(desk) {
      const person = desk.person({ name: 'Agapita Luna', email: 'agapita@mail.example', in: ['books', 'campus'] });
      desk.credit(person, null, { programme: 'es', date: '2025-05-14', net: 28_000 });
    },
  },
  {
    id: 'credit-before-invoice',
    about: 'A credit note dated a week before the invoice it names.',
    outcome: 'It follows its invoice all the same.',
    issues: [],
    build(desk) {
      const person = dataStudent(desk, 'Práxedes Calle', 'praxedes');
      const invoice = desk.invoice(person, { programme: 'ds-pt', date: '2025-02-10', net: 555_000 });
      desk.credit(person, invoice, { programme: 'ds-pt', date: '2025-02-03', net: 27_750, note: 'error' });
    },
  },
  {
    id: 'second-purchase',
    about: 'The same language course, a level up, after the first one ended.',
    outcome: 'A second contract.',
    issues: [],
    build(desk) {
      const person = desk.person({ name: 'Melitona Sanz', email: 'melitona@mail.example' });
      desk.invoice(person, { programme: 'en', date: '2025-01-09', net: 64_000 });
      desk.attend(person, 'lumen-english-2025-01');
      desk.invoice(person, { programme: 'en', date: '2025-09-11', net: 62_500 });
      desk.attend(person, 'lumen-english-2025-09');
    },
  },
  {
    id: 'invoiced-in-arrears',
    about: 'The invoice is dated seven weeks into the course.',
    outcome: 'Earlier months take their share, as long as they are open.',
    issues: [],
    build(desk) {
      desk.invoice(dataStudent(desk, 'Torcuato Lago', 'torcuato'), {
        programme: 'ds-pt',
        date: '2025-03-24',
        net: 548_000,
      });
    },
  },
  {
    id: 'three-year-contract',
    about: 'A contract over 36 months, three year ends and a leap day.',
    outcome: 'An ordinary contract; most of it is earned after today.',
    issues: [],
    build(desk) {
      const person = desk.person({ name: 'Sinforosa Alday', email: 'sinforosa@mail.example' });
      const slug = 'lumen-english-diploma-2025-03';
      desk.attend(person, desk.cohort({ slug, programme: 'en', kickoff: '2025-03-01', end: '2028-02-29' }));
      desk.invoice(person, { programme: 'en', date: '2025-02-18', net: 79_900 });
    },
  },
  {
    id: 'one-day-contract',
    about: 'A workshop of one day, the last of a month.',
    outcome: 'All of it in that month; the length is questioned.',
    issues: ['PERIOD_IMPLAUSIBLE'],
    build(desk) {
      const person = desk.person({ name: 'Valeriano Cid', email: 'valeriano@mail.example' });
      const slug = 'lumen-spanish-workshop-2025-05';
      desk.attend(person, desk.cohort({ slug, programme: 'es', kickoff: '2025-05-31', end: '2025-05-31' }));
      desk.invoice(person, { programme: 'es', date: '2025-05-20', net: 49_000 });
    },
  },
  {
    id: 'leap-day',
    about: 'An invoice on 29 February 2024, in the year before the demo begins.',
    outcome: 'An ordinary contract when 2024 is synced.',
    issues: [],
    build(desk) {
      const person = desk.person({ name: 'Bisiesta Cobos', email: 'bisiesta@mail.example' });
      desk.invoice(person, { programme: 'aie-pt', date: '2024-02-29', net: 371_000 });
      desk.attend(person, 'spain-aie-pt-2024-03');
    },
  },
];
