import type { Result } from '../../shared/domain/problem.ts';
import { takeRunLock } from '../ledger/run-lock.ts';
import type { App } from './app.ts';

/**
 * Does something that writes business rows while nobody else does. A run hands out ids from memory, so a second writer, in this
 * process or another, must wait for its end; it is told so instead of being made to.
 */
export async function exclusively<T>(
  app: Pick<App, 'ledger'>,
  work: () => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  const lock = takeRunLock(app.ledger.path);
  if (!lock.ok) return lock;
  try {
    return await work();
  } finally {
    lock.value.release();
  }
}
