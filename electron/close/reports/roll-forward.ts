/** The page that a reviewer opens first: how the opening balance of each month became the closing one. */
import { type FigureKey, ROLL_FIGURES } from '../../../shared/close/roll-figures.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { type Month, monthInWords } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type MonthFacts, monthFacts, reportFrame } from '../month-facts.ts';
import { type RollSum, rollSums, total } from './roll-lines.ts';
import { firstShown, monthsUpTo, rollMonth } from './roll-month.ts';
import {
  type Drilled,
  monthColumn,
  type ReportOptions,
  type ReportRow,
  type ReportTable,
  refOf,
  text,
} from './table.ts';
import { closingNotesOf } from './waterfall-sums.ts';

interface Line {
  readonly key: FigureKey;
  readonly words: string;
  readonly level: ReportRow['level'];
}

/** Revenue and credit notes are told as positive figures that lower the balance: the sign stands in their name. */
export const ROLL_LINES: readonly Line[] = [
  { key: 'openingDeferredMinor', words: 'Opening deferred revenue', level: 'total' },
  { key: 'billingsMinor', words: '+ Billings', level: 'line' },
  { key: 'billingsOfClosedMonthsMinor', words: 'of which dated in closed months', level: 'note' },
  { key: 'creditNotesMinor', words: '− Credit notes', level: 'line' },
  { key: 'creditNotesOfClosedMonthsMinor', words: 'of which dated in closed months', level: 'note' },
  { key: 'serviceRevenueMinor', words: '− Service revenue', level: 'line' },
  { key: 'catchUpMinor', words: 'of which catch-up', level: 'note' },
  { key: 'reversalMinor', words: 'of which reversals', level: 'note' },
  { key: 'manualMinor', words: 'of which manual lines', level: 'note' },
  { key: 'priorPeriodMinor', words: '− Prior-period adjustments', level: 'line' },
  { key: 'breakageMinor', words: '− Breakage', level: 'line' },
  { key: 'contractAssetMovementMinor', words: '+ Contract-asset movement', level: 'line' },
  { key: 'reclassificationMinor', words: '± Reclassification', level: 'line' },
  { key: 'foreignExchangeMinor', words: '± Foreign exchange', level: 'line' },
  { key: 'closingDeferredMinor', words: 'Closing deferred revenue', level: 'total' },
  { key: 'closingContractAssetMinor', words: 'Closing contract asset', level: 'total' },
];

const NOTES = [
  ['currentMinor', 'Current'],
  ['nonCurrentMinor', 'Non-current: scheduled more than twelve months ahead'],
  ['suspendedMinor', 'of which suspended: paused or undecided'],
  ['onHoldMinor', 'of which on hold: open issues, no contract yet'],
  ['refundsOwedMinor', 'of which refunds owed: promised and not yet credited'],
  ['unpaidMinor', 'of which unpaid invoices'],
] as const;

/** What a reference calls every service, none, and all currencies together. */
export const ALL = '*';

export function rollForwardReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const facts = reportFrame(ledger);
  const first = firstShown(facts, month, options.months ?? 12);
  const months = monthsUpTo(first, month);
  const sums = rollSums(ledger, first, month);
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort();
  const rows: ReportRow[] = [];
  const section = (
    words: string,
    which: 'native' | 'company',
    currency: string,
    service: string | null | undefined,
    own: readonly RollSum[],
  ) => {
    const at = { words, which, currency: which === 'company' ? ALL : currency, service };
    rows.push(...sectionRows(at, months, own));
  };
  const wanted = options.currency === undefined ? currencies : currencies.filter((code) => code === options.currency);
  for (const currency of wanted.length === 0 ? [facts.currency] : wanted) {
    const own = sums.filter((sum) => sum.currency === currency);
    section(currencies.length > 1 ? `All services, ${currency}` : 'All services', 'native', currency, undefined, own);
    const notes = currency === facts.currency || currencies.length === 1 || options.currency !== undefined;
    if (notes) rows.push(...noteRows(ledger, month, currency));
    if (options.perService === false) continue;
    for (const service of servicesOf(facts, own))
      section(
        nameOf(facts, service),
        'native',
        currency,
        service,
        own.filter((sum) => sum.service === service),
      );
  }
  if (currencies.length > 1 && options.currency === undefined)
    section(`All currencies, in ${facts.currency}`, 'company', facts.currency, undefined, sums);
  return {
    title: 'Deferred revenue roll-forward',
    subtitle: `${monthInWords(first)} to ${monthInWords(month)}`,
    currency: facts.currency,
    columns: [text('section', 'Service'), text('line', 'Line'), ...months.map(monthColumn)],
    rows,
    notes: [
      'Net of VAT. Closing is the sum over contracts of what is billed and not earned, and of documents without a contract with their sign.',
    ],
  };
}

interface Section {
  readonly words: string;
  readonly which: 'native' | 'company';
  readonly currency: string;
  readonly service: string | null | undefined;
}

function sectionRows(at: Section, months: readonly Month[], sums: readonly RollSum[]): ReportRow[] {
  const byMonth = Map.groupBy(sums, (sum) => sum.month);
  const figures = new Map(months.map((month) => [month, total(byMonth.get(month) ?? [], at.which)]));
  const service = at.service === undefined ? ALL : (at.service ?? '');
  return ROLL_LINES.flatMap(({ key, words, level }) => {
    const amounts = months.map((month) => figures.get(month)?.[key] ?? 0);
    // Lines that are there to be told apart are left out while there is nothing to tell.
    if (level === 'note' && amounts.every((amount) => amount === 0)) return [];
    return [
      {
        key: `${at.currency} ${service} ${key}`,
        level,
        cells: {
          section: at.words,
          line: words,
          ...Object.fromEntries(months.map((month, index) => [month, amounts[index] ?? 0])),
        },
        drill: Object.fromEntries(months.map((month) => [month, refOf('roll', month, at.currency, service, key)])),
      },
    ];
  });
}

function noteRows(ledger: Ledger, month: Month, currency: string): ReportRow[] {
  const notes = closingNotesOf(ledger, month, currency);
  if (!notes) return [];
  return NOTES.map(([key, words]) => ({
    key: `${currency} ${ALL} ${key}`,
    level: 'note' as const,
    cells: { section: 'Of closing deferred revenue', line: words, [month]: notes[key] },
    drill: {},
  }));
}

/** Services of some sums by name; what has none yet comes last. */
export function servicesOf(
  facts: Pick<MonthFacts, 'services'>,
  sums: readonly { readonly service: string | null }[],
): (string | null)[] {
  const keys = [...new Set(sums.map(({ service }) => service))];
  return keys.sort((a, b) =>
    a === null
      ? 1
      : b === null
        ? -1
        : nameOf(facts, a) < nameOf(facts, b)
          ? -1
          : nameOf(facts, a) > nameOf(facts, b)
            ? 1
            : 0,
  );
}

export function nameOf({ services }: Pick<MonthFacts, 'services'>, service: string | null): string {
  return service === null ? 'No service yet' : (services.get(service)?.name ?? service);
}

/** Postings that make a figure of revenue. */
export const KINDS: Readonly<Partial<Record<FigureKey, readonly string[]>>> = {
  serviceRevenueMinor: ['service', 'catch_up', 'reversal', 'manual'],
  catchUpMinor: ['catch_up'],
  reversalMinor: ['reversal'],
  manualMinor: ['manual'],
  priorPeriodMinor: ['prior_period'],
  breakageMinor: ['breakage'],
};

/** Holders behind a figure of the roll-forward. */
export function drillRoll(
  ledger: Ledger,
  month: Month,
  currency: string,
  service: string,
  key: string,
): Drilled | null {
  const figure = ROLL_FIGURES.find((each) => each === key);
  if (!figure) return null;
  const facts = monthFacts(ledger);
  const { rows, functional } = rollMonth(ledger, month);
  const company = currency === ALL;
  const parts = rows.flatMap((row, at) => {
    if (!company && row.currency !== currency) return [];
    if (service !== ALL && (row.service ?? '') !== service) return [];
    const amountMinor = ((company ? functional[at] : row) ?? row)[figure];
    return amountMinor === 0 ? [] : [{ id: row.id, amountMinor }];
  });
  const line = ROLL_LINES.find((each) => each.key === figure);
  const about = service === ALL ? 'all services' : nameOf(facts, service === '' ? null : service);
  const kinds = KINDS[figure];
  return {
    words: `${(line?.words ?? key).replace(/^[+−±] /u, '')}, ${monthInWords(month)}, ${about}`,
    currency: company ? facts.currency : (currency as Currency),
    parts,
    month: kinds ? month : null,
    ...(kinds && { kinds }),
  };
}
