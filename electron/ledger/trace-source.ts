/** The stored record that a row was read from, with what it said. */
import { createHash } from 'node:crypto';
import type { Ledger } from './ledger.ts';

export interface SourceTrace {
  readonly record: number;
  readonly system: string;
  /** Which connection of that system. */
  readonly connection: string;
  readonly stream: string;
  readonly externalId: string;
  readonly state: string;
  readonly reason: string | null;
  /** Number of the version that is in the ledger, from 1; `versions` says how many there are. */
  readonly version: number;
  readonly versions: number;
  readonly run: number;
  readonly fetchedAt: string;
  /** Hex SHA-256 of the payload's text as it is stored. */
  readonly hash: string;
  /** Whether that is still the hash noted when it was fetched. */
  readonly intact: boolean;
  readonly payload: unknown;
}

interface Row {
  readonly record: number;
  readonly system: string;
  readonly connection: string;
  readonly stream: string;
  readonly external_id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly version: number;
  readonly versions: number;
  readonly run: number;
  readonly fetched_at: string;
  readonly stored_hash: string;
  readonly payload: string;
}

/** The version of a record that was applied, or the latest when none is. Null when it was not kept. */
export function sourceTrace(ledger: Ledger, record: number): SourceTrace | null {
  const row = ledger
    .prepare<[number], Row>(
      `SELECT r.id AS record, c.provider AS system, c.label AS connection, r.stream, r.external_id, r.state, r.reason,
              (SELECT count(*) FROM source_record_version o WHERE o.source_record_id = r.id AND o.id <= v.id) AS version,
              (SELECT count(*) FROM source_record_version o WHERE o.source_record_id = r.id) AS versions,
              v.run_id AS run, v.fetched_at, v.hash AS stored_hash, v.payload
       FROM source_record r JOIN connection c ON c.id = r.connection_id
       JOIN source_record_version v ON v.id = coalesce(r.applied_version, r.latest_version) WHERE r.id = ?`,
    )
    .get(record);
  if (!row) return null;
  const digest = createHash('sha256').update(row.payload).digest();
  const { external_id: externalId, fetched_at: fetchedAt, stored_hash: stored, payload, ...rest } = row;
  return {
    ...rest,
    externalId,
    fetchedAt,
    hash: digest.toString('hex'),
    intact: digest.toString('base64url') === stored,
    payload: JSON.parse(payload),
  };
}
