/**
 * Short references that printed lines carry, so that a reviewer gets from a workpaper back to the thing. `C-12-K7Q4X` is contract
 * 12; the last five signs are worked out from what the thing is called outside, so that the same number in another company's
 * ledger is told apart. `RF-202503-2.S4-9TQ2M` is a figure: line 2 of the roll-forward of March 2025 for one service.
 */
import { type Month, parseMonth } from './month.ts';

/** Things that a ledger numbers. */
export const THING_LETTERS = {
  contract: 'C',
  document: 'D',
  posting: 'P',
  payment: 'PAY',
  enrolment: 'E',
  service: 'S',
  issue: 'I',
  run: 'R',
  decision: 'DEC',
  record: 'REC',
} as const;
export type ThingKind = keyof typeof THING_LETTERS;

/** Figures of a month. */
export const FIGURE_LETTERS = {
  rollForward: 'RF',
  waterfall: 'WF',
  cohort: 'CO',
  journal: 'J',
  tieOut: 'T',
} as const;
export type FigureKind = keyof typeof FIGURE_LETTERS;

export interface ThingReference {
  readonly of: 'thing';
  readonly kind: ThingKind;
  readonly id: number;
  /** Null where somebody typed the number alone. */
  readonly check: string | null;
}

export interface FigureReference {
  readonly of: 'figure';
  readonly kind: FigureKind;
  readonly month: Month;
  /** Which figure of the month, in the order in which it was written. */
  readonly parts: readonly string[];
  readonly check: string;
}

const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const SIGNS_LONG = 5;
const CHECK = `[${SIGNS}]{${SIGNS_LONG}}`;
const THING = new RegExp(`^([A-Z]{1,3})-([1-9]\\d{0,14})(?:-(${CHECK}))?$`);
const FIGURE = new RegExp(`^([A-Z]{1,2})-(\\d{4})(\\d{2})(?:-([0-9A-Z]+(?:\\.[0-9A-Z]+)*))?-(${CHECK})$`);

/** The reference of a thing. `key`: its natural key, which is the same in every rebuild of the ledger. */
export function thingReference(kind: ThingKind, id: number, key: string): string {
  return `${THING_LETTERS[kind]}-${id}-${thingCheck(kind, key)}`;
}

/** The signs that a thing's reference ends with. */
export function thingCheck(kind: ThingKind, key: string): string {
  return checkOf(`${THING_LETTERS[kind]} ${key}`);
}

/** The reference of a figure. `mark`: tells the ledger from others. Parts are digits and capital letters. */
export function figureReference(kind: FigureKind, month: Month, parts: readonly string[], mark: string): string {
  const name = [`${FIGURE_LETTERS[kind]}-${month.replace('-', '')}`, ...(parts.length > 0 ? [parts.join('.')] : [])];
  return [...name, figureCheck(kind, month, parts, mark)].join('-');
}

/** The signs that a figure's reference ends with. */
export function figureCheck(kind: FigureKind, month: Month, parts: readonly string[], mark: string): string {
  return checkOf(`${FIGURE_LETTERS[kind]} ${month} ${parts.join('.')} ${mark}`);
}

/** What somebody typed or pasted as a reference; null when it is none. */
export function parseReference(text: string): ThingReference | FigureReference | null {
  const plain = text
    .trim()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase();
  const thing = THING.exec(plain);
  const kind = thing === null ? null : kindOf(THING_LETTERS, thing[1]);
  if (thing !== null && kind !== null) {
    return { of: 'thing', kind, id: Number(thing[2]), check: thing[3] ?? null };
  }
  const figure = FIGURE.exec(plain);
  const of = figure === null ? null : kindOf(FIGURE_LETTERS, figure[1]);
  const month = figure === null ? null : parseMonth(`${figure[2]}-${figure[3]}`);
  const check = figure?.[5];
  if (of === null || month === null || check === undefined) return null;
  return { of: 'figure', kind: of, month, parts: figure?.[4]?.split('.') ?? [], check };
}

function kindOf<Kind extends string>(letters: Readonly<Record<Kind, string>>, typed: string | undefined): Kind | null {
  for (const kind in letters) if (letters[kind] === typed) return kind;
  return null;
}

/** Five signs of a text: 25 bits of FNV-1a, mixed once more so that neighbours differ everywhere. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  let signs = '';
  for (let left = 0; left < SIGNS_LONG; left += 1) {
    signs += SIGNS.charAt(hash & 31);
    hash >>>= 5;
  }
  return signs;
}
