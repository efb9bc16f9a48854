/** Made-up histories: contracts whose facts change while months are worked and closed at random. */
import fc from 'fast-check';
import type { BilledEntry, ContractLines, PostedEntry } from '../../../shared/close/contract-lines.ts';
import type { ScheduledContract } from '../../../shared/close/waterfall.ts';
import { addDays, type CivilDate, civilDate } from '../../../shared/domain/civil-date.ts';
import { currency } from '../../../shared/domain/money.ts';
import { addMonths, type Month, month, monthOf } from '../../../shared/domain/month.ts';
import { type RecognisedMonth, type RecognitionInput, recognise } from '../../../shared/recognition/index.ts';

export const FIRST = month('2025-01');
/** Worked one after another; every course made up here is over by the last of them. */
export const MONTHS: readonly Month[] = Array.from({ length: 24 }, (_, at) => addMonths(FIRST, at));
const LAST = addMonths(FIRST, 23);
const EUR = currency('EUR');
const dayOf = (offset: number): CivilDate => addDays(civilDate('2025-01-01'), offset);

/** What is known of a contract from a month on. */
interface Version {
  readonly knownIn: Month;
  readonly input: RecognitionInput;
  readonly documents: readonly Omit<BilledEntry, 'countedIn'>[];
}

export interface History {
  readonly id: string;
  readonly versions: readonly Version[];
}

const net = fc.integer({ min: -300_000, max: 900_000 }).filter((amount) => amount !== 0);
const course = fc.record({ start: fc.integer({ min: 0, max: 300 }), days: fc.integer({ min: 1, max: 350 }) });
const knownAt = fc.integer({ min: 0, max: 22 });

/** A first version, and up to two corrections of price and dates, a drop among them. */
export const history = (id: string): fc.Arbitrary<History> =>
  fc
    .record({
      first: fc.record({
        course,
        knownAt,
        invoices: fc.array(fc.record({ at: fc.integer({ min: 0, max: 400 }), net }), { minLength: 1, maxLength: 3 }),
      }),
      later: fc.array(fc.record({ course, knownAt, credit: fc.integer({ min: 0, max: 60 }), drop: fc.boolean() }), {
        maxLength: 2,
      }),
    })
    .map(({ first, later }) => {
      let documents: Version['documents'] = first.invoices.map(({ at, net: netMinor }, index) => ({
        documentId: `${id}-F${index}`,
        kind: 'invoice',
        date: dayOf(at),
        netMinor,
      }));
      const versions: Version[] = [];
      const add = (knownIn: number, plan: { readonly start: number; readonly days: number }, dropped: boolean) => {
        const amountMinor = documents.reduce((sum, { netMinor }) => sum + netMinor, 0);
        const events: RecognitionInput['events'] =
          dropped && plan.days > 2 && amountMinor > 0
            ? [{ type: 'drop', date: dayOf(plan.start + Math.floor(plan.days / 2)), refundMinor: 0 }]
            : [];
        const [serviceStart, serviceEnd] = [dayOf(plan.start), dayOf(plan.start + plan.days - 1)];
        const input = { method: 'daily', amountMinor, serviceStart, serviceEnd, events };
        versions.push({ knownIn: addMonths(FIRST, knownIn), input, documents });
      };
      add(first.knownAt, first.course, false);
      later
        .toSorted((a, b) => a.knownAt - b.knownAt)
        .forEach((change, index) => {
          const billed = documents.reduce((sum, { netMinor }) => sum + netMinor, 0);
          const credit = Math.floor((billed * change.credit) / 100);
          const date = dayOf(change.course.start);
          if (credit !== 0)
            documents = [...documents, { documentId: `${id}-C${index}`, kind: 'credit_note', date, netMinor: -credit }];
          add(Math.max(first.knownAt, change.knownAt), change.course, change.drop);
        });
      return { id, versions };
    });

/** Contracts together with the months after which each next one is closed, at random. */
export const histories = fc.record({
  contracts: fc.tuple(history('A'), history('B'), history('C')),
  closes: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
});

export interface Worked {
  readonly lines: ContractLines;
  /** What the last version says in the end. */
  readonly target: readonly RecognisedMonth[];
  readonly entitledMinor: number;
  readonly suspendedMinor: number;
  readonly billedNow: number;
}

/**
 * Works the months one after another: each month posts differences for open months, closed ones go to the first open one as
 * prior-period, and documents of closed months count in the first open one. `seen` is told the lines as they are after each month.
 */
export function work(
  { id, versions }: History,
  closes: readonly boolean[],
  seen: (upTo: Month, locked: Month | null, lines: ContractLines) => void = () => undefined,
): Worked {
  const posted: PostedEntry[] = [];
  const billed: BilledEntry[] = [];
  let locked: Month | null = null;
  let latest: { readonly target: readonly RecognisedMonth[]; readonly price: number; readonly suspended: number } = {
    target: [],
    price: 0,
    suspended: 0,
  };
  const lines = (): ContractLines => ({
    id,
    kind: 'contract',
    currency: EUR,
    client: `client ${id}`,
    service: id === 'C' ? 'data' : 'web',
    account: id === 'C' ? '705200' : '705100',
    billed: [...billed],
    posted: [...posted],
  });
  MONTHS.forEach((upTo, at) => {
    const open: Month = locked === null ? FIRST : addMonths(locked, 1);
    const version = versions.findLast(({ knownIn }) => knownIn <= upTo);
    if (version !== undefined) {
      for (const document of version.documents)
        if (!billed.some(({ documentId }) => documentId === document.documentId)) {
          const own = monthOf(document.date);
          billed.push({ ...document, countedIn: own < open ? open : own });
        }
      const result = recognise(version.input);
      if (result.ok) {
        const suspended = result.suspendedMinor;
        latest = { target: result.months, price: result.totalMinor + suspended, suspended };
        posted.push(...differences(result.months, posted, open, upTo));
      }
    }
    seen(upTo, locked, lines());
    if (closes[at] === true && open <= upTo) locked = open;
  });
  return {
    lines: lines(),
    target: latest.target,
    entitledMinor: latest.price,
    suspendedMinor: latest.suspended,
    billedNow: billed.reduce((sum, { netMinor }) => sum + netMinor, 0),
  };
}

function differences(
  target: readonly RecognisedMonth[],
  posted: readonly PostedEntry[],
  open: Month,
  upTo: Month,
): PostedEntry[] {
  const cells = new Map<string, PostedEntry>();
  let prior = 0;
  const take = (at: Month, kind: PostedEntry['kind'], amountMinor: number) => {
    if (at < open) prior += amountMinor;
    else if (at <= upTo) {
      const key = `${at} ${kind}`;
      cells.set(key, { month: at, kind, amountMinor: (cells.get(key)?.amountMinor ?? 0) + amountMinor });
    }
  };
  for (const { month: at, parts } of target) {
    take(at, 'service', parts.service);
    take(at, 'catch_up', parts.catchUp);
    take(at, 'reversal', parts.reversal);
    take(at, 'breakage', parts.breakage);
  }
  for (const { month: at, kind, amountMinor } of posted) take(at, kind, -amountMinor);
  take(open, 'prior_period', prior);
  return [...cells.values()].filter(({ amountMinor }) => amountMinor !== 0);
}

/** A worked contract at the end of a month that has been brought to target. */
export function scheduledAt({ lines, entitledMinor, suspendedMinor, target }: Worked, asOf: Month): ScheduledContract {
  const { id, kind, currency: code, client, service, account } = lines;
  return {
    id,
    kind,
    currency: code,
    client,
    service,
    account,
    priceMinor: entitledMinor,
    billedToDateMinor: lines.billed.reduce((sum, entry) => sum + (entry.countedIn <= asOf ? entry.netMinor : 0), 0),
    recognisedToDateMinor: target.reduce((sum, entry) => sum + (entry.month <= asOf ? entry.amountMinor : 0), 0),
    schedule: target,
    suspendedMinor,
    onHold: false,
  };
}

export { EUR, LAST };
