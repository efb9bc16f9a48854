/** One contract: its lines, statuses, postings and issues, and the names under which people decide about it. */

import { clientNamed } from './clients.ts';
import { activeDecisions, type Decision } from './decisions.ts';
import { invoiceByKey } from './documents.ts';
import type { Ledger } from './ledger.ts';
import { periodByKey } from './periods.ts';
import { serviceByKey } from './services.ts';
import type { PostingRow } from './tables.ts';

/** What decisions name a contract by: its first document, a name that survives a rebuild. */
export function nameForDecisions(ledger: Ledger, contract: number): string {
  const row = ledger.prepare<[number], { key: string }>('SELECT key FROM contract WHERE id = ?').get(contract);
  if (!row) throw new Error('A contract has no row');
  return row.key.slice(row.key.indexOf('@') + 1);
}

export interface ContractLine {
  readonly line: number;
  readonly invoice: number;
  readonly key: string;
  readonly number: string | null;
  readonly kind: string;
  readonly date: string;
  readonly net: number;
  readonly description: string;
  readonly why: string | null;
}

/** The lines that belong to a contract, oldest document first. */
export function linesOfContract(ledger: Ledger, contract: number): ContractLine[] {
  return ledger
    .prepare<[number], ContractLine>(
      `SELECT l.id AS line, i.id AS invoice, i.key, i.number, i.kind, i.date, coalesce(l.net, 0) AS net, l.description, l.why
       FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.contract_id = ? ORDER BY i.date, i.key, l.position`,
    )
    .all(contract);
}

/** The enrolments of a contract, oldest first. */
export function periodIdsOf(ledger: Ledger, contract: number): number[] {
  return ledger
    .prepare<[number], { id: number }>('SELECT id FROM service_period WHERE contract_id = ? ORDER BY start_date, id')
    .all(contract)
    .map(({ id }) => id);
}

export interface StatusSeen {
  readonly date: string | null;
  readonly word: string;
  readonly observedOn: string;
  readonly source: string;
}

/** What the enrolments of a contract said of themselves, as it was seen. */
export function statusHistory(ledger: Ledger, contract: number): StatusSeen[] {
  return ledger
    .prepare<[number, number], StatusSeen>(
      `SELECT e.effective_date AS date, e.status_word AS word, e.observed_on AS observedOn, e.source, e.seq
       FROM period_status_event e JOIN service_period p ON p.id = e.period_id WHERE p.contract_id = ?
       UNION ALL
       SELECT p.status_date, coalesce(p.status_word, p.status), p.observed_on, p.status_date_source, 0 FROM service_period p
       WHERE p.contract_id = ? AND coalesce(p.status_word, p.status) IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM period_status_event e WHERE e.period_id = p.id)
       ORDER BY 3, 1, 5`,
    )
    .all(contract, contract)
    .map(({ date, word, observedOn, source }) => ({ date, word, observedOn, source }));
}

/** Every posting of a contract in the order they were written. */
export function postingsOfContract(ledger: Ledger, contract: number): PostingRow[] {
  return ledger.prepare<[number], PostingRow>('SELECT * FROM posting WHERE contract_id = ? ORDER BY id').all(contract);
}

export function postingById(ledger: Ledger, id: number): PostingRow | null {
  return ledger.prepare<[number], PostingRow>('SELECT * FROM posting WHERE id = ?').get(id) ?? null;
}

export interface ContractIssue {
  readonly id: number;
  readonly code: string;
  readonly details: string;
  readonly status: string;
  readonly effect: string;
  readonly amountAtRisk: number;
}

/** Issues about a contract, or about a document, an enrolment, a status or a client it stands on; open ones first. */
export function issuesOfContract(ledger: Ledger, contract: number): ContractIssue[] {
  return ledger
    .prepare<[{ contract: number; company: number }], ContractIssue>(
      `WITH subject (entity, key) AS (
         SELECT 'contract', key FROM contract WHERE id = @contract
         UNION SELECT 'invoice', i.key FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.contract_id = @contract
         UNION SELECT 'period', key FROM service_period WHERE contract_id = @contract
         UNION SELECT 'status', status_word FROM service_period WHERE contract_id = @contract AND status_word IS NOT NULL
         UNION SELECT 'cohort', h.key FROM service_period p JOIN cohort h ON h.id = p.cohort_id WHERE p.contract_id = @contract
         UNION SELECT 'client', x.system || ':' || x.external_id FROM contract c JOIN client_external_id x ON x.client_id = c.client_id WHERE c.id = @contract)
       SELECT i.id, i.code, i.details, i.status, i.effect, coalesce(s.balance_at_risk, i.amount) AS amountAtRisk
       FROM issue i JOIN subject j ON j.entity = i.entity_type AND j.key = i.external_id LEFT JOIN issue_sighting s ON s.issue_id = i.id
       WHERE i.company_id = @company ORDER BY i.status <> 'pending', amountAtRisk DESC, i.id`,
    )
    .all({ contract, company: ledger.company.id });
}

/** Natural keys that decisions may use for a contract and what it stands on, those it has lost since included when given. */
export function subjectsOf(ledger: Ledger, contract: number): Set<string> {
  return new Set(
    ledger
      .prepare<[{ contract: number }], { key: string }>(
        `SELECT key FROM contract WHERE id = @contract
         UNION SELECT i.key FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.contract_id = @contract
         UNION SELECT l.account_key FROM invoice_line l WHERE l.contract_id = @contract AND l.account_key IS NOT NULL
         UNION SELECT key FROM service_period WHERE contract_id = @contract
         UNION SELECT status_word FROM service_period WHERE contract_id = @contract AND status_word IS NOT NULL
         UNION SELECT h.key FROM service_period p JOIN cohort h ON h.id = p.cohort_id WHERE p.contract_id = @contract
         UNION SELECT x.system || ':' || x.external_id FROM contract c JOIN client_external_id x ON x.client_id = c.client_id WHERE c.id = @contract`,
      )
      .all({ contract })
      .map(({ key }) => key),
  );
}

/** Whether a decision is about one of some subjects; a line of a document is told as `DOCUMENT#LINE`. */
export function concerns(subjects: ReadonlySet<string>, { subject }: Pick<Decision, 'subject'>): boolean {
  return subjects.has(subject) || subjects.has(subject.split('#')[0] ?? subject);
}

/** Decisions in force about a contract, oldest first. */
export function decisionsOfContract(ledger: Ledger, contract: number): Decision[] {
  const subjects = subjectsOf(ledger, contract);
  return activeDecisions(ledger).filter((decision) => concerns(subjects, decision));
}

/** What a key of a decision names, as people call it; the key itself when it names nothing here. */
export function nameOfKey(ledger: Ledger, key: string): string {
  const document = invoiceByKey(ledger, key.split('#')[0] ?? key);
  if (document) return `${document.kind === 'credit_note' ? 'credit note' : 'invoice'} ${document.number ?? key}`;
  const period = periodByKey(ledger, key);
  const cohort =
    period && ledger.prepare<[number], { slug: string }>('SELECT slug FROM cohort WHERE id = ?').get(period.cohort_id);
  return cohort?.slug ?? clientNamed(ledger, key)?.name ?? serviceByKey(ledger, key)?.name ?? key;
}
