/** What every group of commands is given to add itself to the program. */
import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';

/** Runs a command's work in a session and keeps its exit code. */
export type Work = (work: (session: Session) => Promise<ExitCode | undefined>) => Promise<void>;

/** Adds one group of commands. */
export type AddCommands = (program: Command, run: Work) => void;

/** Collects an option that may be given several times. */
export function repeated(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
