/** Syncs the year into a ledger file, new or known, and says what it took. Arguments: server, ledger file. */
import { existsSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { openEngine } from '../../electron/engine.ts';
import { LOOPBACK_SECRETS, setUp, syncYear, unwrap } from './app.ts';
import { peakMegabytes, report } from './child.ts';

export interface SyncFigures {
  readonly ms: number;
  readonly megabytes: number;
  /** Memory of the app before it has done anything. */
  readonly megabytesIdle: number;
  /** The longest time the engine kept its thread to itself. */
  readonly longestMs: number;
  readonly received: number;
  readonly held: number;
  readonly invoices: number;
  readonly lines: number;
  /** Rows of business tables that the run wrote, by the journal. */
  readonly businessRows: number;
  readonly hash: string;
}

const [url = '', path = ''] = process.argv.slice(2);
const known = existsSync(path);
const engine = unwrap(
  await openEngine({ ledgerPath: path, create: !known, loopbackSecrets: LOOPBACK_SECRETS, env: {} }),
);
if (!known) await setUp(engine, url);
const megabytesIdle = peakMegabytes();

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const started = performance.now();
const { run, executions } = await syncYear(engine);
const ms = performance.now() - started;
delay.disable();
const megabytes = peakMegabytes();

const { hash } = unwrap(await engine.call('ledger/hash', {}));
await engine.close();
const db = new Database(path, { readonly: true });
const count = (query: string, ...parameters: number[]) =>
  Number(
    db
      .prepare(query)
      .pluck()
      .get(...parameters),
  );
const sum = (of: 'received' | 'held') => executions.reduce((total, { counts }) => total + (counts?.[of] ?? 0), 0);
report({
  ms,
  megabytes,
  megabytesIdle,
  longestMs: delay.max / 1e6,
  received: sum('received'),
  held: sum('held'),
  invoices: count('SELECT count(*) FROM invoice'),
  lines: count('SELECT count(*) FROM invoice_line'),
  businessRows: count('SELECT count(*) FROM change WHERE run_id = ?', run.id),
  hash,
} satisfies SyncFigures);
