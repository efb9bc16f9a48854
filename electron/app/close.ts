import { MONTHLY_STEPS, STEPS } from '../../shared/domain/entities.ts';
import { addMonths, type Month, month } from '../../shared/domain/month.ts';
import { ok } from '../../shared/domain/problem.ts';
import { gateOf, monthTable } from '../close/month-table.ts';
import { exportAccruals } from '../exports/accruals-csv.ts';
import { lockHistory } from '../ledger/postings.ts';
import { lastExecution } from '../ledger/runs.ts';
import { Writer } from '../ledger/writer.ts';
import type { UseCases } from './app.ts';
import { closeAtOnce, reopenMonth } from './close-month.ts';
import { exclusively } from './exclusively.ts';
import { accrualsInput, latestSynced } from './run-context.ts';
import { namesInExports } from './settings.ts';

type Channels = 'close/months' | 'close/gate' | 'close/steps' | 'close/lock' | 'close/unlock' | 'accruals/export';

export const closeUseCases: UseCases<Channels> = {
  'close/months': (app, { from, until }) => {
    const { ledger } = app;
    const last = latestSynced(ledger, ledger.firstMonth);
    const range = { from: from ? month(from) : ledger.firstMonth, until: until ? month(until) : addMonths(last, 1) };
    return ok({
      months: [...monthTable(accrualsInput(app, new Writer(ledger.db, 0), last), range)],
      lockedThrough: ledger.lockedThrough(),
      firstOpenMonth: ledger.firstOpenMonth(),
      history: lockHistory(ledger),
    });
  },
  'close/gate': (app, input) => ok(gateOf(accrualsInput(app, new Writer(app.ledger.db, 0), month(input.month)))),
  'close/steps': ({ ledger }, input) =>
    ok(
      STEPS.map((step) => ({
        step,
        last: MONTHLY_STEPS.includes(step)
          ? lastExecution(ledger, step, month(input.month))
          : lastExecution(ledger, step),
      })),
    ),
  'close/lock': (app, input) =>
    exclusively(app, () => {
      const closed = closeAtOnce(app, month(input.month), input.who);
      return closed.ok ? ok({ lockedThrough: app.ledger.lockedThrough() }) : closed;
    }),
  'close/unlock': (app, input) =>
    exclusively(app, () => {
      const opened = reopenMonth(app, month(input.month), input.who, input.reason);
      return opened.ok ? ok({ lockedThrough: app.ledger.lockedThrough() }) : opened;
    }),
  'accruals/export': ({ ledger, clock }, input) => {
    const from: Month = input.from ? month(input.from) : addMonths(ledger.firstMonth, -1);
    const until: Month = input.until ? month(input.until) : addMonths(latestSynced(ledger, ledger.firstMonth), 1);
    return exportAccruals(
      ledger,
      { from, until },
      { path: input.path, names: input.names && namesInExports(ledger), who: input.who, at: clock.now().toISOString() },
    );
  },
};
