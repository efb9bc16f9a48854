/**
 * Saved views of lists: columns, order and filters under a name, kept on this machine for this person and this ledger. What is typed into
 * a search box is not kept with them: it is often somebody's name, and this file is no place for people.
 */
import { z } from 'zod';
import { NOT_OF_A_VIEW } from '../domain/list-views.ts';
import { channel } from './channel.ts';

/** More than anybody keeps apart by name. */
export const MOST_VIEWS = 50;

const setting = z
  .string()
  .regex(/^[\w-]{1,40}$/)
  .refine((name) => !NOT_OF_A_VIEW.includes(name), 'is not kept with a view');
const table = z.string().regex(/^[a-z][a-z/-]{0,39}$/);
const viewName = z.string().trim().min(1).max(60);

export const savedView = z.object({
  name: viewName,
  /** Filters and order as the address writes them; what is usual is left out. */
  settings: z.record(setting, z.string().max(300)),
  /** Columns that are not shown, by their ids. */
  hidden: z.array(z.string().max(60)).max(100),
});

/** The views of each list. */
export const tableViews = z.record(table, z.array(savedView).max(MOST_VIEWS));

const kept = z.object({
  tables: tableViews,
  /** What was kept could not be read, or not all of it; every list then stands as usual. */
  broken: z.boolean(),
});

export const views = {
  'desk/views': channel('read', z.object({}), kept),
  /** Adds a view, or puts it in the place of one: that of its own name, or the one it was called before. */
  'desk/keep-view': channel('write', z.object({ table, view: savedView, instead: viewName.optional() }), kept),
  'desk/remove-view': channel('write', z.object({ table, name: viewName }), kept),
} as const;

export type SavedView = z.output<typeof savedView>;
export type TableViews = z.output<typeof tableViews>;
export type KeptViews = z.output<typeof kept>;
