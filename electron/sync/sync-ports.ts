import type { Month } from '../../shared/domain/month.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { SourceProblem } from '../connectors/connector.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Execution, ExecutionCounts } from '../ledger/runs.ts';
import type { Writer } from '../ledger/writer.ts';
import type { Clock } from '../platform/clock.ts';
import type { HttpMetrics } from '../platform/http-port.ts';
import type { Log } from '../platform/log.ts';
import type { ApplyContext } from './apply/context.ts';
import type { FetchJob } from './fetch-step.ts';

export type SyncEvent =
  | { readonly type: 'run-started'; readonly run: number; readonly executions: readonly Execution[] }
  | { readonly type: 'execution-started'; readonly execution: Execution }
  | {
      readonly type: 'progress';
      readonly execution: Execution;
      readonly phase: 'fetch' | 'apply';
      readonly done: number;
      readonly of: number | null;
    }
  | { readonly type: 'execution-ended'; readonly execution: Execution }
  | { readonly type: 'run-ended'; readonly run: number; readonly status: string };

export interface SyncPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly emit: (event: SyncEvent) => void;
  /** Opens a connection for reading: secrets, HTTP client. Throws {@link SourceProblem} when it cannot. */
  readonly open: FetchJob['open'];
  /** Calls of a connection since it was opened. */
  readonly httpMetrics: () => HttpMetrics;
  /** A fresh view of decisions and settings, as they are now. */
  readonly context: (writer: Writer, fresh: ReadonlyMap<number, unknown>) => ApplyContext;
  /** Works out the revenue of one month. */
  readonly accruals: (writer: Writer, month: Month) => Generator<{ done: number; of: number }, ExecutionCounts, void>;
  /** A run that would mark more than this share of a list as gone stops and asks. */
  readonly goneShare: number;
  /** The operator has seen how many records vanished, and said that it is right. */
  readonly acceptGone: boolean;
}

/** A step could not be finished, for a reason the operator can act on. Anything else is thrown on: a bug must be seen. */
export class StepProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
