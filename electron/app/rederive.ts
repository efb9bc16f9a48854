/** Accruals findings after something was settled: a question about a contract closes with the answer, not with the next run. */

import { month } from '../../shared/domain/month.ts';
import { settleContracts } from '../close/run-accruals.ts';
import { touchedByRun } from '../ledger/contracts.ts';
import { lastExecution } from '../ledger/runs.ts';
import type { Writer } from '../ledger/writer.ts';
import type { App } from './app.ts';
import { accrualsInput } from './run-context.ts';

/**
 * Judges the contracts of some clients again (those that the writer's run changed, when none are named), without posting: what a
 * month carries changes only when its accruals are run. Does nothing before the first accruals.
 */
export function rederiveAccruals(
  app: Pick<App, 'ledger' | 'clock'>,
  writer: Writer,
  clients?: readonly number[],
): void {
  const last = lastExecution(app.ledger, 'accruals');
  if (last?.month == null) return;
  const wanted = [...new Set([...(clients ?? []), ...touchedByRun(app.ledger, writer.run)])];
  if (wanted.length > 0) settleContracts(accrualsInput(app, writer, month(last.month)), wanted);
}
