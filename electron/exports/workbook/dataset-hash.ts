/**
 * The fingerprint of what a workbook says. The same data and policies give the same one: no clock, no run, no row number of the
 * ledger is in it, and rows count in an order of their own. Rows go through one by one, so that none of it is held.
 */
import { createHash } from 'node:crypto';
import type { CloseData } from '../../../shared/close/close-data.ts';
import { type Canonical, canonicalJson } from '../../../shared/close/close-hash.ts';

/** Says when and by which run, or names rows as only this ledger does. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'ref',
  'invoice',
  'run',
  'started',
  'finished',
  'at',
  'contracts',
  'contract',
  'owner',
  'pages',
  'newest',
  'seen',
]);

/** SHA-256 of the dataset, hexadecimal. */
export function datasetHash(data: CloseData): string {
  const hash = createHash('sha256');
  const { head } = data;
  const part = (name: string, rows: Iterable<unknown>) => {
    // Each row by its own hash, added up: the order in which rows come does not matter, how often each comes does.
    let sum = 0n;
    let count = 0;
    for (const row of rows) {
      const text = canonicalJson(plain(row));
      sum += BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
      count += 1;
    }
    hash.update(`${name} ${count} ${(sum % (1n << 256n)).toString(16)}\n`);
  };
  hash.update(
    `${canonicalJson({ company: head.company, currency: head.currency, month: head.month, zone: head.timeZone })}\n`,
  );
  part('policies', data.policies);
  part('detail', data.detail());
  part('documents', data.documents);
  part('journal', data.journal);
  part('ageing', data.ageing);
  part('reconciliation', data.reconciliation);
  part('exceptions', data.exceptions);
  part(
    'lamps',
    data.lamps.map(({ id, currency, leftMinor, rightMinor, state }) => ({
      id,
      currency,
      leftMinor,
      rightMinor,
      state,
    })),
  );
  // A list that is read whole grows with every later month: it says where names come from, not what the month is.
  part(
    'sources',
    data.sources.filter(({ netMinor }) => netMinor !== null),
  );
  part('rates', data.rates);
  part('books', [{ ledgerBalanceMinor: data.ledgerBalanceMinor, style: data.journalStyle }]);
  return hash.digest('hex');
}

function plain(value: unknown): Canonical {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) =>
        OUTSIDE.has(key) || each === undefined ? [] : [[key, plain(each)]],
      ),
    );
  throw new TypeError(`No part of a dataset: ${typeof value}`);
}
