/**
 * From the start of the program to a screen that can be used, with a large ledger. Arguments: folder with the ledger, runs. The browser
 * is running already, for in the desktop app it is part of the program; what it shows is the built page and the built program.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { closeBrowser, openBrowser } from '../desktop-double/browser.ts';
import { report } from './child.ts';
import { bigLedgerIn } from './desk-host.ts';
import { openWindow } from './desk-window.ts';

export interface StartFigures {
  readonly megabytes: number;
  /** Until the address is printed: the ledger is open. */
  readonly openMs: readonly number[];
  /** Until the frame and the heading of the screen stand. */
  readonly answerMs: readonly number[];
  /** Until the Close screen has its heading and a button that can be pressed. */
  readonly usableMs: readonly number[];
}

const PROGRAM = join(import.meta.dirname, '..', '..', 'out', 'main', 'serve.js');

/** A start that takes this long is a figure too. */
const LONGEST_MS = 120_000;

const [folder = '', runs = '3'] = process.argv.slice(2);
const ledger = bigLedgerIn(folder);
const home = join(folder, 'start');
mkdirSync(home, { recursive: true });

async function startOnce(browser: Browser): Promise<{ open: number; answer: number; usable: number }> {
  const page = await openWindow(browser);
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, '--no-open', '--home', home], {
    env: { ...process.env, MONTHEND_LEDGER: ledger },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += text;
      const found = /http:\S+/.exec(printed);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`The program ended with code ${code}`)));
  });
  const open = performance.now() - started;
  try {
    await page.goto(address, { waitUntil: 'commit' });
    const main = page.getByRole('main');
    await main.getByRole('heading', { level: 1 }).waitFor();
    const answer = performance.now() - started;
    await main.getByRole('button', { disabled: false }).first().waitFor({ timeout: LONGEST_MS });
    return { open, answer, usable: performance.now() - started };
  } finally {
    await page.context().close();
    child.kill('SIGINT');
    await ended;
  }
}

const browser = await openBrowser();
const figures = { openMs: [] as number[], answerMs: [] as number[], usableMs: [] as number[] };
// The first start compiles what later ones find compiled.
await startOnce(browser);
for (let run = 0; run < Number(runs); run++) {
  const { open, answer, usable } = await startOnce(browser);
  figures.openMs.push(open);
  figures.answerMs.push(answer);
  figures.usableMs.push(usable);
}
await closeBrowser();
report({ megabytes: Math.round(statSync(ledger).size / 2 ** 20), ...figures } satisfies StartFigures);
