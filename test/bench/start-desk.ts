/**
 * From the start of the program to a screen that can be used, with a large ledger. Arguments: folder with the ledger, runs. The browser
 * is running already, for in the desktop app it is part of the program; what it shows is the built page and the built program.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { closeBrowser, openBrowser } from '../desktop-double/browser.ts';
import { report } from './child.ts';
import { bigLedgerIn } from './desk-host.ts';
import { openWindow } from './desk-window.ts';

export interface StartFigures {
  readonly megabytes: number;
  /** Until the address is printed: the ledger is being opened, and the page may come. */
  readonly openMs: readonly number[];
  /** Until the frame and the heading of the screen stand. */
  readonly answerMs: readonly number[];
  /** Until the Close screen has its heading and a button that can be pressed. */
  readonly usableMs: readonly number[];
  /** What the program's own threads worked until then, the browser's not counted: says the same on a machine that is busy. */
  readonly cpuMs: readonly number[];
  /** A bare program's start in the same browser: Node, one page, one heading. */
  readonly bareMs: readonly number[];
}

const PROGRAM = join(import.meta.dirname, '..', '..', 'out', 'main', 'serve.js');

/** A start that takes this long is a figure too. */
const LONGEST_MS = 120_000;

const [folder = '', runs = '3'] = process.argv.slice(2);
const ledger = bigLedgerIn(folder);
const home = join(folder, 'start');
mkdirSync(home, { recursive: true });

/** What a process has worked so far; 0 where the system does not tell it this way. */
function workedMs(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const BARE = `const server = require('node:http').createServer((_, answer) =>
  answer.setHeader('content-type', 'text/html').end('<main><h1>Bare</h1><button>Press</button></main>'));
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
process.once('SIGINT', () => process.exit(0));`;

type Start = Readonly<Record<'open' | 'answer' | 'usable' | 'worked', number>>;

async function startOnce(browser: Browser, program: readonly string[]): Promise<Start> {
  const page = await openWindow(browser);
  const started = performance.now();
  const child = spawn(process.execPath, program, {
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
    return { open, answer, usable: performance.now() - started, worked: workedMs(child.pid) };
  } finally {
    await page.context().close();
    child.kill('SIGINT');
    await ended;
  }
}

const browser = await openBrowser();
const APP = [PROGRAM, '--no-open', '--home', home];
// The first start compiles what later ones find compiled.
await startOnce(browser, APP);
const starts: Start[] = [];
const bare: Start[] = [];
for (let run = 0; run < Number(runs); run++) {
  bare.push(await startOnce(browser, ['-e', BARE]));
  starts.push(await startOnce(browser, APP));
}
const figures = {
  openMs: starts.map(({ open }) => open),
  answerMs: starts.map(({ answer }) => answer),
  usableMs: starts.map(({ usable }) => usable),
  cpuMs: starts.map(({ worked }) => worked),
  bareMs: bare.map(({ usable }) => usable),
};
await closeBrowser();
report({ megabytes: Math.round(statSync(ledger).size / 2 ** 20), ...figures } satisfies StartFigures);
