/** Puts finished files where they belong, at once or not at all, and says so when another program holds what stands there. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { storageProblem } from '../platform/paths.ts';

/** Moves a file or folder; handed in where a test plays the system that refuses. */
export type Move = (from: string, to: string) => void;

/** What Windows says of a file that another program has open; the same codes mean other things elsewhere. */
const HELD = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY']);

/** What to tell when something cannot be written or replaced; null when it is no matter of storage. */
export function writingProblem(thrown: unknown, path: string): Problem | null {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'EBUSY' || (HELD.has(code) && existsSync(path))) return inUse(path, code);
  return storageProblem(thrown, path);
}

function inUse(path: string, code: string): Problem {
  return {
    code: 'FILE_IN_USE',
    message: `${basename(path)} is open in another program, probably Excel.`,
    meaning: 'What stands there was left as it was; nothing new was written.',
    fix: 'Close it there and try again, or choose another folder.',
    details: { path, code },
  };
}

/** Puts a finished file in the place of whatever stands there. */
export function placeFile(draft: string, path: string, move: Move = renameSync): Result<null> {
  try {
    move(draft, path);
    return ok(null);
  } catch (thrown) {
    rmSync(draft, { force: true });
    const problem = writingProblem(thrown, path);
    if (problem) return fail(problem);
    throw thrown;
  }
}

/** Puts a finished folder in the place of an earlier one: that one is kept aside until the new one stands. */
export function placeFolder(draft: string, folder: string, move: Move = renameSync): Result<null> {
  const aside = `${draft}.before`;
  let moved = false;
  try {
    if (existsSync(folder)) {
      move(folder, aside);
      moved = true;
    }
    move(draft, folder);
  } catch (thrown) {
    if (moved && !existsSync(folder)) renameSync(aside, folder);
    rmSync(draft, { recursive: true, force: true });
    const problem = writingProblem(thrown, folder);
    if (problem) return fail(problem);
    throw thrown;
  }
  rmSync(aside, { recursive: true, force: true });
  return ok(null);
}
