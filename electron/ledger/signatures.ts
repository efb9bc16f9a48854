/** Signatures on an open month: who stood by which figures, and what changed them since. Added to, never edited. */
import type { Month } from '../../shared/domain/month.ts';
import type { Ledger } from './ledger.ts';

export const SIGNATURE_ROLES = ['prepared', 'reviewed'] as const;
export type SignatureRole = (typeof SIGNATURE_ROLES)[number];

export interface Signature {
  readonly id: number;
  readonly role: SignatureRole;
  readonly who: string;
  readonly at: string;
  /** Fingerprint of the figures that were signed. */
  readonly datasetHash: string;
  /** Last line of the journal by then. */
  readonly change: number;
  readonly cleared: { readonly at: string; readonly because: string } | null;
}

interface Row {
  readonly id: number;
  readonly role: SignatureRole;
  readonly who: string;
  readonly at: string;
  readonly dataset_hash: string;
  readonly change_id: number;
  readonly cleared_at: string | null;
  readonly because: string | null;
}

/** All signatures ever put on a month, oldest first. */
export function signaturesOf(ledger: Ledger, month: Month): Signature[] {
  return ledger
    .prepare<[number, string], Row>(
      `SELECT s.id, s.role, s.who, s.at, s.dataset_hash, s.change_id, c.at AS cleared_at, c.because
       FROM month_signature s LEFT JOIN signature_cleared c ON c.signature_id = s.id
       WHERE s.company_id = ? AND s.month = ? ORDER BY s.id`,
    )
    .all(ledger.company.id, month)
    .map((row) => ({
      id: row.id,
      role: row.role,
      who: row.who,
      at: row.at,
      datasetHash: row.dataset_hash,
      change: row.change_id,
      cleared: row.cleared_at === null || row.because === null ? null : { at: row.cleared_at, because: row.because },
    }));
}

/** The signatures that stand: the latest of each role that nothing cleared. */
export function standing(signatures: readonly Signature[]): {
  readonly prepared: Signature | null;
  readonly reviewed: Signature | null;
} {
  const latest = (role: SignatureRole) =>
    signatures.findLast((signature) => signature.role === role && signature.cleared === null) ?? null;
  return { prepared: latest('prepared'), reviewed: latest('reviewed') };
}

export function addSignature(ledger: Ledger, month: Month, signature: Omit<Signature, 'id' | 'cleared'>): void {
  ledger
    .prepare<unknown[]>(
      'INSERT INTO month_signature (company_id, month, role, who, at, dataset_hash, change_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      ledger.company.id,
      month,
      signature.role,
      signature.who,
      signature.at,
      signature.datasetHash,
      signature.change,
    );
}

export function clearSignature(ledger: Ledger, id: number, at: string, because: string): void {
  ledger
    .prepare<unknown[]>('INSERT OR IGNORE INTO signature_cleared (signature_id, at, because) VALUES (?, ?, ?)')
    .run(id, at, because);
}

export interface RunSince {
  readonly id: number;
  readonly kind: string;
  readonly who: string;
  /** Keys of contracts that have postings, documents or places touched by it; a few at most. */
  readonly contracts: readonly string[];
}

/** The runs that wrote business rows after a line of the journal, with some of the contracts they touched. */
export function runsSince(ledger: Ledger, change: number): RunSince[] {
  const contracts = ledger.prepare<[number, number], string>(
    `SELECT DISTINCT c.key FROM change h CROSS JOIN contract c ON c.id = CASE h.table_name
         WHEN 'contract' THEN h.row_id
         WHEN 'posting' THEN (SELECT contract_id FROM posting WHERE id = h.row_id)
         WHEN 'invoice_line' THEN (SELECT contract_id FROM invoice_line WHERE id = h.row_id)
         WHEN 'invoice' THEN (SELECT contract_id FROM invoice_line WHERE invoice_id = h.row_id LIMIT 1)
         WHEN 'service_period' THEN (SELECT contract_id FROM service_period WHERE id = h.row_id) END
     WHERE h.run_id = ? AND h.id > ? LIMIT 4`,
  );
  return ledger
    .prepare<[number], { id: number; kind: string; who: string }>(
      'SELECT id, kind, who FROM sync_run WHERE id IN (SELECT DISTINCT run_id FROM change WHERE id > ?) ORDER BY id',
    )
    .all(change)
    .map((run) => ({ ...run, contracts: contracts.pluck().all(run.id, change) }));
}
