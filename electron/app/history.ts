import type { history } from '../../shared/contract/history.ts';
import { addDays, parseCivilDate } from '../../shared/domain/civil-date.ts';
import { STEPS, type Step } from '../../shared/domain/entities.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { changesOfRun } from '../ledger/run-changes.ts';
import { postedByRun, writtenTables } from '../ledger/run-figures.ts';
import { issuesOfRun, pageOfRuns, readingsOfRun, revenueAfterRuns } from '../ledger/run-history.ts';
import { type Execution, executionsOf, runById } from '../ledger/runs.ts';
import { epochOfDate } from '../platform/time-zone.ts';
import type { UseCases } from './app.ts';

export const historyUseCases: UseCases<keyof typeof history> = {
  'runs/page': ({ ledger }, { since, until, ...filter }) => {
    const from = startOfDay(ledger, since, 0);
    if (!from.ok) return from;
    const to = startOfDay(ledger, until, 1);
    if (!to.ok) return to;
    return ok(pageOfRuns(ledger, { ...filter, since: from.value, until: to.value }));
  },
  'runs/summary': ({ ledger }, { run }) => {
    if (!runById(ledger, run)) return unknownRun(run);
    return ok({
      tables: writtenTables(ledger, run),
      issues: issuesOfRun(ledger, run),
      postings: postedByRun(ledger, run),
      connections: readingsOfRun(ledger, run),
    });
  },
  'runs/changes': ({ ledger }, filter) =>
    runById(ledger, filter.run) ? ok(changesOfRun(ledger, filter)) : unknownRun(filter.run),
  'runs/compare': ({ ledger }, { left, right }) => {
    const missing = [left, right].find((run) => !runById(ledger, run));
    if (missing !== undefined) return unknownRun(missing);
    return ok({
      steps: sideBySide(executionsOf(ledger, left), executionsOf(ledger, right)),
      months: revenueAfterRuns(ledger, left, right)
        .map((each) => ({ month: each.month, before: each.left, after: each.right }))
        .filter(({ before, after }) => before !== 0 || after !== 0),
    });
  },
};

function unknownRun(id: number) {
  return fail({ code: 'UNKNOWN_RUN', message: `There is no run ${id}.`, fix: 'Choose one from the list of runs.' });
}

/** The instant at which a civil date begins in the company's zone, some days later when asked. */
function startOfDay(ledger: Ledger, text: string | undefined, later: number): Result<string | undefined> {
  if (text === undefined) return ok(undefined);
  const date = parseCivilDate(text);
  if (date === null) {
    return fail({
      code: 'BAD_DATE',
      message: `"${text.slice(0, 40)}" is not a day of the calendar.`,
      fix: 'Write days such as 2025-03-31.',
    });
  }
  const start = epochOfDate(addDays(date, later), ledger.company.time_zone);
  return ok(new Date(start * 1000).toISOString());
}

/** Executions of two runs by step and month, in the order of the steps; a run that did not do one has null there. */
function sideBySide(left: readonly Execution[], right: readonly Execution[]) {
  const keys = new Map<string, { step: Step; month: string | null }>();
  const byKey = (executions: readonly Execution[]) =>
    new Map(
      executions.map((each) => {
        const key = `${each.step} ${each.month ?? ''}`;
        keys.set(key, { step: each.step, month: each.month });
        return [key, each];
      }),
    );
  const [onLeft, onRight] = [byKey(left), byKey(right)];
  return [...keys]
    .sort(([, a], [, b]) => placeOf(a.step) - placeOf(b.step) || ((a.month ?? '') < (b.month ?? '') ? -1 : 1))
    .map(([key, { step, month }]) => {
      const sides = { left: onLeft.get(key), right: onRight.get(key) };
      const of = <T>(read: (execution: Execution) => T | null | undefined) => ({
        left: (sides.left && read(sides.left)) ?? null,
        right: (sides.right && read(sides.right)) ?? null,
      });
      return {
        step,
        month,
        received: of(({ counts }) => counts?.received),
        applied: of(({ counts }) => counts?.applied),
        held: of(({ counts }) => counts?.held),
        ms: of(({ metrics }) => metrics?.ms),
      };
    });
}

function placeOf(step: Step): number {
  return STEPS.indexOf(step);
}
