/** What documents bill in the company's currency: an invoice at its own rate, a credit note at the rate of what it takes back. */

import { civilDate } from '../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import { type Currency, currency, currencyDigits, type Minor, parseDecimal } from '../../shared/domain/money.ts';
import { monthOf } from '../../shared/domain/month.ts';
import { type Layer, layerOf, shrunk } from '../../shared/recognition/index.ts';
import type { ReportDocument } from '../ledger/report-queries-lines.ts';

/** Company-currency nets beside the documents, which are grouped by contract and in date order. */
export function functionalNets(documents: readonly ReportDocument[], company: Currency): Minor[] {
  const nets = documents.map(({ net }) => net);
  const foreign = documents.flatMap((row, at) => (row.currency === company ? [] : [{ row, at }]));
  const byContract = Map.groupBy(foreign, ({ row }) => row.contract_id ?? `loose ${row.key}`);
  for (const own of byContract.values()) {
    const layers: { readonly key: string; layer: Layer }[] = [];
    for (const { row, at } of own) {
      if (row.kind !== 'invoice') continue;
      const rate = row.rate === null ? null : parseDecimal(row.rate);
      if (rate === null) continue;
      const digits = { from: currencyDigits(currency(row.currency)), to: currencyDigits(company) };
      const layer = layerOf({ month: monthOf(civilDate(row.date)), netMinor: row.net, rate }, digits);
      layers.push({ key: row.key, layer });
      nets[at] = layer.functionalMinor;
    }
    for (const { row, at } of own) if (row.kind !== 'invoice') nets[at] = credited(row, layers);
  }
  return nets;
}

/** A credit note shrinks the layer of its invoice, or the latest ones when it names none; what goes beyond is at its own rate. */
function credited(row: ReportDocument, layers: { readonly key: string; layer: Layer }[]): Minor {
  let left = -row.net;
  let functional = 0;
  const named = layers.filter(({ key }) => key === row.origin_key);
  for (const entry of [...named, ...[...layers].reverse()]) {
    const taken = Math.min(left, entry.layer.amountMinor);
    if (taken <= 0) continue;
    const smaller = shrunk(entry.layer, taken);
    functional -= entry.layer.functionalMinor - smaller.functionalMinor;
    entry.layer = smaller;
    left -= taken;
  }
  return left === 0 ? functional : functional + toCompanyCurrency(-left, row.rate);
}
