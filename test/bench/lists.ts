/**
 * Every list over a ledger of a size nobody has yet, asked for as a window asks: at the host's door, over the reading thread and back.
 * Arguments: folder, scale (1: 90,000 contracts and 100,000 issues), runs. The ledger stays there for what is measured on it next.
 */
import { existsSync, statSync } from 'node:fs';
import { BIG, buildBigLedger } from '../support/big-ledger.ts';
import { unwrap } from './app.ts';
import { ask, slowest } from './ask.ts';
import { report } from './child.ts';
import { bigLedgerIn, openDeskHost } from './desk-host.ts';
import { type Figure, median } from './figures.ts';
import { timeIssueLists } from './lists-issues.ts';
import { timeLedgerLists } from './lists-ledger.ts';

export interface ListsFigures {
  readonly figures: readonly Figure[];
  readonly buildSeconds: number;
  readonly megabytes: number;
}

const [folder = '', scale = '1', runs = '5'] = process.argv.slice(2);
const path = bigLedgerIn(folder);
const size = { contracts: BIG.contracts * Number(scale), months: BIG.months, issues: BIG.issues * Number(scale) };
const took = existsSync(path) ? {} : await buildBigLedger(path, size);
const megabytes = Math.round(statSync(path).size / 2 ** 20);

const { host } = await openDeskHost(folder, { ledger: path });
// A change waits until the file is checked, and then the reading thread is there.
unwrap(await host.call('settings/save', {}));
const way: number[] = [];
for (let at = 0; at < 200; at++) {
  const started = performance.now();
  unwrap(await host.call('company/get', {}));
  way.push(performance.now() - started);
}
const options = { host, runs: Number(runs), wayMs: median(way) };
const issues = await timeIssueLists(options, size.issues);
const ledger = await timeLedgerLists(options, '2025-06');
ledger.push(await ask(options, 'what one run changed', 'runs/summary', { run: 1 }));
await host.close();
report({
  figures: [
    slowest(`lists of ${size.issues} issues, slowest cold answer`, issues),
    slowest(`lists of ${size.contracts} contracts, slowest cold answer`, ledger),
    ...issues,
    ...ledger,
  ],
  buildSeconds: Math.round(Object.values(took).reduce((sum, ms) => sum + ms, 0) / 1000),
  megabytes,
} satisfies ListsFigures);
