/**
 * Holded v1 lists have no totals and no links, only `page`, and not every list is known to honour it. An answer with as many rows as
 * an answer can have may hide others behind it, so unless a second page proves that paging works, its window is read again in halves,
 * down to a day. Nothing is ever silently cut off: what cannot be told apart ends the read as SOURCE_PARTIAL.
 */
import { z } from 'zod';
import { addDays, type CivilDate, daysBetween, parseCivilDate } from '../../../shared/domain/civil-date.ts';
import { HttpProblem } from '../../platform/http-port.ts';
import { type DateWindow, type Page, SourceProblem } from '../connector.ts';
import { cutOff } from './client.ts';
import { identify } from './wire.ts';

const day = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null);
const position = z.object({
  v: z.literal(1),
  /** Windows still to read, the present one last; null is the whole list. */
  windows: z.array(z.tuple([day, day]).nullable()).min(1),
  /** Page to ask for. */
  page: z.int().positive(),
  /** The page before: its rows, its first id and a digest of its ids, to recognise it when it comes again. */
  last: z.object({ rows: z.int(), first: z.string(), digest: z.string() }).nullable(),
  /** First id of page 1, for a pager that starts over. */
  opening: z.string().nullable(),
});
type Position = z.output<typeof position>;
type Window = Position['windows'][number];

/** Asks for one page (1-based) of a window. */
export type AskPage = (window: DateWindow | null, page: number) => Promise<readonly unknown[]>;

// A pager that never ends is no pager.
const LAST_PAGE = 1000;

/** All pages of a v1 list; `window` null for lists that know no dates. `name` is the list in the operator's words. */
export async function* readPagesV1(
  ask: AskPage,
  window: DateWindow | null,
  cursor: unknown,
  maxRows: number,
  name: string,
): AsyncGenerator<Page, void, void> {
  const resumed = position.safeParse(cursor);
  let at: Position | null = resumed.success
    ? resumed.data
    : { v: 1, windows: [window && [window.from, window.to]], ...START };
  const seen = new Set<string>();
  while (at !== null) {
    const rows: readonly unknown[] | 'hung' = await askOrHang(ask, at);
    if (rows === 'hung') {
      at = inHalves(at) ?? at;
      continue;
    }
    const records = rows.filter((row) => {
      const id = identify(row);
      if (id !== null && seen.has(id)) return false;
      if (id !== null) seen.add(id);
      return true;
    });
    const next: Position | SourceProblem | null = after(at, rows, maxRows, name);
    if (next instanceof SourceProblem) throw next;
    if (records.length > 0 || next === null) yield { records, cursor: next };
    at = next;
  }
}

const START = { page: 1, last: null, opening: null } as const;

/** Some lists are known to hang on a page after the last one: the halves of the window then show whether there was more. */
async function askOrHang(ask: AskPage, at: Position): Promise<readonly unknown[] | 'hung'> {
  const window = at.windows.at(-1) ?? null;
  try {
    return await ask(window && { from: window[0], to: window[1] }, at.page);
  } catch (error) {
    const hung = error instanceof SourceProblem && error.code === 'SOURCE_UNAVAILABLE' && isTimeout(error);
    if (hung && at.page === 2 && canBeHalved(window)) return 'hung';
    throw error;
  }
}

function isTimeout(error: SourceProblem): boolean {
  return error.cause instanceof HttpProblem && error.cause.kind === 'timeout';
}

/** Where to go on after an answer; null when all was read. */
function after(at: Position, rows: readonly unknown[], maxRows: number, name: string): Position | SourceProblem | null {
  const window = at.windows.at(-1) ?? null;
  const before = at.last;
  const cappedBefore = before !== null && before.rows >= maxRows;
  if (rows.length === 0) {
    // Page 2 was understood and empty: a single day, or a list without dates, is then believed to have exactly that many rows.
    return at.page === 2 && cappedBefore && canBeHalved(window) ? inHalves(at) : nextWindow(at);
  }
  const first = firstId(rows);
  const digest = digestOf(rows);
  if (before !== null && (digest === before.digest || first === before.first || first === at.opening)) {
    if (!cappedBefore) return nextWindow(at);
    return inHalves(at) ?? cutOff(rows.length, window === null ? name : `${name} of ${window[0]}`);
  }
  if (!mayBeFull(rows.length, maxRows)) return nextWindow(at);
  if (at.page >= LAST_PAGE) return cutOff(rows.length, name);
  return {
    ...at,
    page: at.page + 1,
    last: { rows: rows.length, first, digest },
    opening: at.page === 1 ? first : at.opening,
  };
}

/**
 * Whether rows may follow. The size of a page is confirmed for some lists only, and calls are counted against a monthly allowance: a
 * round number may be a full page of another size, any other number below the maximum is the end.
 */
function mayBeFull(rows: number, maxRows: number): boolean {
  return rows >= maxRows || rows % 50 === 0;
}

function nextWindow(at: Position): Position | null {
  const windows = at.windows.slice(0, -1);
  return windows.length === 0 ? null : { v: 1, windows, ...START };
}

function canBeHalved(window: Window): boolean {
  return window !== null && window[0] < window[1];
}

/** The present window in two, the earlier half next; null when it is a day or has no dates. */
function inHalves(at: Position): Position | null {
  const window = at.windows.at(-1) ?? null;
  if (window === null || window[0] >= window[1]) return null;
  const [from, to] = window;
  const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
  return { v: 1, windows: [...at.windows.slice(0, -1), [addDays(middle, 1), to], [from, middle]], ...START };
}

function firstId(rows: readonly unknown[]): string {
  return identify(rows[0]) ?? '';
}

/** The same for the same ids in any order: an ignored pager may answer the same rows shuffled. */
function digestOf(rows: readonly unknown[]): string {
  const ids = new Set(rows.map((row) => identify(row) ?? ''));
  let sum = 0;
  for (const id of ids) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
    sum = (sum + (hash >>> 0)) % 0x1_0000_0000;
  }
  return `${ids.size}:${sum.toString(16)}`;
}
