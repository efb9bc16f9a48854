/**
 * Reads the cells of a workbook that somebody edited, whoever wrote the file: Excel, LibreOffice or a web sheet. A cell says whether
 * it holds a formula, which readers that give values alone do not.
 */
import { type Archive, openArchive } from './unzip.ts';

/** A cell as it stands in the file. */
export interface ReadCell {
  readonly value: string | number | boolean | null;
  /** `#REF!` and the like. */
  readonly broken: boolean;
  readonly formula: string | null;
}

/** Cells by row, from 1, and column, from 1. */
export type ReadSheet = ReadonlyMap<number, ReadonlyMap<number, ReadCell>>;

export interface ReadWorkbook {
  readonly sheets: readonly string[];
  /** Null when there is none of this name, or it cannot be read. */
  sheet(name: string): ReadSheet | null;
}

/** Null when the file is no workbook that can be read. */
export function readWorkbook(file: Uint8Array): ReadWorkbook | null {
  const archive = openArchive(file);
  const book = archive?.text('xl/workbook.xml');
  const relations = archive?.text('xl/_rels/workbook.xml.rels');
  if (!archive || !book || !relations) return null;
  const targets = new Map(
    [...tags(relations, 'Relationship')].map(({ attributes }) => [
      attributes.get('Id') ?? '',
      attributes.get('Target') ?? '',
    ]),
  );
  const parts = new Map<string, string>();
  for (const { attributes } of tags(book, 'sheet')) {
    const target = targets.get(attributes.get('r:id') ?? '') ?? '';
    parts.set(attributes.get('name') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  let shared: readonly string[] | null = null;
  const known = new Map<string, ReadSheet>();
  return {
    sheets: [...parts.keys()],
    sheet(name) {
      const read = known.get(name);
      if (read) return read;
      const text = archive.text(parts.get(name) ?? '');
      if (text === null) return null;
      shared ??= sharedStrings(archive);
      const cells = cellsOf(text, shared);
      known.set(name, cells);
      return cells;
    },
  };
}

interface Tag {
  readonly attributes: ReadonlyMap<string, string>;
  /** What stands between the tags; empty for a tag that closes itself. */
  readonly inner: string;
}

/** Elements of a name that do not nest in themselves, in order. */
function* tags(text: string, name: string): Generator<Tag, void, void> {
  const open = `<${name}`;
  let at = 0;
  for (;;) {
    at = text.indexOf(open, at);
    if (at < 0) return;
    const next = text.charAt(at + open.length);
    if (next !== ' ' && next !== '>' && next !== '/' && next !== '\n' && next !== '\r' && next !== '\t') {
      at += open.length;
      continue;
    }
    const end = text.indexOf('>', at);
    if (end < 0) return;
    const closed = text.charAt(end - 1) === '/';
    const attributes = attributesOf(text.slice(at + open.length, closed ? end - 1 : end));
    if (closed) {
      yield { attributes, inner: '' };
      at = end + 1;
      continue;
    }
    const close = text.indexOf(`</${name}>`, end);
    if (close < 0) return;
    yield { attributes, inner: text.slice(end + 1, close) };
    at = close + name.length + 3;
  }
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    found.set(match[1] ?? '', plain(match[2] ?? match[3] ?? ''));
  return found;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of the file as text: entities, and the format's own way to write a character that XML cannot carry. */
function plain(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text
    .replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (whole, name: string) => {
      if (name.startsWith('#')) {
        const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
      }
      return NAMED[name] ?? whole;
    })
    .replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Runs of a text put together; what tells how to pronounce it is left out. */
function textOf(inner: string): string {
  const bare = inner.includes('<rPh') ? inner.replace(/<rPh[\s\S]*?<\/rPh>/g, '') : inner;
  return [...tags(bare, 't')].map((run) => plain(run.inner)).join('');
}

function sharedStrings(archive: Archive): string[] {
  const text = archive.text('xl/sharedStrings.xml');
  return text === null ? [] : [...tags(text, 'si')].map(({ inner }) => textOf(inner));
}

function cellsOf(text: string, shared: readonly string[]): ReadSheet {
  const rows = new Map<number, Map<number, ReadCell>>();
  let [row, column] = [0, 0];
  for (const { attributes, inner } of tags(text, 'row')) {
    row = Number(attributes.get('r') ?? row + 1);
    column = 0;
    const cells = new Map<number, ReadCell>();
    for (const cell of tags(inner, 'c')) {
      column = columnOf(cell.attributes.get('r')) ?? column + 1;
      cells.set(column, cellOf(cell, shared));
    }
    rows.set(row, cells);
  }
  return rows;
}

function columnOf(place: string | undefined): number | null {
  const letters = place === undefined ? null : /^[A-Z]{1,3}/.exec(place);
  if (!letters) return null;
  let column = 0;
  for (const letter of letters[0]) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function cellOf({ attributes, inner }: Tag, shared: readonly string[]): ReadCell {
  const type = attributes.get('t') ?? 'n';
  const [held] = tags(inner, 'v');
  const [worked] = tags(inner, 'f');
  const formula = worked === undefined ? null : plain(worked.inner);
  const text = held === undefined ? null : plain(held.inner);
  const base = { formula, broken: type === 'e' };
  switch (type) {
    case 's':
      return { ...base, value: text === null ? null : (shared[Number(text)] ?? '') };
    case 'inlineStr':
      return { ...base, value: textOf(inner) };
    case 'str':
    case 'd':
    case 'e':
      return { ...base, value: text };
    case 'b':
      return { ...base, value: text === '1' };
    default:
      return { ...base, value: text === null || text === '' ? null : Number(text) };
  }
}
