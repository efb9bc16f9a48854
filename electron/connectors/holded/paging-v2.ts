/** Holded v2 lists: `{items, cursor, has_more}`, at most 100 a page. `page` is ignored there, and an empty `cursor=` answers nothing. */
import { z } from 'zod';
import type { Page } from '../connector.ts';
import { cutOff, notAList } from './client.ts';
import { fields } from './coerce.ts';
import { identify } from './wire.ts';

/** The cursor to ask with next; null at the start. */
const position = z.object({ v: z.literal(2), cursor: z.string().min(1).nullable() });

/** Asks for the page after `cursor`; the first one without. */
export type AskAfter = (cursor: string | undefined) => Promise<unknown>;

/** All pages of a v2 list. `name` is the list in the operator's words. */
export async function* readPagesV2(ask: AskAfter, cursor: unknown, name: string): AsyncGenerator<Page, void, void> {
  const resumed = position.safeParse(cursor);
  let at = (resumed.success && resumed.data.cursor) || undefined;
  const asked = new Set<string | undefined>();
  const seen = new Set<string>();
  let received = 0;
  for (;;) {
    asked.add(at);
    const answer = fields(await ask(at));
    if (!Array.isArray(answer.items)) throw notAList(name);
    const items: readonly unknown[] = answer.items;
    received += items.length;
    const records = items.filter((item) => {
      const id = identify(item);
      if (id !== null && seen.has(id)) return false;
      if (id !== null) seen.add(id);
      return true;
    });
    const next = answer.has_more === true ? answer.cursor : null;
    if (next === null) {
      yield { records, cursor: null };
      return;
    }
    // More is promised, and where it begins is missing or was asked before: going on would read the same pages for ever.
    if (typeof next !== 'string' || next === '' || asked.has(next)) {
      if (records.length > 0) yield { records, cursor: { v: 2, cursor: at ?? null } };
      throw cutOff(received, name);
    }
    yield { records, cursor: { v: 2, cursor: next } };
    at = next;
  }
}
