#!/usr/bin/env node
/** The command line: `monthend`. Everything it can do lies in `cli/`. */

import { openLogged } from './cli/open-logged.ts';
import { runCli } from './cli/run-cli.ts';
import { processTerminal } from './cli/terminal.ts';

process.exitCode = await runCli(process.argv.slice(2), processTerminal(), openLogged);
