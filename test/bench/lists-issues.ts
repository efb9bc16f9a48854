/** Issue lists of a big ledger as a window asks for them: first pages, pages far down, each order, filters, causes and search. */
import type { ChannelName, InputOf } from '../../shared/contract/index.ts';
import { type Asked, type AskOptions, ask } from './ask.ts';

/** One figure a question; `issues` of them are in the ledger. */
export async function timeIssueLists(options: AskOptions, issues: number): Promise<Asked[]> {
  const figures: Asked[] = [];
  const put = async <C extends ChannelName>(name: string, channel: C, input: InputOf<C>) => {
    figures.push(await ask(options, name, channel, input));
  };
  const status = 'pending' as const;
  const deep = Math.round(issues * 0.9);
  await put(`${issues} issues: first page`, 'issues/page', {});
  await put(`issues from ${deep} on`, 'issues/page', { offset: deep });
  for (const sort of ['amount', 'monthAmount', 'firstSeen', 'lastSeen', 'code', 'integration', 'timesSeen'] as const) {
    await put(`open issues by ${sort}`, 'issues/page', { status, sort });
    await put(`open issues by ${sort}, from ${deep} on`, 'issues/page', { status, sort, offset: deep });
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
    await put(`open issues, ${Object.entries(filter).flat().join(' ')}`, 'issues/page', { status, ...filter });
  await put('causes of open issues', 'issues/groups', { status });
  await put('all open issues selected', 'issues/select', { status });
  await put('issue totals', 'issues/totals', {});
  await put('the next of a list by cursor', 'issues/list', { status, cursor: '500000.1' });
  for (const text of ['m', 'garcia data', 'F2500311', '1182'])
    await put(`search everything for "${text}"`, 'search/all', { text });
  return figures;
}
