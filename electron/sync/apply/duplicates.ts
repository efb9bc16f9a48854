/** Documents that came in twice: which one counts, and which wait for a person. */
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../../shared/domain/company-amount.ts';
import type { DocumentDraft } from '../../../shared/domain/drafts.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { monthOf } from '../../../shared/domain/month.ts';
import { invoicesByNumbers } from '../../ledger/documents.ts';
import type { InvoiceRow } from '../../ledger/tables.ts';
import { duplicateDocuments } from '../matching/duplicate-documents.ts';
import type { ApplyContext } from './context.ts';

/** A document about to be written, as far as its number matters. */
export interface NumberedRow {
  readonly row: InvoiceRow;
  readonly draft: DocumentDraft;
  readonly issues: IssueDraft[];
}

/** The same number twice under different ids: the canonically first counts, the others wait for a person. */
export function excludeDuplicates(context: ApplyContext, prepared: readonly NumberedRow[]): void {
  for (const { row } of prepared) {
    if (row.excluded === null && duplicateDecision(context, row.key) === 'exclude')
      Object.assign(row, { excluded: DUPLICATE, blocked: null });
  }
  const inBatch = new Map<string, NumberedRow[]>();
  const numbers: string[] = [];
  for (const each of prepared) {
    if (each.row.number_key === null || each.row.excluded !== null) continue;
    const group = `${each.row.kind} ${each.row.number_key}`;
    const list = inBatch.get(group) ?? [];
    list.push(each);
    inBatch.set(group, list);
    numbers.push(each.row.number_key);
  }
  const onFile = new Map<string, InvoiceRow[]>();
  for (const row of invoicesByNumbers(context.ledger, numbers)) {
    const name = `${row.kind} ${row.number_key}`;
    const list = onFile.get(name);
    if (list) list.push(row);
    else onFile.set(name, [row]);
  }
  for (const [name, group] of inBatch) {
    const first = group[0];
    if (!first) continue;
    const system = first.row.key.slice(0, first.row.key.indexOf(':') + 1);
    const stored = (onFile.get(name) ?? []).filter(
      (row) =>
        row.key.startsWith(system) &&
        (row.excluded === null || row.excluded === DUPLICATE) &&
        !group.some((each) => each.row.id === row.id),
    );
    if (group.length + stored.length < 2) continue;
    const numbered = [...group.map((each) => each.row), ...stored].map((row) => ({
      row,
      connectionId: 0,
      externalId: row.key,
      kind: first.draft.kind,
      series: null,
      number: row.number,
      date: civilDate(row.date),
      decision: duplicateDecision(context, row.key),
    }));
    for (const { counted, excluded, undecided } of duplicateDocuments(numbered)) {
      for (const { row } of excluded) {
        const each = group.find((one) => one.row.id === row.id);
        const waits = undecided.some((one) => one.row.id === row.id);
        // A stored one that is no longer the first of its number changes places with the newcomer.
        if (!each) {
          if (row.blocked === null && row.excluded === null) context.again.add(row.source_record_id);
        } else if (waits) {
          each.row.blocked = 'INVOICE_DUPLICATE_HARD';
          each.issues.push({
            code: 'INVOICE_DUPLICATE_HARD',
            subject: { entity: 'invoice', key: row.key },
            details: { number: row.number ?? '', kept: counted[0]?.row.key ?? '' },
            amount: toCompanyCurrency(Math.abs(row.net ?? 0), row.rate),
            month: monthOf(civilDate(row.date)),
          });
        } else {
          each.row.excluded = DUPLICATE;
          each.row.blocked = null;
        }
      }
      for (const { row } of counted)
        if (row.blocked === 'INVOICE_DUPLICATE_HARD') context.again.add(row.source_record_id);
    }
  }
}

const DUPLICATE = 'the same document under another id';

function duplicateDecision(context: ApplyContext, key: string): 'count' | 'exclude' | null {
  const decided = context.decisions.get('duplicate', key);
  return decided === null ? null : decided.keep ? 'count' : 'exclude';
}
