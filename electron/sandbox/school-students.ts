/**
 * The ordinary students: one invoice, one place in class, the same e-mail in all three systems. What is uncommon among them (a drop, a
 * transfer, a pause, a credit note) comes at fixed strides and not by the dice, so that the share of issues is the same at every size.
 */
import { addDays, type CivilDate, civilDate, daysBetween, maxDate, minDate } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import type { Random } from '../platform/random.ts';
import type { DocumentSpec, Person, SchoolDesk } from './school-desk.ts';
import type { Programme, SchoolCohort } from './school-model.ts';
import { netOf, type SchoolDocument, type SchoolLine } from './school-model.ts';
import { nameOf } from './school-names.ts';
import { programmeOf } from './school-programmes.ts';

const DISCOUNTS = [0, 0, 0, 5, 8, 10, 12, 15];
/** EUR per unit, by quarter from January 2024 on; made up, and steady enough to read. */
const RATES: Readonly<Record<string, readonly number[]>> = {
  USD: [0.9215, 0.9288, 0.9104, 0.9373, 0.9502, 0.8811, 0.8562, 0.8593],
  GBP: [1.1679, 1.1723, 1.1835, 1.2016, 1.1968, 1.1775, 1.1537, 1.1441],
};

/** EUR per unit of a currency on a day of 2024 or later. */
export function rateOn(currency: 'USD' | 'GBP', date: CivilDate): number {
  const quarter = (Number(date.slice(0, 4)) - 2024) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3);
  const rates = RATES[currency] ?? [];
  return rates[Math.min(Math.max(quarter, 0), rates.length - 1)] ?? 1;
}

export interface Intake {
  readonly desk: SchoolDesk;
  readonly random: Random;
  /** Cohorts of one year that ordinary students may join, in order of their first class. */
  readonly cohorts: readonly SchoolCohort[];
  readonly microOf: ReadonlyMap<number, readonly SchoolCohort[]>;
  readonly general: SchoolCohort;
  /** Numbers of sales and of people so far. */
  readonly counts: { sales: number; people: number };
}

/** A finished student who may come back, with what they took. */
interface Alumnus {
  readonly person: Person;
  readonly serviceType: string;
  readonly end: CivilDate;
}

/** Sells `sales` places in the intake's cohorts. */
export function sellPlaces(intake: Intake, sales: number): void {
  const alumni: Alumnus[] = [];
  const joinable = intake.cohorts.filter((cohort) => cohort.kickoff && cohort.end);
  for (let done = 0; done < sales; done++) {
    const cohort = joinable[Math.floor(intake.random() * joinable.length)];
    if (!cohort?.kickoff || !cohort.end || cohort.programme === null) continue;
    const sale = intake.counts.sales++;
    const programme = programmeOf(cohort.programme);
    const back = sale % 12 === 5 ? takeAlumnus(alumni, programme, cohort.kickoff) : null;
    const person = back ?? newStudent(intake, cohort);
    const invoice = sell(intake, person, programme, cohort.kickoff, sale);
    attend(intake, person, cohort, sale);
    if (sale % 40 === 17) concede(intake, person, invoice);
    if (!back) alumni.push({ person, serviceType: programme.serviceType, end: cohort.end });
  }
}

function newStudent({ desk, counts }: Intake, cohort: SchoolCohort): Person {
  const name = nameOf(counts.people++);
  const finished = cohort.end !== null && cohort.end < desk.today;
  return desk.person({
    name: `${name.firstName} ${name.lastName}`,
    email: `${name.mailbox}@mail.example`,
    pageStatus: finished ? 'Graduated' : 'Active',
    pageDate: finished && cohort.end ? cohort.end : undefined,
    since: cohort.kickoff ? addDays(cohort.kickoff, -40) : undefined,
  });
}

/** Somebody who finished another kind of course before `kickoff`; service starts a fortnight early in some, so with a margin. */
function takeAlumnus(alumni: Alumnus[], programme: Programme, kickoff: CivilDate): Person | null {
  // Among the last few only: a search through everybody would make large schools slow.
  const from = Math.max(0, alumni.length - 60);
  const index = alumni
    .slice(from)
    .findIndex((one) => one.serviceType !== programme.serviceType && daysBetween(one.end, kickoff) > 30);
  return index < 0 ? null : (alumni.splice(from + index, 1)[0]?.person ?? null);
}

function sell(intake: Intake, person: Person, programme: Programme, kickoff: CivilDate, sale: number): SchoolDocument {
  const { desk, random } = intake;
  const newYear = civilDate(`${kickoff.slice(0, 4)}-01-02`);
  // Before the fortnight of pre-work, so that nobody is served before the invoice.
  const date = minDate(maxDate(addDays(kickoff, -15 - Math.floor(random() * 25)), newYear), desk.today);
  const discount = DISCOUNTS[Math.floor(random() * DISCOUNTS.length)] ?? 0;
  const net = Math.round((programme.listPrice * (100 - discount)) / 100) + Math.floor(random() * 100);
  const foreign = sale % 25 === 8 ? 'USD' : sale % 25 === 20 ? 'GBP' : null;
  const currency = foreign ? { currency: foreign, rate: rateOn(foreign, date) } : {};
  // Services to people outside the Union carry no Spanish VAT.
  const vat = foreign ? null : programme.vat;
  const lines = linesFor(programme, net, vat, sale % 5 === 2);
  return desk.invoice(person, { date, lines, ...currency, ...payments(desk, random, date, lines, sale) });
}

function linesFor(programme: Programme, net: Minor, vat: number | null, withMaterial: boolean): SchoolLine[] {
  const { accountId, name } = programme;
  if (!withMaterial) return [{ accountId, text: name, net, vat }];
  const material = Math.round(net / 20);
  return [
    { accountId, text: name, net: net - material, vat },
    { accountId, text: 'Material', net: material, vat },
  ];
}

/** Every sixth pays in two parts, a month apart; some of the second parts are still to come. Everybody else pays within weeks. */
function payments(
  desk: SchoolDesk,
  random: Random,
  date: CivilDate,
  lines: readonly SchoolLine[],
  sale: number,
): Pick<DocumentSpec, 'paid'> {
  const gross = lines.reduce((sum, line) => sum + line.net + Math.round((line.net * (line.vat ?? 0)) / 100), 0);
  const first = addDays(date, 1 + Math.floor(random() * 20));
  const half = Math.floor(gross / 2);
  const parts =
    sale % 6 === 3
      ? [
          { date: first, amount: half },
          { date: addDays(first, 31), amount: gross - half },
        ]
      : [{ date: first, amount: gross }];
  return { paid: parts.filter((part) => part.date <= desk.today) };
}

function attend(intake: Intake, person: Person, cohort: SchoolCohort, sale: number): void {
  const { desk } = intake;
  const { kickoff, end } = cohort;
  if (!kickoff || !end) return;
  const createdOn = addDays(kickoff, -20);
  const next = sale % 90 === 45 ? nextOf(intake.cohorts, cohort, desk.today) : null;
  if (next?.kickoff) {
    // Leaves a month before the next class of the programme begins, and goes on there.
    desk.enrol(person, { cohort, status: 'DROPPED', on: addDays(next.kickoff, -30), createdOn });
    desk.attend(person, next, addDays(next.kickoff, -20));
    return;
  }
  if (sale % 150 === 70 && end < desk.today) {
    const on = addDays(kickoff, Math.floor(daysBetween(kickoff, end) / 2));
    desk.enrol(person, { cohort, status: 'DROPPED', on, createdOn });
  } else if (sale % 40 === 9 && end >= desk.today) {
    desk.enrol(person, { cohort, status: 'POSTPONED', on: addDays(desk.today, -30), createdOn });
  } else {
    desk.attend(person, cohort, createdOn);
  }
  for (const micro of intake.microOf.get(cohort.id) ?? []) {
    desk.enrol(person, {
      cohort: micro,
      status: 'GRADUATED',
      on: addDays(kickoff, 30),
      source: 'record_edit',
      createdOn,
    });
  }
  if (sale % 10 === 4) desk.enrol(person, { cohort: intake.general, status: 'ACTIVE', createdOn });
}

/** The programme's next cohort if a leaver of this one can move into it: it starts a month into this one or later. */
function nextOf(cohorts: readonly SchoolCohort[], cohort: SchoolCohort, today: CivilDate): SchoolCohort | null {
  const { kickoff, end } = cohort;
  if (!kickoff || !end) return null;
  return (
    cohorts.find(
      (other) =>
        other.programme === cohort.programme &&
        other.kickoff !== null &&
        other.kickoff <= today &&
        daysBetween(kickoff, other.kickoff) > 60 &&
        daysBetween(other.kickoff, end) > -29,
    ) ?? null
  );
}

/** Takes something off a price that was written wrongly, a few days after the invoice. */
function concede({ desk, random }: Intake, person: Person, invoice: SchoolDocument): void {
  const date = minDate(addDays(invoice.date, 4 + Math.floor(random() * 10)), desk.today);
  const [line] = invoice.lines;
  if (!line) return;
  const net = Math.round(netOf(invoice) / 20);
  const { currency, rate } = invoice;
  desk.credit(person, invoice, { date, lines: [{ ...line, net }], currency, rate, note: 'error' });
}
