import { expect, test } from 'vitest';
import { mapEnrolment } from '../../../electron/connectors/fourgeeks/map.ts';
import { fourgeeksSettings } from '../../../electron/connectors/fourgeeks/settings.ts';
import { holded } from '../../../electron/connectors/holded/index.ts';
import { holdedSettings } from '../../../electron/connectors/holded/settings.ts';
import { emptyWorlds, worldBuilder } from '../../../electron/sandbox/world-builder.ts';

const invoices = holded.streams.find((stream) => stream.name === 'invoices');
const creditNotes = holded.streams.find((stream) => stream.name === 'creditnotes');
const settings = holdedSettings.parse({});

test('an empty world knows the services and nobody', () => {
  const { holded: books, fourgeeks, notion } = emptyWorlds();
  expect(books.saleschannels).toHaveLength(9);
  expect([books.contacts, books.invoices, fourgeeks.students, fourgeeks.enrolments, notion.pages].flat()).toEqual([]);
});

test('a scenario is stated in three lines', () => {
  const world = worldBuilder();
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  const invoice = world.invoice({ student: ana, service: 'fs-pt', date: '2024-01-02', net: 600_000 });
  const row = world.enrolment({ student: ana, start: '2024-01-01', end: '2024-05-19' });
  expect(invoices?.map(invoice.raw, settings)).toMatchObject([
    {
      externalId: invoice.id,
      partyExternalId: ana.contactId,
      net: 600_000,
      date: '2024-01-02',
      status: 'paid',
      findings: [],
    },
  ]);
  expect(row).toMatchObject({ educational_status: 'ACTIVE', cohort: { kickoff_date: '2024-01-01T08:00:00Z' } });
});

test('a credit note names its invoice and its reason', () => {
  const world = worldBuilder();
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  const origin = world.invoice({ student: ana, date: '2024-01-02', net: 300_000 });
  const credit = world.creditNote({ student: ana, date: '2024-03-10', net: 100_000, origin, reason: 'error' });
  expect(creditNotes?.map(credit.raw, settings)).toMatchObject([
    { kind: 'credit_note', net: -100_000, originExternalId: origin.id, creditReason: 'price_error', findings: [] },
  ]);
});

test('an invoice can be edited and removed upstream', () => {
  const world = worldBuilder();
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  const invoice = world.invoice({ student: ana, date: '2024-01-02', net: 100_000 });
  world.editInvoice(invoice, { student: ana, date: '2024-01-02', net: 150_000, paid: 0 });
  expect(invoices?.map(invoice.raw, settings)).toMatchObject([
    { net: 150_000, number: invoice.number, status: 'open' },
  ]);
  expect(invoice.raw).not.toHaveProperty('paymentsDetail');
  world.removeDocument(invoice);
  expect(world.worlds.holded.invoices).toEqual([]);
});

test('a status can change between two syncs, with or without a history', () => {
  const world = worldBuilder();
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  const row = world.enrolment({ student: ana, start: '2024-01-01', end: '2024-05-19', cohort: 'campus-fs-1' });
  world.changeStatus(row, { status: 'POSTPONED', statusDate: '2024-02-10' });
  world.changeStatus(row, { status: 'DROPPED', statusDate: '2024-03-10', source: 'record_edit' });
  expect(world.worlds.fourgeeks.log[row.cohort.id]).toHaveLength(1);
  expect(world.worlds.fourgeeks.enrolments).toEqual([row]);
  const facts = { microOf: null, neverEnds: false, timeZone: 'Europe/Madrid' };
  expect(mapEnrolment({ enrolment: row, cohort: facts }, fourgeeksSettings.parse({}))).toMatchObject([
    { status: 'DROPPED', statusDate: '2024-03-10', statusDateSource: 'record_edit' },
  ]);
});

test('a cohort that moves takes its rows with it', () => {
  const world = worldBuilder();
  const ana = world.student({ name: 'Ana Ruiz', email: 'ana@mail.example' });
  const row = world.enrolment({ student: ana, start: '2024-01-01', end: '2024-05-19', cohort: 'campus-fs-1' });
  world.moveCohort('campus-fs-1', { end: '2024-06-30' });
  expect(row.cohort.ending_date).toBe('2024-06-30T16:00:00Z');
  expect(world.worlds.fourgeeks.cohorts[0]?.ending_date).toBe('2024-06-30T16:00:00Z');
});
