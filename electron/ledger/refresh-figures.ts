/**
 * Brings the figures of lists up to date after something was written: the journal says what was touched, so the cost grows with
 * what changed and not with the ledger. An undo is journaled like any other run. Stopped half-way it simply begins again.
 */
import { parseMonth } from '../../shared/domain/month.ts';
import {
  type FigureSource,
  forgetFigures,
  keepClientSums,
  keepClients,
  keepContracts,
  keepDocuments,
  keepServices,
} from './figures.ts';
import { addSubject, addTouched, changedDecisions, everything, type Touched } from './figures-touched.ts';
import { type Ledger, lastChange } from './ledger.ts';
import { countRuns } from './run-figures.ts';
import { syncedMonths } from './runs.ts';

const JOURNAL_LINES = 20_000;
const CLIENTS = 500;
const DOCUMENTS = 2000;

interface State {
  readonly change_id: number;
  readonly worked: string | null;
}

/** Whether something was written that the figures do not know of. */
export function figuresWait(ledger: Ledger): boolean {
  const { state, top, decisions, worked } = standing(ledger);
  return state.change_id !== top || state.worked !== worked || decisions.length > 0;
}

function standing(ledger: Ledger) {
  const state = ledger.prepare<[], State>('SELECT change_id, worked FROM figure_state').get();
  if (!state) throw new Error('The ledger says nowhere how far its figures are');
  const top = lastChange(ledger);
  return { state, top, decisions: changedDecisions(ledger), worked: workedThrough(ledger) };
}

/** In steps that each leave the file whole; nothing is written when nothing changed. */
export function* refreshFigures(ledger: Ledger, source: FigureSource): Generator<void, void, void> {
  const { state, top, decisions, worked } = standing(ledger);
  if (state.change_id === top && state.worked === worked && decisions.length === 0) return;
  let touched: Touched = { clients: new Set(), documents: new Set() };
  const first = state.worked === null;
  if (first) {
    ledger.batch(() => forgetFigures(ledger));
    for (const chunk of source(undefined)) {
      ledger.batch(() => keepContracts(ledger, chunk, worked));
      yield;
    }
    touched = everything(ledger);
  } else {
    for (let from = state.change_id; from < top; from += JOURNAL_LINES) {
      addTouched(ledger, touched, from, Math.min(from + JOURNAL_LINES, top));
      yield;
    }
    for (const { subject } of decisions) addSubject(ledger, touched.clients, subject);
    // A policy says something about every contract.
    if (decisions.some(({ kind }) => kind === 'policy'))
      for (const id of everything(ledger).clients) touched.clients.add(id);
    if (state.worked !== null && state.worked !== worked) {
      for (const id of movingAfter(ledger, state.worked, worked)) touched.clients.add(id);
    }
  }
  for (const clients of batches(touched.clients, CLIENTS)) {
    ledger.batch(() => {
      if (first) keepClientSums(ledger, clients);
      else keepClients(ledger, source, clients, worked);
    });
    yield;
  }
  for (const documents of batches(touched.documents, DOCUMENTS)) {
    ledger.batch(() => keepDocuments(ledger, documents));
    yield;
  }
  yield* countRuns(ledger, top);
  ledger.batch(() => {
    keepServices(ledger);
    const note = ledger.prepare<[number, number]>(
      'INSERT OR REPLACE INTO figure_decision (decision_id, undone) VALUES (?, ?)',
    );
    for (const { id, undone } of decisions) note.run(id, undone);
    ledger.prepare<[number, string]>('UPDATE figure_state SET change_id = ?, worked = ?').run(top, worked);
  });
}

function* batches(ids: ReadonlySet<number>, size: number): Generator<number[], void, void> {
  const sorted = [...ids].sort((a, b) => a - b);
  for (let at = 0; at < sorted.length; at += size) yield sorted.slice(at, at + size);
}

/** Clients with a contract that is not at both months' ends what it is at its own. */
function movingAfter(ledger: Ledger, before: string, now: string): number[] {
  return ledger
    .prepare<[string, string], number>('SELECT DISTINCT client_id FROM contract_figure WHERE last_month >= min(?, ?)')
    .pluck()
    .all(before, now);
}

/** The last month whose accruals stand; before there are any, the last one that was synced. */
export function workedThrough(ledger: Ledger): string {
  const worked = ledger
    .prepare<[], string | null>(
      `SELECT max(e.month) FROM step_execution e JOIN sync_run r ON r.id = e.run_id
       WHERE e.step = 'accruals' AND e.status = 'completed' AND r.undone_by IS NULL`,
    )
    .pluck()
    .get();
  if (worked) return worked;
  let latest: string = ledger.firstMonth;
  for (const each of syncedMonths(ledger)) if (parseMonth(each) !== null && each > latest) latest = each;
  return latest;
}
