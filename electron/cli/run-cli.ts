/** Reads the command line, runs one command, and says how it went in an exit code. */
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import type { Problem } from '../../shared/domain/problem.ts';
import { maskSecrets } from '../platform/mask.ts';
import { appPaths, ensureFolders, thisMachine } from '../platform/paths.ts';
import { addAccruals } from './commands/accruals.ts';
import { addClose } from './commands/close.ts';
import type { Work } from './commands/command.ts';
import { addConnections } from './commands/connections.ts';
import { addDecide } from './commands/decide.ts';
import { addInit } from './commands/init.ts';
import { addIssues } from './commands/issues.ts';
import { addLedger } from './commands/ledger.ts';
import { addPackages } from './commands/packages.ts';
import { addParity } from './commands/parity.ts';
import { addRuns } from './commands/runs.ts';
import { addSync } from './commands/sync.ts';
import { EXIT, type ExitCode, exitOfProblem } from './exit-codes.ts';
import { plainJson } from './plain-text.ts';
import { problemLines, usageProblem } from './problem-text.ts';
import { type Globals, type OpenEngine, openSession } from './session.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';

interface GlobalOptions {
  readonly ledger?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly who?: string;
}

/** Runs one command line; never throws. */
export async function runCli(argv: readonly string[], terminal: Terminal, openEngine: OpenEngine): Promise<ExitCode> {
  const json = argv.includes('--json');
  let exit: ExitCode = EXIT.done;
  const program = buildProgram(terminal, async (work) => {
    const globals = globalsOf(program.opts<GlobalOptions>(), terminal);
    const session = openSession(terminal, globals, openEngine);
    try {
      exit = (await work(session)) ?? EXIT.done;
    } finally {
      await session.close();
    }
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exit;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return EXIT.done;
    // Help shown because no command was named has said everything already.
    if (thrown instanceof CommanderError && thrown.code === 'commander.help') return EXIT.usage;
    const problem = problemOf(thrown);
    for (const line of problemLines(problem, terminal.errPaint)) terminal.err(line);
    if (json) terminal.out(plainJson({ problem }));
    if (problem.code === 'FAULT' && terminal.env.MONTHEND_DEBUG)
      terminal.err(maskSecrets(thrown instanceof Error ? (thrown.stack ?? '') : String(thrown)));
    return exitOfProblem(problem);
  }
}

/** The whole program, its commands in the order of a month. */
export function buildProgram(terminal: Terminal, run: Work): Command {
  const program = new Command('monthend')
    .description(
      'Month end for finance operators: one ledger from the systems a team uses, revenue recognised to the cent.',
    )
    .version(packageFile.version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .option('--ledger <path>', 'the ledger file (or MONTHEND_LEDGER)')
    .option('--json', 'one JSON document instead of text; amounts in minor units')
    .option('--who <name>', 'who decides, for the record; your user name otherwise')
    .option('--quiet', 'only the outcome, no progress')
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      outputError: () => {},
    });
  for (const add of [
    addInit,
    addConnections,
    addSync,
    addAccruals,
    addRuns,
    addIssues,
    addDecide,
    addClose,
    addParity,
    addPackages,
    addLedger,
  ])
    add(program, run);
  return program;
}

function globalsOf({ ledger, json = false, quiet = false, who }: GlobalOptions, terminal: Terminal): Globals {
  const wish = ledger ?? terminal.env.MONTHEND_LEDGER;
  return { ledger: wish ? resolve(wish) : usualLedger(terminal), json, quiet, who: who?.trim() || userName(terminal) };
}

/** The ledger of somebody who keeps only one. */
function usualLedger({ env }: Terminal): string {
  const folders = ensureFolders(appPaths({ ...thisMachine(), env }));
  if (!folders.ok) throw new Stop(folders.problem);
  return join(folders.value.ledgers, 'company.sqlite');
}

function userName({ env }: Terminal): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list, as containers have.
    return env.USER || env.USERNAME || 'somebody';
  }
}

function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Stop) return thrown.problem;
  if (thrown instanceof CommanderError) return usageProblem(thrown.message);
  return {
    code: 'FAULT',
    message: 'Monthend stopped at a fault of its own.',
    meaning: 'Every batch before it is stored; nothing is half done.',
    fix: 'Run the command again. If it stops again, send us the log file named by: monthend ledger check.',
    details: {
      name: thrown instanceof Error ? thrown.name : typeof thrown,
      message: maskSecrets(thrown instanceof Error ? thrown.message : String(thrown)),
    },
  };
}
