/**
 * The Notion API on loopback, in the three versions that are in force: which routes exist, what a page looks like and what is refused
 * depends on the Notion-Version header. A world is plain data and may be changed between two requests.
 */
import { inWorldOrder, type SimAnswer, type SimRequest, type Simulator, type SimWorld } from '../simulator.ts';
import type { NotionDataSource, NotionPage } from './builders.ts';
import { NOTION_VERSIONS } from './settings.ts';

export interface NotionWorld {
  tokens: string[];
  databaseId: string;
  dataSources: NotionDataSource[];
  pages: NotionPage[];
  /** False: the database exists but the integration was not added to it. */
  shared?: boolean;
  /** False: pages come as object and id only. */
  readsContent?: boolean;
  /** Rows after which a query ends incomplete; 10,000 in the real one. */
  ceiling?: number;
  /** How many of the next queries meet a concurrent edit (409). */
  conflicts?: number;
}

/** A simulator of `world`. */
export function notionSimulator(world: NotionWorld): Simulator {
  return {
    id: 'notion',
    answer(request, sim) {
      const version = request.headers['notion-version'];
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined || !world.tokens.includes(token) || sim.tokenExpired) {
        return refuse(401, 'unauthorized', 'API token is invalid.');
      }
      if (!version)
        return refuse(400, 'missing_version', 'Notion-Version header failed validation: should be defined.');
      if (!NOTION_VERSIONS.some((known) => known === version)) {
        return refuse(400, 'validation_error', `Notion-Version header is not supported: ${version}`);
      }
      return route(request, sim, version, world);
    },
  };
}

function route(request: SimRequest, sim: SimWorld, version: string, world: NotionWorld): SimAnswer {
  const { method, path } = request;
  const old = version === '2022-06-28';
  if (method === 'GET' && path === '/v1/users/me') return { status: 200, body: bot };
  const [, kind, id = '', query] = /^\/v1\/(databases|data_sources|pages)\/([^/]+)(\/query)?$/.exec(path) ?? [];
  const exists =
    kind && (kind !== 'data_sources' || !old) && !(query && (kind === 'pages' || (kind === 'databases' && !old)));
  if (!exists || method !== (query ? 'POST' : 'GET')) return refuse(400, 'invalid_request_url', 'Invalid request URL.');
  if (kind === 'pages') {
    const page = world.pages.find((p) => sameId(p.id, id));
    return page && world.shared !== false ? { status: 200, body: shown(page, version, world) } : unknown('page', id);
  }
  if (world.shared === false) return unknown(kind === 'databases' ? 'database' : 'data_source', id);
  if (kind === 'databases' && !sameId(world.databaseId, id)) return unknown('database', id);
  const source = kind === 'data_sources' ? world.dataSources.find((s) => sameId(s.id, id)) : world.dataSources[0];
  if (kind === 'data_sources' && !source) return unknown('data_source', id);
  if (old && world.dataSources.length > 1) return severalSources(world);
  if (!query) return { status: 200, body: kind === 'databases' ? database(world, old) : dataSource(source, world) };
  const pages = world.pages.filter((page) => old || page.parent.data_source_id === source?.id);
  return runQuery(request.body, pages, source, { version, sim, world });
}

interface QueryBody {
  filter?: Record<string, unknown>;
  sorts?: { timestamp?: string; direction?: string }[];
  start_cursor?: unknown;
  page_size?: unknown;
}

function runQuery(
  raw: unknown,
  all: readonly NotionPage[],
  source: NotionDataSource | undefined,
  { version, sim, world }: { version: string; sim: SimWorld; world: NotionWorld },
): SimAnswer {
  if (world.conflicts && world.conflicts-- > 0) return refuse(409, 'conflict_error', 'Conflict occurred while saving.');
  const body = (raw ?? {}) as QueryBody;
  const size = body.page_size ?? 100;
  if (typeof size !== 'number' || size < 1 || size > 100) return invalid('body.page_size should be ≤ `100`.');
  const filtered = filterPages(all, body.filter, source);
  if (!Array.isArray(filtered)) return filtered;
  const [sort] = body.sorts ?? [];
  const field = sort?.timestamp === 'last_edited_time' ? 'last_edited_time' : 'created_time';
  const sign = sort?.direction === 'descending' ? -1 : 1;
  const sorted = sort
    ? [...filtered].sort((a, b) => (a[field] < b[field] ? -sign : a[field] > b[field] ? sign : a.id < b.id ? -1 : 1))
    : filtered;
  const rows = sorted.slice(0, world.ceiling ?? 10_000);
  let start = 0;
  if (body.start_cursor !== undefined) {
    start = rows.findIndex((page) => cursorOf(page) === body.start_cursor);
    if (start < 0) return invalid('The start_cursor provided is invalid.');
  }
  const page = inWorldOrder(rows.slice(start, start + size), sim);
  const next = rows[start + size];
  const cut = !next && sorted.length > rows.length;
  const old = version === '2022-06-28';
  return {
    status: 200,
    body: {
      object: 'list',
      results: page.map((p) => drifted(shown(p, version, world), sim)),
      next_cursor: next ? cursorOf(next) : null,
      has_more: next !== undefined,
      type: old ? 'page_or_database' : 'page_or_data_source',
      [old ? 'page_or_database' : 'page_or_data_source']: {},
      request_status: cut
        ? { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
        : { type: 'complete' },
      request_id: REQUEST_ID,
    },
    served: { stream: 'pages', ids: page.map((p) => p.id) },
  };
}

/** The rows a filter keeps, or its refusal: by a timestamp, or by one column whose type the filter must name. */
function filterPages(
  pages: readonly NotionPage[],
  filter: Record<string, unknown> | undefined,
  source: NotionDataSource | undefined,
): NotionPage[] | SimAnswer {
  if (!filter) return [...pages];
  const { timestamp, property } = filter;
  if (timestamp === 'created_time' || timestamp === 'last_edited_time') {
    const bound = (filter[timestamp] as { on_or_after?: string } | undefined)?.on_or_after;
    if (bound === undefined) return invalid(`body.filter.${timestamp} should be defined.`);
    return pages.filter((page) => Date.parse(page[timestamp]) >= Date.parse(bound));
  }
  const column = typeof property === 'string' ? source?.properties[property] : undefined;
  if (typeof property !== 'string' || !column)
    return invalid(`Could not find property with name or id: ${String(property)}`);
  const condition = filter[column.type] as { equals?: unknown } | undefined;
  if (!condition) return invalid(`database property ${column.type} does not match filter`);
  return pages.filter((page) => page.properties[property]?.[column.type] === condition.equals);
}

/** A page as a version shows it. */
function shown(page: NotionPage, version: string, world: NotionWorld): Record<string, unknown> {
  if (world.readsContent === false) return { object: 'page', id: page.id };
  if (version === '2022-06-28')
    return { ...page, parent: { type: 'database_id', database_id: page.parent.database_id } };
  if (version === '2025-09-03') return { ...page };
  const { archived, ...rest } = page;
  return { ...rest, is_archived: archived };
}

function drifted(page: Record<string, unknown>, sim: SimWorld): Record<string, unknown> {
  if (sim.drift === 'none') return page;
  const missing = sim.drift === 'breaking' ? ['url', 'is_locked', 'properties'] : ['url', 'is_locked'];
  const kept = Object.fromEntries(Object.entries(page).filter(([key]) => !missing.includes(key)));
  return { ...kept, layout: { type: 'new-in-this-version' } };
}

function database(world: NotionWorld, old: boolean): unknown {
  const common = {
    object: 'database',
    id: world.databaseId,
    title: [],
    in_trash: false,
    archived: false,
    request_id: REQUEST_ID,
  };
  if (old) return { ...common, properties: world.dataSources[0]?.properties ?? {} };
  return { ...common, data_sources: world.dataSources.map(({ id, name }) => ({ id, name })) };
}

function dataSource(source: NotionDataSource | undefined, world: NotionWorld): unknown {
  const parent = { type: 'database_id', database_id: world.databaseId };
  return {
    object: 'data_source',
    id: source?.id,
    title: [],
    parent,
    in_trash: false,
    archived: false,
    properties: source?.properties,
  };
}

function severalSources(world: NotionWorld): SimAnswer {
  const answer = invalid('Databases with multiple data sources are not supported in this API version.');
  const additional_data = {
    error_type: 'multiple_data_sources_for_database',
    database_id: world.databaseId,
    child_data_source_ids: world.dataSources.map((source) => source.id),
    minimum_api_version: '2025-09-03',
  };
  return { ...answer, body: { ...(answer.body as object), additional_data } };
}

const REQUEST_ID = '7c8b1f00-0000-4000-8000-000000000003';

const bot = {
  object: 'user',
  id: '5f0f1c2e-1111-4aaa-8bbb-000000000001',
  name: 'Finance Sync',
  avatar_url: null,
  type: 'bot',
  bot: { owner: { type: 'workspace', workspace: true }, workspace_name: 'Campus Levante' },
  request_id: REQUEST_ID,
};

function refuse(status: number, code: string, message: string): SimAnswer {
  return { status, body: { object: 'error', status, code, message, request_id: REQUEST_ID } };
}

function invalid(message: string): SimAnswer {
  return refuse(400, 'validation_error', message);
}

function unknown(what: string, id: string): SimAnswer {
  const hint = 'Make sure the relevant pages and databases are shared with your integration.';
  return refuse(404, 'object_not_found', `Could not find ${what} with ID: ${id}. ${hint}`);
}

/** Opaque to clients; stands on the row, so that rows added before it do not move it. */
function cursorOf(page: NotionPage): string {
  return Buffer.from(page.id).toString('base64url');
}

/** Ids are taken with and without dashes. */
function sameId(a: string, b: string): boolean {
  return a.replaceAll('-', '').toLowerCase() === b.replaceAll('-', '').toLowerCase();
}
