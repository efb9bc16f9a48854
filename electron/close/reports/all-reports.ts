/** Every report by name, and the way back from a figure to what it is made of. */
import { civilDate, parseCivilDate } from '../../../shared/domain/civil-date.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import { type Month, monthInWords, parseMonth } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { whileUnchanged } from '../../ledger/while-unchanged.ts';
import { changesReport } from './changes-report.ts';
import { cohortReport, drillCohort } from './cohort-report.ts';
import { cutOffReport, drillVat, numberGapReport, vatReport } from './control-reports.ts';
import { journalReport } from './journal-report.ts';
import { ageingReport, drillAgeing, forecastReport, salesOutstandingReport } from './receivables.ts';
import { bridgeReport, drillBridge, drillFlux, fluxReport, revenueReport } from './revenue-reports.ts';
import { drillRoll, rollForwardReport } from './roll-forward.ts';
import { type Drilled, type ReportOptions, type ReportTable, wordsOf } from './table.ts';
import { drillWaterfall, waterfallReport } from './waterfall-report.ts';

interface Report {
  readonly title: string;
  readonly words: string;
  readonly options: readonly (keyof ReportOptions)[];
  readonly make: (ledger: Ledger, month: Month, options: ReportOptions) => ReportTable;
}

/** In the order in which a reviewer goes through them. */
export const REPORTS = {
  'roll-forward': {
    title: 'Deferred revenue roll-forward',
    words: 'How the opening balance of each month became the closing one.',
    options: ['months', 'currency', 'perService'],
    make: rollForwardReport,
  },
  waterfall: {
    title: 'Release waterfall',
    words: 'When what is deferred will become revenue.',
    options: ['perContract'],
    make: waterfallReport,
  },
  cohorts: {
    title: 'Cohort triangle',
    words: 'How long the money of one month’s new contracts stays deferred.',
    options: [],
    make: cohortReport,
  },
  revenue: {
    title: 'Revenue by service and month',
    words: 'What each service earned, month by month.',
    options: ['months'],
    make: revenueReport,
  },
  journal: {
    title: 'Journal',
    words: 'What the accountant posts for the month.',
    options: ['style', 'level', 'perService'],
    make: journalReport,
  },
  ageing: {
    title: 'Receivables by age',
    words: 'What clients owe on a day, by how long it is due.',
    options: ['asOf', 'by'],
    make: ageingReport,
  },
  dso: {
    title: 'Days sales outstanding',
    words: 'How many days of billing are still open.',
    options: ['asOf'],
    make: salesOutstandingReport,
  },
  'cash-forecast': {
    title: 'Cash forecast',
    words: 'When open invoices will probably be paid.',
    options: ['asOf'],
    make: forecastReport,
  },
  vat: {
    title: 'VAT summary',
    words: 'Tax by category and rate, as the sources state it.',
    options: [],
    make: vatReport,
  },
  flux: {
    title: 'Flux',
    words: 'What changed against another month, and why.',
    options: ['comparedWith', 'strict'],
    make: fluxReport,
  },
  bridge: {
    title: 'Revenue bridge',
    words: 'From last month’s revenue to this one’s, step by step.',
    options: [],
    make: bridgeReport,
  },
  'number-gaps': {
    title: 'Number gaps',
    words: 'Document numbers that a series leaves out.',
    options: [],
    make: numberGapReport,
  },
  'cut-off': {
    title: 'Cut-off tests',
    words: 'What may sit on the wrong side of the month’s end.',
    options: [],
    make: cutOffReport,
  },
  changes: {
    title: 'Late changes',
    words: 'What the month took over from closed ones.',
    options: [],
    make: changesReport,
  },
} as const satisfies Readonly<Record<string, Report>>;
export type ReportName = keyof typeof REPORTS;

/** A report, made once for as long as nothing is written. */
export function reportOf(ledger: Ledger, name: ReportName, month: Month, options: ReportOptions): ReportTable {
  const { make }: Report = REPORTS[name];
  return whileUnchanged(ledger, `report ${name} ${month} ${JSON.stringify(options)}`, () =>
    make(ledger, month, options),
  );
}

/** What a figure is made of; null when the reference leads nowhere. */
export function drill(ledger: Ledger, ref: string): Drilled | null {
  const words = wordsOf(ref);
  if (!words) return null;
  const [kind, a = '', b = '', c = '', d = '', e = ''] = words;
  const month = parseMonth(a);
  switch (kind) {
    case 'roll':
      return month === null ? null : drillRoll(ledger, month, b, c, d);
    case 'flux':
      return month === null ? null : drillFlux(ledger, month, parseMonth(b), c, d, e);
    case 'waterfall':
      return month === null ? null : drillWaterfall(ledger, month, b, c, d);
    case 'bridge':
      return month === null ? null : drillBridge(ledger, month, b);
    case 'vat':
      return month === null ? null : drillVat(ledger, month, b, c, d, e);
    case 'cohort':
      return drillCohort(ledger, a, b, c);
    case 'ageing':
      return parseCivilDate(a) === null ? null : drillAgeing(ledger, civilDate(a), b, c, d);
    case 'holder':
      return holderOnly(a, Number(b), c, parseMonth(d));
    default:
      return null;
  }
}

function holderOnly(id: string, amountMinor: number, currency: string, month: Month | null): Drilled | null {
  if (id === '' || !Number.isSafeInteger(amountMinor)) return null;
  const words = month === null ? 'This line' : `This line, ${monthInWords(month)}`;
  return { words, currency: currency as Currency, parts: [{ id, amountMinor }], month };
}
