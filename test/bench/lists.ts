/**
 * Every list over a ledger of a size nobody has yet, asked for as a window asks: through the engine, on a connection that only reads.
 * Arguments: folder, scale (1: 90,000 contracts and 100,000 issues), runs.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine } from '../../electron/engine.ts';
import { BIG, buildBigLedger } from '../support/big-ledger.ts';
import { unwrap } from './app.ts';
import { report } from './child.ts';
import type { Figure } from './figures.ts';
import { timeIssueLists } from './lists-issues.ts';
import { timeLedgerLists } from './lists-ledger.ts';

export interface ListsFigures {
  readonly figures: readonly Figure[];
  readonly buildSeconds: number;
  readonly megabytes: number;
}

const [folder = '', scale = '1', runs = '5'] = process.argv.slice(2);
const path = join(folder, 'lists.sqlite');
const size = { contracts: BIG.contracts * Number(scale), months: BIG.months, issues: BIG.issues * Number(scale) };
const took = await buildBigLedger(path, size);
const engine = unwrap(await openEngine({ ledgerPath: path, readonly: true, env: {} }));
const figures = [
  ...(await timeIssueLists(engine, { issues: size.issues, runs: Number(runs) })),
  ...(await timeLedgerLists(engine, { month: '2025-06', runs: Number(runs) })),
];
await engine.close();
report({
  figures,
  buildSeconds: Math.round(Object.values(took).reduce((sum, ms) => sum + ms, 0) / 1000),
  megabytes: Math.round(statSync(path).size / 2 ** 20),
} satisfies ListsFigures);
