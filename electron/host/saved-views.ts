/** Saved views of lists, by ledger: what a filter's numbers mean differs from one company to the other. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type KeptViews, MOST_VIEWS, type SavedView, savedView, type TableViews } from '../../shared/contract/views.ts';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';

/** Where a shell keeps them. `undefined`: there is nothing yet; `broken`: there is something that is no JSON. */
export interface ViewStore {
  read(): { readonly content: unknown } | 'broken' | undefined;
  write(content: unknown): void;
}

const loose = z.record(z.string(), z.unknown());

/** The views kept for a ledger. A view that does not fit costs only itself, and is told. */
export function readViews(store: ViewStore, ledger: string): KeptViews {
  const read = store.read();
  if (read === undefined) return { tables: {}, broken: false };
  const all = read === 'broken' ? null : loose.safeParse(read.content).data;
  if (all == null) return { tables: {}, broken: true };
  const mine = loose.safeParse(all[ledgerKey(ledger)] ?? {}).data;
  if (mine === undefined) return { tables: {}, broken: true };
  let broken = false;
  const tables: Record<string, SavedView[]> = {};
  for (const [table, list] of Object.entries(mine)) {
    const parsed = z.array(z.unknown()).safeParse(list);
    const views = (parsed.data ?? []).flatMap((each) => savedView.safeParse(each).data ?? []);
    broken ||= !parsed.success || views.length < parsed.data.length || views.length > MOST_VIEWS;
    if (/^[a-z][a-z/-]{0,39}$/.test(table)) tables[table] = views.slice(0, MOST_VIEWS);
    else broken = true;
  }
  return { tables, broken };
}

/** Keeps a view under its name, in the place of the one it was called before when that is told. */
export function keepView(
  store: ViewStore,
  ledger: string,
  { table, view, instead }: { readonly table: string; readonly view: SavedView; readonly instead?: string },
): Result<KeptViews> {
  const { tables } = readViews(store, ledger);
  const views = tables[table] ?? [];
  const place = views.findIndex(({ name }) => name === (instead ?? view.name));
  if (instead !== undefined && instead !== view.name && views.some(({ name }) => name === view.name)) {
    return fail({
      code: 'VIEW_NAME_TAKEN',
      message: `There is a view called "${view.name}" already.`,
      meaning: 'Both views stand as they were.',
      fix: 'Choose another name, or remove the other view first.',
    });
  }
  if (place < 0 && views.length >= MOST_VIEWS) {
    return fail({
      code: 'TOO_MANY_VIEWS',
      message: `This list has ${MOST_VIEWS} saved views already.`,
      meaning: 'The view was not saved.',
      fix: 'Remove one that is no longer used.',
    });
  }
  const next = place < 0 ? [...views, view] : views.map((each, at) => (at === place ? view : each));
  return ok(written(store, ledger, { ...tables, [table]: next }));
}

export function removeView(store: ViewStore, ledger: string, table: string, name: string): KeptViews {
  const { tables } = readViews(store, ledger);
  return written(store, ledger, { ...tables, [table]: (tables[table] ?? []).filter((each) => each.name !== name) });
}

function written(store: ViewStore, ledger: string, tables: TableViews): KeptViews {
  const read = store.read();
  const others = read === undefined || read === 'broken' ? {} : (loose.safeParse(read.content).data ?? {});
  store.write({ ...others, [ledgerKey(ledger)]: tables });
  return readViews(store, ledger);
}

/** The ledger's place on this machine, without saying it. */
function ledgerKey(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
