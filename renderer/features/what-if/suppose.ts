/** What is supposed of a contract: the fields to fill in, and the events and the decision they make. Pure. */
import type { WindowInput } from '../../../shared/contract/window.ts';
import { parseCivilDate } from '../../../shared/domain/civil-date.ts';
import { readAmount } from '../issues/draft.ts';

export const WAYS = ['drop', 'pause', 'resume', 'complete', 'price-change', 'dates'] as const;
export type Way = (typeof WAYS)[number];
export type Supposed = WindowInput<'contracts/what-if'>['events'][number];

/** How it counts; `policy` leaves it to what the company follows. */
export const PAUSE_MODES = ['policy', 'extend', 'compress'] as const;
export type PauseMode = (typeof PAUSE_MODES)[number];
export const PRICE_MODES = ['policy', 'prospective', 'catch_up'] as const;
export type PriceMode = (typeof PRICE_MODES)[number];

export interface Typed {
  readonly lastDay: string;
  readonly refund: string;
  readonly returnDay: string;
  readonly mode: PauseMode;
  readonly from: string;
  readonly price: string;
  readonly priceMode: PriceMode;
  readonly firstDay: string;
  readonly newEnd: string;
  readonly start: string;
  readonly end: string;
}
export type DayField = 'from' | 'lastDay' | 'returnDay' | 'firstDay' | 'newEnd' | 'start' | 'end';

/** The days each of them asks for, in order. */
export const DAYS: Readonly<Record<Way, readonly DayField[]>> = {
  drop: ['lastDay'],
  pause: ['lastDay', 'returnDay'],
  resume: ['firstDay', 'newEnd'],
  complete: ['lastDay'],
  'price-change': ['from'],
  dates: ['start', 'end'],
};

/** A day that need not be known. */
export const OPTIONAL: readonly DayField[] = ['returnDay'];

const isDay = (text: string): boolean => parseCivilDate(text) !== null;

/** The event, or null while something is missing or cannot be read. */
export function supposedOf(way: Way, typed: Typed, currency: string): Supposed | null {
  const missing = DAYS[way].some((field) => !isDay(typed[field]) && !(OPTIONAL.includes(field) && typed[field] === ''));
  if (missing) return null;
  switch (way) {
    case 'drop': {
      const refund = typed.refund.trim() === '' ? 0 : readAmount(typed.refund, currency);
      return refund === null ? null : { type: 'drop', lastDay: typed.lastDay, refund };
    }
    case 'pause':
      return {
        type: 'pause',
        lastDay: typed.lastDay,
        returnDay: typed.returnDay === '' ? null : typed.returnDay,
        mode: typed.mode === 'policy' ? null : typed.mode,
      };
    case 'price-change': {
      const amount = readAmount(typed.price, currency);
      if (amount === null || amount < 0) return null;
      return {
        type: 'price-change',
        from: typed.from,
        amount,
        mode: typed.priceMode === 'policy' ? null : typed.priceMode,
      };
    }
    case 'resume':
      return { type: 'resume', firstDay: typed.firstDay, newEnd: typed.newEnd };
    case 'complete':
      return { type: 'complete', lastDay: typed.lastDay };
    case 'dates':
      return { type: 'dates', start: typed.start, end: typed.end };
  }
}

/** The decision that makes it true: the same words under the same name. */
export function decisionOf({ type, ...value }: Supposed, subject: string) {
  return { kind: type, subject, value };
}
