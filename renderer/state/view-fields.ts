/** How one setting of a screen (a filter, a sort, an open row) is written in the address and read back. Pure. */
export interface ViewField<T> {
  readonly initial: T;
  /** `undefined` when the text means nothing: the initial value then stands. */
  readonly read: (text: string) => T | undefined;
  readonly write: (value: T) => string;
}

export function textField(initial = ''): ViewField<string> {
  return { initial, read: (text) => text, write: (value) => value };
}

/** A number, or null for none. */
export function numberField(initial: number | null = null): ViewField<number | null> {
  return {
    initial,
    read: (text) => (text === '' ? null : /^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
    write: (value) => (value === null ? '' : String(value)),
  };
}

export function flagField(initial = false): ViewField<boolean> {
  return {
    initial,
    read: (text) => (text === '1' ? true : text === '0' ? false : undefined),
    write: (value) => (value ? '1' : '0'),
  };
}

/** One of the given words, or null for "all" when `initial` is null. */
export function choiceField<const W extends string>(words: readonly W[], initial: W): ViewField<W>;
export function choiceField<const W extends string>(words: readonly W[], initial: null): ViewField<W | null>;
export function choiceField<const W extends string>(words: readonly W[], initial: W | null): ViewField<W | null> {
  return {
    initial,
    read: (text) => (text === '' ? (initial === null ? null : undefined) : words.find((word) => word === text)),
    write: (value) => value ?? '',
  };
}

/** A column and a direction: `amount.desc`. */
export interface Sort<K extends string = string> {
  readonly by: K;
  readonly descending: boolean;
}

export function sortField<const K extends string>(columns: readonly K[], initial: Sort<K>): ViewField<Sort<K>> {
  return {
    initial,
    read: (text) => {
      const [name, direction] = text.split('.');
      const by = columns.find((column) => column === name);
      return by === undefined ? undefined : { by, descending: direction === 'desc' };
    },
    write: (value) => `${value.by}.${value.descending ? 'desc' : 'asc'}`,
  };
}

export type ViewFields = Readonly<Record<string, ViewField<never>>>;
export type ViewOf<F> = { readonly [K in keyof F]: F[K] extends ViewField<infer T> ? T : never };

interface Erased {
  readonly initial: unknown;
  readonly read: (text: string) => unknown;
  readonly write: (value: unknown) => string;
}

/** Reads a query into a view. What is missing or unreadable is initial. */
export function readView<F extends object>(fields: F, query: string): ViewOf<F> {
  const given = new URLSearchParams(query);
  const view: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields) as [string, Erased][]) {
    const text = given.get(name);
    view[name] = (text === null ? undefined : field.read(text)) ?? field.initial;
    if (text === '' && field.read('') === null) view[name] = null;
  }
  return view as ViewOf<F>;
}

/** Writes a view as a query; what is initial is left out, so that plain addresses stay plain. */
export function writeView<F extends object>(fields: F, view: ViewOf<F>): string {
  const query = new URLSearchParams();
  const values = view as Readonly<Record<string, unknown>>;
  for (const [name, field] of Object.entries(fields) as [string, Erased][]) {
    const text = field.write(values[name]);
    if (text !== field.write(field.initial)) query.set(name, text);
  }
  return query.toString();
}
