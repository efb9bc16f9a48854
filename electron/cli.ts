#!/usr/bin/env node
import { openLogged } from './cli/open-logged.ts';
import { runCli } from './cli/run-cli.ts';
/** The command line: `monthend`. */
import { processTerminal } from './cli/terminal.ts';

process.exitCode = await runCli(process.argv.slice(2), processTerminal(), openLogged);
