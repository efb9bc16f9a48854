/**
 * One request to Holded and what its answer means. Two API versions live side by side: version 1 takes 32 hexadecimal characters in a
 * header called `key`, version 2 a `pat_...` token as Bearer, and each refuses the other's key in its own way.
 */
import type { HttpResponse } from '../../platform/http-port.ts';
import { type ConnectionContext, type SecretValues, SourceProblem } from '../connector.ts';
import { answeredProblem, asSourceProblem, notJson } from '../source-errors.ts';
import { fields, isFields, textOf } from './coerce.ts';
import type { HoldedSettings } from './settings.ts';

export type HoldedContext = ConnectionContext<HoldedSettings>;
export type ApiVersion = 'v1' | 'v2';
export type Query = Readonly<Record<string, string | number | undefined>>;

const SOURCE = 'Holded';
const ORIGIN = 'https://api.holded.com';
const BASE_PATH: Readonly<Record<ApiVersion, string>> = { v1: '/api/invoicing/v1', v2: '/api/v2' };

/** The version a key is for: 32 hexadecimal characters are a version 1 key, everything given out since is for version 2. */
export function versionOfKey(key: string): ApiVersion {
  return /^[0-9a-f]{32}$/i.test(key.trim()) ? 'v1' : 'v2';
}

export function apiVersion(settings: HoldedSettings, secrets: SecretValues): ApiVersion {
  return settings.apiVersion === 'auto' ? versionOfKey(secrets.apiKey ?? '') : settings.apiVersion;
}

/** The version's base URL, at Holded or at the address the settings give in its place. */
export function holdedBaseUrl(settings: HoldedSettings, secrets: SecretValues): string {
  return `${(settings.baseUrl ?? ORIGIN).replace(/\/+$/, '')}${BASE_PATH[apiVersion(settings, secrets)]}`;
}

/** The JSON of one GET, of whichever version. Throws {@link SourceProblem}; `entity` names what was asked for ("invoices"). */
export async function askHolded(context: HoldedContext, path: string, query: Query, entity: string): Promise<unknown> {
  const key = (context.secrets.apiKey ?? '').trim();
  const version = apiVersion(context.config, context.secrets);
  const response = await context.http
    .send({
      method: 'GET',
      path,
      query,
      headers: { accept: 'application/json', ...(version === 'v1' ? { key } : { authorization: `Bearer ${key}` }) },
      signal: context.signal,
    })
    .catch((error: unknown) => {
      throw asSourceProblem(error, SOURCE);
    });
  const problem = problemOf(response, version, entity, versionOfKey(key) !== version);
  if (problem) throw problem;
  return response.json;
}

/** A list was asked for and something else came. */
export function notAList(entity: string): SourceProblem {
  return new SourceProblem('RESPONSE_CHANGED', { source: SOURCE, entity, what: 'no list in the answer' });
}

/** `what` is the stretch of time, or the list, of which not everything came. */
export function cutOff(received: number, what: string): SourceProblem {
  return new SourceProblem('SOURCE_PARTIAL', { source: SOURCE, received, declared: null, what });
}

function problemOf(
  response: HttpResponse,
  version: ApiVersion,
  entity: string,
  otherVersionsKey: boolean,
): SourceProblem | null {
  const { status, json } = response;
  const said = saidBy(json);
  const base = { source: SOURCE, entity, httpStatus: status };
  const expired = () =>
    new SourceProblem('AUTH_EXPIRED', {
      ...base,
      reason: otherVersionsKey ? 'wrong_version' : 'not_accepted',
      what: otherVersionsKey ? `a key for the other API version was given to ${version}` : null,
    });
  if (status === 401 || /invalid key/i.test(said)) return expired();
  if (status === 402) {
    const reason = /reason:\s*([\p{L}\d ]{1,40})/iu.exec(said)?.[1] ?? 'no reason given';
    return new SourceProblem('AUTH_FORBIDDEN', {
      ...base,
      what: `anything while Holded blocks the account (${reason})`,
      reason: 'blocked',
    });
  }
  if (status === 403) {
    const scope = /\b([a-z][\w-]*:[\w.-]+?)(?=\.?(?:\s|$))/i.exec(said)?.[1];
    if (version === 'v2' && scope === undefined && /access denied/i.test(said)) return expired();
    return new SourceProblem('AUTH_FORBIDDEN', { ...base, what: scope ?? entity, reason: 'permission' });
  }
  if (status >= 200 && status < 300) {
    if (json === undefined) return notJson(response, SOURCE, entity);
    // Version 1 reports some of its errors with status 200 and a body that says 0.
    if (isFields(json) && json.status === 0)
      return new SourceProblem('RESPONSE_CHANGED', { ...base, what: clip(said) });
    return null;
  }
  if (status === 429 || status >= 500) return answeredProblem(response, SOURCE, entity);
  return new SourceProblem('RESPONSE_CHANGED', { ...base, what: clip(said) });
}

/** What an error body says: `info` (v1), `detail` (v2's problem+json), or a plain JSON string. */
function saidBy(json: unknown): string {
  if (typeof json === 'string') return json;
  const body = fields(json);
  return textOf(body.info ?? body.detail ?? body.message ?? body.error ?? body.title) ?? '';
}

function clip(text: string): string | null {
  return text === '' ? null : text.slice(0, 120);
}
