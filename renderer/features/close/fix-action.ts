/** Which act a problem of a run asks for. Pure. */
import type { Problem } from '../../../shared/domain/problem.ts';

export type FixAction = 'key' | 'connections' | 'gone' | 'resume';

/** Problems that a new or wider key settles. */
const KEY = new Set(['AUTH_EXPIRED', 'AUTH_FORBIDDEN', 'SECRET_MISSING']);

export function fixActionOf(problem: Problem): FixAction {
  if (KEY.has(problem.code) || problem.code.startsWith('KEYCHAIN')) return 'key';
  if (problem.code === 'NO_CONNECTION' || problem.code === 'NO_CONNECTIONS') return 'connections';
  return problem.code === 'TOO_MANY_GONE' ? 'gone' : 'resume';
}
