import { type Decimal, halfUpDiv, type Minor, safeMinor } from '../domain/money.ts';
import type { Month } from '../domain/month.ts';
import { proportion } from './proportion.ts';
import type { Refusal } from './types.ts';

/**
 * Functional currency: an advance is translated once, at the rate of its own date, and keeps that rate until it is earned; the
 * earliest advance is earned first. Translating each month by itself would not add up.
 */
export interface Layer {
  /** Month of the advance's date. */
  readonly month: Month;
  /** In the contract's currency. */
  readonly amountMinor: Minor;
  /** The same in the company's currency. */
  readonly functionalMinor: Minor;
}

/** A layer of one invoice: its net at its rate, with the minor digits of both currencies (ISO 4217). */
export function layerOf(
  invoice: { readonly month: Month; readonly netMinor: Minor; readonly rate: Decimal },
  digits: { readonly from: number; readonly to: number } = { from: 2, to: 2 },
): Layer {
  const { month, netMinor } = invoice;
  return { month, amountMinor: netMinor, functionalMinor: translated(netMinor, invoice.rate, digits) };
}

/** An amount at a rate, rounded half away from zero. */
export function translated(amount: Minor, rate: Decimal, digits = { from: 2, to: 2 }): Minor {
  const scale = rate.scale + digits.from - digits.to;
  const product = BigInt(amount) * rate.units;
  return safeMinor(scale <= 0 ? product * 10n ** BigInt(-scale) : halfUpDiv(product, 10n ** BigInt(scale)));
}

/** A layer less a credit note on its invoice: it shrinks at its own rate, whatever today's is. */
export function shrunk(layer: Layer, creditMinor: Minor): Layer {
  const amountMinor = layer.amountMinor - creditMinor;
  return { ...layer, amountMinor, functionalMinor: part(layer, amountMinor) };
}

/**
 * F(t): what the first `toDateMinor` of the layers is in the company's currency; whole layers in their order, then the share of
 * the one that is only partly used. What no layer covers counts nothing here.
 */
export function functionalToDate(layers: readonly Layer[], toDateMinor: Minor): Minor {
  let left = toDateMinor;
  let functional = 0;
  for (const layer of layers) {
    if (left === 0) break;
    if (layer.amountMinor === 0) continue;
    // A layer is used up when what is left reaches it on its own side of zero.
    const whole = layer.amountMinor < 0 ? left <= layer.amountMinor : left >= layer.amountMinor;
    functional += whole ? layer.functionalMinor : part(layer, left);
    if (!whole) break;
    left -= layer.amountMinor;
  }
  return functional;
}

export interface FunctionalMonth {
  readonly month: Month;
  readonly amountMinor: Minor;
  readonly functionalMinor: Minor;
  /** What a later invoice was worth more (or less) than the revenue it was accrued at. */
  readonly fxResultMinor: Minor;
}

export interface FunctionalMonths {
  readonly ok: true;
  readonly months: readonly FunctionalMonth[];
}

/** The reference rate of a month's last day; `null` when there is none. */
export type MonthEndRate = (month: Month) => Decimal | null;

/**
 * Revenue per month in the company's currency: F(recognised to date) less F of the month before.
 *
 * Revenue beyond billing is a layer of its own at the rate of its month's last day; an invoice that comes later covers it first,
 * and the difference of the two rates is FX result, not revenue. Without a rate for such a month: RATE_MISSING.
 *
 * @param layers one per invoice, in date order
 * @param recognisedByMonth revenue in the contract's currency, in month order
 */
export function functionalMonths(
  layers: readonly Layer[],
  recognisedByMonth: readonly { readonly month: Month; readonly amountMinor: Minor }[],
  monthEndRate: MonthEndRate = () => null,
  digits = { from: 2, to: 2 },
): FunctionalMonths | Refusal<'RATE_MISSING'> {
  const months: FunctionalMonth[] = [];
  const used: Layer[] = [];
  let waiting = [...layers].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
  let accrued = { amountMinor: 0, functionalMinor: 0 };
  let toDate = 0;
  let before = 0;
  for (const { month, amountMinor } of recognisedByMonth) {
    let fxResultMinor = 0;
    for (const layer of waiting.filter((invoice) => invoice.month <= month)) {
      const covered = coveredBy(layer, accrued.amountMinor);
      const atOwnRate = part(layer, covered);
      const atAccruedRate = part(accrued, covered);
      fxResultMinor += atOwnRate - atAccruedRate;
      accrued = {
        amountMinor: accrued.amountMinor - covered,
        functionalMinor: accrued.functionalMinor - atAccruedRate,
      };
      const rest = { amountMinor: layer.amountMinor - covered, functionalMinor: layer.functionalMinor - atOwnRate };
      if (rest.amountMinor !== 0) used.push({ month: layer.month, ...rest });
    }
    waiting = waiting.filter((invoice) => invoice.month > month);
    toDate += amountMinor;
    const beyond = toDate - used.reduce((total, layer) => total + layer.amountMinor, 0);
    if (isBeyond(beyond, toDate)) {
      const rate = monthEndRate(month);
      if (rate === null) return { ok: false, error: 'RATE_MISSING' };
      const layer = { month, amountMinor: beyond, functionalMinor: translated(beyond, rate, digits) };
      used.push(layer);
      accrued = {
        amountMinor: accrued.amountMinor + layer.amountMinor,
        functionalMinor: accrued.functionalMinor + layer.functionalMinor,
      };
    }
    const functional = functionalToDate(used, toDate);
    months.push({ month, amountMinor, functionalMinor: functional - before, fxResultMinor });
    before = functional;
  }
  return { ok: true, months };
}

/** Whether revenue reaches further than its layers, on its own side of zero. */
function isBeyond(beyond: Minor, toDate: Minor): boolean {
  return toDate < 0 ? beyond < 0 : toDate > 0 && beyond > 0;
}

/** How much of an invoice covers revenue that was accrued before it. */
function coveredBy(layer: Layer, accruedMinor: Minor): Minor {
  if (accruedMinor === 0 || accruedMinor < 0 !== layer.amountMinor < 0) return 0;
  return accruedMinor < 0 ? Math.max(accruedMinor, layer.amountMinor) : Math.min(accruedMinor, layer.amountMinor);
}

/** A part of a layer at the layer's own rate. */
function part(layer: { readonly amountMinor: Minor; readonly functionalMinor: Minor }, amountMinor: Minor): Minor {
  if (layer.amountMinor === 0) return 0;
  const whole = Math.abs(layer.amountMinor);
  return proportion(layer.functionalMinor, layer.amountMinor < 0 ? -amountMinor : amountMinor, whole);
}
