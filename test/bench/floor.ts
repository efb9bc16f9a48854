/**
 * What a sync cannot do without: the same pages fetched and parsed, and one prepared upsert per source record, invoice and line,
 * under the ledger's own pragmas, 500 documents a transaction. Nothing is matched, checked, journaled or kept in versions.
 * Arguments: server, database file.
 */
import { hash } from 'node:crypto';
import Database from 'better-sqlite3';
import { request } from 'undici';
import { SAMPLE_HOLDED_KEY } from '../../electron/sandbox/world.ts';
import { peakMegabytes, report } from './child.ts';

export interface FloorFigures {
  readonly ms: number;
  /** Upserting what has not changed. */
  readonly againMs: number;
  readonly megabytes: number;
}

interface Line {
  readonly name: string;
  readonly price: number;
  readonly tax: number;
  readonly account: string;
}

interface Raw {
  readonly id: string;
  readonly docNumber?: string;
  readonly contact?: string;
  readonly date?: number;
  readonly currency?: string;
  readonly subtotal?: number;
  readonly tax?: number;
  readonly total?: number;
  readonly products?: readonly Line[];
}

const BATCH = 500;
const [url = '', path = ''] = process.argv.slice(2);
const db = new Database(path);
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'cache_size = -32000']) {
  db.pragma(pragma);
}
db.exec(`
  CREATE TABLE source_record (id INTEGER PRIMARY KEY, stream TEXT NOT NULL, external_id TEXT NOT NULL, payload TEXT NOT NULL,
    hash TEXT NOT NULL, UNIQUE (stream, external_id)) STRICT;
  CREATE TABLE invoice (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, number TEXT, contact TEXT, date INTEGER NOT NULL,
    currency TEXT NOT NULL, net REAL NOT NULL, tax REAL NOT NULL, gross REAL NOT NULL) STRICT;
  CREATE TABLE invoice_line (id INTEGER PRIMARY KEY, key TEXT NOT NULL, position INTEGER NOT NULL, description TEXT NOT NULL,
    net REAL NOT NULL, tax_rate REAL NOT NULL, account TEXT, UNIQUE (key, position)) STRICT;
`);
const record = db.prepare(
  `INSERT INTO source_record (stream, external_id, payload, hash) VALUES (?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET payload = excluded.payload, hash = excluded.hash WHERE hash <> excluded.hash`,
);
const invoice = db.prepare(
  `INSERT INTO invoice (key, number, contact, date, currency, net, tax, gross) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET number = excluded.number, contact = excluded.contact, date = excluded.date,
     currency = excluded.currency, net = excluded.net, tax = excluded.tax, gross = excluded.gross`,
);
const line = db.prepare(
  `INSERT INTO invoice_line (key, position, description, net, tax_rate, account) VALUES (?, ?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET description = excluded.description, net = excluded.net, tax_rate = excluded.tax_rate,
     account = excluded.account`,
);

const store = db.transaction((stream: string, rows: readonly Raw[]) => {
  for (const raw of rows) {
    const text = JSON.stringify(raw);
    record.run(stream, raw.id, text, hash('sha256', text, 'base64url'));
    if (!raw.products) continue;
    const { id, docNumber, contact, date, currency, subtotal, tax, total } = raw;
    invoice.run(id, docNumber, contact, date, currency, subtotal, tax, total);
    raw.products.forEach((each, at) => {
      line.run(id, at, each.name, each.price, each.tax, each.account);
    });
  }
});

async function pass(paths: readonly string[]): Promise<number> {
  const started = performance.now();
  for (const each of paths) {
    const answer = await request(`${url}/holded${each}`, { headers: { key: SAMPLE_HOLDED_KEY } });
    const rows = JSON.parse(await answer.body.text()) as readonly Raw[];
    const stream = each.slice(0, each.indexOf('?'));
    for (let from = 0; from < rows.length; from += BATCH) store.immediate(stream, rows.slice(from, from + BATCH));
  }
  return performance.now() - started;
}

const paths = (await (await request(`${url}/requests/`)).body.json()) as readonly string[];
const ms = await pass(paths);
const megabytes = peakMegabytes();
const againMs = await pass(paths);
db.close();
report({ ms, againMs, megabytes } satisfies FloorFigures);
