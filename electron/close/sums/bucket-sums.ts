/** All sums of one bucket, from its holders and their schedules. */

import { DecisionIndex } from '../../ledger/decision-index.ts';
import { activeDecisions } from '../../ledger/decisions.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { spanOf } from '../../ledger/report-sums.ts';
import { loadContractsIn } from '../load-contracts.ts';
import { scheduleOf, standingOf } from '../schedules.ts';
import { addBridge } from './bridge-sums.ts';
import { holderFrame, holdersIn } from './bucket-holders.ts';
import { addCohort } from './cohort-sums.ts';
import { addPlanned } from './planned-sums.ts';
import { addRoll } from './roll-sums.ts';
import type { SumTable } from './sum-table.ts';
import { addWaterfall } from './waterfall-sums.ts';

/** The tables of sums, by what they answer. */
export const SUM_PARTS = ['roll', 'notes', 'waterfall', 'ahead', 'cohorts', 'bridge', 'planned'] as const;
export type SumPart = (typeof SUM_PARTS)[number];
export type Sums = Readonly<Record<SumPart, SumTable>>;

export function noSums(): Sums {
  return {
    roll: new Map(),
    notes: new Map(),
    waterfall: new Map(),
    ahead: new Map(),
    cohorts: new Map(),
    bridge: new Map(),
    planned: new Map(),
  };
}

/** Works buckets out one after another, each when it is asked for. */
export function* sumsOfBuckets(
  ledger: Ledger,
  buckets: Iterable<number>,
): Generator<{ readonly bucket: number; readonly sums: Sums }, void, void> {
  const decisions = new DecisionIndex(activeDecisions(ledger));
  const [frame, standing] = [holderFrame(ledger), standingOf(ledger)];
  const ordered = [...buckets];
  const loaded = loadContractsIn(
    ledger,
    decisions,
    ordered.flatMap((bucket) => {
      const span = spanOf(bucket);
      return span === null ? [] : [span];
    }),
  );
  for (const bucket of ordered) {
    const span = spanOf(bucket);
    const contracts = span === null ? [] : (loaded.next().value ?? []);
    const schedules = new Map(contracts.map((each) => [each.facts.key, scheduleOf(each, standing)]));
    const signed = new Set(contracts.flatMap(({ facts }) => (facts.signedPrice === null ? [] : [facts.key])));
    const sums = noSums();
    for (const holder of holdersIn(ledger, span, contracts, frame)) {
      const schedule = schedules.get(holder.lines.id);
      addRoll(holder, sums.roll, sums.notes);
      addWaterfall(holder, schedule, sums.waterfall, sums.ahead);
      addCohort(holder, schedule, sums.cohorts);
      addBridge(holder, schedule, sums.bridge);
      addPlanned(holder, schedule, signed.has(holder.lines.id), sums.planned);
    }
    yield { bucket, sums };
  }
}
