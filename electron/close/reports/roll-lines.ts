/** Sums of the roll-forward by month, currency and service: all that the pages need, without a row for each contract kept. */
import { ROLL_FIGURES } from '../../../shared/close/roll-figures.ts';
import type { RollFigures, RollRow } from '../../../shared/close/roll-forward.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { monthFacts } from '../month-facts.ts';
import { holderRows, monthsUpTo } from './roll-month.ts';

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
    const months = monthsUpTo(from, to);
    const sums = new Map<
      string,
      { -readonly [K in keyof RollSum]: RollSum[K] } & { native: Figures; company: Figures }
    >();
    for (const holder of monthFacts(ledger).holders) {
      for (const { native, company } of holderRows(holder, months)) {
        const key = `${native.month} ${native.currency} ${native.service ?? ''}`;
        let sum = sums.get(key);
        if (!sum) {
          const { month, currency, service } = native;
          sum = { month, currency, service, native: nothing(), company: nothing() };
          sums.set(key, sum);
        }
        add(sum.native, native);
        add(sum.company, company);
      }
    }
    return [...sums.values()].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
  });
}

/** The sum of some sums, in the currency asked for. */
export function total(sums: readonly RollSum[], which: 'native' | 'company'): RollFigures {
  const figures = nothing();
  for (const sum of sums) add(figures, sum[which]);
  return figures;
}

export function nothing(): Figures {
  return Object.fromEntries(ROLL_FIGURES.map((key) => [key, 0])) as Figures;
}

function add(figures: Figures, row: RollFigures | RollRow): void {
  for (const key of ROLL_FIGURES) figures[key] += row[key];
}
