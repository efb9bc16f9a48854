/** The release waterfall by service at the end of a month, read from the kept sums. */
import { type ClosingNotes, CURRENT, futureOf, type WaterfallFigures } from '../../../shared/close/waterfall.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { addMonths, type Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { currentSums } from '../sums/current-sums.ts';
import { wordsOfKey } from '../sums/sum-table.ts';
import { STANDING, type StandingKey } from '../sums/waterfall-sums.ts';

export interface WaterfallPlace extends WaterfallFigures {
  readonly currency: Currency;
  readonly service: string | null;
  readonly standing: Readonly<Record<StandingKey, number>>;
}

export interface WaterfallSums {
  readonly months: readonly Month[];
  /** The largest amount to come first. */
  readonly places: readonly WaterfallPlace[];
}

export function waterfallSums(ledger: Ledger, month: Month): WaterfallSums {
  return whileUnchanged(ledger, `waterfall sums ${month}`, () => {
    const months = Array.from({ length: CURRENT }, (_, at) => addMonths(month, at + 1));
    const lastAhead = months.at(-1) ?? month;
    const standing = new Map<string, number[]>();
    for (const [key, changes] of currentSums(ledger, 'waterfall')) {
      const [from = '', currency = '', service = ''] = wordsOfKey(key);
      if (from > month) continue;
      const own = standing.get(`${currency} ${service}`) ?? STANDING.map(() => 0);
      standing.set(
        `${currency} ${service}`,
        own.map((amount, at) => amount + (changes[at] ?? 0)),
      );
    }
    const ahead = new Map<string, Map<string, number>>();
    for (const [key, [amount = 0]] of currentSums(ledger, 'ahead')) {
      const [from = '', currency = '', service = '', to = ''] = wordsOfKey(key);
      if (from > month || to <= month) continue;
      const own = ahead.get(`${currency} ${service}`) ?? new Map<string, number>();
      ahead.set(`${currency} ${service}`, own);
      const at = to > lastAhead ? '' : to;
      own.set(at, (own.get(at) ?? 0) + amount);
    }
    const places = [...standing].flatMap(([place, numbers]) => {
      const figures = Object.fromEntries(
        STANDING.map((key, at) => [key, numbers[at] ?? 0]),
      ) as WaterfallPlace['standing'];
      if (figures.rows === 0) return [];
      const own = ahead.get(place);
      const aheadMinor = months.map((each) => own?.get(each) ?? 0);
      const laterMinor = own?.get('') ?? 0;
      return [placeOf(place, figures, aheadMinor, laterMinor)];
    });
    return { months, places: places.sort((a, b) => futureOf(b) - futureOf(a) || compare(a.service, b.service)) };
  });
}

function placeOf(
  place: string,
  standing: WaterfallPlace['standing'],
  aheadMinor: readonly number[],
  laterMinor: number,
): WaterfallPlace {
  const { priceMinor, recognisedToDateMinor, notScheduledMinor } = standing;
  const future = futureOf({ aheadMinor, laterMinor, notScheduledMinor });
  return {
    currency: place.slice(0, 3) as Currency,
    service: place.length > 4 ? place.slice(4) : null,
    standing,
    priceMinor,
    recognisedToDateMinor,
    deferredMinor: standing.deferredMinor,
    contractAssetMinor: standing.contractAssetMinor,
    aheadMinor,
    laterMinor,
    notScheduledMinor,
    notYetBilledMinor: standing.notYetBilledMinor,
    nonCurrentMinor: standing.nonCurrentMinor,
    differenceMinor: priceMinor - recognisedToDateMinor - future,
  };
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

/** What closing deferred revenue waits for, in one currency; null when nothing is left in it. */
export function closingNotesOf(ledger: Ledger, month: Month, currency: string): ClosingNotes | null {
  const own = waterfallSums(ledger, month).places.filter((place) => place.currency === currency);
  if (own.length === 0) return null;
  const sum = (key: StandingKey) => own.reduce((all, { standing }) => all + standing[key], 0);
  const nonCurrentMinor = sum('nonCurrentMinor');
  return {
    currentMinor: sum('deferredMinor') - nonCurrentMinor,
    nonCurrentMinor,
    suspendedMinor: sum('suspendedMinor'),
    onHoldMinor: sum('onHoldMinor'),
    refundsOwedMinor: sum('refundsOwedMinor'),
    unpaidMinor: sum('unpaidMinor'),
  };
}

/** Several places together. */
export function togetherOf(places: readonly WaterfallFigures[]): WaterfallFigures {
  const column = (key: Exclude<keyof WaterfallFigures, 'aheadMinor'>) =>
    places.reduce((sum, place) => sum + place[key], 0);
  return {
    priceMinor: column('priceMinor'),
    recognisedToDateMinor: column('recognisedToDateMinor'),
    deferredMinor: column('deferredMinor'),
    contractAssetMinor: column('contractAssetMinor'),
    aheadMinor: Array.from({ length: CURRENT }, (_, at) =>
      places.reduce((sum, place) => sum + (place.aheadMinor[at] ?? 0), 0),
    ),
    laterMinor: column('laterMinor'),
    notScheduledMinor: column('notScheduledMinor'),
    notYetBilledMinor: column('notYetBilledMinor'),
    nonCurrentMinor: column('nonCurrentMinor'),
    differenceMinor: column('differenceMinor'),
  };
}
