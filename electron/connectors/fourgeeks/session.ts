/**
 * Being signed in to 4Geeks. The token is fetched when it is first needed and fetched again once when the server no longer takes it:
 * login tokens live seven days and are purged by anybody's login, so one may die in the middle of a read.
 */
import { z } from 'zod';
import type { HttpResponse } from '../../platform/http-port.ts';
import { type ConnectionContext, SourceProblem } from '../connector.ts';
import { answeredProblem, asSourceProblem, notJson } from '../source-errors.ts';
import type { FourgeeksSettings } from './settings.ts';

export const SOURCE = '4Geeks';

type Query = Readonly<Record<string, string | number>>;

export interface Session {
  /** A GET with token and academy, the token renewed once if need be; any status but a final 401 comes back. */
  send(path: string, query: Query, academy: number | null): Promise<HttpResponse>;
  /** The JSON of a successful {@link send}; a {@link SourceProblem} for anything else. `entity` is what was asked for, in words. */
  json(path: string, query: Query, academy: number | null, entity: string): Promise<unknown>;
  /** Like {@link json}, with the headers, which say how long a list is. */
  list(
    path: string,
    query: Query,
    academy: number,
    entity: string,
  ): Promise<{ json: unknown; headers: HttpResponse['headers'] }>;
}

const loginAnswer = z.looseObject({ token: z.string().min(1) });
const me = z.looseObject({ roles: z.array(z.looseObject({ academy: z.looseObject({ id: z.number() }).nullish() })) });

/** Opens a session; nothing is sent before the first question. */
export function openSession(context: ConnectionContext<FourgeeksSettings>): Session {
  const { http, secrets, signal } = context;
  const canLogin = Boolean(secrets.email && secrets.password);
  let token = secrets.token || null;

  async function request(send: () => Promise<HttpResponse>): Promise<HttpResponse> {
    try {
      return await send();
    } catch (error) {
      throw asSourceProblem(error, SOURCE);
    }
  }

  async function login(): Promise<string> {
    if (!canLogin) throw new SourceProblem('AUTH_EXPIRED', { source: SOURCE, reason: 'no e-mail and password' });
    const response = await request(() =>
      // Login hands out the same unexpired token however often it is asked, so it may be repeated.
      http.send({
        method: 'POST',
        path: '/v1/auth/login/',
        body: { email: secrets.email, password: secrets.password },
        safeToRepeat: true,
        signal,
      }),
    );
    if (response.status === 400 || response.status === 401) {
      throw new SourceProblem('AUTH_EXPIRED', { source: SOURCE, reason: 'e-mail or password refused' });
    }
    if (response.status === 403) {
      throw new SourceProblem('AUTH_FORBIDDEN', {
        source: SOURCE,
        what: 'anything before its e-mail address is confirmed',
      });
    }
    if (response.status !== 200) throw answeredProblem(response, SOURCE, 'login');
    const answer = loginAnswer.safeParse(response.json);
    if (!answer.success) throw notJson(response, SOURCE, 'login');
    return answer.data.token;
  }

  async function send(path: string, query: Query, academy: number | null): Promise<HttpResponse> {
    for (let renewed = false; ; renewed = true) {
      const held = token ?? (await login());
      token = held;
      const headers: Record<string, string> = { accept: 'application/json', authorization: `Token ${held}` };
      if (academy !== null) headers.academy = String(academy);
      const response = await request(() => http.send({ method: 'GET', path, query, headers, signal }));
      if (response.status !== 401) return response;
      if (renewed || !canLogin) throw new SourceProblem('AUTH_EXPIRED', { source: SOURCE, reason: 'token refused' });
      token = null;
    }
  }

  /**
   * A 403 reads the same for an academy that is not ours and for a missing capability, and its sentence may be translated. Only the
   * capability's name in it is stable; which academies are ours is asked apart.
   */
  async function refusal(response: HttpResponse, academy: number | null, entity: string): Promise<SourceProblem> {
    if (response.json === undefined) {
      // A page of HTML comes from a gateway, not from the API: it says nothing about our key.
      return new SourceProblem('SOURCE_UNAVAILABLE', {
        source: SOURCE,
        entity,
        httpStatus: 403,
        tries: 1,
        resetAt: null,
      });
    }
    const capability = /\b(?:read|crud)_[a-z_]+/.exec(response.text)?.[0];
    if (academy === null) return new SourceProblem('AUTH_FORBIDDEN', { source: SOURCE, what: capability ?? entity });
    const known = me.safeParse((await send('/v1/auth/user/me', {}, null)).json);
    const ours = known.success && known.data.roles.some((role) => role.academy?.id === academy);
    const what = capability && (ours || !known.success) ? `${capability} of academy ${academy}` : `academy ${academy}`;
    return new SourceProblem('AUTH_FORBIDDEN', { source: SOURCE, what, academy, capability: capability ?? null });
  }

  async function list(path: string, query: Query, academy: number | null, entity: string) {
    const response = await send(path, query, academy);
    if (response.status === 403) throw await refusal(response, academy, entity);
    if (response.status !== 200) throw answeredProblem(response, SOURCE, entity);
    if (response.json === undefined) throw notJson(response, SOURCE, entity);
    return { json: response.json, headers: response.headers };
  }

  return { send, list, json: async (path, query, academy, entity) => (await list(path, query, academy, entity)).json };
}
