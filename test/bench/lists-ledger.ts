/** Lists of a big ledger through the engine: first page, a page far down, each order, filters and search. */
import type { Engine } from '../../electron/engine.ts';
import type { ChannelName, InputOf } from '../../shared/contract/index.ts';
import { atMost, type Figure } from './figures.ts';

const AIM_MS = 50;
const FAR_DOWN = 80_000;

const MONTHS = { from: '2025-01', until: '2025-12' };

const ORDERS = {
  'clients/list': ['name', 'code', 'contracts', 'deferred'],
  'services/list': ['name', 'account', 'type', 'contracts'],
  'contracts/list': ['code', 'client', 'service', 'start', 'end', 'price', 'recognised', 'deferred', 'held'],
  'documents/list': ['date', 'number', 'client', 'gross', 'paid'],
  'periods/list': ['client', 'cohort', 'start', 'end', 'status'],
  'payments/list': ['date', 'amount', 'client'],
  'accruals/grid': ['code', 'client', 'service', 'before', 'thisMonth', 'deferred', 'held'],
} as const;
type List = keyof typeof ORDERS;

const FILTERS: Readonly<Record<List, readonly object[]>> = {
  'clients/list': [{ merged: true }, { search: 'ana' }, { search: 'a' }],
  'services/list': [{ search: 'course' }],
  'contracts/list': [
    { status: 'CLOSED', sort: 'deferred' },
    { service: 3, sort: 'client' },
    { client: 17 },
    { held: true },
    { search: 'ana' },
    { search: 'a', sort: 'price' },
  ],
  'documents/list': [
    { kind: 'credit_note' },
    { month: '2025-03', sort: 'gross' },
    { month: '2025-03', sort: 'client' },
    { client: 17 },
    { unlinked: true },
    { search: 'f25' },
  ],
  'periods/list': [{ status: 'ACTIVE', sort: 'client' }, { withoutContract: true, sort: 'cohort' }, { search: 'ana' }],
  'payments/list': [{ search: 'f25' }],
  'accruals/grid': [{ service: 3, sort: 'deferred' }, { held: true }, { status: 'ACTIVE' }, { search: 'ana' }],
};

export interface LedgerListsOptions {
  /** The last worked month of the ledger. */
  readonly month: string;
  readonly runs?: number;
}

/** One figure a list and question. The first of the runs also counts what is under the filter; the others remember it. */
export async function timeLedgerLists(engine: Engine, { month, runs = 5 }: LedgerListsOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const list of Object.keys(ORDERS) as List[]) {
    const more = list === 'accruals/grid' ? { ...MONTHS, month } : {};
    const asked = [
      ...ORDERS[list].flatMap((sort) => [{ sort }, { sort, descending: true, offset: FAR_DOWN }]),
      ...FILTERS[list],
    ];
    for (const input of asked) figures.push(await timed(engine, list, { ...more, ...input }, runs, words(input)));
  }
  return figures;
}

function words(input: object): string {
  return Object.entries(input)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
}

async function timed(engine: Engine, list: ChannelName, input: object, runs: number, asked: string): Promise<Figure> {
  const values: number[] = [];
  let total = 0;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const result = await engine.call(list, input as InputOf<typeof list>);
    values.push(performance.now() - started);
    if (!result.ok) throw new Error(`${list}: ${result.problem.message}`);
    total = (result.value as { total: number }).total;
  }
  return atMost(AIM_MS, { name: `${list} by ${asked}`, unit: 'ms', values, floor: AIM_MS, note: `of ${total} rows` });
}
