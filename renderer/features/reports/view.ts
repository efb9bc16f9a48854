/** What a report is asked for, as the address holds it, and the options this makes. Pure. */
import { POSTING_STYLES } from '../../../shared/close/journal-bookings.ts';
import type { WindowInput, WindowOutput } from '../../../shared/contract/window.ts';
import { parseCivilDate } from '../../../shared/domain/civil-date.ts';
import { parseMonth } from '../../../shared/domain/month.ts';
import { choiceField, flagField, numberField, textField, type ViewOf } from '../../state/view-fields.ts';

export type ReportName = WindowOutput<'reports/list'>[number]['name'];
export type Report = WindowOutput<'reports/get'>;
type Options = NonNullable<WindowInput<'reports/get'>['options']>;

/** Months that can be shown side by side. */
export const SPANS = ['3', '6', '12', '24', '36'] as const;
export const STYLES = POSTING_STYLES;

export const FIELDS = {
  month: textField(),
  months: choiceField(SPANS, '12'),
  currency: textField(),
  /** Services are left out. */
  together: flagField(),
  contracts: flagField(),
  style: choiceField(STYLES, null),
  level: choiceField(['summary', 'detail'], 'summary'),
  asOf: textField(),
  by: choiceField(['due', 'invoice'], 'due'),
  against: textField(),
  strict: flagField(),
  show: choiceField(['table', 'chart'], 'table'),
  page: numberField(),
  /** The figure whose make-up is shown, then one contract behind it, then one of its postings. */
  figure: textField(),
  contract: numberField(),
  posting: numberField(),
};
export type ReportView = ViewOf<typeof FIELDS>;

/** Nothing of the drawer. */
export const SHUT = { figure: '', contract: null, posting: null } as const;

/** The options a report knows, out of all that the address says. */
export function optionsOf(view: ReportView, known: readonly string[]): Options {
  const all: Options = {
    months: Number(view.months),
    ...(/^[A-Z]{3}$/.test(view.currency) && { currency: view.currency }),
    ...(view.together && { perService: false }),
    ...(view.contracts && { perContract: true }),
    ...(view.style !== null && { style: view.style }),
    level: view.level,
    ...(parseCivilDate(view.asOf) !== null && { asOf: view.asOf }),
    by: view.by,
    ...(parseMonth(view.against) !== null && { comparedWith: view.against }),
    ...(view.strict && { strict: true }),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => known.includes(name)));
}

/** The month that is shown: the one asked for, else the first open one, else the last that carries figures. */
export function shownMonth(asked: string, open: string, worked: readonly string[]): string {
  if (parseMonth(asked) !== null) return asked;
  return worked.includes(open) ? open : (worked.at(-1) ?? open);
}
