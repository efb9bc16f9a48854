import type { RunWish } from '../../../shared/contract/desk.ts';
import { addMonths, parseMonth } from '../../../shared/domain/month.ts';
import type { Format } from '../../format/use-format.ts';

/** A wish's months in words; null when it left them to the engine. */
export function wishMonths(wish: Pick<RunWish, 'from' | 'until'>, format: Format): string | null {
  return wish.from === undefined || wish.until === undefined ? null : format.months(wish.from, wish.until);
}

/** The months of a stored run, whose end is exclusive, in words; null when it had none. */
export function runMonths(run: { readonly from: string | null; readonly until: string | null }, format: Format) {
  const until = run.until === null ? null : parseMonth(run.until);
  return run.from === null || until === null ? null : format.months(run.from, addMonths(until, -1));
}

/** How long a run took, or null while it has no end. */
export function runMs(run: { readonly startedAt: string; readonly completedAt: string | null }): number | null {
  return run.completedAt === null ? null : Date.parse(run.completedAt) - Date.parse(run.startedAt);
}
