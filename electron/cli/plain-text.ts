/**
 * Text for a terminal. Names come from outside systems, and a client may be called anything: a name that could move the cursor,
 * recolour the screen or turn the reading direction could make one figure look like another, so such characters never get out.
 */
import { stripVTControlCharacters } from 'node:util';

// C0, DEL and C1 controls, line separators, and everything that turns or hides text without being seen.
const CONTROLS = /[\p{Cc}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
const LONE_HALVES = /\p{Cs}/gu;

/** One line of text without anything that a terminal would obey. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\t\n\r\v\f\u2028\u2029]+/g, ' ')
    .replace(CONTROLS, '')
    .replace(LONE_HALVES, '\ufffd');
}

/** JSON that a terminal can print too: what {@link plain} takes away is written as an escape, so that no value changes. */
export function plainJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, 2).replace(CONTROLS, (character) =>
    character === '\n' ? '\n' : escaped(character),
  );
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

/** Columns that text takes on a terminal; colour sequences take none. */
export function widthOf(text: string): number {
  const bare = stripVTControlCharacters(text);
  if (/^[\x20-\x7e]*$/.test(bare)) return bare.length;
  let width = 0;
  for (const { segment } of graphemes.segment(bare)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Text of at most so many columns, with an ellipsis where something was left out. */
export function cut(text: string, columns: number): string {
  // A name of a hundred thousand letters is not worth measuring to its end.
  const near = text.length > columns * 16 ? text.slice(0, columns * 16) : text;
  if (near === text && widthOf(near) <= columns) return near;
  let [kept, width] = ['', 0];
  for (const { segment } of graphemes.segment(near)) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Text filled with spaces to so many columns. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const gap = ' '.repeat(Math.max(0, columns - widthOf(text)));
  return side === 'left' ? text + gap : gap + text;
}
