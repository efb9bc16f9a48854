/** Holded on this machine: versions 1 and 2 over one set of records, with the habits of the real API that have cost others a day. */
import { inWorldOrder, type SimAnswer, type SimRequest, type Simulator, type SimWorld } from '../simulator.ts';
import type { HoldedRaw } from './builders.ts';
import { versionOfKey } from './client.ts';
import { channelV2, contactV2, documentV2 } from './simulator-v2.ts';
import { identify } from './wire.ts';

/** What this Holded account contains, in version 1's raw shape. The lists may be edited between requests. */
export interface HoldedWorld {
  /** Keys that are accepted, each by the version its shape is for. */
  readonly keys: readonly string[];
  readonly saleschannels: HoldedRaw[];
  readonly contacts: HoldedRaw[];
  readonly invoices: HoldedRaw[];
  readonly creditnotes: HoldedRaw[];
}

export interface HoldedSimulatorOptions {
  /** Most rows of a version 1 answer. */
  readonly pageSize?: number;
  /** Version 1 answers page 1 whatever page is asked for. */
  readonly ignorePage?: boolean;
  /** Version 2 scopes that the keys lack, e.g. `sales:invoices.read`. */
  readonly missingScopes?: readonly string[];
  /** Version 2 has no route for one contact. */
  readonly noContactRoute?: boolean;
  /** The subscription is suspended for this reason. */
  readonly blocked?: string;
}

type ListName = 'services' | 'contacts' | 'invoices' | 'creditnotes';

const V1 = '/api/invoicing/v1';
const V2 = '/api/v2';
const V1_LISTS: Readonly<Record<string, ListName>> = {
  '/saleschannels': 'services',
  '/contacts': 'contacts',
  '/documents/invoice': 'invoices',
  '/documents/creditnote': 'creditnotes',
};
const V2_LISTS: Readonly<Record<string, readonly [ListName, string, (raw: HoldedRaw) => HoldedRaw]>> = {
  '/sales-channels': ['services', 'sales:sales-channels.read', channelV2],
  '/contacts': ['contacts', 'contacts:contacts.read', contactV2],
  '/invoices': ['invoices', 'sales:invoices.read', documentV2],
  '/credit-notes': ['creditnotes', 'sales:credit-notes.read', documentV2],
};
const HTML = '<!DOCTYPE html><html><head><title>404 - Holded</title></head><body></body></html>';

export function holdedSimulator(holded: HoldedWorld, options: HoldedSimulatorOptions = {}): Simulator {
  return {
    id: 'holded',
    answer(request, world) {
      if (request.path.startsWith(`${V1}/`)) return answerV1(request, holded, options, world);
      if (request.path.startsWith(`${V2}/`)) return answerV2(request, holded, options, world);
      return page404();
    },
  };
}

/** Unknown paths are answered by Holded's web application: status 200 and a page. */
function page404(): SimAnswer {
  return { status: 200, headers: { 'content-type': 'text/html' }, text: HTML };
}

function answerV1(
  request: SimRequest,
  holded: HoldedWorld,
  options: HoldedSimulatorOptions,
  world: SimWorld,
): SimAnswer {
  const key = request.headers.key ?? '';
  if (/^(pat_|sk_live_)/.test(key)) return { status: 400, body: { status: 0, info: 'Invalid key' } };
  if (world.tokenExpired || !holded.keys.includes(key)) return { status: 401, body: { status: 401 } };
  if (options.blocked) return { status: 402, body: `Account has been blocked. Reason: ${options.blocked}` };
  const path = request.path.slice(V1.length);
  const contact = /^\/contacts\/([^/]+)$/.exec(path)?.[1];
  if (contact !== undefined) {
    const one = holded.contacts.find((raw) => identify(raw) === contact);
    return one ? { status: 200, body: one } : { status: 404, body: { status: 0, info: 'Contact not found' } };
  }
  const name = V1_LISTS[path];
  if (name === undefined) {
    const type = /^\/documents\/([^/]+)$/.exec(path)?.[1];
    return type ? { status: 400, body: { status: 0, info: `Undefined type ${type}` } } : page404();
  }
  const { query } = request;
  if (name === 'services') return listV1(name, holded.saleschannels, world);
  const size = options.pageSize ?? 500;
  const number = options.ignorePage ? 1 : Math.max(1, Number(query.get('page') ?? 1) || 1);
  if (name === 'contacts') return listV1(name, pageOf(holded.contacts, number, size), world);
  const start = query.get('starttmp');
  const end = query.get('endtmp');
  if ((start === null) !== (end === null)) {
    return { status: 400, body: { status: 0, info: 'Query params starttmp & endtmp are mandatory' } };
  }
  const found = documents(holded[name]).filter((raw) => {
    const inside = start === null || (dateOf(raw) >= Number(start) && dateOf(raw) <= Number(end));
    const contact = query.get('contactid');
    const paid = query.get('paid');
    return inside && (contact === null || raw.contact === contact) && (paid === null || String(raw.status) === paid);
  });
  const sort = query.get('sort');
  if (sort === 'created-asc') found.sort((a, b) => createdAt(a) - createdAt(b));
  if (sort === 'created-desc') found.sort((a, b) => createdAt(b) - createdAt(a));
  return listV1(name, pageOf(found, number, size), world);
}

/** Shuffles and repeats stay within the answer, so that pages remain pages. */
function listV1(name: ListName, page: readonly HoldedRaw[], world: SimWorld): SimAnswer {
  const body = inWorldOrder(page, world).map((raw) => drifted(raw, name, world));
  return { status: 200, body, served: { stream: name, ids: idsOf(page) } };
}

function answerV2(
  request: SimRequest,
  holded: HoldedWorld,
  options: HoldedSimulatorOptions,
  world: SimWorld,
): SimAnswer {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (world.tokenExpired || versionOfKey(key) !== 'v2' || !holded.keys.includes(key))
    return problem(403, 'Access denied.');
  if (options.blocked) return problem(402, `Account has been blocked. Reason: ${options.blocked}`);
  const contact = /^\/contacts\/([^/]+)$/.exec(request.path.slice(V2.length))?.[1];
  if (contact !== undefined && !options.noContactRoute) {
    const one = holded.contacts.find((raw) => identify(raw) === contact);
    return one ? { status: 200, body: contactV2(one) } : problem(404, 'Contact not found.');
  }
  const list = V2_LISTS[request.path.slice(V2.length)];
  if (list === undefined) return page404();
  const [name, scope, convert] = list;
  if (options.missingScopes?.includes(scope)) return problem(403, `Insufficient permissions: ${scope} required.`);
  const { query } = request;
  const after = query.get('cursor');
  if (after === '') return { status: 200, body: { items: [], cursor: null, has_more: false } };
  if (after !== null && !/^[0-9a-f]{24}$/.test(after)) {
    return problem(400, `Error parsing ObjectId string: ${after}`);
  }
  const start = Date.parse(query.get('start_date') ?? '1970-01-01') / 1000;
  const end = Date.parse(query.get('end_date') ?? '9999-12-31') / 1000;
  const rows =
    name === 'services'
      ? holded.saleschannels
      : name === 'contacts'
        ? holded.contacts
        : documents(holded[name]).filter((raw) => dateOf(raw) >= start && dateOf(raw) <= end);
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 50) || 50));
  const from = after === null ? 0 : rows.findIndex((raw) => identify(raw) === after) + 1;
  const page = rows.slice(from, from + limit);
  const more = from + limit < rows.length;
  const last = page.at(-1);
  const items = inWorldOrder(page, world).map((raw) => convert(drifted(raw, name, world)));
  return {
    status: 200,
    body: { items, cursor: more && last ? identify(last) : null, has_more: more },
    served: { stream: name, ids: idsOf(page) },
  };
}

function problem(status: number, detail: string): SimAnswer {
  const title = status === 403 ? 'Forbidden' : 'Bad Request';
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: { type: `https://api.holded.com/problems/${title.toLowerCase().replace(' ', '-')}`, title, status, detail },
  };
}

/** Documents newest first, as Holded is believed to list them. */
function documents(list: readonly HoldedRaw[]): HoldedRaw[] {
  return [...list].sort((a, b) => dateOf(b) - dateOf(a));
}

function pageOf(rows: readonly HoldedRaw[], number: number, size: number): HoldedRaw[] {
  return rows.slice((number - 1) * size, number * size);
}

function dateOf(raw: HoldedRaw): number {
  return typeof raw.date === 'number' ? raw.date : 0;
}

function createdAt(raw: HoldedRaw): number {
  return Number(raw.approvedAt ?? raw.accountingDate ?? 0);
}

function idsOf(page: readonly HoldedRaw[]): string[] {
  return page.map((raw) => identify(raw) ?? '');
}

/** Fields nobody has seen yet, and some that a newer Holded might no longer send. */
function drifted(raw: HoldedRaw, name: ListName, world: SimWorld): HoldedRaw {
  if (world.drift === 'none') return raw;
  const { forecastDate, language, multipledueDate, customId, color, ...rest } = raw;
  const next: HoldedRaw = { ...rest, fiscalHints: { version: 3, flags: [] }, updatedBy: null };
  if (world.drift === 'breaking') delete next[name === 'invoices' || name === 'creditnotes' ? 'date' : 'name'];
  return next;
}
