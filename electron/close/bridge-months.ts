/** Revenue of contracts in two months one after another, as the bridge compares them. */
import { type BridgeMonth, type BridgeRow, bridgeRows } from '../../shared/close/revenue-bridge.ts';
import type { PostingKind } from '../../shared/domain/entities.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { addMonths, type Month, monthIndex } from '../../shared/domain/month.ts';
import { daysFrom, endingAt, firstDayOfIndex } from '../../shared/recognition/service-days.ts';
import { type Replay, replayed } from './explain-stretches.ts';
import type { Holder } from './month-facts.ts';
import type { Schedule } from './schedules.ts';

/** The steps of a holder from one month to each of some others that follow it; months in which it earned nothing are left out. */
export function bridgeOfHolder(
  { functional }: Pick<Holder, 'functional'>,
  schedule: Schedule | undefined,
  months: readonly Month[],
): { readonly month: Month; readonly row: BridgeRow }[] {
  const earned = new Map<Month, Earned>();
  for (const { month, kind, amountMinor } of functional.posted) {
    const own = earned.get(month) ?? { ...NOTHING };
    earned.set(month, own);
    own[FIGURE_OF[kind]] += amountMinor;
    if (kind === 'service') own.taught = true;
  }
  let replay: Replay | null | undefined;
  const days = (month: Month) => {
    if (replay === undefined) replay = !schedule?.input ? null : replayed(schedule.input, null);
    return replay === null ? 0 : serviceDays(replay, month);
  };
  return months.flatMap((month) => {
    const before = addMonths(month, -1);
    const [was, is] = [earned.get(before), earned.get(month)];
    if (!was && !is) return [];
    // Days matter only to a contract that was taught in both months.
    const both = was?.taught === true && is?.taught === true;
    const inMonth = (of: Earned = NOTHING, at: Month): BridgeMonth => ({ ...of, days: both ? days(at) : 0 });
    const rows = bridgeRows([{ id: functional.id, before: inMonth(was, before), now: inMonth(is, month) }]);
    return rows.map((row) => ({ month, row }));
  });
}

type Figure = Exclude<keyof BridgeMonth, 'days'>;
type Earned = Record<Figure, Minor> & { taught: boolean };

const NOTHING: Earned = { serviceMinor: 0, otherMinor: 0, breakageMinor: 0, priorPeriodMinor: 0, taught: false };
const FIGURE_OF: Readonly<Record<PostingKind, Figure>> = {
  service: 'serviceMinor',
  catch_up: 'otherMinor',
  reversal: 'otherMinor',
  manual: 'otherMinor',
  breakage: 'breakageMinor',
  prior_period: 'priorPeriodMinor',
  opening: 'priorPeriodMinor',
};

/** Days of service in a month, after everything that moved or ended them. */
function serviceDays({ stretches }: Replay, month: Month): number {
  const [from, until] = [firstDayOfIndex(monthIndex(month)), firstDayOfIndex(monthIndex(month) + 1)];
  let count = 0;
  for (const { pool, cutAt } of stretches) {
    if (pool.plan.kind !== 'days') continue;
    const days = endingAt(daysFrom(pool.plan.days, from), Math.min(until, cutAt ?? until));
    for (let at = 0; at + 1 < days.length; at += 2) {
      const [start, end] = [days[at] ?? 0, Math.min(days[at + 1] ?? 0, until, cutAt ?? until)];
      count += Math.max(end - Math.max(start, from), 0);
    }
  }
  return count;
}
