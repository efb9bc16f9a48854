/** What became of the distinct records a step received: each in exactly one place, so that the sum can be shown. */

import type { Ledger } from '../ledger/ledger.ts';
import type { ExecutionCounts } from '../ledger/runs.ts';
import { recordSlices } from '../ledger/source-records.ts';
import type { BusinessTable, TableCounts } from '../ledger/writer.ts';
import type { Worked } from './apply/apply-records.ts';

export function countOutcomes(
  ledger: Ledger,
  received: ReadonlyMap<string, ReadonlySet<number>>,
  worked: Worked,
  rows: ReadonlyMap<BusinessTable, TableCounts>,
  gone: number,
): ExecutionCounts {
  const counts = { received: 0, created: 0, updated: 0, unchanged: 0, excluded: 0, held: 0 };
  const excludedBecause: Record<string, number> = {};
  for (const ids of received.values()) {
    for (const slice of recordSlices(ledger, ids))
      for (const record of slice) {
        counts.received += 1;
        if (record.state === 'excluded') {
          counts.excluded += 1;
          const reason = record.reason ?? 'not counted';
          excludedBecause[reason] = (excludedBecause[reason] ?? 0) + 1;
          continue;
        }
        if (record.state === 'held' || record.state === 'new') {
          counts.held += 1;
          continue;
        }
        const before = worked.get(record.id);
        if (!before || (before.state === 'applied' && before.applied_version === record.latest_version))
          counts.unchanged += 1;
        else if (before.state === 'new' || before.applied_version === null) counts.created += 1;
        else counts.updated += 1;
      }
  }
  return { ...counts, applied: counts.created + counts.updated, excludedBecause, rows: Object.fromEntries(rows), gone };
}
