/**
 * The lamps of a month, each check in each currency. A check looks at two places of the ledger that were written apart from one
 * another; where one names a holder, the ones after it leave that holder out, so that one fault lights one lamp and not all that
 * follow from it.
 */
import { type TieOut, type TieOutOverride, tieOut } from '../../../shared/close/tie-outs.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { tieOutOverrides } from '../../ledger/month-words.ts';
import type { Lamp } from '../month-reports.ts';
import { type CurrencyEvidence, lampEvidence, without } from './lamp-evidence.ts';

/** In this order a fault is told by the first check that sees it. */
const BY_CURRENCY = [1, 5, 2, 3, 4, 6, 9] as const;
/** About the company as a whole: documents, its books, and its total. */
const OF_COMPANY = [7, 10, 8] as const;

export function overridesOf(ledger: Ledger, month: Month): TieOutOverride[] {
  return tieOutOverrides(ledger, month).flatMap(({ tieOut, reason, who }) =>
    tieOut === 5 || tieOut === 7 || tieOut === 8 ? [{ id: tieOut, reason, by: who }] : [],
  );
}

/** The lamps as the ledger stands now: of a month that is open against its facts, of a closed one against what it stored. */
export function lampsOf(ledger: Ledger, month: Month): Lamp[] {
  const overrides = overridesOf(ledger, month);
  const { currencies, company } = lampEvidence(ledger, month);
  const named = new Set<string>();
  const lamps = [
    ...BY_CURRENCY.flatMap((id) => currencies.flatMap((each) => lampIn(each, id, overrides, named))),
    ...OF_COMPANY.flatMap((id) => lampIn(company, id, overrides, named)),
  ];
  const order = new Map(currencies.map(({ currency }, at) => [currency, at]));
  return lamps.sort((a, b) => a.id - b.id || (order.get(a.currency) ?? 0) - (order.get(b.currency) ?? 0));
}

function lampIn(
  { currency, of: evidence }: CurrencyEvidence,
  id: TieOut['id'],
  overrides: readonly TieOutOverride[],
  named: Set<string>,
): Lamp[] {
  const stored = storedLamp(evidence.asStored, currency, id);
  if (stored === 'not kept') return [];
  let lamp: TieOut = stored ?? tieOut(id, evidence, overrides);
  let leftOut = id === 8 ? evidence.asWritten : 0;
  if (named.size > 0 && lamp.behind.some((each) => named.has(each.id))) {
    lamp = tieOut(id, without(evidence, named), overrides);
    leftOut = named.size;
  }
  // What a person let pass is told by nobody else: the checks after it look at it, too.
  if (lamp.state === 'differs') for (const each of lamp.behind) named.add(each.id);
  return [{ ...lamp, currency, leftOut }];
}

/**
 * A check that a closed month keeps as it was made; null: it is made again. Months that were closed when one lamp stood for all
 * currencies keep no more than that one.
 */
function storedLamp(
  kept: CurrencyEvidence['of']['asStored'],
  currency: Currency,
  id: TieOut['id'],
): Lamp | 'not kept' | null {
  const same = kept?.filter((each) => each.id === id) ?? [];
  if (same.length === 0) return null;
  return (
    same.find((each) => each.currency === currency) ??
    (OF_COMPANY.some((each) => each === id) ? (same[0] ?? null) : 'not kept')
  );
}
