/** Cases about who somebody is: names that break things, e-mails that do not agree, payers who are not the student. */
import type { Person, SchoolDesk } from './school-desk.ts';
import type { SpecialCase } from './special-cases.ts';

/** Somebody who is all right but for the name: paid, enrolled, known everywhere. */
function ordinaryUnder(desk: SchoolDesk, name: string, email: string, cohort = 'lumen-english-2025-01'): Person {
  const person = desk.person({ name, email });
  desk.invoice(person, { programme: 'en', date: '2025-01-07', net: 61_200 });
  desk.attend(person, cohort);
  return person;
}

export const PEOPLE_CASES: readonly SpecialCase[] = [
  {
    id: 'formula-name',
    about: 'A name that a spreadsheet would run as a formula.',
    outcome: 'An ordinary client; exports write the name as text.',
    issues: [],
    build: (desk) => ordinaryUnder(desk, '=cmd()', 'formula@mail.example'),
  },
  {
    id: 'long-name',
    about: 'A name of 10,000 characters.',
    outcome: 'An ordinary client; lists and workbooks cut the name, not the row.',
    issues: [],
    build: (desk) => ordinaryUnder(desk, 'Maximiliana '.repeat(834).slice(0, 10_000), 'long.name@mail.example'),
  },
  {
    id: 'accents-name',
    about: 'Accents in the name.',
    outcome: 'An ordinary client.',
    issues: [],
    build: (desk) => ordinaryUnder(desk, 'Íñigo Güell-Ñáñez Çelik', 'inigo.guell@mail.example'),
  },
  {
    id: 'rtl-name',
    about: 'A name written from right to left.',
    outcome: 'An ordinary client.',
    issues: [],
    build: (desk) => ordinaryUnder(desk, 'نیلوفر رضایی', 'niloufar@mail.example'),
  },
  {
    id: 'emoji-name',
    about: 'Emoji of several code points in the name.',
    outcome: 'An ordinary client.',
    issues: [],
    build: (desk) => ordinaryUnder(desk, 'Zoë Åkesson 👩🏽‍💻🎓', 'zoe@mail.example'),
  },
  {
    id: 'spelling-of-email',
    about: 'The books write the e-mail with capitals and spaces around it.',
    outcome: 'One client: e-mails are compared normalised.',
    issues: [],
    build(desk) {
      const email = 'ruperta.calvo@mail.example';
      const person = desk.person({ name: 'Ruperta Calvo', email, contactEmail: '  Ruperta.CALVO@Mail.example ' });
      desk.invoice(person, { programme: 'en', date: '2025-01-08', net: 60_800 });
      desk.attend(person, 'lumen-english-2025-01');
    },
  },
  {
    id: 'same-name-twice',
    about: 'Two persons with one name, each with their own e-mail, course and tax number.',
    outcome: 'Two clients, both matched, and a proposal to merge that somebody turns down.',
    issues: ['CLIENT_DUPLICATE_SOFT'],
    build(desk) {
      ordinaryUnder(desk, 'Lucía Ferrándiz Soto', 'lucia.ferrandiz@mail.example');
      const other = desk.person({ name: 'Lucía Ferrándiz Soto', email: 'lfs.1999@post.example' });
      desk.invoice(other, { programme: 'es', date: '2025-02-03', net: 54_900 });
      desk.attend(other, 'lumen-spanish-2025-02');
    },
  },
  {
    id: 'two-contacts-one-email',
    about: 'The books know one person twice, with one e-mail, and invoice both.',
    outcome: 'One client; the second contact waits for a merge.',
    issues: ['CLIENT_DUPLICATE_HARD'],
    build(desk) {
      const email = 'olga.bastida@mail.example';
      const person = desk.person({ name: 'Olga Bastida', email });
      desk.invoice(person, { programme: 'cs-pt', date: '2025-02-06', net: 470_250 });
      desk.attend(person, 'spain-cs-pt-2025-02');
      const again = desk.person({ name: 'Olga Bastida Ros', email, in: ['books'] });
      desk.invoice(again, { programme: 'en', date: '2025-08-28', net: 57_600 });
      desk.attend(person, 'lumen-english-2025-09');
    },
  },
  {
    id: 'missing-email',
    about: 'The contact has no e-mail, so nothing ties it to the student of that name.',
    outcome: 'A client without e-mail; name and student are proposed, never linked.',
    issues: [
      'CLIENT_MISSING_EMAIL',
      'CLIENT_DUPLICATE_SOFT',
      'CLIENT_NOT_IN_CRM',
      'CONTRACT_WITHOUT_PERIOD',
      'PERIOD_WITHOUT_CONTRACT',
    ],
    build(desk) {
      const person = desk.person({ name: 'Demetrio Avellaneda', email: 'demetrio@mail.example', contactEmail: '' });
      desk.invoice(person, { programme: 'aie-pt', date: '2025-02-27', net: 378_300 });
      desk.attend(person, 'spain-aie-pt-2025-03');
    },
  },
  {
    id: 'page-without-email',
    about: 'A coordinator left the e-mail of a page empty.',
    outcome: 'The page is proposed by its name and links to nobody; the client is matched without it.',
    issues: ['CLIENT_NAME_ONLY'],
    build(desk) {
      const person = desk.person({ name: 'Fulgencia Orozco', email: 'fulgencia@mail.example', pageEmail: null });
      desk.invoice(person, { programme: 'ds-ft', date: '2025-02-20', net: 608_000 });
      desk.attend(person, 'spain-ds-ft-2025-03');
    },
  },
  {
    id: 'not-in-crm',
    about: 'Invoiced, and unknown to the campus.',
    outcome: 'Held until the client is linked or dates are entered.',
    issues: ['CLIENT_NOT_IN_CRM', 'CONTRACT_WITHOUT_PERIOD'],
    build(desk) {
      const person = desk.person({ name: 'Casimiro Lobera', email: 'casimiro@mail.example', in: ['books'] });
      desk.invoice(person, { programme: 'fs-pt', date: '2025-04-22', net: 494_000 });
    },
  },
  {
    id: 'company-payer',
    about: 'A company pays for its employee, whom the campus teaches.',
    outcome: 'Held until somebody says for whom the company pays.',
    // No record says that the payer is no student; a client unknown to the campus is all that can be seen.
    issues: ['CLIENT_NOT_IN_CRM', 'CONTRACT_WITHOUT_PERIOD', 'PERIOD_WITHOUT_CONTRACT'],
    build(desk) {
      const name = 'Talleres Brisa Norte SL';
      const payer = desk.person({ name, email: 'pagos@brisanorte.example', company: true, in: ['books'] });
      desk.invoice(payer, { programme: 'ds-pt', date: '2025-04-24', net: 560_000, note: 'Alumna: Herminia Pardo' });
      const student = desk.person({
        name: 'Herminia Pardo',
        email: 'herminia@brisanorte.example',
        in: ['campus', 'pages'],
      });
      desk.attend(student, 'spain-ds-pt-2025-05');
    },
  },
];
