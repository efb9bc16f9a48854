/** From last month's revenue to this month's, in steps that are computed and never typed. */
import type { Minor } from '../domain/money.ts';
import { proportion } from '../recognition/proportion.ts';
import { sumOf } from './sums.ts';

/** Revenue of a contract in one month. */
export interface BridgeMonth {
  /** Postings of kind service alone. */
  readonly serviceMinor: Minor;
  /** Catch-up, reversal and manual lines. */
  readonly otherMinor: Minor;
  readonly breakageMinor: Minor;
  readonly priorPeriodMinor: Minor;
  /** Days of service in the month. */
  readonly days: number;
}

export interface BridgeContract {
  readonly id: string;
  readonly before: BridgeMonth;
  readonly now: BridgeMonth;
}

export interface RevenueBridge {
  readonly priorMinor: Minor;
  readonly newContractsMinor: Minor;
  /** Negative: what the contracts earned that no longer run. */
  readonly endedContractsMinor: Minor;
  readonly dayCountMinor: Minor;
  readonly priceChangesMinor: Minor;
  readonly breakageMinor: Minor;
  readonly priorPeriodMinor: Minor;
  readonly currentMinor: Minor;
  /** Current less prior and all steps; anything but 0 is a fault. */
  readonly unexplainedMinor: Minor;
}

export interface BridgeRow extends RevenueBridge {
  readonly id: string;
}

/** The steps of each contract, so that every total can be opened. */
export function bridgeRows(contracts: Iterable<BridgeContract>): BridgeRow[] {
  const rows: BridgeRow[] = [];
  for (const contract of contracts) rows.push(rowOf(contract));
  return rows;
}

function rowOf({ id, before, now }: BridgeContract): BridgeRow {
  const [was, is] = [before.serviceMinor, now.serviceMinor];
  const isNew = was === 0 && is !== 0;
  const hasEnded = was !== 0 && is === 0;
  const both = was !== 0 && is !== 0;
  const dayCount = both && before.days > 0 ? proportion(was, now.days, before.days) - was : 0;
  const steps = {
    newContractsMinor: isNew ? is : 0,
    endedContractsMinor: hasEnded ? -was : 0,
    dayCountMinor: dayCount,
    priceChangesMinor: (both ? is - was - dayCount : 0) + now.otherMinor - before.otherMinor,
    breakageMinor: now.breakageMinor - before.breakageMinor,
    priorPeriodMinor: now.priorPeriodMinor - before.priorPeriodMinor,
  };
  const [priorMinor, currentMinor] = [totalOf(before), totalOf(now)];
  const bridge = { id, priorMinor, ...steps, currentMinor };
  return { ...bridge, unexplainedMinor: unexplained(bridge) };
}

function totalOf({ serviceMinor, otherMinor, breakageMinor, priorPeriodMinor }: BridgeMonth): Minor {
  return serviceMinor + otherMinor + breakageMinor + priorPeriodMinor;
}

/** The bridge over all rows. */
export function revenueBridge(rows: readonly BridgeRow[]): RevenueBridge {
  const bridge = {
    priorMinor: sumOf(rows, (row) => row.priorMinor),
    newContractsMinor: sumOf(rows, (row) => row.newContractsMinor),
    endedContractsMinor: sumOf(rows, (row) => row.endedContractsMinor),
    dayCountMinor: sumOf(rows, (row) => row.dayCountMinor),
    priceChangesMinor: sumOf(rows, (row) => row.priceChangesMinor),
    breakageMinor: sumOf(rows, (row) => row.breakageMinor),
    priorPeriodMinor: sumOf(rows, (row) => row.priorPeriodMinor),
    currentMinor: sumOf(rows, (row) => row.currentMinor),
  };
  return { ...bridge, unexplainedMinor: unexplained(bridge) };
}

/** What the steps leave over between the two months. */
export function unexplained(bridge: Omit<RevenueBridge, 'unexplainedMinor'>): Minor {
  const { priorMinor, newContractsMinor, endedContractsMinor, dayCountMinor, currentMinor } = bridge;
  const steps = newContractsMinor + endedContractsMinor + dayCountMinor + bridge.priceChangesMinor;
  return currentMinor - priorMinor - steps - bridge.breakageMinor - bridge.priorPeriodMinor;
}
