/** Settings of a connection as they stand in a form, and back. Pure. */

export interface FormField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'switch' | 'list' | 'json';
  readonly required: boolean;
  readonly initial?: unknown;
}
export type Settings = Readonly<Record<string, unknown>>;
/** What a field holds while it is written: text, yes or no, or a text an entry. */
export type Written = string | boolean | Readonly<Record<string, string>>;
export type Draft = Readonly<Record<string, Written>>;
export type Fault = 'needed' | 'notANumber' | 'notData';

/** Entries that are all texts are drawn as fields of their own; any other data as text. */
export function entriesOf(field: FormField): Readonly<Record<string, string>> | null {
  const { initial } = field;
  if (field.kind !== 'json' || typeof initial !== 'object' || initial === null || Array.isArray(initial)) return null;
  const entries = Object.entries(initial);
  if (entries.length === 0 || !entries.every(([, value]) => typeof value === 'string')) return null;
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** A form's first values: what is stored, else what the system begins with. */
export function draftOf(fields: readonly FormField[], stored: Settings): Draft {
  return Object.fromEntries(fields.map((field) => [field.name, writtenOf(field, stored[field.name] ?? field.initial)]));
}

function writtenOf(field: FormField, value: unknown): Written {
  const entries = entriesOf(field);
  if (entries !== null) {
    const given = typeof value === 'object' && value !== null ? value : {};
    return Object.fromEntries(
      Object.entries({ ...entries, ...given }).flatMap(([name, text]) =>
        typeof text === 'string' ? [[name, text] as const] : [],
      ),
    );
  }
  if (field.kind === 'switch') return value === true;
  if (value === null || value === undefined) return '';
  if (field.kind === 'list' && Array.isArray(value)) return value.map(String).join('\n');
  if (field.kind === 'json') return JSON.stringify(value, null, 2);
  return String(value);
}

export interface Read {
  readonly settings: Settings;
  /** What stands in the way, by field. */
  readonly faults: Readonly<Record<string, Fault>>;
}

/** Settings to save: what differs from the system's own beginnings or was stored before. Empty fields are left out. */
export function settingsOf(fields: readonly FormField[], draft: Draft, stored: Settings): Read {
  const settings: Record<string, unknown> = {};
  const faults: Record<string, Fault> = {};
  // What no form knows stays as it is.
  const drawn = new Set(fields.map(({ name }) => name));
  for (const [name, value] of Object.entries(stored)) if (!drawn.has(name)) settings[name] = value;
  for (const field of fields) {
    const value = readValue(field, draft[field.name] ?? '', stored[field.name]);
    if ('fault' in value) faults[field.name] = value.fault;
    else if (value.value === undefined) continue;
    else if (field.name in stored || !same(value.value, field.initial)) settings[field.name] = value.value;
  }
  return { settings, faults };
}

type Value = { readonly value: unknown } | { readonly fault: Fault };

function readValue(field: FormField, written: Written, stored: unknown): Value {
  if (typeof written === 'boolean') return { value: written };
  if (typeof written === 'object') {
    const more = typeof stored === 'object' && stored !== null ? stored : {};
    return { value: { ...more, ...written } };
  }
  const text = written.trim();
  if (text === '') {
    if (field.required) return { fault: 'needed' };
    // An empty list means none; every other empty field means the usual.
    return { value: field.kind === 'list' && Array.isArray(field.initial) ? [] : undefined };
  }
  if (field.kind === 'number') {
    const number = Number(text.replace(',', '.'));
    return Number.isFinite(number) ? { value: number } : { fault: 'notANumber' };
  }
  if (field.kind === 'list') return listOf(field, text);
  if (field.kind === 'json') {
    try {
      return { value: JSON.parse(text) as unknown };
    } catch {
      return { fault: 'notData' };
    }
  }
  return { value: text };
}

function listOf(field: FormField, text: string): Value {
  const items = text
    .split('\n')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const numbers = Array.isArray(field.initial) && field.initial.length > 0 && field.initial.every(Number.isFinite);
  if (!numbers) return { value: items };
  // A comma or a blank between numbers can only part them.
  const parts = items.flatMap((item) => item.split(/[\s,;]+/)).filter((part) => part !== '');
  const values = parts.map(Number);
  return values.every(Number.isFinite) ? { value: values } : { fault: 'notANumber' };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other ?? null);
}

/** `dropDate` -> `Drop date`. */
export function spacedName(name: string): string {
  const text = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
