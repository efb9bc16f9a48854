/**
 * Reading every page of a database. A query ends after 10,000 rows without saying how many there are; the read then asks again from the
 * creation time of the last row on and drops what it had. Creation time, because a row never moves within that order.
 */
import { z } from 'zod';
import { type ConnectionContext, type Page, SourceProblem } from '../connector.ts';
import {
  ask,
  discover,
  discoverAnew,
  MultipleDataSources,
  READ_CONTENT,
  RefusedRequest,
  SOURCE,
  type Source,
} from './api.ts';
import { NOTION_VERSIONS, type NotionSettings, type NotionVersion } from './settings.ts';
import { wire } from './wire.ts';

type Context = ConnectionContext<NotionSettings>;

const sourceSchema = z.object({ kind: z.enum(['databases', 'data_sources']), id: z.string() });
const cursorSchema = z.object({
  version: z.enum(NOTION_VERSIONS),
  /** The source being read first, then those still to come. */
  sources: z.array(sourceSchema).min(1),
  /** Notion's own cursor within the query; null at its start. */
  start: z.string().nullable(),
  /** The query asks for rows created at this instant or later; null: for all. */
  since: z.string().nullable(),
  /** The latest creation time had, and the rows had of that very instant: times are full minutes, so there may be many. */
  latest: z.string().nullable(),
  atLatest: z.array(z.string()),
  received: z.number(),
});
type Cursor = z.infer<typeof cursorSchema>;

/** All pages of the database, oldest first within a data source. */
export async function* readPages(context: Context, cursor: unknown): AsyncGenerator<Page, void, void> {
  const resume = cursorSchema.safeParse(cursor).data;
  let resuming = resume !== undefined;
  let at = resume ?? (await beginning(context));
  const had = new Set(at?.atLatest);
  while (at) {
    const here: Cursor = at;
    let answer: z.infer<typeof wire.queryAnswer>;
    try {
      answer = await query(context, here);
    } catch (error) {
      if (error instanceof MultipleDataSources) {
        // Nothing had been read in that version, or it had only one source: start over in the next one.
        at = startOf(await discoverAnew(context, error));
        continue;
      }
      if (error instanceof RefusedRequest && resuming && here.start !== null) {
        // Notion's cursor has outlived its time; the creation time has not.
        at = { ...here, start: null, since: here.latest };
        resuming = false;
        continue;
      }
      throw error;
    }
    resuming = false;
    const rows = answer.results.map((raw) => ({ raw, ...known(raw) }));
    if (rows.length > 0 && rows.every(({ raw }) => isPartial(raw))) {
      throw new SourceProblem('AUTH_FORBIDDEN', { source: SOURCE, what: READ_CONTENT });
    }
    const fresh = rows.filter(({ id }) => id === null || isNew(had, id));
    const next = following(here, answer, fresh);
    yield { records: fresh.map(({ raw }) => raw), cursor: next };
    if (next && isStuck(here, next)) {
      // More rows were created in one minute than a query gives: no window is small enough to read on.
      throw new SourceProblem('SOURCE_PARTIAL', {
        source: SOURCE,
        entity: 'pages',
        received: next.received,
        declared: 'more',
      });
    }
    at = next;
  }
}

async function beginning(context: Context): Promise<Cursor | null> {
  return startOf(await discover(context));
}

function startOf({ version, sources }: { version: NotionVersion; sources: readonly Source[] }): Cursor | null {
  if (sources.length === 0) return null;
  return { version, sources: [...sources], start: null, since: null, latest: null, atLatest: [], received: 0 };
}

async function query(context: Context, { version, sources, start, since }: Cursor) {
  const [source] = sources;
  const answer = await ask(context, version, {
    method: 'POST',
    path: `/v1/${source?.kind}/${source?.id}/query`,
    entity: 'pages',
    body: {
      sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
      page_size: context.config.pageSize,
      ...(since === null ? {} : { filter: { timestamp: 'created_time', created_time: { on_or_after: since } } }),
      ...(start === null ? {} : { start_cursor: start }), // a null cursor is refused
    },
  });
  const parsed = wire.queryAnswer.safeParse(answer);
  if (!parsed.success) throw new SourceProblem('RESPONSE_CHANGED', { source: SOURCE, entity: 'list of pages' });
  return parsed.data;
}

interface Row {
  readonly id: string | null;
  readonly created: string | null;
}

/** Where to go on: the query's next page, the next window after the ceiling, the next source, or nowhere. */
function following(here: Cursor, answer: z.infer<typeof wire.queryAnswer>, fresh: readonly Row[]): Cursor | null {
  const created = fresh.flatMap((row) => (row.created === null ? [] : [row.created]));
  const latest = [here.latest, ...created].reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
  const same = fresh.flatMap(({ id, created: at }) => (id !== null && at === latest ? [id] : []));
  const atLatest = latest === here.latest ? [...here.atLatest, ...same] : same;
  const moved = { ...here, latest, atLatest, received: here.received + fresh.length };
  if (answer.has_more && answer.next_cursor) return { ...moved, start: answer.next_cursor };
  if (answer.request_status?.type === 'incomplete') return { ...moved, start: null, since: latest };
  const sources = here.sources.slice(1);
  return sources.length === 0 ? null : { ...moved, sources, start: null, since: null, latest: null, atLatest: [] };
}

/** Whether an id is seen for the first time; it is remembered. */
function isNew(had: Set<string>, id: string): boolean {
  const before = had.size;
  return had.add(id).size > before;
}

/** A new window that asks for what the last one asked for. */
function isStuck(here: Cursor, next: Cursor): boolean {
  return next.start === null && next.sources.length === here.sources.length && next.since === here.since;
}

function known(raw: unknown): Row {
  const { id, created_time } = z.looseObject({ id: z.unknown(), created_time: z.unknown() }).safeParse(raw).data ?? {};
  return { id: typeof id === 'string' ? id : null, created: typeof created_time === 'string' ? created_time : null };
}

/** Notion names a page without showing it when the integration may not read content. */
function isPartial(raw: unknown): boolean {
  return typeof raw === 'object' && raw !== null && Object.keys(raw).every((key) => key === 'object' || key === 'id');
}
