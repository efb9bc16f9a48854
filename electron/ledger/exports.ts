import { noteAudit } from './audit.ts';
import type { Ledger } from './ledger.ts';

/** Notes what left the ledger, for whom, with the file's hash. */
export function noteExport(
  ledger: Ledger,
  file: {
    readonly at: string;
    readonly who: string;
    readonly kind: string;
    readonly path: string;
    readonly sha256: string;
    readonly rows: number;
  },
): void {
  ledger
    .prepare<unknown[]>(
      'INSERT INTO export_file (company_id, at, who, kind, path, sha256, rows) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(ledger.company.id, file.at, file.who, file.kind, file.path, file.sha256, file.rows);
  noteAudit(ledger, {
    at: file.at,
    who: file.who,
    action: 'exported',
    subject: file.kind,
    detail: { path: file.path, rows: file.rows },
  });
}
