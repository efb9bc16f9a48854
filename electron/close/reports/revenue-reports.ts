/** Revenue by service and month, what changed from month to month, and the steps between two months. */

import { defaultFluxThresholds, flux } from '../../../shared/close/flux.ts';
import { type BridgeRow, type RevenueBridge, unexplained } from '../../../shared/close/revenue-bridge.ts';
import { ROLL_FIGURES } from '../../../shared/close/roll-figures.ts';
import { type RollFigures, revenueOf } from '../../../shared/close/roll-forward.ts';
import { addMonths, type Month, monthInWords } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { fluxComments } from '../../ledger/month-words.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { bridgeOfHolder } from '../bridge-months.ts';
import { monthFacts, reportFrame } from '../month-facts.ts';
import { schedules } from '../schedules.ts';
import { BRIDGE_STEPS } from '../sums/bridge-sums.ts';
import { currentSums } from '../sums/current-sums.ts';
import { ALL, KINDS, nameOf, servicesOf } from './roll-forward.ts';
import { rollSums, total } from './roll-lines.ts';
import { firstShown, holderRows, monthsUpTo } from './roll-month.ts';
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

export function revenueReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const facts = reportFrame(ledger);
  const first = firstShown(facts, month, options.months ?? 12);
  const months = monthsUpTo(first, month);
  const sums = rollSums(ledger, first, month);
  const currencies = [...new Set(sums.map(({ currency }) => currency))].sort();
  const rows: ReportRow[] = [];
  for (const currency of currencies) {
    const own = sums.filter((sum) => sum.currency === currency);
    const add = (service: string | null | undefined, level: ReportRow['level']) => {
      const some = service === undefined ? own : own.filter((sum) => sum.service === service);
      const at = service === undefined ? ALL : (service ?? '');
      const amounts = months.map((each) =>
        revenueOf(
          total(
            some.filter((sum) => sum.month === each),
            'native',
          ),
        ),
      );
      if (service !== undefined && amounts.every((amount) => amount === 0)) return;
      rows.push({
        key: `${currency} ${at}`,
        level,
        cells: {
          service: service === undefined ? 'All services' : nameOf(facts, service),
          currency,
          ...Object.fromEntries(months.map((each, index) => [each, amounts[index] ?? 0])),
          total: amounts.reduce((sum, amount) => sum + amount, 0),
        },
        drill: Object.fromEntries(months.map((each) => [each, refOf('flux', each, '', currency, at, 'revenue')])),
      });
    };
    for (const service of servicesOf(facts, own)) add(service, 'line');
    add(undefined, 'total');
  }
  return {
    title: 'Revenue by service and month',
    subtitle: `${monthInWords(first)} to ${monthInWords(month)}`,
    currency: facts.currency,
    columns: [
      text('service', 'Service'),
      ...(currencies.length > 1 ? [text('currency', 'Currency')] : []),
      ...months.map(monthColumn),
      money('total', 'Total'),
    ],
    rows,
    notes: ['Service, prior-period adjustments and breakage together, net of VAT.'],
  };
}

const FLUX_LINES: readonly (readonly [key: string, words: string, figure: (of: RollFigures) => number])[] = [
  ['billingsMinor', 'Billings', (of) => of.billingsMinor],
  ['creditNotesMinor', 'Credit notes', (of) => of.creditNotesMinor],
  ['serviceRevenueMinor', 'Service revenue', (of) => of.serviceRevenueMinor],
  ['priorPeriodMinor', 'Prior-period adjustments', (of) => of.priorPeriodMinor],
  ['breakageMinor', 'Breakage', (of) => of.breakageMinor],
  ['closingDeferredMinor', 'Closing deferred revenue', (of) => of.closingDeferredMinor],
  ['closingContractAssetMinor', 'Closing contract asset', (of) => of.closingContractAssetMinor],
];

/** Changes against another month, in the company's currency, with what somebody wrote about them. */
export function fluxReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const facts = reportFrame(ledger);
  const other = (options.comparedWith ?? addMonths(month, -1)) as Month;
  const [from, to] = other < month ? [other, month] : [month, other];
  const sums = rollSums(ledger, from, to);
  const [now, before] = [sums.filter((sum) => sum.month === month), sums.filter((sum) => sum.month === other)];
  const comments = fluxComments(ledger, month, other);
  const services = servicesOf(facts, [...now, ...before]);
  const figure = (of: typeof sums, service: string | null | undefined, get: (figures: RollFigures) => number) =>
    get(total(service === undefined ? of : of.filter((sum) => sum.service === service), 'company'));
  const lines = [
    ...services.map((service) => ({
      key: `revenue ${service ?? ''}`,
      words: `Revenue, ${nameOf(facts, service)}`,
      service,
      get: revenueOf as (of: RollFigures) => number,
    })),
    ...FLUX_LINES.map(([key, words, get]) => ({ key, words, service: undefined, get })),
  ];
  const revenue = figure(now, undefined, revenueOf);
  const thresholds = { ...defaultFluxThresholds(revenue), ...(options.strict === true ? { strict: true } : {}) };
  const compared = flux(
    lines.map(({ key, service, get }) => ({
      line: key,
      currentMinor: figure(now, service, get),
      priorMinor: figure(before, service, get),
      comment: comments.get(key) ?? null,
    })),
    thresholds,
  );
  const rows = compared.map((row, at): ReportRow => {
    const line = lines[at];
    const place = line?.service === undefined ? ALL : (line.service ?? '');
    const what = line?.service === undefined ? row.line : 'revenue';
    return {
      key: row.line,
      level: 'line',
      cells: {
        line: line?.words ?? row.line,
        current: row.currentMinor,
        prior: row.priorMinor,
        delta: row.deltaMinor,
        percent: row.percentBasisPoints,
        explain: row.open ? 'wants a word' : row.explain ? 'explained' : '',
        comment: row.comment,
      },
      drill: {
        current: refOf('flux', month, '', ALL, place, what),
        prior: refOf('flux', other, '', ALL, place, what),
        delta: refOf('flux', month, other, ALL, place, what),
      },
    };
  });
  const open = compared.filter((row) => row.open).length;
  return {
    title: 'Flux',
    subtitle: `${monthInWords(month)} against ${monthInWords(other)}, in ${facts.currency}`,
    currency: facts.currency,
    columns: [
      text('line', 'Line'),
      money('current', monthInWords(month)),
      money('prior', monthInWords(other)),
      money('delta', 'Change'),
      { key: 'percent', label: 'Change in %', kind: 'percent' },
      text('explain', 'Explanation'),
      text('comment', 'Comment'),
    ],
    rows,
    notes: [
      options.strict === true
        ? 'A change of 10 % or of 0.5 % of the month’s revenue wants a word.'
        : 'A change of 10 % and of 0.5 % of the month’s revenue wants a word.',
      open === 0 ? 'All of them are explained.' : `${open} ${open === 1 ? 'is' : 'are'} not explained yet.`,
    ],
  };
}

/** Contracts behind a figure of a month, or behind its change against another one. Revenue is all kinds together. */
export function drillFlux(
  ledger: Ledger,
  month: Month,
  other: Month | null,
  currency: string,
  service: string,
  what: string,
): Drilled {
  const facts = monthFacts(ledger);
  const months = other === null ? [month] : other < month ? monthsUpTo(other, month) : monthsUpTo(month, other);
  const get = what === 'revenue' ? revenueOf : (FLUX_LINES.find(([key]) => key === what)?.[2] ?? revenueOf);
  const amounts = new Map<string, number>();
  for (const holder of facts.holders) {
    for (const { native, company } of holderRows(holder, months)) {
      if (currency !== ALL && native.currency !== currency) continue;
      if (service !== ALL && (native.service ?? '') !== service) continue;
      const sign = native.month === month ? 1 : native.month === other ? -1 : 0;
      if (sign === 0) continue;
      amounts.set(native.id, (amounts.get(native.id) ?? 0) + sign * get(currency === ALL ? company : native));
    }
  }
  const kinds = KINDS[ROLL_FIGURES.find((each) => each === what) ?? 'billingsMinor'];
  const words = what === 'revenue' ? 'Revenue' : (FLUX_LINES.find(([key]) => key === what)?.[1] ?? what);
  return {
    words:
      other === null
        ? `${words}, ${monthInWords(month)}`
        : `${words}, ${monthInWords(month)} against ${monthInWords(other)}`,
    currency: currency === ALL ? facts.currency : (currency as Drilled['currency']),
    parts: [...amounts].flatMap(([id, amountMinor]) => (amountMinor === 0 ? [] : [{ id, amountMinor }])),
    month: other === null ? month : null,
    ...(kinds && { kinds }),
  };
}

const STEPS: readonly (readonly [key: keyof RevenueBridge, words: string, level: ReportRow['level']])[] = [
  ['priorMinor', 'Revenue of the month before', 'total'],
  ['newContractsMinor', '+ New contracts', 'line'],
  ['endedContractsMinor', '− Ended contracts', 'line'],
  ['dayCountMinor', '± Days in the month', 'line'],
  ['priceChangesMinor', '± Price changes, catch-up and manual lines', 'line'],
  ['breakageMinor', '± Breakage', 'line'],
  ['priorPeriodMinor', '± Prior-period adjustments', 'line'],
  ['currentMinor', 'Revenue of this month', 'total'],
  ['unexplainedMinor', 'Unexplained', 'total'],
];

export function bridgeReport(ledger: Ledger, month: Month): ReportTable {
  const facts = reportFrame(ledger);
  const steps = bridgeSteps(ledger, month);
  const bridge: RevenueBridge = { ...steps, unexplainedMinor: unexplained(steps) };
  return {
    title: 'Revenue bridge',
    subtitle: `${monthInWords(addMonths(month, -1))} to ${monthInWords(month)}, in ${facts.currency}`,
    currency: facts.currency,
    columns: [text('step', 'Step'), money('amount', 'Amount')],
    rows: STEPS.map(([key, words, level]) => ({
      key,
      level,
      cells: { step: words, amount: bridge[key] },
      drill: { amount: refOf('bridge', month, key) },
    })),
    notes: ['Each step is worked out contract by contract; nothing is typed.'],
  };
}

export function drillBridge(ledger: Ledger, month: Month, key: string): Drilled | null {
  const step = STEPS.find(([each]) => each === key);
  if (!step) return null;
  const parts = bridgeOf(ledger, month).flatMap((row) =>
    row[step[0]] === 0 ? [] : [{ id: row.id, amountMinor: row[step[0]] }],
  );
  const words = `${step[1].replace(/^[+−±] /u, '')}, ${monthInWords(month)}`;
  return { words, currency: ledger.currency, parts, month: key === 'priorMinor' ? addMonths(month, -1) : month };
}

function bridgeSteps(ledger: Ledger, month: Month): Omit<RevenueBridge, 'unexplainedMinor'> {
  const sums = currentSums(ledger, 'bridge').get(month) ?? [];
  const steps = BRIDGE_STEPS.map((step, at) => [step, sums[at] ?? 0] as const);
  return Object.fromEntries(steps) as unknown as Omit<RevenueBridge, 'unexplainedMinor'>;
}

function bridgeOf(ledger: Ledger, month: Month): BridgeRow[] {
  return whileUnchanged(ledger, `bridge ${month}`, () => {
    const known = schedules(ledger);
    return monthFacts(ledger).holders.flatMap((holder) =>
      bridgeOfHolder(holder, known.get(holder.lines.id), [month]).map(({ row }) => row),
    );
  });
}
