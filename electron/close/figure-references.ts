/** From the reference of a figure in a workbook to the report that shows it here, and to what it is made of. */

import { ROLL_FIGURES } from '../../shared/close/roll-figures.ts';
import { CHECKS } from '../../shared/close/tie-out-checks.ts';
import { type Month, monthInWords, parseMonth } from '../../shared/domain/month.ts';
import { type FigureReference, figureCheck } from '../../shared/domain/reference.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerMark } from '../ledger/references.ts';
import { reportServices } from '../ledger/report-queries-lines.ts';
import { journalLines } from './journal-lines.ts';
import { drill, type ReportName } from './reports/all-reports.ts';
import { journalReport } from './reports/journal-report.ts';
import { ALL } from './reports/roll-forward.ts';
import { type Drilled, refOf } from './reports/table.ts';

export interface FigurePlace {
  readonly title: string;
  /** Null: a check, which stands on the board of its month. */
  readonly report: ReportName | null;
  /** As `reports/drill` takes it; null where the line is no figure of its own. */
  readonly figure: string | null;
  readonly made: Drilled | null;
}

/** Where a figure stands; null when there is no such figure, `other` when the reference is of another ledger. */
export function figurePlace(ledger: Ledger, reference: FigureReference): FigurePlace | 'other' | null {
  const { kind, month, parts, check } = reference;
  if (figureCheck(kind, month, parts, ledgerMark(ledger)) !== check) return 'other';
  switch (kind) {
    case 'rollForward':
      return rollPlace(ledger, month, parts);
    case 'waterfall':
      return waterfallPlace(ledger, month, parts);
    case 'cohort':
      return cohortPlace(ledger, month, parts);
    case 'journal':
      return journalPlace(ledger, month, parts);
    case 'tieOut':
      return checkPlace(month, parts);
  }
}

function rollPlace(ledger: Ledger, month: Month, [line, which, currency]: readonly string[]): FigurePlace | null {
  const figure = ROLL_FIGURES[Number(line) - 1];
  const service = serviceOf(ledger, which);
  if (figure === undefined || service === undefined) return null;
  const ref = refOf('roll', month, currency ?? ALL, service ?? ALL, figure);
  return placeOf(ledger, `Roll-forward of ${monthInWords(month)}`, 'roll-forward', ref);
}

function waterfallPlace(ledger: Ledger, month: Month, [which, currency]: readonly string[]): FigurePlace | null {
  const service = serviceOf(ledger, which);
  if (service === undefined) return null;
  const ref = refOf('waterfall', month, currency ?? ledger.currency, service ?? ALL, 'priceMinor');
  return placeOf(ledger, `Release waterfall of ${monthInWords(month)}`, 'waterfall', ref);
}

function cohortPlace(ledger: Ledger, month: Month, [first = '', currency]: readonly string[]): FigurePlace | null {
  const cohort = parseMonth(`${first.slice(0, 4)}-${first.slice(4)}`);
  if (cohort === null && first !== 'NONE') return null;
  const ref = refOf('cohort', currency ?? ledger.currency, cohort ?? '', 'price');
  return placeOf(ledger, `Cohorts, ${monthInWords(month)}`, 'cohorts', ref);
}

function journalPlace(ledger: Ledger, month: Month, parts: readonly string[]): FigurePlace | null {
  const found = journalLines(ledger, month).find((each) => each.parts.join('.') === parts.join('.'));
  if (!found) return null;
  const { entry, line } = found;
  const title = `Journal of ${monthInWords(month)}, entry ${entry.entryNo}, line ${line.lineNo}: ${line.accountName}`;
  const { rows } = journalReport(ledger, month, { level: 'summary', perService: true });
  const row = rows.find(({ key }) => key === `${entry.entryNo}.${line.lineNo}`);
  const ref = row?.drill[line.debitMinor === 0 ? 'credit' : 'debit'];
  return ref === undefined
    ? { title, report: 'journal', figure: null, made: null }
    : placeOf(ledger, title, 'journal', ref);
}

function checkPlace(month: Month, [number]: readonly string[]): FigurePlace | null {
  const check = CHECKS.find(({ id }) => String(id) === number);
  if (!check) return null;
  return {
    title: `Check ${check.id} of ${monthInWords(month)}: ${check.words}`,
    report: null,
    figure: null,
    made: null,
  };
}

function placeOf(ledger: Ledger, title: string, report: ReportName, figure: string): FigurePlace {
  const made = drill(ledger, figure);
  return { title: made === null ? title : `${title}: ${made.words}`, report, figure, made };
}

/** Key of a service (`S4`), an empty one for what has none (`S0`), null for all of them; undefined when there is no such service. */
function serviceOf(ledger: Ledger, which: string | undefined): string | null | undefined {
  if (which === undefined || which === 'ALL') return null;
  if (which === 'S0') return '';
  return reportServices(ledger).find(({ id }) => which === `S${id}`)?.key;
}
