/** What became of every document that the sources sent for a month, and the control totals of each source. */
import { createHash } from 'node:crypto';
import type { ReceivedDocument } from '../../../shared/close/tie-out-evidence.ts';
import { toCompanyCurrency } from '../../../shared/domain/company-amount.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type ReceivedRow, receivedDocuments } from '../../ledger/report-queries-documents.ts';
import { lastExecution } from '../../ledger/runs.ts';
import { receivedRecords } from '../../ledger/source-records.ts';
import type { ControlTotal } from '../month-reports.ts';

export interface Received {
  readonly documents: readonly ReceivedDocument[];
  /** What the last reading of the month counted; the documents on file where it does not say. */
  readonly count: number;
  readonly totals: readonly ControlTotal[];
}

export function receivedIn(ledger: Ledger, month: Month): Received {
  const rows = receivedDocuments(ledger, month);
  const documents = rows.map(stateOf);
  const totals: ControlTotal[] = [];
  for (const [source, own] of Map.groupBy(rows, (row) => row.source)) {
    const states = own.map(stateOf);
    const of = (state: ReceivedDocument['state']) => states.filter((each) => each.state === state).length;
    const counted = own.filter((_, at) => states[at]?.state === 'counted');
    totals.push({
      source,
      currency: ledger.currency,
      received: own.length,
      counted: of('counted'),
      held: of('held'),
      excluded: of('excluded'),
      netMinor: counted.reduce((sum, { net, rate }) => sum + toCompanyCurrency(net ?? 0, rate), 0),
      idsHash: createHash('sha256')
        .update(
          own
            .map(({ external_id }) => external_id)
            .sort()
            .join('\n'),
        )
        .digest('hex'),
    });
  }
  return { documents, count: readLast(ledger, month, rows) ?? rows.length, totals };
}

function stateOf(row: ReceivedRow): ReceivedDocument {
  const id = row.key ?? row.external_id;
  if (row.state === 'excluded') return { id, state: 'excluded', reason: row.reason ?? row.excluded };
  if (row.state === 'held') return { id, state: 'held', reason: row.reason ?? row.issue };
  if (row.state !== 'applied' || row.key === null) return { id, state: null, reason: null };
  if (row.excluded !== null) return { id, state: 'excluded', reason: row.excluded };
  return { id, state: 'counted', reason: null };
}

/** How many documents the last reading of the month brought; its contacts are none. Null when nothing was read. */
function readLast(ledger: Ledger, month: Month, rows: readonly ReceivedRow[]): number | null {
  const read = lastExecution(ledger, 'invoices', month);
  if (read === null) return null;
  const streams = new Set(rows.map(({ external_id }) => external_id.slice(0, external_id.indexOf(':'))));
  let count = 0;
  for (const [key, ids] of receivedRecords(ledger, read.id))
    if (streams.has(key.slice(key.indexOf(' ') + 1))) count += ids.size;
  // Those that were looked at one by one since, or that a reading of another month brought, are here as well.
  return Math.max(count - (read.counts?.gone ?? 0), rows.length);
}
