/** A document's lines as Holded writes them, with what has to be worked out: it states no net per line, and mixes VAT with retention. */
import type { Decimal } from '../../../shared/domain/money.ts';
import { decimalOf, fields, idOf, members, textOf } from './coerce.ts';
import { either } from './wire.ts';

export interface HoldedLine {
  readonly key: string;
  readonly description: string;
  /** price x units x (1 - discount), unrounded; null when the line has no price. */
  readonly exactNet: Decimal | null;
  /** VAT in basis points. */
  readonly rate: number | null;
  /** Withheld, in basis points. */
  readonly retention: number;
  /** Has taxes besides VAT and retention (equivalence surcharge), so that VAT alone does not explain the tax. */
  readonly surcharge: boolean;
  readonly account: string | null;
  readonly product: string | null;
}

const ONE: Decimal = { units: 1n, scale: 0 };

/** Exact product. */
export function times(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** 1 - percent / 100, exactly. */
export function lessPercent(percent: Decimal): Decimal {
  return { units: 100n * 10n ** BigInt(percent.scale) - percent.units, scale: percent.scale + 2 };
}

/** The lines in their order. Both versions; a document without lines has none. */
export function readLines(document: Readonly<Record<string, unknown>>): HoldedLine[] {
  const keys = new Set<string>();
  return members(either(document, 'products', 'lines')).map((raw, index) => {
    const line = fields(raw);
    const stated = idOf(line.line_id ?? line.lineId);
    const key = stated === null || keys.has(stated) ? String(index + 1) : stated;
    keys.add(key);
    const taxes = taxKeys(line.taxes);
    return {
      key,
      description: description(line),
      exactNet: exactNet(line),
      rate: vatRate(line.tax, taxes),
      retention: retentionRate(line.retention, taxes),
      surcharge: taxes.some((tax) => tax.startsWith('s_rec')),
      account: idOf(line.account),
      product: idOf(either(line, 'productId', 'product_id')) ?? idOf(either(line, 'serviceId', 'service_id')),
    };
  });
}

function description(line: Readonly<Record<string, unknown>>): string {
  return textOf(line.name) ?? textOf(line.desc ?? line.description) ?? '';
}

function exactNet(line: Readonly<Record<string, unknown>>): Decimal | null {
  // A line of mere text has "" for a price; a line without any price field has a price that we do not know.
  const price = line.price === '' ? { units: 0n, scale: 0 } : decimalOf(line.price);
  if (price === null) return null;
  const units = decimalOf(line.units) ?? ONE;
  const net = units.units === 1n && units.scale === 0 ? price : times(price, units);
  const discount = decimalOf(line.discount);
  return discount === null || discount.units === 0n ? net : times(net, lessPercent(discount));
}

function taxKeys(value: unknown): string[] {
  const keys: string[] = [];
  for (const key of members(value)) if (typeof key === 'string') keys.push(key.toLowerCase());
  return keys;
}

/**
 * The line's VAT rate. `tax` is the percentage; where a retention stands beside the VAT nothing says whether `tax` is net of it, so
 * the keys (`s_iva_21`) are believed first.
 */
function vatRate(tax: unknown, keys: readonly string[]): number | null {
  const stated = basisPoints(tax);
  if (stated !== null && keys.length < 2) return stated;
  for (const key of keys) {
    const match = /^[a-z]_(?:iva|igic|ipsi|vat)_(.+)$/.exec(key);
    if (!match) continue;
    const [, rest = ''] = match;
    if (/^(exento|exent|nosujeto|isp|intra|export|import|zero)/.test(rest)) return 0;
    const percent = /^(\d{1,2}(?:[.,]\d+)?)(?:_|$)/.exec(rest);
    if (percent) return basisPoints(percent[1]);
  }
  return stated;
}

function retentionRate(retention: unknown, keys: readonly string[]): number {
  const stated = basisPoints(retention);
  if (stated !== null && stated !== 0) return Math.abs(stated);
  for (const key of keys) {
    const match = /^[a-z]_ret_(\d{1,2}(?:[.,]\d+)?)/.exec(key);
    if (match) return basisPoints(match[1]) ?? 0;
  }
  return 0;
}

function basisPoints(percent: unknown): number | null {
  if (typeof percent === 'number' && Number.isInteger(percent)) return percent * 100;
  const decimal = decimalOf(percent);
  if (decimal === null) return null;
  const points = times(decimal, { units: 100n, scale: 0 });
  return Number(points.units) / 10 ** points.scale;
}
