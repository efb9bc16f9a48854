/**
 * Applies stored records to the ledger, a batch a transaction: offline, deterministic, and safe to start again anywhere, because a
 * record's applied version is written with the rows that came of it.
 */
import { IMPORT_STEPS, type ImportStep } from '../../../shared/domain/entities.ts';
import { recordsOfClients, touchClients, touchedClients } from '../../ledger/clients.ts';
import { heldDocumentRecords } from '../../ledger/documents.ts';
import { lastChange } from '../../ledger/ledger.ts';
import { clientsWithFreePlaces } from '../../ledger/periods.ts';
import { recordSlices, recordsByIds, setRecordState, waitingRecords } from '../../ledger/source-records.ts';
import type { SourceRecordRow } from '../../ledger/tables.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { applyCohort } from './cohorts.ts';
import { type ApplyContext, type StreamOf, streamNamed, streamsOfStep } from './context.ts';
import { rederiveClients } from './contracts.ts';
import { applyDocuments } from './documents.ts';
import { settleMerges } from './merges.ts';
import { applyParty } from './parties.ts';
import { applyStatusChange } from './period-status.ts';
import { applyEnrolment } from './periods.ts';
import { type MappedRecord, mapRecord, needsApply, settle, WAITING } from './record.ts';
import { applyService } from './services.ts';
import { settleStep, settleUnmappedAccounts } from './step-findings.ts';

/** Records that were worked through, with the state they were in before. */
export type Worked = Map<number, Pick<SourceRecordRow, 'state' | 'applied_version' | 'latest_version'>>;

/**
 * Applies what a step received. Yields after every batch; the caller lets others run and looks for cancellation then.
 * `received` is by `CONNECTION STREAM`. `last`: no other month of the step is still to come, so its lists can be judged whole.
 */
export function* applyStep(
  context: ApplyContext,
  step: ImportStep,
  received: ReadonlyMap<string, ReadonlySet<number>>,
  last: boolean,
): Generator<{ done: number; of: number }, Worked, void> {
  const worked: Worked = new Map();
  context.ledger.batch(() => settleMerges(context));
  const total = [...received.values()].reduce((sum, ids) => sum + ids.size, 0);
  let done = 0;
  for (const of of streamsOfStep(context.connections, step)) {
    const ids = received.get(`${of.connection.row.id} ${of.stream.name}`) ?? [];
    for (const slice of recordSlices(context.ledger, ids)) {
      const stamp = of.connection.mapperStamp(of.stream);
      const due = slice.filter((row) => needsApply(row, stamp));
      if (due.length > 0) applyRecords(context, due, worked);
      done += slice.length;
      yield { done, of: total };
    }
  }
  if (step === 'invoices') {
    lookAgainAtHeld(context, received);
  }
  context.ledger.batch(() => {
    // Months synced since may make a place without an invoice a finding, although nothing about it has changed.
    if (step === 'service-periods') touchClients(context.ledger, clientsWithFreePlaces(context.ledger));
    rederiveTouched(context);
    if (last) settleStep(context, step);
  });
  return worked;
}

/**
 * Documents of other months that wait for something: what came with this one may be what they waited for. What they come to follows
 * from the ledger, so as long as a run writes nothing they are looked at once and not with each of its months.
 */
function lookAgainAtHeld(context: ApplyContext, received: ReadonlyMap<string, ReadonlySet<number>>): void {
  const { ledger, held } = context;
  if (held.lookedAt === lastChange(ledger)) return;
  const seen = new Set([...received.values()].flatMap((ids) => [...ids]));
  const waiting = heldDocumentRecords(ledger).filter((id) => !seen.has(id));
  if (waiting.length > 0) applyRecords(context, recordsByIds(ledger, waiting), new Map());
  held.lookedAt = lastChange(ledger);
}

/**
 * Looks again at what waits for a decision: some records and clients by name, and every record that is held or left out until
 * something is known. Offline; to be called in a transaction with the decision.
 */
export function applyAgain(context: ApplyContext, records: readonly number[], clients: readonly number[]): void {
  const order = new Map(
    IMPORT_STEPS.flatMap((step) => streamsOfStep(context.connections, step)).map((of, at) => [
      `${of.connection.row.id} ${of.stream.name}`,
      at,
    ]),
  );
  const place = (row: SourceRecordRow) => order.get(`${row.connection_id} ${row.stream}`) ?? 0;
  const moved = recordsOfClients(context.ledger, [...settleMerges(context)]);
  const rows = recordsByIds(context.ledger, [
    ...new Set([...records, ...moved, ...waitingRecords(context.ledger, [...WAITING])]),
  ]);
  touchClients(context.ledger, clients);
  // In the order of the steps, so that people are known before their documents and places.
  for (const at of [...new Set(rows.map(place))].sort((a, b) => a - b))
    applyRecords(
      context,
      rows.filter((row) => place(row) === at),
      new Map(),
    );
  // As a sync would: an answer about one contract may leave a place without any.
  touchClients(context.ledger, clientsWithFreePlaces(context.ledger));
  rederiveTouched(context);
  for (const step of IMPORT_STEPS) settleStep(context, step);
}

/** Applies some records and everything that they make worth another look, in one transaction. */
export function applyRecords(context: ApplyContext, rows: readonly SourceRecordRow[], worked: Worked): void {
  context.ledger.batch(() => {
    const catalogue = readCatalogue(context.ledger, context.connections, context.decisions);
    applyBatch(context, catalogue, rows, worked);
    // What one record changes about another is settled in the same breath; a few rounds reach a fixed point.
    for (let round = 0; round < 5 && context.again.size > 0; round++) {
      const again = recordsByIds(context.ledger, [...context.again]);
      context.again.clear();
      applyBatch(context, catalogue, again, new Map());
    }
    context.again.clear();
    rederiveTouched(context, catalogue);
  });
}

function rederiveTouched(context: ApplyContext, catalogue?: Catalogue): void {
  const touched = touchedClients(context.ledger);
  if (touched.length === 0) return;
  const known = catalogue ?? readCatalogue(context.ledger, context.connections, context.decisions);
  rederiveClients(context, known, new Set(touched), []).removeObsolete();
}

function applyBatch(
  context: ApplyContext,
  catalogue: Catalogue,
  rows: readonly SourceRecordRow[],
  worked: Worked,
): void {
  const documents: Parameters<typeof applyDocuments>[2][number][] = [];
  for (const row of rows) {
    const of = streamNamed(context.connections, row.connection_id, row.stream);
    if (!of) continue;
    worked.set(row.id, { state: row.state, applied_version: row.applied_version, latest_version: row.latest_version });
    const mapped = mapRecord(context, row, of);
    if (!mapped) continue;
    for (const draft of mapped.drafts) {
      if (draft.draft === 'document') documents.push({ mapped, draft });
      else applyOther(context, mapped, draft, row, of);
    }
  }
  if (documents.length > 0) settleUnmappedAccounts(context, applyDocuments(context, catalogue, documents));
}

function applyOther(
  context: ApplyContext,
  mapped: MappedRecord,
  draft: Exclude<MappedRecord['drafts'][number], { draft: 'document' }>,
  row: SourceRecordRow,
  of: StreamOf,
): void {
  // Somebody or something that is no longer listed stays as it was known. A place that is gone is asked about: it earns revenue.
  if (row.state === 'gone' && draft.draft !== 'enrolment') return;
  switch (draft.draft) {
    case 'service':
      applyService(context, mapped, draft);
      break;
    case 'party':
      applyParty(context, mapped, draft, false);
      break;
    case 'cohort':
      applyCohort(context, mapped, draft);
      break;
    case 'enrolment':
      applyEnrolment(context, mapped, draft);
      break;
    case 'status_change':
      for (const id of applyStatusChange(context, mapped, draft)) context.again.add(id);
      break;
    case 'excluded':
      settle(context, mapped, []);
      setRecordState(context.ledger, row, 'excluded', draft.reason, of.connection.mapperStamp(of.stream));
      break;
  }
}
