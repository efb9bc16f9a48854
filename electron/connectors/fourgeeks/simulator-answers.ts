/** How the 4Geeks API words its answers: errors, lists with and without envelope, and what a changed API would send instead. */
import { inWorldOrder, type SimAnswer, type SimRequest, type SimWorld } from '../simulator.ts';

/** An error's body always repeats the status. */
export function error(status: number, body: Readonly<Record<string, unknown>>): SimAnswer {
  return { status, body: { ...body, status_code: status } };
}

interface Listed<Row> {
  readonly stream: string;
  readonly id: (row: Row) => string;
  readonly kind: 'student' | 'cohort' | 'enrolment';
}

const KIND = Symbol('kind');
type Marked = SimAnswer & { [KIND]?: { kind: Listed<never>['kind']; enveloped: boolean } };

/**
 * A list. Neither limit nor offset: a bare array of the first 20 rows. With either: an envelope whose `last` is count - limit, aligned to
 * nothing. The headers tell the count in both cases.
 */
export function listAnswer<Row extends { id: number }>(
  request: SimRequest,
  sim: SimWorld,
  all: readonly Row[],
  listed: Listed<Row>,
): SimAnswer {
  const { query, path } = request;
  const sort = query.get('sort');
  if (sort !== null && !['id', '-id', 'updated_at', '-updated_at', '-created_at', '-kickoff_date'].includes(sort)) {
    return error(400, {
      detail: `Cannot resolve keyword '${sort}' into field. Choices are: created_at, id, updated_at`,
    });
  }
  const rows = sort ? sorted(all, sort) : all;
  const limit = positive(query.get('limit')) ?? 20;
  const offset = positive(query.get('offset')) ?? 0;
  const enveloped =
    query.has('limit') || query.has('offset') ? query.get('envelope') !== 'false' : query.get('envelope') === 'true';
  const page = inWorldOrder(rows.slice(offset, offset + limit), sim);
  const count = rows.length;
  const link = (at: number) => {
    const params = new URLSearchParams(query);
    params.set('limit', String(limit));
    if (at > 0) params.set('offset', String(at));
    else params.delete('offset');
    return `http://testserver${path}?${params}`;
  };
  const [isFirst, isLast] = [offset <= 0, offset + limit >= count];
  const links = {
    first: isFirst ? null : link(0),
    next: isLast ? null : link(offset + limit),
    previous: isFirst ? null : link(offset - limit),
    last: isLast ? null : link(count - limit),
  };
  const answer: Marked = {
    status: 200,
    headers: {
      'x-total-count': String(count),
      'x-per-page': String(limit),
      'x-page': String(Math.floor(offset / limit) + 1),
      link: Object.entries(links)
        .flatMap(([rel, url]) => (url ? [`<${url}>; rel="${rel}"`] : []))
        .join(', '),
    },
    body: enveloped ? { count, ...links, results: page } : page,
    served: { stream: listed.stream, ids: page.map(listed.id) },
    [KIND]: { kind: listed.kind, enveloped },
  };
  return answer;
}

const OPTIONAL = {
  student: ['address'],
  cohort: ['timeslots', 'shortcuts'],
  enrolment: ['completion', 'finantial_status'],
};
const REQUIRED = { student: 'id', cohort: 'slug', enrolment: 'cohort' };

/** A list as a changed API would send it: a field more, optional ones missing and, when breaking, one that nothing works without. */
export function drifted(answer: SimAnswer, sim: SimWorld): SimAnswer {
  const marked: Marked = answer;
  const mark = marked[KIND];
  if (sim.drift === 'none' || !mark) return answer;
  const missing = [...OPTIONAL[mark.kind], ...(sim.drift === 'breaking' ? [REQUIRED[mark.kind]] : [])];
  const change = (row: object) => ({
    ...Object.fromEntries(Object.entries(row).filter(([key]) => !missing.includes(key))),
    learning_path: { id: 1, slug: 'new-in-this-version' },
  });
  const body = answer.body as object[] | { results: object[] };
  const changed = Array.isArray(body) ? body.map(change) : { ...body, results: body.results.map(change) };
  return { ...answer, body: changed };
}

function sorted<Row>(rows: readonly Row[], sort: string): Row[] {
  const field = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const value = (row: Row) => Object.entries(row as object).find(([key]) => key === field)?.[1] ?? '';
  return [...rows].sort((a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0));
}

function positive(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : null;
}
