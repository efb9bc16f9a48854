/**
 * The search index: one FTS5 table for each kind of thing, `search_<kind>`, whose rowid is the id of the client, contract,
 * document and so on. A table of its own for each kind, because a list looks for one kind only and FTS5 would otherwise have to
 * merge the words of all the others first. The tables hold no text, only the index, and are no part of the ledger's content.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ledger } from './ledger.ts';

export const SEARCH_KINDS = ['client', 'contract', 'document', 'service', 'period', 'issue'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** What somebody typed is cut after so many words. */
const MOST_WORDS = 12;

/**
 * What somebody typed as an FTS5 expression in which every word must occur, at least with its beginning; null without a word.
 * What is written together (`C-12AB`, an e-mail) must be found together.
 */
export function matchExpression(text: string): string | null {
  return expression(text, (phrase) => `"${phrase}"*`);
}

function expression(text: string, term: (phrase: string) => string): string | null {
  // Letters, digits and their accents are all that is left of the text: within quotes nothing of it has a meaning of its own.
  const phrases = text
    .normalize('NFC')
    .split(/\s+/)
    .map((part) => (part.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []).join(' '))
    .filter((phrase) => phrase !== '');
  return phrases.length === 0 ? null : phrases.slice(0, MOST_WORDS).map(term).join(' AND ');
}

/**
 * Ids of a kind that fit what was typed, to be used as `where('client.id', 'in', idsMatching('client', text))`.
 * Null when nothing was typed: no filter. Text without a single word (only signs) fits nothing.
 */
export function idsMatching(kind: SearchKind, text: string | undefined): RawBuilder<number> | null {
  if (text === undefined || text.trim() === '') return null;
  const match = matchExpression(text);
  if (match === null) return sql<number>`(SELECT 0 AS rowid WHERE 0)`;
  const table = sql.table(`search_${kind}`);
  return sql<number>`(SELECT rowid FROM ${table} WHERE ${table} MATCH ${match})`;
}

/** The table that a kind's ids come from. */
export type SearchedTable = 'invoice' | 'issue';

/** Fewer hits than this are found first, whatever their share. */
const MANY_HITS = 5_000;
/** Whether a row fits is asked of each in turn, which a page near either end needs some hundred times. */
const NEAR = 500;

/**
 * The condition that a row's id fits what was typed; null when nothing was typed. Few hits are found first. Where a quarter of all rows
 * and more fit, it is quicker to walk the rows in the order of the list: near, asking each whether it fits; far down, with all hits at hand.
 */
export function idMatches(
  ledger: Ledger,
  { kind, table, id }: { readonly kind: SearchKind; readonly table: SearchedTable; readonly id: string },
  text: string | undefined,
  offset: number,
): RawBuilder<unknown> | null {
  const ids = idsMatching(kind, text);
  if (ids === null || text === undefined) return null;
  const rows = ledger.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() ?? 0;
  if (!matchesAtLeast(ledger, kind, text, Math.max(MANY_HITS, rows / 4))) return sql`${sql.ref(id)} IN ${ids}`;
  // The sign keeps SQLite from beginning with the hits.
  if (offset > NEAR) return sql`+${sql.ref(id)} IN ${ids}`;
  const index = sql.table(`search_${kind}`);
  return sql`EXISTS (SELECT 1 FROM ${index} WHERE ${index} MATCH ${matchExpression(text)} AND rowid = ${sql.ref(id)})`;
}

/** Rows of a list from the hits on: `search_document s CROSS JOIN invoice i ON i.id = s.rowid`. Null when nothing was typed. */
export function hitsJoined(
  kind: SearchKind,
  text: string | undefined,
  rows: RawBuilder<unknown>,
): RawBuilder<unknown> | null {
  const ids = idsMatching(kind, text);
  return ids && sql`${ids} s CROSS JOIN ${rows}`;
}

/** Whether so many of a kind fit what was typed. */
export function matchesAtLeast(ledger: Ledger, kind: SearchKind, text: string, many: number): boolean {
  const match = matchExpression(text);
  return match !== null && countUpTo(ledger, kind, match, many) >= many;
}

function countUpTo(ledger: Ledger, kind: SearchKind, match: string, most: number): number {
  const table = `search_${kind}`;
  const count = ledger.prepare<[string, number], number>(
    `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${table} MATCH ? LIMIT ?)`,
  );
  return count.pluck().get(match, most) ?? 0;
}

/** So many rows are weighed against one another; where more fit, the text says too little for an order to mean anything. */
const MOST_WEIGHED = 1_000;

export interface Hit {
  readonly kind: SearchKind;
  readonly id: number;
  /** Smaller is better. */
  readonly score: number;
}

/** The best of each kind for what was typed, all kinds together best first. What was typed in full comes before beginnings. */
export function searchHits(ledger: Ledger, text: string, limit: number): Hit[] {
  const beginnings = matchExpression(text);
  const whole = expression(text, (phrase) => `"${phrase}"`);
  if (beginnings === null || whole === null) return [];
  const hits = SEARCH_KINDS.flatMap((kind) => {
    const best = new Map<number, Hit>();
    const take = (rows: readonly { id: number; score: number }[], better: number) => {
      for (const { id, score } of rows) if (!best.has(id)) best.set(id, { kind, id, score: score - better });
    };
    take(weighed(ledger, kind, `code : (${whole})`, limit), EXACT_CODE);
    take(weighed(ledger, kind, whole, limit), WHOLE_WORDS);
    take(weighed(ledger, kind, beginnings, limit), 0);
    return [...best.values()];
  });
  const place = (kind: SearchKind) => SEARCH_KINDS.indexOf(kind);
  return hits.sort((a, b) => a.score - b.score || place(a.kind) - place(b.kind) || a.id - b.id).slice(0, limit);
}

// Far above what bm25 gives, so that they decide first.
const EXACT_CODE = 1_000;
const WHOLE_WORDS = 100;

function weighed(ledger: Ledger, kind: SearchKind, match: string, limit: number): { id: number; score: number }[] {
  const table = `search_${kind}`;
  const rows =
    countUpTo(ledger, kind, match, MOST_WEIGHED + 1) <= MOST_WEIGHED
      ? `SELECT rowid AS id, bm25(${table}, 8.0, 1.0) AS score FROM ${table} WHERE ${table} MATCH ? ORDER BY score, id LIMIT ?`
      : // The newest, for want of anything better.
        `SELECT rowid AS id, 0.0 AS score FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?`;
  return ledger.prepare<[string, number], { id: number; score: number }>(rows).all(match, limit);
}
