/**
 * Three systems with an exact number of invoices and lines, for measuring. As in the sample company most people buy one course with
 * one invoice, some come back for another course, and some pay in two invoices: 5,000 invoices are some 4,450 contacts.
 */

import { rawChannel, rawContact, rawDocument } from '../../electron/sandbox/raw-records.ts';
import { grossOf, type SchoolLine } from '../../electron/sandbox/school-model.ts';
import { nameOf, taxIdOf } from '../../electron/sandbox/school-names.ts';
import { PROGRAMMES } from '../../electron/sandbox/school-programmes.ts';
import { blankWorlds, type SampleWorlds } from '../../electron/sandbox/world.ts';
import { addDays, type CivilDate, civilDate } from '../../shared/domain/civil-date.ts';

export interface BenchSize {
  readonly invoices: number;
  /** At least as many as invoices; spread evenly. */
  readonly lines: number;
}

/** Of so many people one comes back for another course, and one gets a second invoice for the same course. */
const COMES_BACK = 12;
const PAYS_TWICE = 25;

/** A world of exactly this size, the same on every machine. All documents are dated in 2025. */
export function benchWorlds({ invoices, lines }: BenchSize): SampleWorlds {
  const worlds = blankWorlds();
  worlds.holded.saleschannels.push(...PROGRAMMES.map(rawChannel));
  let written = 0;
  for (let person = 0; written < invoices; person++) {
    const { firstName, lastName, mailbox } = nameOf(person);
    const id = hexId('65c1', person);
    worlds.holded.contacts.push(
      rawContact({
        id,
        name: `${firstName} ${lastName}`,
        email: `${mailbox}@correo.example`,
        taxId: taxIdOf(20_000_000 + person),
        phone: `+34 6${String(10_000_000 + person)}`,
        company: false,
        case: null,
      }),
    );
    const day = (person * 37) % 330;
    const buys = (course: number, onDay: number) => {
      if (written === invoices) return;
      const date = addDays(civilDate('2025-01-02'), onDay % 360);
      const own = linesOf(written, { invoices, lines });
      worlds.holded.invoices.push(invoice(written, course, id, `${firstName} ${lastName}`, date, own));
      written += 1;
    };
    buys(person, day);
    if (person % PAYS_TWICE === 0) buys(person, day + 30);
    if (person % COMES_BACK === 0) buys(person + 1, day + 180);
  }
  return worlds;
}

/** Lines of the invoice at a place, so that all of them together come to the wanted number. */
function linesOf(at: number, { invoices, lines }: BenchSize): number {
  return Math.floor(((at + 1) * lines) / invoices) - Math.floor((at * lines) / invoices);
}

function invoice(at: number, course: number, contactId: string, contactName: string, date: CivilDate, count: number) {
  const programme = PROGRAMMES[course % PROGRAMMES.length];
  if (!programme) throw new RangeError('There are no programmes');
  const lines = Array.from(
    { length: count },
    (_, line): SchoolLine => ({
      accountId: programme.accountId,
      text: line === 0 ? programme.name : `${programme.name} - matrícula ${line}`,
      net: line === 0 ? Math.round(programme.listPrice / 3) : 4_900 + line,
      vat: programme.vat,
    }),
  );
  return rawDocument({
    id: hexId('65d1', at),
    kind: 'invoice',
    number: `F25${String(at + 1).padStart(6, '0')}`,
    contactId,
    contactName,
    date,
    dueDate: addDays(date, 30),
    currency: 'EUR',
    rate: 1,
    lines,
    withholding: 0,
    payments: [{ date: addDays(date, 3), amount: grossOf({ lines }) }],
    state: 'approved',
    originId: null,
    note: '',
    flaw: null,
    case: null,
  });
}

function hexId(prefix: string, index: number): string {
  return `${prefix}${index.toString(16).padStart(20, '0')}`;
}
