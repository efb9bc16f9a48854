/** Everything the Close screen knows of a month, asked for once and put together. */
import { useMemo } from 'react';
import type { LiveRun } from '../../../shared/contract/desk.ts';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useLiveRun } from '../../state/live-run.ts';
import { type Gate, type MonthState, monthState, yearAround } from './month-state.ts';
import { type StepRow, stepRows } from './step-rows.ts';

export type Months = WindowOutput<'close/months'>;
export type Figures = Months['months'][number];
export type Run = WindowOutput<'runs/list'>[number];
export type RunExecutions = WindowOutput<'runs/get'>['executions'];

export interface CloseMonth {
  readonly month: string;
  readonly firstMonth: string;
  readonly firstOpenMonth: string;
  readonly lockedThrough: string | null;
  readonly history: Months['history'];
  readonly figures: Figures | null;
  readonly year: readonly Figures[];
  readonly rows: readonly StepRow[];
  readonly state: MonthState;
  readonly gate: Gate | null;
  readonly totals: WindowOutput<'issues/totals'>;
  /** The accruals rest on data that changed since. */
  readonly stale: boolean;
  /** The last run of steps, with what it did. */
  readonly lastRun: { readonly run: Run; readonly executions: RunExecutions } | null;
  readonly live: LiveRun | null;
  /** A run is at work, or has ended and its figures are not all here yet: what is shown is of before. */
  readonly settling: boolean;
  readonly connected: boolean;
}

export interface CloseAnswer {
  readonly close: CloseMonth | null;
  readonly problem: Problem | null;
  readonly again: () => void;
}

const NO_TOTALS: WindowOutput<'issues/totals'> = { pending: 0, blocking: 0, byCode: {}, amountAtRisk: 0 };

/** `wanted` empty stands for the open month. */
export function useClose(wanted: string): CloseAnswer {
  const company = useCall('company/get', {});
  const month = wanted === '' ? (company.data?.firstOpenMonth ?? '') : wanted;
  const known = company.data !== undefined && month !== '';
  const range = known ? yearAround(month, company.data.firstMonth) : undefined;
  const months = useCall('close/months', range ?? {}, { enabled: known });
  const steps = useCall('steps/list', {});
  const lasts = useCall('close/steps', { month }, { enabled: known });
  const gate = useCall('close/gate', { month }, { enabled: known });
  const totals = useCall('issues/totals', {});
  const runs = useCall('runs/list', { limit: 20 });
  const last = runs.data?.find(({ kind, undoneBy }) => (kind === 'sync' || kind === 'accruals') && undoneBy === null);
  const detail = useCall('runs/get', { run: last?.id ?? 1 }, { enabled: last !== undefined });
  const live = useLiveRun((state) => state.run);

  const asking = months.isFetching || gate.isFetching || totals.isFetching;
  const settling = live?.kind === 'run' && (live.state !== 'ended' || asking);

  const queries = [company, months, steps, lasts, gate, totals, runs];
  const problem = queries.find(({ error }) => error !== null)?.error?.problem ?? null;
  const close = useMemo((): CloseMonth | null => {
    if (company.data === undefined || months.data === undefined || !steps.data || !lasts.data || !runs.data)
      return null;
    // Right after its end a run is still shown from its own picture, until the ledger has answered: nothing jumps back.
    const shown = live !== null && (live.state !== 'ended' || (live.kind === 'run' && lasts.isFetching));
    const rows = stepRows(steps.data, lasts.data, shown ? live.executions : []);
    const settled = stepRows(steps.data, lasts.data, []);
    const { lockedThrough, firstOpenMonth, firstMonth } = company.data;
    const known = totals.data ?? NO_TOTALS;
    return {
      month,
      firstMonth,
      firstOpenMonth,
      lockedThrough,
      history: months.data.history,
      figures: months.data.months.find((each) => each.month === month) ?? null,
      year: months.data.months,
      rows,
      state: monthState({ month, lockedThrough, rows: settled, gate: gate.data ?? null }),
      gate: gate.data ?? null,
      totals: known,
      stale: (known.byCode.STALE_RUN ?? 0) > 0,
      lastRun: last && detail.data?.run.id === last.id ? withEnd(last, detail.data.executions, live) : null,
      live,
      settling,
      connected: steps.data.some(({ fedBy }) => fedBy.length > 0),
    };
  }, [
    company.data,
    months.data,
    steps.data,
    lasts.data,
    lasts.isFetching,
    gate.data,
    totals.data,
    runs.data,
    last,
    detail.data,
    live,
    settling,
    month,
  ]);
  return {
    close,
    problem,
    again: () => {
      for (const query of queries) if (query.error !== null) void query.refetch();
    },
  };
}

/** The last run as it ended just now, even before the ledger was asked again. */
function withEnd(run: Run, executions: RunExecutions, live: LiveRun | null): NonNullable<CloseMonth['lastRun']> {
  if (live?.kind !== 'run' || live.run !== run.id || live.state !== 'ended') return { run, executions };
  const status = live.status === null || live.status === 'refused' ? run.status : live.status;
  return { run: { ...run, status, completedAt: live.endedAt }, executions: live.executions };
}
