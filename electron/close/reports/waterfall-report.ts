/** The release waterfall as a page: by service, or contract by contract. */
import { type WaterfallFigures, type WaterfallRow, waterfallByService } from '../../../shared/close/waterfall.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { type Month, monthInWords } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { monthFacts, reportFrame } from '../month-facts.ts';
import { holderName } from './holder-names.ts';
import { ALL, nameOf } from './roll-forward.ts';
import {
  type Drilled,
  money,
  monthColumn,
  type ReportOptions,
  type ReportRow,
  type ReportTable,
  refOf,
  text,
} from './table.ts';
import { waterfallMonth } from './waterfall-month.ts';
import { togetherOf, waterfallSums } from './waterfall-sums.ts';

const FIXED = [
  ['priceMinor', 'Net price'],
  ['recognisedToDateMinor', 'Recognised to date'],
  ['deferredMinor', 'Deferred now'],
  ['contractAssetMinor', 'Contract asset'],
] as const;
const AFTER = [
  ['laterMinor', 'Later'],
  ['notScheduledMinor', 'Not scheduled'],
  ['notYetBilledMinor', 'Of which not yet billed'],
  ['nonCurrentMinor', 'Of deferred: non-current'],
] as const;

export function waterfallReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const facts = reportFrame(ledger);
  const { months, places } = waterfallSums(ledger, month);
  const perContract = options.perContract === true;
  const currencies = [...new Set(places.map(({ currency }) => currency))].sort();
  const table: ReportRow[] = [];
  const add = (
    level: ReportRow['level'],
    key: string,
    names: Record<string, string | null>,
    figures: WaterfallFigures,
    place: readonly [string, string],
  ) => table.push(rowOf(month, months, level, key, names, figures, place));
  for (const currency of currencies) {
    const own = places.filter((place) => place.currency === currency);
    for (const group of own) {
      const name = nameOf(facts, group.service);
      if (perContract)
        for (const { row, code } of contractsAt(ledger, month, currency, group.service))
          add('line', `${currency} ${row.id}`, { service: name, contract: code, client: row.client }, row, [
            currency,
            `=${row.id}`,
          ]);
      add(
        perContract ? 'total' : 'line',
        `${currency} ${group.service ?? ''}`,
        { service: name, contract: null, client: null },
        group,
        [currency, group.service ?? ''],
      );
    }
    add('total', `${currency} total`, { service: 'All services', contract: null, client: null }, togetherOf(own), [
      currency,
      ALL,
    ]);
  }
  const off = places.reduce((sum, { standing }) => sum + standing.off, 0);
  return {
    title: 'Release waterfall',
    subtitle: `As of the end of ${monthInWords(month)}`,
    currency: facts.currency,
    columns: [
      text('service', 'Service'),
      ...(perContract ? [text('contract', 'Contract'), text('client', 'Client')] : []),
      ...(currencies.length > 1 ? [text('currency', 'Currency')] : []),
      ...FIXED.map(([key, label]) => money(key, label)),
      ...months.map(monthColumn),
      ...AFTER.map(([key, label]) => money(key, label)),
    ],
    rows: table,
    notes: [
      'Recognised, the months ahead, later and not scheduled add up to the price.',
      ...(off === 0
        ? []
        : [
            `${off} ${off === 1 ? 'contract is' : 'contracts are'} not at what the accruals give now: run them for the month.`,
          ]),
    ],
  };
}

function rowOf(
  month: Month,
  months: readonly Month[],
  level: ReportRow['level'],
  key: string,
  names: Record<string, string | null>,
  figures: WaterfallFigures,
  [currency, service]: readonly [string, string],
): ReportRow {
  const drill: Record<string, string> = {};
  const cells: Record<string, string | number | null> = { currency, ...names };
  for (const [name] of [...FIXED, ...AFTER]) {
    cells[name] = figures[name];
    drill[name] = refOf('waterfall', month, currency, service, name);
  }
  months.forEach((at, index) => {
    cells[at] = figures.aheadMinor[index] ?? 0;
    drill[at] = refOf('waterfall', month, currency, service, at);
  });
  return { key, level, cells, drill };
}

/** The contracts of one service in one currency, the largest amount to come first. */
function contractsAt(ledger: Ledger, month: Month, currency: string, service: string | null) {
  const facts = monthFacts(ledger);
  const own = waterfallMonth(ledger, month).rows.filter((row) => row.currency === currency && row.service === service);
  return waterfallByService(own).flatMap(({ rows }) =>
    rows.map((row) => ({ row, code: holderName(facts, row.id).code })),
  );
}

function inPlace(row: WaterfallRow, currency: string, service: string): boolean {
  if (row.currency !== currency) return false;
  if (service.startsWith('=')) return row.id === service.slice(1);
  return service === ALL || (row.service ?? '') === service;
}

export function drillWaterfall(
  ledger: Ledger,
  month: Month,
  currency: string,
  service: string,
  column: string,
): Drilled | null {
  const { months, rows } = waterfallMonth(ledger, month);
  const fixed = [...FIXED, ...AFTER].find(([key]) => key === column);
  const ahead = months.indexOf(column as Month);
  if (!fixed && ahead < 0) return null;
  const parts = rows.flatMap((row) => {
    const amountMinor = fixed ? row[fixed[0]] : (row.aheadMinor[ahead] ?? 0);
    return amountMinor !== 0 && inPlace(row, currency, service) ? [{ id: row.id, amountMinor }] : [];
  });
  const words = fixed
    ? `${fixed[1]}, end of ${monthInWords(month)}`
    : `To be revenue in ${monthInWords(column as Month)}`;
  return { words, currency: currency as Currency, parts, month: null };
}
