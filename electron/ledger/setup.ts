/** Company, settings, connections and their sealed secrets. */
import type { Ledger } from './ledger.ts';
import type { ConnectionRow, SecretRow } from './tables.ts';

export function createCompany(
  ledger: Ledger,
  company: { name: string; currency: string; timeZone: string; firstMonth: string; at: string },
): void {
  ledger
    .prepare<unknown[]>(
      'INSERT INTO company (name, base_currency, time_zone, first_month, created_at) VALUES (?, ?, ?, ?, ?)',
    )
    .run(company.name, company.currency, company.timeZone, company.firstMonth, company.at);
}

export function setting(ledger: Ledger, key: string): unknown {
  const row = ledger
    .prepare<[number, string], { value: string }>('SELECT value FROM setting WHERE company_id = ? AND key = ?')
    .get(ledger.company.id, key);
  return row === undefined ? undefined : JSON.parse(row.value);
}

/** Keeps a setting; `undefined` goes back to what holds without one. */
export function saveSetting(ledger: Ledger, key: string, value: unknown): void {
  if (value === undefined) {
    ledger
      .prepare<[number, string]>('DELETE FROM setting WHERE company_id = ? AND key = ?')
      .run(ledger.company.id, key);
    return;
  }
  ledger
    .prepare<unknown[]>(
      `INSERT INTO setting (company_id, key, value) VALUES (?, ?, ?)
       ON CONFLICT (company_id, key) DO UPDATE SET value = excluded.value`,
    )
    .run(ledger.company.id, key, JSON.stringify(value));
}

export function renameCompany(ledger: Ledger, name: string, timeZone: string): void {
  ledger
    .prepare<[string, string, number]>('UPDATE company SET name = ?, time_zone = ? WHERE id = ?')
    .run(name, timeZone, ledger.company.id);
}

export function connections(ledger: Ledger): ConnectionRow[] {
  return ledger
    .prepare<[number], ConnectionRow>('SELECT * FROM connection WHERE company_id = ? ORDER BY id')
    .all(ledger.company.id);
}

export function saveConnection(
  ledger: Ledger,
  connection: { provider: string; label: string; config: string; at: string },
): ConnectionRow {
  const row = ledger
    .prepare<unknown[], ConnectionRow>(
      `INSERT INTO connection (company_id, provider, label, config, status, created_at) VALUES (?, ?, ?, ?, 'new', ?)
       ON CONFLICT (company_id, provider, label) DO UPDATE SET config = excluded.config, status = 'new', last_problem = NULL
       RETURNING *`,
    )
    .get(ledger.company.id, connection.provider, connection.label, connection.config, connection.at);
  if (!row) throw new Error('A saved connection must come back');
  return row;
}

export function noteConnection(
  ledger: Ledger,
  id: number,
  status: string,
  at: string | null,
  problem: string | null,
): void {
  ledger
    .prepare<unknown[]>(
      'UPDATE connection SET status = ?, last_success_at = coalesce(?, last_success_at), last_problem = ? WHERE id = ?',
    )
    .run(status, at, problem, id);
}

/** Where the vault keeps what it sealed: rows without a readable secret. */
export function sealedSecrets(ledger: Ledger, now: () => string) {
  return {
    get(connection: string, name: string): Uint8Array | null {
      const row = ledger
        .prepare<[number, string], SecretRow>('SELECT * FROM secret WHERE connection_id = ? AND name = ?')
        .get(Number(connection), name);
      return row?.sealed ?? null;
    },
    put(connection: string, name: string, sealed: Uint8Array): void {
      ledger
        .prepare<unknown[]>(
          `INSERT INTO secret (connection_id, name, sealed, created_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (connection_id, name) DO UPDATE SET sealed = excluded.sealed, created_at = excluded.created_at`,
        )
        .run(Number(connection), name, Buffer.from(sealed), now());
    },
    remove(connection: string, name: string): void {
      ledger
        .prepare<unknown[]>('DELETE FROM secret WHERE connection_id = ? AND name = ?')
        .run(Number(connection), name);
    },
  };
}
