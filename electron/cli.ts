#!/usr/bin/env node
/** The command line: `monthend`. Everything it can do lies in `cli/`. */
import { rememberCompiled } from './platform/compile-cache.ts';

rememberCompiled();
// Imported only now, so that what is remembered is used.
const { openLogged } = await import('./cli/open-logged.ts');
const { runCli } = await import('./cli/run-cli.ts');
const { processTerminal } = await import('./cli/terminal.ts');

process.exitCode = await runCli(process.argv.slice(2), processTerminal(), openLogged);
