/** Lists of a big ledger as a window asks for them: first page, a page far down, each order, filters and search. */
import { type Asked, type AskOptions, ask } from './ask.ts';

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

/** One figure a list and question; `month` is the last worked one of the ledger. */
export async function timeLedgerLists(options: AskOptions, month: string): Promise<Asked[]> {
  const figures: Asked[] = [];
  for (const list of Object.keys(ORDERS) as List[]) {
    const more = list === 'accruals/grid' ? { ...MONTHS, month } : {};
    const asked = [
      ...ORDERS[list].flatMap((sort) => [{ sort }, { sort, descending: true, offset: FAR_DOWN }]),
      ...FILTERS[list],
    ];
    for (const input of asked) {
      figures.push(await ask(options, `${list} by ${words(input)}`, list, { ...more, ...input } as object));
    }
  }
  return figures;
}

function words(input: object): string {
  return Object.entries(input)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
}
