/** The words of runs: kinds, states and months. Pure but for the words themselves. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import type { Meaning } from '../../components/status-word.tsx';
import type { Say } from '../../i18n/words.ts';
import type { en } from './words.en.ts';

export type Run = WindowOutput<'runs/get'>['run'];
export type Executions = WindowOutput<'runs/get'>['executions'];

export const KINDS = ['sync', 'accruals', 'decision', 'retry', 'undo'] as const;

export const RUN_MEANING: Readonly<Record<Run['status'], Meaning>> = {
  pending: 'wait',
  running: 'running',
  completed: 'done',
  failed: 'stop',
  cancelled: 'look',
};

export function kindName(kind: string, say: Say<typeof en>): string {
  const known = KINDS.find((each) => each === kind);
  return known === undefined ? kind : say(`kind.${known}`);
}

/** A run that was taken back says so instead of how it ended. */
export function stateOf(run: Pick<Run, 'status' | 'undoneBy'>): { meaning: Meaning; key: Run['status'] | 'undone' } {
  if (run.undoneBy !== null) return { meaning: 'wait', key: 'undone' };
  return { meaning: RUN_MEANING[run.status], key: run.status };
}
