import type { LiveExecution } from '../../shared/contract/desk.ts';

/** How far a run is, 0 to 1: executions that are over, and the part of the one in hand. */
export function shareDone(executions: readonly Pick<LiveExecution, 'status' | 'done' | 'of'>[]): number {
  if (executions.length === 0) return 0;
  const parts = executions.map((one) => {
    if (one.status === 'completed' || one.status === 'failed' || one.status === 'cancelled') return 1;
    return one.of !== null && one.of > 0 ? Math.min(1, one.done / one.of) : 0;
  });
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}
