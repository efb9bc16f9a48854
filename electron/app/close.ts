import { MONTHLY_STEPS, STEPS } from '../../shared/domain/entities.ts';
import { minorToText } from '../../shared/domain/money.ts';
import { addMonths, type Month, month, monthInWords } from '../../shared/domain/month.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import { gateOf, monthTable } from '../close/month-table.ts';
import { staleAccruals } from '../close/run-accruals.ts';
import { exportAccruals } from '../exports/accruals-csv.ts';
import { noteAudit } from '../ledger/audit.ts';
import { issueTotals } from '../ledger/issues.ts';
import { addLock, lockHistory } from '../ledger/postings.ts';
import { lastExecution } from '../ledger/runs.ts';
import { Writer } from '../ledger/writer.ts';
import type { UseCases } from './app.ts';
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
  'close/lock': (app, input) => {
    const { ledger, clock } = app;
    const wanted = month(input.month);
    const open = ledger.firstOpenMonth();
    if (wanted !== open) {
      return fail({
        code: wanted < open ? 'PERIOD_LOCKED' : 'OUT_OF_ORDER',
        message:
          wanted < open
            ? `${monthInWords(wanted)} is closed already.`
            : `${monthInWords(wanted)} cannot be closed before ${monthInWords(open)}.`,
        fix: `Months close in order; the next one is ${monthInWords(open)}.`,
      });
    }
    const worked = lastExecution(ledger, 'accruals', wanted);
    if (worked?.status !== 'completed') {
      return fail({
        code: 'NOT_CALCULATED',
        message: `The accruals of ${monthInWords(wanted)} have not been worked out.`,
        meaning: 'A month that closes without them would carry no revenue.',
        fix: `Run them first: monthend accruals --start-date ${wanted}-01 --end-date ${addMonths(wanted, 1)}-01.`,
      });
    }
    const { blocking } = issueTotals(ledger);
    if (blocking > 0) {
      return fail({
        code: 'MONTH_BLOCKED',
        message: `${blocking} open ${blocking === 1 ? 'issue stops' : 'issues stop'} the month.`,
        meaning: 'Closed figures could not be believed.',
        fix: 'Settle them first: monthend issues --status pending.',
      });
    }
    const stale = staleAccruals(accrualsInput(app, new Writer(ledger.db, 0), wanted));
    if (stale.contracts > 0) {
      return fail({
        code: 'STALE_RUN',
        message: `The accruals of ${monthInWords(wanted)} are older than the data: ${stale.contracts} contracts changed since.`,
        meaning: `${minorToText(stale.amount, ledger.currency)} ${ledger.currency} would be posted differently.`,
        fix: `Work them out again: monthend accruals --start-date ${wanted}-01 --end-date ${addMonths(wanted, 1)}-01.`,
      });
    }
    const at = clock.now().toISOString();
    addLock(ledger, { month: wanted, action: 'lock', at, who: input.who, reason: null });
    noteAudit(ledger, { at, who: input.who, action: 'closed', subject: wanted, detail: {} });
    return ok({ lockedThrough: ledger.lockedThrough() });
  },
  'close/unlock': ({ ledger, clock }, input) => {
    const wanted = month(input.month);
    const locked = ledger.lockedThrough();
    if (wanted !== locked) {
      return fail({
        code: 'OUT_OF_ORDER',
        message:
          locked === null
            ? 'No month is closed.'
            : `Only the latest closed month can be opened again, and that is ${monthInWords(locked)}.`,
        fix:
          locked === null
            ? 'There is nothing to open.'
            : `To reach ${monthInWords(wanted)}, open one month after the other, from ${locked === null ? '' : monthInWords(locked)} back.`,
      });
    }
    const at = clock.now().toISOString();
    addLock(ledger, { month: wanted, action: 'unlock', at, who: input.who, reason: input.reason });
    noteAudit(ledger, {
      at,
      who: input.who,
      action: 'opened again',
      subject: wanted,
      detail: { reason: input.reason },
    });
    return ok({ lockedThrough: ledger.lockedThrough() });
  },
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
