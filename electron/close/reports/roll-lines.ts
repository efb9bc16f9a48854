/** Sums of the roll-forward by month, currency and service: all that the pages need, without looking at a single contract. */
import { ROLL_FIGURES } from '../../../shared/close/roll-figures.ts';
import type { RollFigures } from '../../../shared/close/roll-forward.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { rollPlaces } from './roll-places.ts';

type Figures = { -readonly [Key in keyof RollFigures]: number };

/** Figures of one month, currency and service. `company`: in the company's currency, whatever the contracts' is. */
export interface RollSum {
  readonly month: Month;
  readonly currency: Currency;
  /** Key of the service; null while there is none. */
  readonly service: string | null;
  readonly native: RollFigures;
  readonly company: RollFigures;
}

/** Sums for months one after another, in time order. */
export function rollSums(ledger: Ledger, from: Month, to: Month): readonly RollSum[] {
  return whileUnchanged(ledger, `roll sums ${from} ${to}`, () => {
    const groups = Map.groupBy(rollPlaces(ledger, from, to), ({ month, currency, service }) =>
      [month, currency, service ?? ''].join(' '),
    );
    return [...groups.values()].flatMap((places) => {
      const [first] = places;
      if (!first) return [];
      const { month, currency, service } = first;
      return [{ month, currency, service, native: total(places, 'native'), company: total(places, 'company') }];
    });
  });
}

/** The sum of some sums, in the currency asked for. */
export function total(
  sums: readonly Readonly<Record<'native' | 'company', RollFigures>>[],
  which: 'native' | 'company',
): RollFigures {
  const figures = nothing();
  for (const sum of sums) add(figures, sum[which]);
  return figures;
}

function nothing(): Figures {
  return Object.fromEntries(ROLL_FIGURES.map((key) => [key, 0])) as Figures;
}

function add(figures: Figures, row: RollFigures): void {
  for (const key of ROLL_FIGURES) figures[key] += row[key];
}
