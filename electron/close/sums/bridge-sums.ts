/** What a holder adds to the steps of the revenue bridge, for every month that it earned something in or right after. */
import type { RevenueBridge } from '../../../shared/close/revenue-bridge.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { bridgeOfHolder } from '../bridge-months.ts';
import type { Holder } from '../month-facts.ts';
import type { Schedule } from '../schedules.ts';
import { addAt, type SumTable } from './sum-table.ts';

export const BRIDGE_STEPS = [
  'priorMinor',
  'newContractsMinor',
  'endedContractsMinor',
  'dayCountMinor',
  'priceChangesMinor',
  'breakageMinor',
  'priorPeriodMinor',
  'currentMinor',
] as const satisfies readonly (keyof RevenueBridge)[];

export function addBridge(holder: Holder, schedule: Schedule | undefined, sums: SumTable): void {
  const months = new Set(holder.functional.posted.flatMap(({ month }) => [month, addMonths(month, 1)]));
  for (const { month, row } of bridgeOfHolder(holder, schedule, [...months]))
    addAt(
      sums,
      month,
      0,
      BRIDGE_STEPS.map((step) => row[step]),
    );
}
