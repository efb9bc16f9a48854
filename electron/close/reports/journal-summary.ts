/**
 * The journal of a month by account, from the kept sums: what is booked is added up place by place instead of contract by contract,
 * which comes to the same, for every booking is a sum or a difference of figures.
 */
import type { AccountMap, AccountRole, MissingAccount } from '../../../shared/close/accounts.ts';
import { type Journal, journal } from '../../../shared/close/journal.ts';
import type { PostingStyle } from '../../../shared/close/journal-bookings.ts';
import type { RollRow } from '../../../shared/close/roll-forward.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { accountMap, accountSettings } from '../../ledger/accounts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { priorPeriodMonths, type RollPlace, rollPlaces } from './roll-places.ts';
import type { ReportOptions } from './table.ts';

/** The entries by account, and the accounts that somebody has yet to choose. */
export function summaryOf(
  ledger: Ledger,
  month: Month,
  options: Pick<ReportOptions, 'style' | 'perService'>,
): Pick<Journal, 'style' | 'entries' | 'missing'> {
  const settings = accountSettings(ledger);
  const { style = settings.style, perService = true } = options;
  const accounts = accountMap(settings);
  const places = rollPlaces(ledger, month, month).map((place) => ({
    place,
    account: accountOf(place, settings.services),
  }));
  const made = journal({
    month,
    style,
    level: 'summary',
    perService,
    rows: places.map(({ place, account }) => asRow(ledger, place, account, 'native')),
    functionalRows: places.map(({ place, account }) => asRow(ledger, place, account, 'company')),
    accounts,
  });
  return { style, entries: made.entries, missing: missingOf(style, places, accounts) };
}

interface Placed {
  readonly place: RollPlace;
  readonly account: string | null;
}

function accountOf({ service, account }: RollPlace, services: Readonly<Record<string, string>>): string | null {
  if (account !== undefined) return account;
  return service === null ? null : (services[service] ?? null);
}

/** A place as if it were a holder. */
function asRow(ledger: Ledger, place: RollPlace, account: string | null, which: 'native' | 'company'): RollRow {
  const { month, currency, service, booked } = place;
  return {
    month,
    id: '',
    kind: 'contract',
    currency,
    client: null,
    service,
    account,
    priorPeriodNote: booked.priorPeriod > 0 ? priorPeriodMonths(ledger, place) : [],
    ...place[which],
  };
}

type Needs = readonly (readonly [AccountRole | 'revenue', (place: RollPlace) => number])[];

const ALWAYS: Needs = [
  ['priorPeriod', ({ booked }) => booked.priorPeriod],
  ['breakage', ({ booked }) => booked.breakage],
  ['fxGain', ({ booked }) => booked.exchangeGain],
  ['fxLoss', ({ booked }) => booked.exchangeLoss],
];

/** Which accounts a style needs for how many rows: as `bookingsOf`, where amounts that cancel out are booked all the same. */
const NEEDS: Readonly<Record<PostingStyle, Needs>> = {
  balance_first: [
    ['deferred', ({ booked }) => booked.release],
    ['contractAsset', ({ booked }) => booked.contractAsset],
    ['revenue', ({ booked }) => booked.service],
    ...ALWAYS,
  ],
  revenue_first: [
    ['deferred', ({ booked }) => booked.deferredMovement],
    ['contractAsset', ({ booked }) => booked.contractAsset],
    ['revenue', ({ booked }) => booked.revenueMovement],
    ...ALWAYS,
  ],
  reversing: [
    ['deferred', ({ withDeferred }) => withDeferred],
    ['contractAsset', ({ withContractAsset }) => withContractAsset],
    ['revenue', ({ booked, withDeferred, withContractAsset }) => booked.notService + withDeferred + withContractAsset],
    ...ALWAYS,
  ],
};

function missingOf(style: PostingStyle, places: readonly Placed[], accounts: AccountMap): MissingAccount[] {
  const missing = new Map<string, MissingAccount>();
  for (const { place, account } of places) {
    for (const [role, rows] of NEEDS[style]) {
      if (rows(place) === 0) continue;
      const own = role === 'revenue' ? (account ?? accounts.revenue) : accounts.roles[role];
      if ((own ?? '').trim() !== '') continue;
      const service = role === 'revenue' ? place.service : null;
      missing.set(`${role} ${service ?? ''}`, { role, service });
    }
  }
  return [...missing.values()];
}
