/** The release waterfall at the end of a month, and what the closing balance waits for. */
import {
  type ClosingNotes,
  closingNotes,
  type ScheduledContract,
  type Standing,
  type WaterfallRow,
  waterfall,
} from '../../../shared/close/waterfall.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileSameFacts } from '../../ledger/while-same-facts.ts';
import { monthFacts } from '../month-facts.ts';
import { type Schedule, schedules } from '../schedules.ts';
import { rollMonth } from './roll-month.ts';

export interface WaterfallMonth {
  readonly months: readonly Month[];
  readonly rows: readonly WaterfallRow[];
  /** One a row, in the same order. */
  readonly standings: readonly Standing[];
  readonly notes: ReadonlyMap<string, ClosingNotes>;
}

/** One row a holder that has anything left or anything standing, in its own currency. */
export function waterfallMonth(ledger: Ledger, month: Month, settled: ReadonlySet<string> = NOBODY): WaterfallMonth {
  const key = settled.size === 0 ? '' : JSON.stringify([...settled].sort());
  return whileSameFacts(ledger, `waterfall ${month} ${key}`, () => work(ledger, month, settled));
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * @param inDoubt holders whose books another check finds wrong: until that is settled nobody can say when their money comes
 */
function work(ledger: Ledger, month: Month, inDoubt: ReadonlySet<string>): WaterfallMonth {
  const known = schedules(ledger);
  const { byKey } = monthFacts(ledger);
  const standings: { readonly currency: string; readonly standing: Standing }[] = [];
  const contracts: ScheduledContract[] = [];
  const seen = new Set<string>();
  const add = (key: string) => {
    const holder = byKey.get(key);
    if (!holder || seen.has(key)) return;
    seen.add(key);
    const { lines } = holder;
    const schedule = known.get(key);
    const contract = scheduled(lines, schedule, month, inDoubt.has(key));
    const left = contract.priceMinor - contract.recognisedToDateMinor;
    if (left === 0 && contract.billedToDateMinor === contract.recognisedToDateMinor) return;
    contracts.push(contract);
    standings.push({ currency: contract.currency, standing: standingOf(contract, schedule, month) });
  };
  for (const row of rollMonth(ledger, month).rows) add(row.id);
  // Known and not yet billed: a contract with a price and a schedule has a row from its first line on.
  for (const [key] of known) add(key);
  const { months, rows } = waterfall(contracts, month);
  const notes = new Map<string, ClosingNotes>();
  for (const [code, own] of Map.groupBy(rows, ({ currency }) => currency as string))
    notes.set(
      code,
      closingNotes(
        own,
        standings.filter(({ currency }) => currency === code).map(({ standing }) => standing),
      ),
    );
  return { months, rows, standings: standings.map(({ standing }) => standing), notes };
}

type Lines = Parameters<typeof billedBy>[0] &
  Pick<ScheduledContract, 'id' | 'kind' | 'currency' | 'client' | 'service' | 'account'>;

function scheduled(lines: Lines, schedule: Schedule | undefined, month: Month, inDoubt: boolean): ScheduledContract {
  const { id, kind, currency, client, service, account } = lines;
  const billedToDateMinor = billedBy(lines, month);
  let recognisedToDateMinor = 0;
  const later: { month: Month; amountMinor: number }[] = [];
  for (const { month: at, amountMinor } of lines.posted) {
    if (at <= month) recognisedToDateMinor += amountMinor;
    else later.push({ month: at, amountMinor });
  }
  const held = schedule === undefined ? null : schedule.heldFrom;
  return {
    id,
    kind,
    currency,
    client,
    service,
    account,
    priceMinor: schedule?.priceMinor ?? billedToDateMinor,
    billedToDateMinor,
    recognisedToDateMinor,
    schedule: [...later, ...(schedule?.due ?? [])],
    suspendedMinor: schedule?.suspendedMinor ?? 0,
    onHold: inDoubt || (held !== null && held <= month),
  };
}

function billedBy(
  lines: {
    readonly billed: readonly { readonly countedIn: Month; readonly netMinor: number }[];
    readonly moved?: readonly { readonly month: Month; readonly netMinor: number }[];
    readonly posted: readonly { readonly month: Month; readonly amountMinor: number }[];
  },
  month: Month,
): number {
  let billed = 0;
  for (const { countedIn, netMinor } of lines.billed) if (countedIn <= month) billed += netMinor;
  for (const moved of lines.moved ?? []) if (moved.month <= month) billed += moved.netMinor;
  return billed;
}

/** What a holder's balance waits for at the end of a month. */
export function standingOf(
  contract: Pick<
    ScheduledContract,
    'kind' | 'billedToDateMinor' | 'recognisedToDateMinor' | 'suspendedMinor' | 'onHold'
  >,
  schedule: Pick<Schedule, 'stoppedIn' | 'refundsOwedMinor' | 'unpaidMinor'> | undefined,
  month: Month,
): Standing {
  const deferred = Math.max(contract.billedToDateMinor - contract.recognisedToDateMinor, 0);
  const signed = contract.kind === 'document' ? contract.billedToDateMinor : deferred;
  const onHoldMinor = contract.onHold || contract.kind === 'document' ? signed : 0;
  const rest = Math.max(deferred - onHoldMinor, 0);
  const stopped = schedule?.stoppedIn != null && schedule.stoppedIn <= month;
  return {
    onHoldMinor,
    suspendedMinor: stopped ? Math.min(rest, Math.max(contract.suspendedMinor, 0)) : 0,
    refundsOwedMinor: Math.min(rest, schedule?.refundsOwedMinor ?? 0),
    unpaidMinor: Math.min(deferred, schedule?.unpaidMinor ?? 0),
  };
}
