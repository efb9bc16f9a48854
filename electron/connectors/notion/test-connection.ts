import { type ConnectionContext, type ConnectionTest, SourceProblem } from '../connector.ts';
import { ask, discover, discoverAnew, MultipleDataSources, NOT_SHARED, RefusedRequest, type Source } from './api.ts';
import type { NotionSettings, NotionVersion } from './settings.ts';
import { wire } from './wire.ts';

type Context = ConnectionContext<NotionSettings>;
type Finding = ConnectionTest['findings'][number];

/** Asks who we are, then for the database and its columns: a valid token may see nothing of it. */
export async function testNotion(context: Context): Promise<ConnectionTest> {
  const findings: Finding[] = [];
  const { token } = context.secrets;
  if (!token)
    findings.push({
      ok: false,
      text: 'There is no key yet.',
      fix: 'Paste the integration secret (it starts with ntn_).',
    });
  if (!context.config.databaseId && !context.config.dataSourceIds) {
    findings.push({
      ok: false,
      text: 'No database is named yet.',
      fix: 'Copy the 32 characters from the link of the database.',
    });
  }
  if (findings.length > 0) return { works: false, findings };
  try {
    await ask(context, context.config.version, { method: 'GET', path: '/v1/users/me', entity: 'integration' });
    findings.push({ ok: true, text: 'Notion accepts the key.' });
    for (const columns of await columnsOf(context, findings)) findings.push(...compare(columns, context.config));
  } catch (error) {
    if (!(error instanceof SourceProblem)) throw error;
    findings.push(explain(error));
  }
  return { works: findings.every((finding) => finding.ok), findings };
}

interface Columns {
  readonly source: string;
  readonly names: ReadonlySet<string>;
}

async function columnsOf(context: Context, findings: Finding[]): Promise<readonly Columns[]> {
  try {
    const { version, sources } = await discover(context);
    return await schemas(context, version, sources);
  } catch (error) {
    if (!(error instanceof MultipleDataSources)) throw error;
    findings.push({
      ok: true,
      text: 'The database has several data sources, so version 2025-09-03 of the API is used.',
    });
    const { version, sources } = await discoverAnew(context, error);
    return schemas(context, version, sources);
  }
}

async function schemas(
  context: Context,
  version: NotionVersion,
  sources: readonly Source[],
): Promise<readonly Columns[]> {
  const found: Columns[] = [];
  for (const { kind, id } of sources) {
    const answer = await ask(context, version, { method: 'GET', path: `/v1/${kind}/${id}`, entity: 'columns' });
    const properties = wire.database.safeParse(answer).data?.properties ?? {};
    const ids = Object.values(properties).flatMap((property) => idOf(property));
    found.push({ source: id, names: new Set([...Object.keys(properties), ...ids]) });
  }
  return found;
}

function compare({ source, names }: Columns, settings: NotionSettings): Finding[] {
  const { email, status, dropDate, certificatedAt, title } = settings.properties;
  const wanted = [email, status, dropDate, certificatedAt, ...(title === undefined ? [] : [title])];
  const missing = wanted.filter((name) => !names.has(name));
  if (missing.length === 0) return [{ ok: true, text: `Data source ${source}: all columns are there.` }];
  return missing.map((name) => ({
    // Without e-mails nothing can be linked; any other column is merely evidence less.
    ok: name !== email,
    text: `Data source ${source} has no column "${name}".`,
    fix: 'Name the columns in the settings as the database does.',
  }));
}

function explain(problem: SourceProblem): Finding {
  if (problem instanceof RefusedRequest) {
    return {
      ok: false,
      text: `Notion calls the request invalid (${problem.notionCode}).`,
      fix: 'Check the id of the database.',
    };
  }
  switch (problem.code) {
    case 'AUTH_EXPIRED':
      return {
        ok: false,
        text: 'Notion does not accept this key.',
        fix: "Copy the secret again from the integration's page.",
      };
    case 'AUTH_FORBIDDEN':
      return problem.details.what === NOT_SHARED
        ? {
            ok: false,
            text: 'The key works, but the database is not there or not shared with it.',
            fix: 'In Notion, open the database and share the database with the integration (… > Connections).',
          }
        : {
            ok: false,
            text: 'The integration may not read content.',
            fix: 'Give it the capability "Read content" in Notion.',
          };
    case 'RESPONSE_CHANGED':
      return {
        ok: false,
        text: 'This address does not answer like Notion.',
        fix: 'Check the address of the API in the settings.',
      };
    default:
      return {
        ok: false,
        text: `Notion cannot be reached (${problem.details.httpStatus ?? problem.code}).`,
        fix: 'Try again later.',
      };
  }
}

function idOf(property: unknown): string[] {
  return typeof property === 'object' && property !== null && 'id' in property && typeof property.id === 'string'
    ? [property.id]
    : [];
}
