/** Figures, months, times and tables as they stand on a terminal. */
import { currency, minorToText } from '../../shared/domain/money.ts';
import { monthInWords, parseMonth } from '../../shared/domain/month.ts';
import type { Paint } from './paint.ts';
import { cut, pad, plain, widthOf } from './plain-text.ts';

/** Reads the reader's number habits from the environment: `es_ES.UTF-8` gives `es-ES`. */
export function readerLocale(env: Readonly<Record<string, string | undefined>>): string {
  const wish = env.LC_ALL || env.LC_NUMERIC || env.LANG || '';
  const tag = wish.replace(/[.@].*$/, '').replace('_', '-');
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const known = formats.get(key);
  if (known) return known;
  // "always", since Spanish would write 1000 without a separator beside 10.000 in one column.
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: 'always' } as const;
  const format = new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** A whole number with the reader's separators. */
export function count(value: number, locale: string): string {
  return numberFormat(locale, 0).format(value);
}

/** Minor units as a figure without its currency: zero is a dash, a negative stands in parentheses. */
export function money(minor: number, code: string, locale: string): string {
  if (minor === 0) return '-';
  const figure = magnitude(minor, code, locale);
  return minor < 0 ? `(${figure})` : figure;
}

/** A figure for a sentence, with its currency; here zero is written out. */
export function amount(minor: number, code: string, locale: string): string {
  const figure = magnitude(minor, code, locale);
  return `${minor < 0 ? `(${figure})` : figure} ${code}`;
}

function magnitude(minor: number, code: string, locale: string): string {
  const text = minorToText(Math.abs(minor), currency(code));
  const digits = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return numberFormat(locale, digits).format(text as Intl.StringNumericLiteral);
}

/** `2025-03` as "March 2025". Anything else is given back. */
export function monthWords(month: string): string {
  const parsed = parseMonth(month);
  return parsed === null ? plain(month) : monthInWords(parsed);
}

/** Months from one up to and not including another, as "March to June 2025". */
export function rangeWords(from: string | null, until: string | null, before: (month: string) => string): string {
  if (from === null || until === null) return '-';
  const last = before(until);
  if (last <= from) return monthWords(from);
  const [first, end] = [monthWords(from), monthWords(last)];
  return first.slice(-4) === end.slice(-4) ? `${first.slice(0, -5)} to ${end}` : `${first} to ${end}`;
}

/** How long something took: "0.4 s", "41 s", "2 min 5 s". */
export function took(ms: number): string {
  if (ms < 9_950) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes < 60 ? `${minutes} min ${rest} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A moment as date and minute, in this computer's zone: `2025-03-31 09:12`. */
export function moment(iso: string | null): string {
  if (iso === null) return '-';
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return plain(iso);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** "1 issue", "1,338 issues". */
export function plural(number: number, locale: string, one: string, many = `${one}s`): string {
  return `${count(number, locale)} ${number === 1 ? one : many}`;
}

export interface Column {
  readonly head: string;
  /** Figures stand at the right, so that their digits line up. */
  readonly right?: boolean;
  /** Cells are cut at this width, and further where the table would be wider than the terminal. */
  readonly max?: number;
}

/** Narrower than this a cell says nothing any more. */
const LEAST = 12;

/** A table: head, rows, two spaces between columns. Cells may hold colour unless they are cut; all else in them must be plain. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { paint, columns: room }: { readonly paint: Paint; readonly columns: number },
): string[] {
  const widths = columns.map(({ head, max = Number.POSITIVE_INFINITY }, index) =>
    Math.min(
      max,
      rows.reduce((width, row) => Math.max(width, widthOf(row[index] ?? '')), widthOf(head)),
    ),
  );
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width + 2, -2) - room;
    const widest = widths.reduce(
      (best, width, index) => (columns[index]?.max && width > (widths[best] ?? 0) ? index : best),
      columns.findIndex(({ max }) => max),
    );
    const width = widths[widest];
    if (over <= 0 || width === undefined || width <= LEAST) break;
    widths[widest] = width - 1;
  }
  const line = (row: readonly string[]) =>
    columns
      .map(({ right }, index) => {
        const [cell, width] = [row[index] ?? '', widths[index] ?? 0];
        return pad(widthOf(cell) > width ? cut(cell, width) : cell, width, right ? 'right' : 'left');
      })
      .join('  ')
      .trimEnd();
  return [paint.faint(line(columns.map(({ head }) => head))), ...rows.map(line)];
}
