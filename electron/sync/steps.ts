/** The steps, their one order, and which months a run covers. */

import { civilDate } from '../../shared/domain/civil-date.ts';
import { IMPORT_STEPS, MONTHLY_STEPS, STEPS, type Step } from '../../shared/domain/entities.ts';
import {
  addMonths,
  type Month,
  type MonthRange,
  monthOf,
  monthOfFirstDay,
  monthsOf,
  parseMonth,
} from '../../shared/domain/month.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';

export interface StepInfo {
  readonly step: Step;
  readonly title: string;
  readonly monthly: boolean;
  /** Steps whose result this one builds on. */
  readonly needs: readonly Step[];
}

// Payers come first: who a student or a page is, is decided among the people that the invoices name.
export const STEP_INFO: readonly StepInfo[] = [
  { step: 'services', title: 'Services', monthly: false, needs: [] },
  { step: 'invoices', title: 'Invoices', monthly: true, needs: ['services'] },
  { step: 'crm-clients', title: 'CRM clients', monthly: false, needs: ['invoices'] },
  { step: 'service-periods', title: 'Service periods', monthly: false, needs: ['crm-clients'] },
  { step: 'notion-external-id', title: 'Notion ids', monthly: false, needs: ['invoices'] },
  {
    step: 'accruals',
    title: 'Accruals',
    monthly: true,
    needs: ['services', 'invoices', 'crm-clients', 'service-periods'],
  },
];

export function stepInfo(step: Step): StepInfo {
  const info = STEP_INFO.find((each) => each.step === step);
  if (!info) throw new RangeError(`Unknown step ${step}`);
  return info;
}

export function parseStep(text: string): Result<Step> {
  const step = STEPS.find((each) => each === text);
  if (step) return ok(step);
  return fail({
    code: 'UNKNOWN_STEP',
    message: `There is no step "${text}".`,
    fix: `Choose one of: ${STEPS.join(', ')}.`,
  });
}

/** The import steps from one on; accruals stand apart and are named by themselves. */
export function stepsFrom(step: Step): Step[] {
  return step === 'accruals' ? ['accruals'] : IMPORT_STEPS.slice(IMPORT_STEPS.indexOf(step));
}

export interface RangeWish {
  readonly year?: string;
  readonly startDate?: string;
  readonly endDate?: string;
}

/**
 * The months of a run. A range is [first of month, first of month); a year gives its twelve months; without either, all open
 * months up to the current one. `today` is the civil date in the company's zone.
 */
export function monthRange(wish: RangeWish, firstOpen: Month, today: string): Result<MonthRange> {
  const current = monthOf(civilDate(today));
  if (wish.year !== undefined) {
    if (wish.startDate !== undefined || wish.endDate !== undefined) {
      return fail(bad('A year and dates were both given.', 'Give either --year, or --start-date and --end-date.'));
    }
    const from = /^\d{4}$/.test(wish.year) ? parseMonth(`${wish.year}-01`) : null;
    if (!from) return fail(bad(`"${wish.year}" is no year.`, 'Write it with four digits, such as 2025.'));
    if (from > current)
      return fail(bad(`The year ${wish.year} has not begun.`, `Choose a year up to ${current.slice(0, 4)}.`));
    return ok({ from, until: addMonths(from, 12) });
  }
  if (wish.startDate !== undefined || wish.endDate !== undefined) {
    if (wish.startDate === undefined || wish.endDate === undefined) {
      return fail(bad('Only one end of the range was given.', 'Give both --start-date and --end-date.'));
    }
    const from = monthOfFirstDay(wish.startDate);
    const until = monthOfFirstDay(wish.endDate);
    if (from === null || until === null) {
      const text = from === null ? wish.startDate : wish.endDate;
      return fail(
        bad(
          `"${text}" is not the first day of a month.`,
          'Use dates such as 2025-03-01. The end is the first day after the range.',
        ),
      );
    }
    if (until <= from) {
      return fail(
        bad(
          `The range ends (${wish.endDate}) before it has begun (${wish.startDate}).`,
          'The end is the first day after the last month.',
        ),
      );
    }
    if (from > current) return fail(bad(`${from} has not begun.`, `Choose months up to ${current}.`));
    return ok({ from, until });
  }
  if (firstOpen > current) {
    return fail(
      bad(
        `All months up to ${current} are closed.`,
        'Name a range to read closed months again; late changes are collected in the first open one.',
      ),
    );
  }
  return ok({ from: firstOpen, until: addMonths(current, 1) });
}

function bad(message: string, fix: string) {
  return { code: 'BAD_RANGE', message, fix };
}

/** Step by step in the fixed order, and month by month within the monthly ones. */
export function plannedExecutions(steps: readonly Step[], range: MonthRange): { step: Step; month: Month | null }[] {
  return STEPS.filter((step) => steps.includes(step)).flatMap((step) => {
    const months: (Month | null)[] = MONTHLY_STEPS.includes(step) ? monthsOf(range) : [null];
    return months.map((month) => ({ step, month }));
  });
}
