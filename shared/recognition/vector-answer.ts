import { parseCivilDate } from '../domain/civil-date.ts';
import { currencyDigits, parseCurrency } from '../domain/money.ts';
import { type Month, monthOf, parseMonth } from '../domain/month.ts';
import { recognise } from './engine.ts';
import { functionalMonths, type Layer, layerOf, type MonthEndRate } from './fx.ts';
import { instalmentRows } from './instalments.ts';
import { lateChange } from './late-change.ts';
import type { Recognition } from './types.ts';
import { splitVat } from './vat.ts';
import type { VectorInput } from './vector-file.ts';

/** An answer in the shape the vector file writes its expectations in. */
export type VectorAnswer = Readonly<Record<string, unknown>>;

/** Computes one vector from its input alone. Refusals are answers too: `{ error: code }`. */
export function answerVector(input: VectorInput): VectorAnswer {
  switch (input.kind) {
    case 'recognition': {
      const result = recognise(input.contract);
      return result.ok ? asRecognition(result) : { error: result.error };
    }
    case 'lateChange':
      return { ...lateChange(input.change) };
    case 'vat': {
      const split = splitVat(input.line);
      return split.ok ? { netMinor: split.netMinor, vatMinor: split.vatMinor } : { error: split.error };
    }
    case 'instalments':
      return answerInstalments(input);
    case 'fx':
      return answerFx(input);
  }
}

/** Parts only where a month is more than service; suspended and credited only where there is any. */
function asRecognition({ months, totalMinor, suspendedMinor, creditedMinor }: Recognition): VectorAnswer {
  return {
    months: months.map(({ month, amountMinor, parts }) => {
      const listed = Object.entries(parts).filter(([, amount]) => amount !== 0);
      return parts.service === amountMinor && listed.length <= 1
        ? { month, amountMinor }
        : { month, amountMinor, parts: Object.fromEntries(listed) };
    }),
    totalMinor,
    ...(suspendedMinor === 0 ? {} : { suspendedMinor }),
    ...(creditedMinor === 0 ? {} : { creditedMinor }),
  };
}

function answerInstalments({ contract, billing }: Extract<VectorInput, { kind: 'instalments' }>): VectorAnswer {
  const result = recognise(contract);
  if (!result.ok) return { error: result.error };
  const billed: { month: Month; netMinor: number }[] = [];
  for (const { date, netMinor } of billing.invoices) {
    const day = parseCivilDate(date);
    if (day === null) return { error: 'INVALID_DATE' };
    billed.push({ month: monthOf(day), netMinor });
  }
  return { rows: instalmentRows(result.months, billed) };
}

function answerFx({ contract, fx }: Extract<VectorInput, { kind: 'fx' }>): VectorAnswer {
  const recognised = contract === null ? listed(fx.recognisedMinor ?? {}) : recognise(contract);
  if ('ok' in recognised && !recognised.ok) return { error: recognised.error };
  const months = 'ok' in recognised ? recognised.months : recognised;
  const digits = {
    from: fx.minorUnitDigits ?? digitsOf(fx.currency) ?? 2,
    to: fx.functionalMinorUnitDigits ?? digitsOf(fx.functionalCurrency) ?? fx.minorUnitDigits ?? 2,
  };
  const whole = { date: null, netMinor: fx.amountMinor ?? 0, rate: fx.rate ?? null };
  const advances = fx.invoices ?? fx.layers ?? fx.advances ?? [whole];
  // Without month-end rates nothing can be accrued ahead of its invoice, so every advance counts from the first month.
  const start = fx.monthEndRates === undefined ? (months[0]?.month ?? null) : null;
  const layers: Layer[] = [];
  for (const { date, netMinor, rate } of advances.toSorted((a, b) => compareText(a.date ?? '', b.date ?? ''))) {
    const day = date === null ? null : parseCivilDate(date);
    const month = start ?? (day === null ? months[0]?.month : monthOf(day));
    if (month === undefined || (date !== null && day === null)) return { error: 'INVALID_DATE' };
    const known = rate ?? fx.rate ?? null;
    if (known === null) return { error: 'RATE_MISSING' };
    layers.push(layerOf({ month, netMinor, rate: known }, digits));
  }
  const monthEndRate: MonthEndRate = (month) => fx.monthEndRates?.[month] ?? null;
  const functional = functionalMonths(layers, months, monthEndRate, digits);
  if (!functional.ok) return { error: functional.error };
  return {
    months: functional.months.map(({ fxResultMinor, ...month }) =>
      fxResultMinor === 0 ? month : { ...month, fxResultMinor },
    ),
    totalMinor: functional.months.reduce((total, month) => total + month.amountMinor, 0),
    functionalTotalMinor: functional.months.reduce((total, month) => total + month.functionalMinor, 0),
    ...('ok' in recognised && recognised.suspendedMinor !== 0 ? { suspendedMinor: recognised.suspendedMinor } : {}),
    ...('ok' in recognised && recognised.creditedMinor !== 0 ? { creditedMinor: recognised.creditedMinor } : {}),
  };
}

function listed(byMonth: Readonly<Record<string, number>>): { month: Month; amountMinor: number }[] {
  const months: { month: Month; amountMinor: number }[] = [];
  for (const [key, amountMinor] of Object.entries(byMonth)) {
    const month = parseMonth(key);
    if (month !== null) months.push({ month, amountMinor });
  }
  return months.sort((a, b) => compareText(a.month, b.month));
}

function digitsOf(text: string | undefined): number | null {
  const code = text === undefined ? null : parseCurrency(text);
  return code === null ? null : currencyDigits(code);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
