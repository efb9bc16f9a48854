/** Where a figure comes from: from a posting to its contract, its documents and enrolments, and the records they were read from. */

import type { Ledger } from './ledger.ts';
import type {
  CohortRow,
  ContractRow,
  InvoiceLineRow,
  InvoiceRow,
  PaymentRow,
  PostingRow,
  ServicePeriodRow,
} from './tables.ts';
import { type Change, changesOf } from './trace-changes.ts';
import { type SourceTrace, sourceTrace } from './trace-source.ts';

export interface DocumentTrace {
  readonly invoice: InvoiceRow;
  /** All lines in a trace of the document; the contract's own in a trace of a contract. */
  readonly lines: readonly InvoiceLineRow[];
  readonly source: SourceTrace | null;
}

export interface EnrolmentTrace {
  readonly period: ServicePeriodRow;
  readonly source: SourceTrace | null;
  readonly cohort: CohortRow;
  readonly cohortSource: SourceTrace | null;
}

export interface PostedTrace {
  readonly id: number;
  readonly month: string;
  readonly kind: string;
  readonly amount: number;
  readonly currency: string;
  readonly functionalAmount: number;
  readonly note: unknown;
  readonly inputsHash: string;
  readonly run: number;
  readonly postedAt: string;
  readonly contraOf: number | null;
}

export interface ContractTrace {
  readonly contract: ContractRow;
  readonly client: { readonly key: string; readonly code: string; readonly name: string };
  readonly service: { readonly key: string; readonly name: string };
  readonly documents: readonly DocumentTrace[];
  readonly enrolments: readonly EnrolmentTrace[];
  /** By month, then in the order they were written. */
  readonly postings: readonly PostedTrace[];
  readonly changes: readonly Change[];
}

export interface PostingTrace {
  readonly posting: PostedTrace;
  readonly contract: ContractTrace;
}

export interface InvoiceTrace extends DocumentTrace {
  readonly payments: readonly PaymentRow[];
  /** Contracts that its lines belong to. */
  readonly contracts: readonly { readonly id: number; readonly key: string }[];
  readonly changes: readonly Change[];
}

/** A posting and everything it stands on, or null. */
export function tracePosting(ledger: Ledger, id: number): PostingTrace | null {
  const row = ledger.prepare<[number], PostingRow>('SELECT * FROM posting WHERE id = ?').get(id);
  const contract = row ? traceContract(ledger, row.contract_id) : null;
  return row && contract ? { posting: toPosted(row), contract } : null;
}

/** A contract by its key or its id, as a number or as it was typed. Of several under one key, the one that documents belong to. */
export function traceContract(ledger: Ledger, keyOrId: string | number): ContractTrace | null {
  const contract =
    ledger
      .prepare<[number, string], ContractRow>(
        `SELECT * FROM contract c WHERE company_id = ? AND key = ?
         ORDER BY EXISTS (SELECT 1 FROM invoice_line l WHERE l.contract_id = c.id) DESC, id DESC LIMIT 1`,
      )
      .get(ledger.company.id, String(keyOrId)) ??
    ledger.prepare<[number | null], ContractRow>('SELECT * FROM contract WHERE id = ?').get(asId(keyOrId));
  if (!contract) return null;
  const client = ledger
    .prepare<[number], ContractTrace['client']>('SELECT key, code, name FROM client WHERE id = ?')
    .get(contract.client_id);
  const service = ledger
    .prepare<[number], ContractTrace['service']>('SELECT key, name FROM service WHERE id = ?')
    .get(contract.service_id);
  if (!client || !service) throw new Error(`Contract ${contract.id} has no client or no service`);
  return {
    contract,
    client,
    service,
    documents: documentsOf(ledger, contract.id),
    enrolments: enrolmentsOf(ledger, contract.id),
    postings: ledger
      .prepare<[number], PostingRow>('SELECT * FROM posting WHERE contract_id = ? ORDER BY month, id')
      .all(contract.id)
      .map(toPosted),
    changes: changesOf(ledger, 'contract', [contract.id]),
  };
}

/** A document by its key, its number, or its id as a number or as it was typed. Of several under one number, the one that counts. */
export function traceInvoice(ledger: Ledger, which: string | number): InvoiceTrace | null {
  const byId = ledger.prepare<[number | null], InvoiceRow>('SELECT * FROM invoice WHERE id = ?');
  // A number that was typed may be a document's own number, too, and then that is meant.
  const named =
    typeof which === 'number'
      ? undefined
      : ledger
          .prepare<[{ company: number; which: string }], InvoiceRow>(
            `SELECT * FROM invoice WHERE company_id = @company AND (key = @which OR number = @which)
             ORDER BY key = @which DESC, excluded IS NULL DESC, blocked IS NULL DESC, key LIMIT 1`,
          )
          .get({ company: ledger.company.id, which });
  const invoice = named ?? byId.get(asId(which));
  if (!invoice) return null;
  const lines = ledger
    .prepare<[number], InvoiceLineRow>('SELECT * FROM invoice_line WHERE invoice_id = ? ORDER BY position')
    .all(invoice.id);
  return {
    invoice,
    lines,
    source: sourceTrace(ledger, invoice.source_record_id),
    payments: ledger
      .prepare<[number], PaymentRow>('SELECT * FROM payment WHERE invoice_id = ? ORDER BY date, external_id')
      .all(invoice.id),
    contracts: ledger
      .prepare<[number], { id: number; key: string }>(
        `SELECT DISTINCT c.id, c.key FROM invoice_line l JOIN contract c ON c.id = l.contract_id WHERE l.invoice_id = ? ORDER BY c.key`,
      )
      .all(invoice.id),
    changes: [
      ...changesOf(ledger, 'invoice', [invoice.id]),
      ...changesOf(
        ledger,
        'invoice_line',
        lines.map(({ id }) => id),
      ),
    ].sort((a, b) => a.id - b.id),
  };
}

function asId(text: string | number): number | null {
  return /^\d{1,15}$/.test(String(text)) ? Number(text) : null;
}

function documentsOf(ledger: Ledger, contract: number): DocumentTrace[] {
  const lines = ledger
    .prepare<[number], InvoiceLineRow>('SELECT * FROM invoice_line WHERE contract_id = ? ORDER BY invoice_id, position')
    .all(contract);
  return ledger
    .prepare<[number], InvoiceRow>(
      'SELECT * FROM invoice WHERE id IN (SELECT invoice_id FROM invoice_line WHERE contract_id = ?) ORDER BY date, key',
    )
    .all(contract)
    .map((invoice) => ({
      invoice,
      lines: lines.filter((line) => line.invoice_id === invoice.id),
      source: sourceTrace(ledger, invoice.source_record_id),
    }));
}

function enrolmentsOf(ledger: Ledger, contract: number): EnrolmentTrace[] {
  const cohortOf = ledger.prepare<[number], CohortRow>('SELECT * FROM cohort WHERE id = ?');
  return ledger
    .prepare<[number], ServicePeriodRow>('SELECT * FROM service_period WHERE contract_id = ? ORDER BY start_date, key')
    .all(contract)
    .map((period) => {
      const cohort = cohortOf.get(period.cohort_id);
      if (!cohort) throw new Error(`Service period ${period.id} has no cohort`);
      return {
        period,
        source: sourceTrace(ledger, period.source_record_id),
        cohort,
        cohortSource: sourceTrace(ledger, cohort.source_record_id),
      };
    });
}

function toPosted(row: PostingRow): PostedTrace {
  return {
    id: row.id,
    month: row.month,
    kind: row.kind,
    amount: row.amount,
    currency: row.currency,
    functionalAmount: row.functional_amount,
    note: row.note === null ? null : JSON.parse(row.note),
    inputsHash: row.inputs_hash,
    run: row.run_id,
    postedAt: row.posted_at,
    contraOf: row.contra_of,
  };
}
