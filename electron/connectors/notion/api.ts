/** Asking Notion: the headers every request needs, and what its refusals mean to the operator. */
import type { HttpResponse } from '../../platform/http-port.ts';
import { type ConnectionContext, SourceProblem } from '../connector.ts';
import { answeredProblem, asSourceProblem, notJson } from '../source-errors.ts';
import type { NotionSettings, NotionVersion } from './settings.ts';
import { wire } from './wire.ts';

export const SOURCE = 'Notion';

/** What to call the database in "the key may not read ...". */
export const NOT_SHARED = 'the database: share it with the integration';
export const READ_CONTENT = 'read content';

/** A database that got a second data source, asked in a version that knows only one. */
export class MultipleDataSources extends Error {
  readonly dataSourceIds: readonly string[];
  constructor(dataSourceIds: readonly string[]) {
    super('The database has several data sources');
    this.name = 'MultipleDataSources';
    this.dataSourceIds = dataSourceIds;
  }
}

/** A request that Notion calls invalid; `code` is Notion's own word. */
export class RefusedRequest extends SourceProblem {
  readonly notionCode: string;
  constructor(notionCode: string, entity: string) {
    super('RESPONSE_CHANGED', { source: SOURCE, entity, httpStatus: 400, what: notionCode });
    this.name = 'RefusedRequest';
    this.notionCode = notionCode;
  }
}

const CONFLICT_TRIES = 4;

/** The JSON of a successful answer. POST is only ever used for queries, which read. */
export async function ask(
  context: ConnectionContext<NotionSettings>,
  version: NotionVersion,
  request: { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: unknown; readonly entity: string },
): Promise<unknown> {
  const { method, path, body, entity } = request;
  for (let tried = 1; ; tried++) {
    const response = await context.http
      .send({
        method,
        path,
        body,
        safeToRepeat: true,
        signal: context.signal,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${context.secrets.token ?? ''}`,
          'notion-version': version,
        },
      })
      .catch((error: unknown) => {
        throw asSourceProblem(error, SOURCE);
      });
    if (response.status === 409 && tried < CONFLICT_TRIES) {
      // Somebody is editing; a query changes nothing, so it may simply be asked again.
      await context.clock.sleep(500 * tried, context.signal);
      continue;
    }
    if (response.status !== 200) throw problemOf(response, entity);
    if (response.json === undefined) throw notJson(response, SOURCE, entity);
    return response.json;
  }
}

function problemOf(response: HttpResponse, entity: string): Error {
  const body = wire.errorBody.safeParse(response.json);
  if (response.status === 401) return new SourceProblem('AUTH_EXPIRED', { source: SOURCE });
  if (!body.success) {
    // An HTML 403 comes from the edge, not from Notion: it says nothing about our key.
    return response.status === 403
      ? new SourceProblem('SOURCE_UNAVAILABLE', { source: SOURCE, entity, httpStatus: 403, tries: 1, resetAt: null })
      : answeredProblem(response, SOURCE, entity);
  }
  if (response.status === 403) return new SourceProblem('AUTH_FORBIDDEN', { source: SOURCE, what: READ_CONTENT });
  if (response.status === 404) return new SourceProblem('AUTH_FORBIDDEN', { source: SOURCE, what: NOT_SHARED });
  if (response.status === 409) {
    return new SourceProblem('SOURCE_UNAVAILABLE', {
      source: SOURCE,
      entity,
      httpStatus: 409,
      tries: CONFLICT_TRIES,
      resetAt: null,
    });
  }
  if (response.status !== 400) return answeredProblem(response, SOURCE, entity);
  const { code, additional_data: more } = body.data;
  return more?.error_type === 'multiple_data_sources_for_database'
    ? new MultipleDataSources(more.child_data_source_ids ?? [])
    : new RefusedRequest(code, entity);
}

/** Where the rows of a database are asked for: in it itself, or in each of its data sources. */
export interface Source {
  readonly kind: 'databases' | 'data_sources';
  readonly id: string;
}

/**
 * The sources to query and the version to query them in. A database is a single source in the oldest version and a container of data
 * sources since; one that grew a second data source refuses the oldest version, which is then left by itself.
 */
export async function discover(
  context: ConnectionContext<NotionSettings>,
): Promise<{ version: NotionVersion; sources: readonly Source[] }> {
  const { version, databaseId, dataSourceIds } = context.config;
  if (version === '2022-06-28') return { version, sources: [{ kind: 'databases', id: databaseId }] };
  return { version, sources: await dataSources(context, version, dataSourceIds) };
}

/** The same after the oldest version was refused. */
export async function discoverAnew(
  context: ConnectionContext<NotionSettings>,
  refused: MultipleDataSources,
): Promise<{ version: NotionVersion; sources: readonly Source[] }> {
  const told = refused.dataSourceIds.length > 0 ? refused.dataSourceIds : undefined;
  const version = '2025-09-03';
  return { version, sources: await dataSources(context, version, context.config.dataSourceIds ?? told) };
}

async function dataSources(
  context: ConnectionContext<NotionSettings>,
  version: NotionVersion,
  ids: readonly string[] | undefined,
): Promise<readonly Source[]> {
  if (ids) return ids.map((id) => ({ kind: 'data_sources', id }));
  const path = `/v1/databases/${context.config.databaseId}`;
  const answer = await ask(context, version, { method: 'GET', path, entity: 'database' });
  const found = wire.database.safeParse(answer).data?.data_sources;
  if (!found) throw new SourceProblem('RESPONSE_CHANGED', { source: SOURCE, entity: 'database' });
  return found.map(({ id }) => ({ kind: 'data_sources', id }));
}
