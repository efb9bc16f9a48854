/**
 * The words of a screen, in every language, beside the screen. `defineWords` registers them, `useWords` reads them typed: a key that
 * is missing in a language is a compile error.
 */
import { useSyncExternalStore } from 'react';
import { i18next } from './instance.ts';

export type Bundle = Readonly<Record<string, string>>;
/** What another language must provide for the words of English. */
export type WordsLike<En extends Bundle> = { readonly [K in keyof En]: string };

/** Keys as they are asked for: `rows` for `rows_one` and `rows_other`. */
type Asked<K> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;
export type WordKey<En> = Asked<keyof En & string>;
export type WordValues = Readonly<Record<string, string | number>>;
/** Says a word. `count` chooses between one and other. */
export type Say<En> = (key: WordKey<En>, values?: WordValues) => string;

export interface Words<En> {
  readonly namespace: string;
  /** Only its type is used. */
  readonly en: En;
}

/** Registers the words of one screen: `en` as const, `es` as `WordsLike<typeof en>`. */
export function defineWords<const En extends Bundle>(namespace: string, en: En, es: WordsLike<En>): Words<En> {
  i18next.addResourceBundle('en', namespace, counted(en), true, true);
  i18next.addResourceBundle('es', namespace, counted(withMany(es)), true, true);
  return { namespace, en };
}

/** What is counted is a number there, for the plural; it is read like every other figure: 12,345 rows. */
function counted(words: Bundle): Bundle {
  const entries = Object.entries(words).map(([key, text]) =>
    /_(one|other|many)$/.test(key) ? [key, text.replaceAll('{{count}}', '{{count, number}}')] : [key, text],
  );
  return Object.fromEntries(entries);
}

/** Spanish has a form for whole millions; ours is the same as the plural. */
function withMany(words: Bundle): Bundle {
  const many = Object.entries(words).flatMap(([key, text]) =>
    key.endsWith('_other') ? [[key.replace(/_other$/, '_many'), text] as const] : [],
  );
  return { ...words, ...Object.fromEntries(many) };
}

/** i18next's own typing of keys is left at the door: ours comes from the words themselves. */
type Translate = (key: string, options: Readonly<Record<string, unknown>>) => string;

/** How words are said as things stand, by namespace: the same function for every component, so that it can be compared. */
let sayers = new Map<string, Say<never>>();
const listeners = new Set<() => void>();

/** Another language, or the words of a screen that has just been loaded: whoever shows words shows them again. */
function changed(): void {
  sayers = new Map();
  for (const listener of listeners) listener();
}
i18next.on('languageChanged', changed);
i18next.store.on('added', changed);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The words of a screen in the operator's language; the component renders again when it changes. Cheap: every cell of a table asks. */
export function useWords<En>(words: Words<En>): Say<En> {
  useSyncExternalStore(subscribe, () => sayers);
  let sayer = sayers.get(words.namespace);
  if (sayer === undefined) {
    const translate = i18next.getFixedT(null, words.namespace) as Translate;
    sayer = (key, values) => translate(key, { ...values });
    sayers.set(words.namespace, sayer);
  }
  return sayer;
}

/** Outside a component. */
export function say<En>(words: Words<En>, key: WordKey<En>, values?: WordValues): string {
  return (i18next.t as Translate)(key, { ...values, ns: words.namespace });
}

/** Keeps a name from turning the sentence around it: right-to-left text stays inside. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
