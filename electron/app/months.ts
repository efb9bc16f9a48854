import type { OutputOf } from '../../shared/contract/index.ts';
import { daysBetween } from '../../shared/domain/civil-date.ts';
import { addMonths, lastDay, type Month, month, monthInWords, monthsOf } from '../../shared/domain/month.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import { counted, listed } from '../close/explain-words.ts';
import { type MonthEvidence, monthState, monthSteps, nextStep } from '../close/month-state.ts';
import { gateOf } from '../close/month-table.ts';
import { lampsOf } from '../close/reports/tie-outs-of-month.ts';
import { reproduce } from '../close/reproduce.ts';
import { staleAccruals } from '../close/run-accruals.ts';
import { type CloseVersion, closeOf, closeVersions, postingsInClose } from '../ledger/close-versions.ts';
import { issueTotals } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { lastExecution, syncedMonths } from '../ledger/runs.ts';
import { connections } from '../ledger/setup.ts';
import { type Signature, signaturesOf, standing } from '../ledger/signatures.ts';
import { whileUnchanged } from '../ledger/while-unchanged.ts';
import { Writer } from '../ledger/writer.ts';
import { todayIn } from '../platform/time-zone.ts';
import type { App, UseCases } from './app.ts';
import { changesSinceExport } from './changes-since-export.ts';
import { closeMonth, prepareMonth, reopenMonth, reviewMonth } from './close-month.ts';
import { exclusively } from './exclusively.ts';
import { monthChanges } from './month-changes.ts';
import { accrualsInput, latestSynced } from './run-context.ts';
import { settleKnownLamps } from './tie-outs.ts';

type Channels = Extract<keyof UseCases, `months/${string}`>;
type Board = OutputOf<'months/board'>;

/** So many deviations are told one by one. */
const TOLD = 200;

// A control total that agrees again closes its issue before anybody is told that the issue stops the month.
export const monthUseCases: UseCases<Channels> = {
  'months/list': ({ ledger, clock }) => ok(monthList({ ledger, clock })),
  'months/board': (app, input) => ok(board(app, month(input.month))),
  'months/prepare': (app, input) =>
    exclusively(app, () => {
      settleKnownLamps(app, month(input.month), input.who);
      const signed = prepareMonth(app, month(input.month), input.who);
      return signed.ok ? ok({ signature: signatureView(signed.value) }) : signed;
    }),
  'months/review': (app, input) =>
    exclusively(app, () => {
      settleKnownLamps(app, month(input.month), input.who);
      const signed = reviewMonth(app, month(input.month), input.who);
      if (!signed.ok) return signed;
      const { signature, samePerson } = signed.value;
      return ok({ signature: signatureView(signature), samePerson });
    }),
  'months/close': (app, input) =>
    exclusively(app, () => {
      settleKnownLamps(app, month(input.month), input.who);
      const closed = closeMonth(app, month(input.month), input.who);
      return closed.ok ? ok(versionView(app.ledger, closed.value)) : closed;
    }),
  'months/reopen': (app, input) =>
    exclusively(app, () => {
      const opened = reopenMonth(app, month(input.month), input.who, input.reason);
      if (!opened.ok) return opened;
      return ok({ lockedThrough: app.ledger.lockedThrough(), version: opened.value?.version ?? null });
    }),
  'months/versions': ({ ledger }, input) =>
    ok(
      closeVersions(ledger)
        .filter((close) => close.month === input.month)
        .map((close) => versionView(ledger, close)),
    ),
  'months/reproduce': ({ ledger }, input) => reproduced(ledger, month(input.month)),
  'months/changes': ({ ledger }, input) => ok(monthChanges(ledger, input)),
  'months/since-export': ({ ledger }, input) => ok(changesSinceExport(ledger, input)),
};

function reproduced(ledger: Ledger, wanted: Month): Result<OutputOf<'months/reproduce'>> {
  const close = closeOf(ledger, wanted);
  const words = monthInWords(wanted);
  if (close === null) {
    const locked = ledger.lockedThrough();
    const closed = locked !== null && wanted <= locked && wanted >= ledger.firstMonth;
    return fail({
      code: 'NO_CLOSE_KEPT',
      message: closed ? `${words} was closed before closes were kept.` : `${words} is not closed.`,
      meaning: 'There is nothing to compare with.',
      fix: closed ? 'Open it again with a reason and close it once more.' : 'Close it first.',
    });
  }
  const { deviations, checked } = reproduce(ledger, close);
  const equal = deviations.length === 0;
  const named = deviations.flatMap(({ contract, document }) => [contract?.key ?? document?.key ?? []].flat());
  const about = [...new Set(named)].slice(0, 5);
  return ok({
    month: wanted,
    version: close.version,
    equal,
    words: equal
      ? `${words} comes out again to the cent: ${counted(checked.contracts, 'contract')}, ${counted(checked.postings, 'posting')} and ${counted(checked.documents, 'document')} are as they were signed.`
      : `${words} is no longer what was signed${about.length === 0 ? '' : `: ${listed(about)}`}. Nothing in this app changed it; look at who else wrote to the file, or restore a backup.`,
    checked,
    deviations: deviations.slice(0, TOLD).map((each) => ({ ...each })),
    total: deviations.length,
  });
}

function board(app: Pick<App, 'ledger' | 'clock'>, wanted: Month): Board {
  const { ledger, clock } = app;
  const versions = closeVersions(ledger).filter((close) => close.month === wanted);
  const current = versions.findLast(({ reopened }) => reopened === null) ?? null;
  const before = versions.findLast(({ reopened }) => reopened !== null) ?? null;
  const signatures = signaturesOf(ledger, wanted);
  const evidence = evidenceOf(app, wanted, signatures, current);
  const { prepared, reviewed } = evidence;
  return {
    month: wanted,
    state: monthState(evidence),
    currency: ledger.currency,
    reopened:
      current === null && !evidence.closed && before?.reopened ? { version: before.version, ...before.reopened } : null,
    version: current === null ? null : versionView(ledger, current),
    daysSinceMonthEnd: daysBetween(lastDay(wanted), todayIn(ledger.company.time_zone, clock.now())),
    steps: monthSteps(evidence),
    signatures: signatures.map(signatureView),
    samePerson: prepared !== null && prepared.who === reviewed?.who,
    tieOuts:
      evidence.lamps === null
        ? null
        : {
            red: evidence.lamps.red.length,
            overridden: evidence.lamps.overridden.length,
            notStated: evidence.lamps.notStated.length,
            ids: [...evidence.lamps.red],
          },
    gate: { ...evidence.gate },
    next: nextStep(evidence),
  };
}

function evidenceOf(
  app: Pick<App, 'ledger' | 'clock'>,
  wanted: Month,
  signatures: readonly Signature[],
  current: CloseVersion | null,
): MonthEvidence {
  const { ledger } = app;
  const firstOpenMonth = ledger.firstOpenMonth();
  const closed = wanted < firstOpenMonth && wanted >= ledger.firstMonth;
  const worked = lastExecution(ledger, 'accruals', wanted)?.status === 'completed';
  const synced = syncedMonths(ledger).has(wanted);
  const input = accrualsInput(app, new Writer(ledger.db, 0), wanted);
  const stale = () => (closed || !worked ? 0 : staleAccruals(input).contracts);
  const stands = current === null ? standing(signatures) : null;
  return {
    month: wanted,
    firstOpenMonth,
    synced,
    worked,
    stale: whileUnchanged(ledger, `stale ${wanted}`, stale),
    gate: whileUnchanged(ledger, `gate ${wanted}`, () => gateOf(input)),
    open: issueTotals(ledger).byCode,
    silent: connections(ledger)
      .filter(({ status }) => status !== 'works' && status !== 'new')
      .map(({ label }) => label),
    lamps: worked || closed ? whileUnchanged(ledger, `lamps ${wanted}`, () => lampStates(ledger, wanted)) : null,
    prepared: current === null ? (stands?.prepared ?? null) : { who: current.preparedBy },
    reviewed: current === null ? (stands?.reviewed ?? null) : { who: current.reviewedBy },
    closed,
  };
}

function lampStates(ledger: Ledger, wanted: Month): NonNullable<MonthEvidence['lamps']> {
  const lamps = lampsOf(ledger, wanted);
  const ids = (state: string) => [...new Set(lamps.filter((lamp) => lamp.state === state).map(({ id }) => id))];
  return { red: ids('differs'), notStated: ids('not_stated'), overridden: ids('overridden') };
}

function monthList({ ledger, clock }: Pick<App, 'ledger' | 'clock'>): OutputOf<'months/list'> {
  const firstOpenMonth = ledger.firstOpenMonth();
  const today = month(todayIn(ledger.company.time_zone, clock.now()).slice(0, 7));
  const synced = latestSynced(ledger, firstOpenMonth);
  const versions = closeVersions(ledger);
  return {
    months: monthsOf({ from: ledger.firstMonth, until: addMonths([today, synced].toSorted()[1] ?? today, 1) }).map(
      (each) => {
        const own = versions.filter((close) => close.month === each);
        const current = own.findLast(({ reopened }) => reopened === null) ?? null;
        const closed = each < firstOpenMonth;
        return {
          month: each,
          // Only the month that is next to be closed can be signed; for those after it the coarse states do.
          state: closed
            ? ('closed' as const)
            : each === firstOpenMonth
              ? monthState(evidenceOf({ ledger, clock }, each, signaturesOf(ledger, each), null))
              : syncedMonths(ledger).has(each)
                ? ('synced' as const)
                : ('open' as const),
          version: current?.version ?? null,
          reopened: !closed && own.length > 0,
          closedAt: current?.at ?? null,
        };
      },
    ),
    firstOpenMonth,
    lockedThrough: ledger.lockedThrough(),
  };
}

function signatureView({ role, who, at, cleared }: Signature) {
  return { role, who, at, cleared };
}

function versionView(ledger: Ledger, close: CloseVersion) {
  return {
    version: close.version,
    month: close.month,
    at: close.at,
    closedBy: close.who,
    preparedBy: close.preparedBy,
    preparedAt: close.preparedAt,
    reviewedBy: close.reviewedBy,
    reviewedAt: close.reviewedAt,
    samePerson: close.preparedBy === close.reviewedBy,
    hash: close.hash,
    previousHash: close.previousHash,
    datasetHash: close.datasetHash,
    postings: postingsInClose(ledger, close.id),
    reopened: close.reopened,
  };
}
