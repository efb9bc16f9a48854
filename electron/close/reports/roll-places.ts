/** The roll-forward by month and place, read from the kept sums: a place is a service in one currency with one revenue account. */
import type { OriginalPart } from '../../../shared/close/contract-lines.ts';
import type { RollFigures } from '../../../shared/close/roll-forward.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { currentSums } from '../sums/current-sums.ts';
import { AT, BOOKED, type BookedKey, MOVES, STANDS } from '../sums/roll-sums.ts';
import { type SumTable, wordsOfKey } from '../sums/sum-table.ts';
import { monthsUpTo } from './roll-month.ts';

export interface RollPlace {
  readonly month: Month;
  readonly currency: Currency;
  /** Key of the service; null while there is none. */
  readonly service: string | null;
  /** The account that the service had when the month was closed; undefined: the present one. */
  readonly account: string | null | undefined;
  readonly native: RollFigures;
  /** In the company's currency. */
  readonly company: RollFigures;
  /** For how many rows a journal books something, by what it books. */
  readonly booked: Readonly<Record<BookedKey, number>>;
  readonly withDeferred: number;
  readonly withContractAsset: number;
}

/** What stands at a place at the end of a month. */
interface Standing {
  readonly words: readonly string[];
  stands: number[];
  companyStands: number[];
  rows: number[];
}

/** Places of the months one after another in which a holder has a row, in time order, then by their names. */
export function rollPlaces(ledger: Ledger, from: Month, to: Month): RollPlace[] {
  const changes = byMonth(currentSums(ledger, 'roll'));
  const standing = new Map<string, Standing>();
  const places: RollPlace[] = [];
  for (const month of [...changes.keys()].sort())
    if (month < from) for (const change of changes.get(month) ?? []) stand(standing, change);
  for (const month of monthsUpTo(from, to)) {
    const opening = new Map([...standing].map(([key, { stands, companyStands }]) => [key, { stands, companyStands }]));
    const moved = new Map<string, readonly number[]>();
    for (const change of changes.get(month) ?? []) {
      stand(standing, change);
      moved.set(change.place, change.numbers);
    }
    for (const [key, now] of [...standing].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const numbers = moved.get(key) ?? [];
      if ((now.rows[0] ?? 0) + (numbers[AT.leaving] ?? 0) === 0) continue;
      places.push(placeOf(month, now, opening.get(key), numbers));
    }
  }
  return places;
}

interface Change {
  readonly place: string;
  readonly words: readonly string[];
  readonly numbers: readonly number[];
}

function byMonth(sums: SumTable): Map<string, Change[]> {
  const months = new Map<string, Change[]>();
  for (const [key, numbers] of sums) {
    const [month = '', ...words] = wordsOfKey(key);
    const own = months.get(month) ?? [];
    months.set(month, own);
    own.push({ place: key.slice(month.length), words, numbers });
  }
  return months;
}

function stand(standing: Map<string, Standing>, { place, words, numbers }: Change): void {
  const known = standing.get(place) ?? { words, stands: [], companyStands: [], rows: [] };
  standing.set(place, {
    words,
    stands: STANDS.map((_, at) => (known.stands[at] ?? 0) + (numbers[AT.stands + at] ?? 0)),
    companyStands: STANDS.map((_, at) => (known.companyStands[at] ?? 0) + (numbers[AT.companyStands + at] ?? 0)),
    rows: [0, 1, 2].map((at) => (known.rows[at] ?? 0) + (numbers[AT.rows + at] ?? 0)),
  });
}

function placeOf(
  month: Month,
  now: Standing,
  before: Pick<Standing, 'stands' | 'companyStands'> | undefined,
  numbers: readonly number[],
): RollPlace {
  const [currency = '', service = '', account = ''] = now.words;
  const from = (at: number, count: number) => Array.from({ length: count }, (_, index) => numbers[at + index] ?? 0);
  const moves = from(AT.moves, MOVES.length);
  const companyMoves = from(AT.companyMoves, MOVES.length);
  const opening = STANDS.map((_, at) => before?.stands[at] ?? 0);
  const companyOpening = STANDS.map((_, at) => before?.companyStands[at] ?? 0);
  return {
    month,
    currency: currency as Currency,
    service: service === '' ? null : service,
    account: account === '' ? undefined : account === '=' ? null : account.slice(1),
    native: figuresOf(moves, now.stands, opening),
    company: figuresOf(plus(moves, companyMoves), plus(now.stands, now.companyStands), plus(opening, companyOpening)),
    booked: Object.fromEntries(BOOKED.map(([key], at) => [key, numbers[AT.booked + at] ?? 0])) as RollPlace['booked'],
    withDeferred: now.rows[1] ?? 0,
    withContractAsset: now.rows[2] ?? 0,
  };
}

function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((amount, at) => amount + (b[at] ?? 0));
}

function figuresOf(moves: readonly number[], stands: readonly number[], opening: readonly number[]): RollFigures {
  const named = [
    ...MOVES.map((key, at) => [key, moves[at] ?? 0] as const),
    ...STANDS.map((key, at) => [key, stands[at] ?? 0] as const),
    ['openingDeferredMinor', opening[0] ?? 0] as const,
    ['openingContractAssetMinor', opening[1] ?? 0] as const,
  ];
  return Object.fromEntries(named) as unknown as RollFigures;
}

/** The months that prior-period figures of a place belong to; their amounts are not told here. */
export function priorPeriodMonths(ledger: Ledger, { month, currency, service, account }: RollPlace): OriginalPart[] {
  const word = account === undefined ? '' : `=${account ?? ''}`;
  const parts: OriginalPart[] = [];
  for (const key of currentSums(ledger, 'notes').keys()) {
    const [at, code, of, own, original] = wordsOfKey(key);
    if (at !== month || code !== currency || of !== (service ?? '') || own !== word) continue;
    parts.push({ month: original as Month, kind: 'service', amountMinor: 0 });
  }
  return parts;
}
