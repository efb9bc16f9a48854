/** What people do in the outside systems after a record was read: edit it, void it, delete it, move it. */
import { describe, expect, test } from 'vitest';
import { openSchool, type SmallSchool, sumHolds } from './wrap.ts';

const COURSE = { cohort: 'campus-fs-1', service: 'fs-pt', start: '2025-01-13', end: '2025-06-20' } as const;

/** Ana, in class from January to June, with one invoice in January. */
async function anasSchool() {
  const school = await openSchool({ now: '2025-07-10T08:00:00.000Z' });
  const ana = school.world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  school.world.enrolment({ student: ana, ...COURSE });
  const spec = { student: ana, service: 'fs-pt', date: '2025-01-10', net: 500_000 } as const;
  const invoice = school.world.invoice(spec);
  await school.books.month('2025-01', '2025-06');
  return { ...school, ana, spec, invoice };
}

const total = (figures: readonly number[]) => figures.reduce((sum, figure) => sum + figure, 0);
const versions = ({ books }: SmallSchool, id: string) =>
  books.count(
    'FROM source_record_version v JOIN source_record r ON r.id = v.source_record_id WHERE r.external_id = ?',
    id,
  );
const stateOf = ({ books }: SmallSchool, id: string) =>
  books.rows<{ state: string }>('SELECT state FROM source_record WHERE external_id = ?', id)[0]?.state;

test('an edit becomes a new version and changes the figures; reading it again changes nothing', async () => {
  const school = await anasSchool();
  const { books, world, spec, invoice } = school;
  const before = await books.hash();
  world.editInvoice(invoice, { ...spec, net: 620_000 });

  const report = await books.month('2025-01', '2025-06');
  expect(report.executions.find(({ step, month }) => step === 'invoices' && month === '2025-01')?.counts?.updated).toBe(
    1,
  );
  expect(versions(school, invoice.id)).toBe(2);
  expect(total(books.series('2025-01'))).toBe(620_000);
  expect(await books.hash()).not.toBe(before);

  const written = books.lastChange();
  await books.month('2025-01', '2025-06');
  expect(versions(school, invoice.id)).toBe(2);
  expect(books.changesSince(written)).toEqual([]);
});

test('an edit that is taken back gives the ledger as it was', async () => {
  const school = await anasSchool();
  const { books, world, spec, invoice } = school;
  const before = await books.parts();
  world.editInvoice(invoice, { ...spec, net: 620_000 });
  await books.month('2025-01', '2025-06');
  world.editInvoice(invoice, spec);
  await books.month('2025-01', '2025-06');
  expect(await books.parts()).toEqual(before);
});

test('the keys of a record in another order are no edit', async () => {
  const school = await anasSchool();
  const { invoice, books } = school;
  const entries = Object.entries(invoice.raw).reverse();
  for (const [key] of entries) delete invoice.raw[key];
  Object.assign(invoice.raw, Object.fromEntries(entries));
  const written = books.lastChange();
  await books.month('2025-01', '2025-06');
  expect(versions(school, invoice.id)).toBe(1);
  expect(books.changesSince(written)).toEqual([]);
});

test('a voided invoice leaves the figures', async () => {
  const { books, world, spec, invoice } = await anasSchool();
  world.editInvoice(invoice, { ...spec, state: 'void' });
  await books.month('2025-01', '2025-06');
  expect(books.posted()).toEqual({});
  expect(books.rows('SELECT status FROM invoice')).toEqual([{ status: 'void' }]);
});

describe('an invoice that is no longer in the list', () => {
  test('is marked and never deleted, and waits for somebody to confirm it', async () => {
    const school = await anasSchool();
    const { books, world, invoice } = school;
    world.removeDocument(invoice);
    const report = await books.month('2025-01', '2025-06');
    expect(report.executions.find(({ month, step }) => month === '2025-01' && step === 'invoices')?.counts?.gone).toBe(
      1,
    );
    expect(stateOf(school, invoice.id)).toBe('gone');
    expect(books.count('FROM invoice')).toBe(1);
    const [issue] = await books.issues({ code: 'RECORD_DISAPPEARED', status: 'pending' });
    expect(issue?.entityExternalId).toBe(`holded:${invoice.id}`);

    const [proposed] = await books.call('decisions/for-issue', { issue: issue?.id ?? 0 });
    const made = await books.decide(proposed?.kind ?? '', proposed?.subject ?? '', proposed?.value ?? {});
    expect(await books.issues({ code: 'RECORD_DISAPPEARED', status: 'pending' })).toEqual([]);
    await books.month('2025-01', '2025-06');
    expect(books.posted()).toEqual({});
    expect(await books.issues({ code: 'RECORD_DISAPPEARED', status: 'pending' })).toEqual([]);

    await books.call('decisions/undo', { id: made.decision.id, who: 'ana' });
    expect(await books.issues({ code: 'RECORD_DISAPPEARED', status: 'pending' })).toHaveLength(1);
  });

  test('and comes back is itself again', async () => {
    const school = await anasSchool();
    const { books, world, invoice, worlds } = school;
    const before = await books.parts();
    world.removeDocument(invoice);
    await books.month('2025-01', '2025-06');
    worlds.holded.invoices.push(invoice.raw);
    await books.month('2025-01', '2025-06');
    expect(stateOf(school, invoice.id)).toBe('applied');
    expect(await books.issues({ code: 'RECORD_DISAPPEARED', status: 'pending' })).toEqual([]);
    expect(await books.parts()).toEqual(before);
  });

  test('is not missed when its month could not be read to the end', async () => {
    const school = await anasSchool();
    const { books, world, invoice, server } = school;
    world.removeDocument(invoice);
    server.setFaults([{ connector: 'holded', kind: 'html_instead_of_json', from: 2, times: 1000 }]);
    await books.sync('2025-01');
    expect(stateOf(school, invoice.id)).toBe('applied');
  });
});

test('a run that would mark too many as gone stops and asks, marks nothing, and goes on when told so', async () => {
  const school = await openSchool({ now: '2025-03-10T08:00:00.000Z' });
  const { books, world, worlds } = school;
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  for (let number = 0; number < 20; number++) {
    world.invoice({ student: ana, service: 'fs-pt', date: '2025-01-10', net: 1_000 + number });
  }
  await books.sync('2025-01');
  const before = await books.parts();
  worlds.holded.invoices.splice(0, 12);

  const stopped = await books.sync('2025-01');
  const invoices = stopped.executions.find(({ step }) => step === 'invoices');
  expect(stopped.run.status).toBe('failed');
  expect(invoices?.problem).toMatchObject({ code: 'TOO_MANY_GONE', fix: expect.stringContaining('--accept-gone') });
  expect(books.count("FROM source_record WHERE state = 'gone'")).toBe(0);
  expect(await books.parts()).toEqual(before);

  const accepted = await books.sync('2025-01', '2025-01', { acceptGone: true });
  expect(accepted.run.status).toBe('completed');
  expect(books.count("FROM source_record WHERE state = 'gone'")).toBe(12);
});

test('an invoice that gets another date moves to its month and is not missed in the old one', async () => {
  const school = await anasSchool();
  const { books, world, spec, invoice } = school;
  world.editInvoice(invoice, { ...spec, date: '2025-03-04' });
  const report = await books.month('2025-01', '2025-06');
  expect(stateOf(school, invoice.id)).toBe('applied');
  expect(books.rows('SELECT date FROM invoice')).toEqual([{ date: '2025-03-04' }]);
  expect(await books.issues({ code: 'RECORD_DISAPPEARED', status: 'pending' })).toEqual([]);
  expect(total(books.series('2025-01'))).toBe(500_000);
  expect(report.executions.every(sumHolds)).toBe(true);

  const straight = await openSchool({ now: '2025-07-10T08:00:00.000Z', worlds: school.worlds });
  await straight.books.month('2025-01', '2025-06');
  expect(await books.parts()).toEqual(await straight.books.parts());
});

test('an invoice that moves to an earlier month, in a run of that month alone, is counted once', async () => {
  const { books, world, spec, invoice } = await anasSchool();
  world.editInvoice(invoice, { ...spec, date: '2025-03-04' });
  await books.month('2025-01', '2025-06');
  world.editInvoice(invoice, { ...spec, date: '2025-02-04' });
  await books.sync('2025-02');
  await books.sync('2025-03');
  expect(books.rows('SELECT date FROM invoice')).toEqual([{ date: '2025-02-04' }]);
  expect(await books.issues({ code: 'RECORD_DISAPPEARED', status: 'pending' })).toEqual([]);
});
