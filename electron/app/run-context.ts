/** The view of the ledger that a run works with: decisions, settings and connections as they are at its start. */
import { type Month, parseMonth } from '../../shared/domain/month.ts';
import { DEFAULT_POLICY } from '../close/policy.ts';
import { type AccrualsInput, runAccruals } from '../close/run-accruals.ts';
import { clientLooks } from '../ledger/clients.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { syncedMonths } from '../ledger/runs.ts';
import { setting } from '../ledger/setup.ts';
import type { Writer } from '../ledger/writer.ts';
import { todayIn } from '../platform/time-zone.ts';
import type { AppliedConnection, ApplyContext, HeldLook } from '../sync/apply/context.ts';
import { lookAlikes } from '../sync/matching/look-alikes.ts';
import type { App } from './app.ts';
import { appliedConnections } from './connections.ts';

/** Share of a list that may vanish before a run stops and asks. */
const GONE_SHARE = 0.2;

export function goneShare(ledger: Ledger): number {
  const value = setting(ledger, 'goneShare');
  return typeof value === 'number' ? value : GONE_SHARE;
}

/** Whether only students who are enrolled in the synced months become clients. */
export function onlyEnrolledStudents(ledger: Ledger): boolean {
  return setting(ledger, 'onlyEnrolledStudents') !== false;
}

export function applyContext(
  app: Pick<App, 'ledger' | 'clock'>,
  connections: readonly AppliedConnection[],
  writer: Writer,
  fresh: ReadonlyMap<number, unknown> = new Map(),
  held: HeldLook = { lookedAt: null },
): ApplyContext {
  const { ledger, clock } = app;
  const now = clock.now();
  const decisions = new DecisionIndex(activeDecisions(ledger));
  return {
    ledger,
    writer,
    connections,
    decisions,
    settings: {
      transferWindowDays: decisions.policies[0].company.transferWindowDays ?? DEFAULT_POLICY.transferWindowDays,
      onlyEnrolledStudents: onlyEnrolledStudents(ledger),
    },
    at: now.toISOString(),
    today: todayIn(ledger.company.time_zone, now),
    synced: syncedMonths(ledger),
    fresh,
    lookAlikes: lookAlikes(() => clientLooks(ledger)),
    again: new Set(),
    held,
  };
}

export function contextFor(app: App): (writer: Writer, fresh: ReadonlyMap<number, unknown>) => ApplyContext {
  const connections = appliedConnections(app);
  const held: HeldLook = { lookedAt: null };
  return (writer, fresh) => applyContext(app, connections, writer, fresh, held);
}

/** The latest synced month, or `month` when nothing was synced. */
export function latestSynced(ledger: Ledger, month: Month): Month {
  let latest = month;
  for (const text of syncedMonths(ledger)) {
    const each = parseMonth(text);
    if (each !== null && each > latest) latest = each;
  }
  return latest;
}

export function accrualsFor(
  app: Pick<App, 'ledger' | 'clock'>,
): (writer: Writer, month: Month) => ReturnType<typeof runAccruals> {
  return (writer, month) => runAccruals(accrualsInput(app, writer, month));
}

export function accrualsInput(
  { ledger, clock }: Pick<App, 'ledger' | 'clock'>,
  writer: Writer,
  month: Month,
): AccrualsInput {
  return {
    ledger,
    writer,
    decisions: new DecisionIndex(activeDecisions(ledger)),
    policy: DEFAULT_POLICY,
    month,
    asOf: latestSynced(ledger, month),
    at: clock.now().toISOString(),
  };
}
