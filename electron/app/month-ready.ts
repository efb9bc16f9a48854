/** What stands between a month and a signature under it: each reason names what to do. */
import { minorToText } from '../../shared/domain/money.ts';
import { addMonths, type Month, monthInWords } from '../../shared/domain/month.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { counted, listed } from '../close/explain-words.ts';
import { unbalancedEntries } from '../close/journal-balance.ts';
import type { Lamp } from '../close/month-reports.ts';
import { BALANCE_LAMP } from '../close/month-state.ts';
import { journalOf } from '../close/reports/journal-report.ts';
import { staleAccruals } from '../close/run-accruals.ts';
import { blockingIssues } from '../ledger/issues-of-month.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { lastExecution } from '../ledger/runs.ts';
import { Writer } from '../ledger/writer.ts';
import type { App } from './app.ts';
import { accrualsInput } from './run-context.ts';

/** Why a month cannot be signed or closed, leaving signatures and control totals aside; null when it can. */
export function notReady(app: Pick<App, 'ledger' | 'clock'>, wanted: Month): Problem | null {
  const { ledger } = app;
  const open = ledger.firstOpenMonth();
  const words = monthInWords(wanted);
  if (wanted !== open) {
    return {
      code: wanted < open ? 'PERIOD_LOCKED' : 'OUT_OF_ORDER',
      message:
        wanted < open ? `${words} is closed already.` : `${words} cannot be closed before ${monthInWords(open)}.`,
      fix: `Months close in order; the next one is ${monthInWords(open)}.`,
    };
  }
  const run = `monthend accruals --start-date ${wanted}-01 --end-date ${addMonths(wanted, 1)}-01`;
  if (lastExecution(ledger, 'accruals', wanted)?.status !== 'completed') {
    return {
      code: 'NOT_CALCULATED',
      message: `The accruals of ${words} have not been worked out.`,
      meaning: 'A month that closes without them would carry no revenue.',
      fix: `Run them first: ${run}.`,
    };
  }
  const blocking = blockingIssues(ledger, wanted);
  if (blocking > 0) {
    return {
      code: 'MONTH_BLOCKED',
      message: `${blocking} open ${blocking === 1 ? 'issue stops' : 'issues stop'} the month.`,
      meaning: 'Closed figures could not be believed.',
      fix: 'Settle them first: monthend issues --status pending.',
    };
  }
  const stale = staleAccruals(accrualsInput(app, new Writer(ledger.db, 0), wanted));
  if (stale.contracts > 0) {
    return {
      code: 'STALE_RUN',
      message: `The accruals of ${words} are older than the data: ${counted(stale.contracts, 'contract')} changed since.`,
      meaning: `${minorToText(stale.amount, ledger.currency)} ${ledger.currency} would be posted differently.`,
      fix: `Work them out again: ${run}.`,
    };
  }
  return null;
}

/** A journal whose sides differ cannot be posted anywhere; whatever else was overridden, the month stays open. */
export function journalOff(ledger: Ledger, wanted: Month): Problem | null {
  const [first] = unbalancedEntries(journalOf(ledger, wanted), ledger.currency);
  if (first === undefined) return null;
  const { entryNo, currency, debitMinor, creditMinor } = first;
  const off = `${minorToText(Math.abs(debitMinor - creditMinor), currency)} ${currency}`;
  return {
    code: 'JOURNAL_UNBALANCED',
    message: `The journal of ${monthInWords(wanted)} does not balance: debit and credit of entry ${entryNo} differ by ${off}.`,
    meaning: 'No books would take it, so nobody can override this.',
    fix: 'Open the checks: they name the contract or document it comes from. Put that right, then work the accruals out again.',
  };
}

/** A control total that keeps the month from being signed, or from being closed when the balance in the books is asked for, too. */
export function totalsOff(lamps: readonly Lamp[], withBalance: boolean): Problem | null {
  const asked = lamps.filter(({ id }) => withBalance || id !== BALANCE_LAMP);
  const red = asked.filter(({ state }) => state === 'differs');
  if (red.length > 0) {
    const behind = [...new Set(red.flatMap((lamp) => lamp.behind.map(({ id }) => id)))];
    const some = behind.slice(0, 5);
    return {
      code: 'TIE_OUT_FAILED',
      message: `${counted(red.length, 'control total')} ${red.length === 1 ? 'is' : 'are'} off: ${listed(red.map((lamp) => lampInWords(lamp, asked)))}.`,
      meaning:
        some.length === 0
          ? 'A month is signed when its figures agree with one another.'
          : `The difference lies in ${listed(some)}${behind.length > some.length ? ` and ${behind.length - some.length} more` : ''}.`,
      fix: red.every(({ overridable }) => overridable)
        ? 'Open the check and clear the difference, or override it with a reason that is printed.'
        : 'Open the check and clear the difference; this one is our own arithmetic and cannot be overridden.',
      details: { tieOuts: red.map(({ id }) => id), behind: some },
    };
  }
  if (!withBalance || !asked.some(({ id, state }) => id === BALANCE_LAMP && state === 'not_stated')) return null;
  return {
    code: 'BALANCE_MISSING',
    message: 'The balance of the deferred account in the books was not typed in.',
    meaning: 'It shows that the journal was posted there as it was worked out here.',
    fix: 'Type it in, or override this check with a reason that is printed.',
  };
}

/** Its number and its words; the currency, where the check is made in several. */
function lampInWords({ id, words, currency }: Lamp, all: readonly Lamp[]): string {
  const several = all.filter((lamp) => lamp.id === id).length > 1;
  return `${id} (${words.toLowerCase()}${several ? `, ${currency}` : ''})`;
}
