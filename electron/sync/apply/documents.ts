/**
 * Invoices and credit notes, a batch at a time: each record becomes rows in memory, the clients they touch are matched again with
 * those rows in place, and then everything is written once.
 */

import { toCompanyCurrency } from '../../../shared/domain/company-amount.ts';
import { normaliseNumber } from '../../../shared/domain/document-number.ts';
import type { DocumentDraft, DraftFinding } from '../../../shared/domain/drafts.ts';
import type { SourceState } from '../../../shared/domain/entities.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import type { IssueCode } from '../../../shared/domain/issue-taxonomy.ts';
import { minorToText } from '../../../shared/domain/money.ts';
import { type Month, monthOf } from '../../../shared/domain/month.ts';
import { invoiceByKey, linesOf, paymentsOf } from '../../ledger/documents.ts';
import { setRecordState } from '../../ledger/source-records.ts';
import type { InvoiceLineRow, InvoiceRow, PaymentRow } from '../../ledger/tables.ts';
import type { Catalogue } from './catalogue.ts';
import type { ApplyContext } from './context.ts';
import { type PendingDocument, rederiveClients } from './contracts.ts';
import { excludeDuplicates } from './duplicates.ts';
import { raiseLateness } from './lateness.ts';
import { splitVat } from './net-from-gross.ts';
import { clientOfParty } from './parties.ts';
import { GONE, keyOf, type MappedRecord, settle } from './record.ts';

interface Prepared extends PendingDocument {
  readonly mapped: MappedRecord;
  readonly draft: DocumentDraft;
  readonly issues: IssueDraft[];
  readonly payments: readonly PaymentRow[];
  readonly staleLines: readonly InvoiceLineRow[];
  readonly stalePayments: readonly PaymentRow[];
  readonly unmapped: ReadonlySet<string>;
}

/** Applies a batch of documents. Gives the accounts whose wait for a mapping may have begun or ended. */
export function applyDocuments(
  context: ApplyContext,
  catalogue: Catalogue,
  batch: readonly { mapped: MappedRecord; draft: DocumentDraft }[],
): Set<string> {
  const { ledger, writer } = context;
  const accounts = new Set<string>();
  const locked = ledger.lockedThrough();
  const prepared = batch.map(({ mapped, draft }) => prepare(context, catalogue, mapped, draft, accounts, locked));
  excludeDuplicates(context, prepared);

  const clients = new Set<number>();
  for (const each of prepared) {
    if (each.row.client_id !== null) clients.add(each.row.client_id);
    if (each.existing?.client_id != null) clients.add(each.existing.client_id);
  }
  const derived = rederiveClients(context, catalogue, clients, prepared);

  for (const each of prepared) {
    write(context, each);
    settle(context, each.mapped, each.issues);
    const state = stateOf(context, each, derived.unlinked);
    setRecordState(
      ledger,
      each.mapped.record,
      state.state,
      state.reason,
      each.mapped.of.connection.mapperStamp(each.mapped.of.stream),
    );
  }
  derived.removeObsolete();
  for (const each of prepared)
    for (const line of each.staleLines) writer.remove('invoice_line', line, each.mapped.record.id);
  return accounts;
}

function prepare(
  context: ApplyContext,
  catalogue: Catalogue,
  mapped: MappedRecord,
  draft: DocumentDraft,
  accounts: Set<string>,
  locked: Month | null,
): Prepared {
  const { ledger, writer, decisions } = context;
  const { record, of } = mapped;
  const key = keyOf(of, draft.externalId);
  const existing = record.applied_version === null ? null : invoiceByKey(ledger, key);
  const id = existing?.id ?? writer.ids.next('invoice');
  const partyKey = draft.partyExternalId === null ? null : keyOf(of, draft.partyExternalId);
  const chosen = clientOfParty(context, key);
  const client = chosen ?? (partyKey === null ? null : clientOfParty(context, partyKey));
  const rate =
    decisions.get('exchange-rate', key)?.rate ?? draft.rate ?? (draft.currency === ledger.currency ? '1' : null);
  const month = monthOf(draft.date);
  const issues: IssueDraft[] = [];
  const raise = (code: IssueCode, details: IssueDraft['details'], amount: number, discriminator?: string) =>
    issues.push({
      code,
      subject: { entity: 'invoice', key },
      discriminator,
      details: { number: draft.number ?? draft.externalId, source: of.connection.connector.name, ...details },
      amount: toCompanyCurrency(Math.abs(amount), rate),
      month,
    });

  const vatRate = decisions.get('vat-rate', key);
  const findings = vatRate ? draft.findings.filter((each) => each.code !== 'NET_MISSING') : draft.findings;
  const nets = vatRate ? splitVat(draft, vatRate.basisPoints) : null;
  const net = nets?.net ?? draft.net;
  let blocked = blockingFinding(context, key, findings, raise);
  if (draft.currency !== ledger.currency && rate === null) {
    raise('RATE_MISSING', { pair: `${draft.currency}/${ledger.currency}`, date: draft.date }, net ?? draft.gross);
  }

  const existingLines = existing ? linesOf(ledger, existing.id) : [];
  const unmapped = new Set<string>();
  const reasons = new Set<string>();
  const lines = draft.lines.map((line, position) => {
    const before = existingLines.find((each) => each.line_key === line.key) ?? null;
    const accountId = line.accountExternalId ?? line.productExternalId;
    const account = accountId === null ? null : keyOf(of, accountId);
    const service = catalogue.serviceOf(account);
    if (account !== null) {
      if (service.kind === 'unknown' || before?.service_id === null) accounts.add(account);
    }
    if (service.kind === 'unknown') unmapped.add(account ?? `${of.connection.connector.id}:(none)`);
    if (service.kind === 'not_a_service') reasons.add(service.reason);
    const row: InvoiceLineRow = {
      id: before?.id ?? writer.ids.next('invoice_line'),
      invoice_id: id,
      position,
      line_key: line.key,
      description: line.description.slice(0, 500),
      net: nets?.lines[position] ?? line.net,
      tax: line.tax,
      tax_rate: line.taxRate,
      account_key: account ?? (service.kind === 'unknown' ? `${of.connection.connector.id}:(none)` : null),
      service_id: service.kind === 'service' ? service.id : null,
      contract_id: before?.contract_id ?? null,
      why: before?.why ?? null,
    };
    return { existing: before, row };
  });
  if (unmapped.has(`${of.connection.connector.id}:(none)`)) accounts.add(`${of.connection.connector.id}:(none)`);

  const gone = decisions.get('gone', key) !== null ? 'a person confirmed that it is gone' : null;
  const excluded = gone ?? exclusion(draft, lines, reasons, net);
  if (draft.status === 'draft') raise('DRAFT_DOCUMENT', {}, net ?? draft.gross);
  if (record.state === 'gone' && gone === null) raise('RECORD_DISAPPEARED', {}, net ?? draft.gross);
  if (excluded === null) {
    if (client === null) {
      raise('CLIENT_MISSING', {}, net ?? draft.gross);
      blocked ??= 'CLIENT_MISSING';
    }
    if (unmapped.size > 0) blocked ??= 'SERVICE_UNKNOWN';
    if (net === 0 && draft.kind === 'invoice') raise('ZERO_AMOUNT', {}, 0);
    if (draft.kind === 'invoice' && draft.paid > draft.gross && draft.gross > 0) {
      raise(
        'OVERPAYMENT',
        { x: minorToText(draft.paid, draft.currency), y: minorToText(draft.gross, draft.currency) },
        0,
      );
    }
    if (record.month !== null && record.month !== month) {
      raise(
        'DATE_OUTSIDE_PERIOD',
        { entity: of.stream.record, date: draft.date, month: record.month, otherMonth: month },
        net ?? 0,
      );
    }
  }

  const row: InvoiceRow = {
    id,
    company_id: ledger.company.id,
    key,
    kind: draft.kind,
    number: draft.number,
    date: draft.date,
    due_date: draft.dueDate,
    currency: draft.currency,
    rate,
    net,
    tax: nets?.tax ?? draft.tax,
    gross: draft.gross,
    withholding: draft.withholding,
    paid: draft.paid,
    status: draft.status,
    client_id: client,
    party_key: partyKey,
    origin_key: draft.originExternalId === null ? null : keyOf(of, draft.originExternalId),
    credit_reason: draft.creditReason,
    number_key: normaliseNumber({ series: null, number: draft.number }),
    excluded,
    blocked: excluded === null ? blocked : null,
    source_record_id: record.id,
  };
  if (excluded === null || existing) raiseLateness(context, existing, row, locked, raise);

  const existingPayments = existing ? paymentsOf(ledger, existing.id) : [];
  const payments = draft.payments.map((payment): PaymentRow => {
    const before = existingPayments.find((each) => each.external_id === payment.externalId);
    return {
      id: before?.id ?? writer.ids.next('payment'),
      invoice_id: id,
      external_id: payment.externalId,
      date: payment.date,
      amount: payment.amount,
    };
  });
  return {
    mapped,
    draft,
    existing,
    row,
    lines,
    issues,
    payments,
    unmapped,
    staleLines: existingLines.filter((line) => !draft.lines.some((each) => each.key === line.line_key)),
    stalePayments: existingPayments.filter((each) => !payments.some((payment) => payment.id === each.id)),
  };
}

/** Why a document is understood and deliberately not counted; null when it counts. */
function exclusion(
  draft: DocumentDraft,
  lines: readonly { row: InvoiceLineRow }[],
  reasons: ReadonlySet<string>,
  net: number | null,
): string | null {
  if (draft.status === 'draft') return 'a draft does not count';
  if (draft.status === 'void') return 'a void document never existed';
  const counted = lines.some(
    (line) => line.row.service_id !== null || (line.row.account_key !== null && reasons.size === 0),
  );
  if (!counted && reasons.size > 0 && net !== null) return [...reasons].sort()[0] ?? null;
  return null;
}

/** Findings of the mapping that keep a document from counting, raised as issues; gives the first such code. */
function blockingFinding(
  context: ApplyContext,
  key: string,
  findings: readonly DraftFinding[],
  raise: (code: IssueCode, details: IssueDraft['details'], amount: number) => void,
): IssueCode | null {
  let blocked: IssueCode | null = null;
  for (const finding of findings) {
    if (context.decisions.isConfirmed(finding.code, key)) continue;
    raise(finding.code, finding.details, finding.amount);
    if (finding.code === 'NET_MISSING' || finding.code === 'AMOUNT_MISMATCH') blocked ??= finding.code;
  }
  return blocked;
}

function write(context: ApplyContext, each: Prepared): void {
  const { writer } = context;
  const source = each.mapped.record.id;
  if (each.existing) writer.update('invoice', each.existing, each.row, source);
  else writer.insert('invoice', each.row, source);
  for (const line of each.lines) {
    if (line.existing) writer.update('invoice_line', line.existing, line.row, source);
    else writer.insert('invoice_line', line.row, source);
  }
  const before = each.existing ? paymentsOf(context.ledger, each.existing.id) : [];
  for (const payment of each.payments) {
    const known = before.find((row) => row.id === payment.id);
    if (known) writer.update('payment', known, payment, source);
    else writer.insert('payment', payment, source);
  }
  for (const payment of each.stalePayments) writer.remove('payment', payment, source);
}

function stateOf(
  context: ApplyContext,
  each: Prepared,
  unlinked: ReadonlySet<number>,
): { state: SourceState; reason: string | null } {
  if (each.mapped.record.state === 'gone') return { state: 'gone', reason: GONE };
  if (each.row.excluded !== null) return { state: 'excluded', reason: each.row.excluded };
  if (each.row.blocked !== null) return { state: 'held', reason: each.row.blocked };
  if (each.lines.some((line) => unlinked.has(line.row.id)) && !context.decisions.get('unlink', each.row.key)) {
    return { state: 'held', reason: 'it belongs to no contract yet' };
  }
  return { state: 'applied', reason: null };
}
