/**
 * Offset paging over a live table. Rows that are added or deleted between two pages shift the rest, so a page may repeat rows (they are
 * dropped by id) or skip some (the count then falls, and the read steps back by as much). What still is missing at the end is told.
 */
import { z } from 'zod';
import { SourceProblem } from '../connector.ts';
import { type Session, SOURCE } from './session.ts';

export interface ListRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  readonly academy: number;
  readonly pageSize: number;
  /** What the rows are, in words. */
  readonly entity: string;
}

interface ListPosition {
  readonly offset: number;
  /** The count that the previous page declared. */
  readonly declared: number | null;
}

interface ListPage {
  /** Rows that were not on an earlier page. */
  readonly rows: readonly unknown[];
  readonly declared: number;
  /** Null after the last page. */
  readonly next: ListPosition | null;
  /** On the last page, when fewer distinct rows came than the list declares. */
  readonly partial: SourceProblem | null;
}

const envelope = z.looseObject({
  count: z.int().min(0),
  next: z.string().nullish(),
  results: z.array(z.unknown()),
});

/** Pages of a list from a position on. `seen` holds the ids of the rows had so far and is added to. */
export async function* pagesOf(
  session: Session,
  request: ListRequest,
  from: ListPosition,
  seen: Set<number>,
): AsyncGenerator<ListPage, void, void> {
  let position: ListPosition | null = from;
  let unnamed = 0;
  while (position) {
    const at: ListPosition = position;
    const page = await pageAt(session, request, at.offset);
    const rows: unknown[] = [];
    for (const row of page.rows) {
      const id = rowId(row);
      if (id === null) unnamed++;
      else if (seen.has(id)) continue;
      else seen.add(id);
      rows.push(row);
    }
    const shrunk = at.declared === null ? 0 : Math.max(0, at.declared - page.declared);
    // Rows that moved up did so past the start of this page, so the step back is taken from there.
    const onward = shrunk > 0 ? Math.max(0, at.offset - shrunk) : page.next;
    position = onward === null ? null : { offset: onward, declared: page.declared };
    const received = seen.size + unnamed;
    const short = position === null && received < page.declared;
    yield {
      rows,
      declared: page.declared,
      next: position,
      partial: short
        ? new SourceProblem('SOURCE_PARTIAL', {
            source: SOURCE,
            entity: request.entity,
            academy: request.academy,
            received,
            declared: page.declared,
          })
        : null,
    };
  }
}

async function pageAt(session: Session, request: ListRequest, offset: number) {
  const { path, academy, pageSize, entity } = request;
  // Without limit and offset the API answers with the first 20 rows and no word of the others.
  const query = { ...request.query, limit: pageSize, offset };
  const { json, headers } = await session.list(path, query, academy, entity);
  if (Array.isArray(json)) {
    const total = Number(headers['x-total-count'] ?? json.length);
    const end = offset + json.length;
    return { rows: json as unknown[], declared: total, next: json.length > 0 && end < total ? end : null };
  }
  const parsed = envelope.safeParse(json);
  if (!parsed.success) throw new SourceProblem('RESPONSE_CHANGED', { source: SOURCE, entity: `list of ${entity}` });
  const { count, next, results } = parsed.data;
  const more = next != null && results.length > 0;
  return { rows: results, declared: count, next: more ? offsetOf(next, offset + pageSize, offset) : null };
}

/** The offset a `next` link asks for, which is shorter than our step should the server ever cap the limit. */
function offsetOf(link: string, otherwise: number, current: number): number {
  const value = Number(/[?&]offset=(\d+)/.exec(link)?.[1] ?? Number.NaN);
  return Number.isInteger(value) && value > current ? value : otherwise;
}

/** The numeric id of a row, null when it has none. */
export function rowId(row: unknown): number | null {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
  return typeof id === 'number' && Number.isInteger(id) ? id : null;
}
