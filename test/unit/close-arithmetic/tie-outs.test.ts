import { describe, expect, it } from 'vitest';
import type { BilledEntry, ContractLines, PostedEntry } from '../../../shared/close/contract-lines.ts';
import { journal } from '../../../shared/close/journal.ts';
import { rollRows } from '../../../shared/close/roll-forward.ts';
import type { TieOutEvidence } from '../../../shared/close/tie-out-evidence.ts';
import { blocking, tieOuts } from '../../../shared/close/tie-outs.ts';
import { waterfall } from '../../../shared/close/waterfall.ts';
import { civilDate } from '../../../shared/domain/civil-date.ts';
import { currency } from '../../../shared/domain/money.ts';
import { month } from '../../../shared/domain/month.ts';
import { presetOf } from './account-preset.ts';

const [feb, mar] = [month('2025-02'), month('2025-03')];
const invoice = (id: string, date: string, netMinor: number): BilledEntry => ({
  documentId: id,
  kind: 'invoice',
  date: civilDate(date),
  countedIn: month(date.slice(0, 7)),
  netMinor,
});
const service = (at: string, amountMinor: number): PostedEntry => ({ month: month(at), kind: 'service', amountMinor });
const contract = (id: string, billed: BilledEntry[], posted: PostedEntry[]): ContractLines => ({
  id,
  kind: 'contract',
  currency: currency('EUR'),
  client: null,
  service: 'web',
  account: '705100',
  billed,
  posted,
});

const lines = [
  contract('A', [invoice('F1', '2025-02-01', 30_000)], [service('2025-02', 10_000), service('2025-03', 10_000)]),
  contract('B', [invoice('F2', '2025-03-05', 20_000)], [service('2025-03', 5_000)]),
];

/** A month in which everything agrees. */
function sound(): TieOutEvidence {
  const all = rollRows(lines, [feb, mar]);
  const rows = all.filter((row) => row.month === mar);
  const closing = rows.map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor }));
  const fall = waterfall(
    rows.map((row) => ({
      ...row,
      priceMinor: row.billedToDateMinor,
      schedule: [{ month: month('2025-04'), amountMinor: row.closingDeferredMinor }],
      suspendedMinor: 0,
      onHold: false,
    })),
    mar,
  );
  return {
    month: mar,
    rows,
    storedClosing: all
      .filter((row) => row.month === feb)
      .map((row) => ({ id: row.id, amountMinor: row.closingDeferredMinor })),
    detail: closing,
    waterfall: fall.rows,
    journal: journal({ month: mar, style: 'balance_first', level: 'summary', rows, accounts: presetOf('spain-pgc') }),
    documents: [{ id: 'B', amountMinor: 20_000 }],
    changesOfClosedMonths: [],
    billedToDate: rows.map((row) => ({ id: row.id, amountMinor: row.billedToDateMinor })),
    recognisedToDate: rows.map((row) => ({ id: row.id, amountMinor: row.recognisedToDateMinor })),
    received: [{ id: 'F2', state: 'counted', reason: null }],
    receivedCount: 1,
    ledgerBalanceMinor: 25_000,
    limits: rows.map((row) => ({
      id: row.id,
      recognisedMinor: row.recognisedToDateMinor,
      limitsMinor: [row.billedToDateMinor],
    })),
    functional: { byHolder: closing, total: closing },
  };
}

const off = (evidence: TieOutEvidence) =>
  tieOuts(evidence)
    .filter(({ state }) => state !== 'ties')
    .map(({ id, behind }) => ({ id, behind: behind.map((each) => each.id) }));
const [rowA, rowB] = sound().rows;

describe('the lamps', () => {
  it('all tie in a sound month, in their order and in plain words', () => {
    const lamps = tieOuts(sound());
    expect(lamps.map(({ id, state }) => `${id} ${state}`)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((id) => `${id} ties`),
    );
    expect(lamps.every(({ words, left, right }) => words !== '' && left !== '' && right !== '')).toBe(true);
    expect(blocking(lamps)).toEqual([]);
  });

  it.each<[number, string[], Partial<TieOutEvidence>]>([
    [1, ['A'], { storedClosing: [{ id: 'A', amountMinor: 19_999 }] }],
    [
      2,
      ['B'],
      {
        rows: [rowA, rowB && { ...rowB, closingDeferredMinor: 15_001 }].filter((row) => row !== undefined),
        ledgerBalanceMinor: 25_001,
      },
    ],
    [
      2,
      ['A'],
      {
        detail: [
          { id: 'A', amountMinor: 10_001 },
          { id: 'B', amountMinor: 15_000 },
        ],
      },
    ],
    [5, ['B'], { documents: [{ id: 'B', amountMinor: 20_001 }] }],
    [
      5,
      ['A', 'B'],
      {
        documents: [
          { id: 'A', amountMinor: 5 },
          { id: 'B', amountMinor: 19_995 },
        ],
      },
    ],
    [
      6,
      ['A'],
      {
        billedToDate: [
          { id: 'A', amountMinor: 30_001 },
          { id: 'B', amountMinor: 20_000 },
        ],
      },
    ],
    [
      6,
      ['B'],
      {
        recognisedToDate: [
          { id: 'A', amountMinor: 20_000 },
          { id: 'B', amountMinor: 4_999 },
        ],
      },
    ],
    [
      7,
      ['F3'],
      {
        received: [
          { id: 'F2', state: 'counted', reason: null },
          { id: 'F3', state: null, reason: null },
        ],
        receivedCount: 2,
      },
    ],
    [7, ['F2'], { received: [{ id: 'F2', state: 'excluded', reason: ' ' }] }],
    [7, [], { receivedCount: 500 }],
    [8, [], { ledgerBalanceMinor: 24_999 }],
    [8, [], { ledgerBalanceMinor: null }],
    [9, ['A'], { limits: [{ id: 'A', recognisedMinor: 20_001, limitsMinor: [20_000] }] }],
    [9, ['A'], { limits: [{ id: 'A', recognisedMinor: -1, limitsMinor: [20_000] }] }],
    [10, ['B'], { functional: { byHolder: [{ id: 'B', amountMinor: 1 }], total: [{ id: 'B', amountMinor: 2 }] } }],
  ])('lamp %i alone goes out and names %j', (id, behind, altered) => {
    const found = off({ ...sound(), ...altered });
    const [lamp] = found;
    expect(lamp).toEqual({ id, behind });
    // A closing that was altered is missed by everything that refers to it.
    if (!('rows' in altered)) expect(found).toHaveLength(1);
  });

  it('the journal that misses a cent of a contract names the contract', () => {
    const { journal: book } = sound();
    const byHolder = book.byHolder.map((each) =>
      each.id === 'A' ? { ...each, amountMinor: each.amountMinor + 1 } : each,
    );
    expect(off({ ...sound(), journal: { ...book, byHolder } })).toEqual([{ id: 4, behind: ['A'] }]);
  });

  it('a waterfall row that is a cent off names its contract', () => {
    const rows = sound().waterfall.map((row) => (row.id === 'B' ? { ...row, notScheduledMinor: 1 } : row));
    expect(off({ ...sound(), waterfall: rows })).toEqual([{ id: 3, behind: ['B'] }]);
  });

  it('negative prices are held to their own side of zero', () => {
    const limits = (recognisedMinor: number) => [{ id: 'A', recognisedMinor, limitsMinor: [-500] }];
    expect(off({ ...sound(), limits: limits(-500) })).toEqual([]);
    expect(off({ ...sound(), limits: limits(-501) })).toEqual([{ id: 9, behind: ['A'] }]);
    expect(off({ ...sound(), limits: limits(1) })).toEqual([{ id: 9, behind: ['A'] }]);
  });

  it('5, 7 and 8 can be overridden with a reason, the others never', () => {
    const evidence = {
      ...sound(),
      ledgerBalanceMinor: null,
      billedToDate: [{ id: 'A', amountMinor: 1 }],
      documents: [],
    };
    const overrides = ([5, 6, 8] as const).map((id) => ({ id, reason: 'Posted on 3 April', by: 'Rosa' }));
    const states = tieOuts(evidence, overrides).filter(({ state }) => state !== 'ties');
    expect(states.map(({ id, state }) => `${id} ${state}`)).toEqual(['5 overridden', '6 differs', '8 overridden']);
    expect(blocking(states).map(({ id }) => id)).toEqual([6]);
    const unsaid = overrides.map((each) => ({ ...each, reason: ' ' }));
    expect(blocking(tieOuts(evidence, unsaid)).map(({ id }) => id)).toEqual([5, 6, 8]);
  });
});
