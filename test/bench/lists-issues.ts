/** Issue lists of a big ledger through the engine: first pages, pages far down, each order, filters, causes and search. */
import type { Engine } from '../../electron/engine.ts';
import type { ChannelName, InputOf } from '../../shared/contract/index.ts';
import { unwrap } from './app.ts';
import { atMost, type Figure, median } from './figures.ts';

const AIM_MS = 50;

export interface IssueListsOptions {
  /** Issues in the ledger. */
  readonly issues: number;
  readonly runs?: number;
}

/** One figure a question. The first of the runs also adds up what is under the filter; the others remember it. */
export async function timeIssueLists(engine: Engine, { issues, runs = 5 }: IssueListsOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  const ask = async <C extends ChannelName>(name: string, channel: C, input: InputOf<C>) => {
    const values: number[] = [];
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      unwrap(await engine.call(channel, input));
      values.push(performance.now() - started);
    }
    const first = (values[0] ?? 0).toFixed(0);
    figures.push(
      atMost(AIM_MS, { name, unit: 'ms', values, floor: median(values), note: `the first time ${first} ms` }),
    );
  };
  const status = 'pending' as const;
  const deep = Math.round(issues * 0.9);
  await ask(`${issues} issues: first page`, 'issues/page', {});
  await ask(`issues from ${deep} on`, 'issues/page', { offset: deep });
  for (const sort of ['amount', 'monthAmount', 'firstSeen', 'lastSeen', 'code', 'integration', 'timesSeen'] as const) {
    await ask(`open issues by ${sort}`, 'issues/page', { status, sort });
    await ask(`open issues by ${sort}, from ${deep} on`, 'issues/page', { status, sort, offset: deep });
  }
  const filters = [
    { integration: 'holded' },
    { operation: 'invoices' },
    { severity: 'high' },
    { entityType: 'contract' },
    { month: '2025-03' },
    { code: 'SERVICE_UNKNOWN' },
    { group: 'CLIENT_MISSING' },
    { search: 'F2500' },
    { search: 'm' },
  ] as const;
  for (const filter of filters)
    await ask(`open issues, ${Object.entries(filter).flat().join(' ')}`, 'issues/page', { status, ...filter });
  await ask('causes of open issues', 'issues/groups', { status });
  await ask('all open issues selected', 'issues/select', { status });
  await ask('issue totals', 'issues/totals', {});
  await ask('the next of a list by cursor', 'issues/list', { status, cursor: '500000.1' });
  for (const text of ['m', 'garcia data', 'F2500311', '1182'])
    await ask(`search everything for "${text}"`, 'search/all', { text });
  return figures;
}
