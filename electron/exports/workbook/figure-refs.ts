/** References of figures: of lines that are sums over many contracts, and so stand for no single thing. */
import { ROLL_FIGURES } from '../../../shared/close/roll-figures.ts';
import type { TieOutId } from '../../../shared/close/tie-out-checks.ts';
import type { Currency } from '../../../shared/domain/money.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { figureReference } from '../../../shared/domain/reference.ts';
import { MOVES, type MoveColumn } from './detail-columns.ts';
import type { Ground } from './sheet-ground.ts';

/** Which rows a line sums: one service, none yet (null), or all. */
export interface LineOf {
  readonly service?: string | null;
  /** Left out where the line is in the company's currency. */
  readonly currency?: Currency;
}

/** A line of the roll-forward; null where the ledger has no such service any more. */
export function rollReference(ground: Ground, column: MoveColumn, line: LineOf): string | null {
  const number = ROLL_FIGURES.indexOf(MOVES[column]) + 1;
  return reference(ground, 'rollForward', [String(number)], line);
}

export function waterfallReference(ground: Ground, line: LineOf): string | null {
  return reference(ground, 'waterfall', [], line);
}

export function cohortReference(ground: Ground, cohort: Month | null, currency: Currency): string {
  const { month, mark } = ground.data.head;
  return figureReference('cohort', month, [cohort === null ? 'NONE' : cohort.replace('-', ''), currency], mark);
}

export function checkReference({ data }: Ground, id: TieOutId): string {
  return figureReference('tieOut', data.head.month, [String(id)], data.head.mark);
}

function reference(
  { data }: Ground,
  kind: 'rollForward' | 'waterfall',
  before: readonly string[],
  { service, currency }: LineOf,
): string | null {
  const { month, mark } = data.head;
  const id = service === undefined || service === null ? 0 : data.services.find(({ name }) => name === service)?.id;
  if (id === undefined) return null;
  const which = service === undefined ? 'ALL' : `S${id}`;
  const parts = [...before, which, ...(currency === undefined ? [] : [currency])];
  return figureReference(kind, month, parts, mark);
}
