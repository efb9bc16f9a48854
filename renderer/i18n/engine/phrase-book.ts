/**
 * Says the engine's finished sentences in another language. The engine words them once, in English, for its log, its files and the
 * command line; where such a sentence is all a window is given, its English is its key. A phrase is a sentence with slots,
 * `Run {run} of {month}.`, and how the other language says it. What a slot holds is said in turn. What no phrase fits stays as it
 * is: a name, or a sentence that nobody has worded yet. Pure.
 */
import { type SayValue, SLOT_FORMS } from './values.ts';

export type Phrase = readonly [english: string, other: string];
export type Tell = (sentence: string) => string;

interface Template {
  readonly form: RegExp;
  /** Letters outside the slots: the phrase with most of them is the closest fit. */
  readonly weight: number;
  /** Its longest word outside the slots: a sentence without it cannot fit, and most cells of a list hold none of them. */
  readonly word: string;
  readonly slots: readonly string[];
  readonly other: string;
}

/** `{name}` one thing, `{names*}` several with commas and an "and", `{words+}` anything, several sentences too. */
const SLOT = /\{(\w+)([*+]?)\}/g;
const WHOLE_SLOT = /^\{\w+[*+]?\}$/;
const SENTENCES = /(?<=\.)\s+(?=["“A-Z])/;
const WORDS = /[\p{L}\d]+/gu;

/** Everything a language has to say, as one function. */
export function phraseBook(phrases: readonly Phrase[], sayValue: SayValue, and: string): Tell {
  const whole = new Map(phrases.filter(([english]) => !english.includes('{')));
  const templates = phrases
    .filter(([english]) => english.includes('{'))
    .map(templateOf)
    .sort((a, b) => b.weight - a.weight);
  const worded = Map.groupBy(
    templates.filter(({ weight }) => weight > 0),
    ({ word }) => word,
  );
  // Mere punctuation between slots fits much; it comes after everything else.
  const bare = templates.filter(({ weight }) => weight === 0);
  const known = new Map<string, string>();

  const byTemplate = (sentence: string, among: readonly Template[]): string | null => {
    for (const { form, slots, other } of among) {
      const found = form.exec(sentence);
      if (found === null) continue;
      if (slots.some((slot, at) => !slot.endsWith('+') && SENTENCES.test(found[at + 1] ?? ''))) continue;
      const told = new Map(slots.map((slot, at) => [slot, sayPart(slot, found[at + 1] ?? '')]));
      const said = other.replace(SLOT, (_, name: string, many: string) => told.get(name + many) ?? '');
      return /^\p{Lu}/u.test(sentence) && sentence.endsWith('.') ? upperFirst(said) : said;
    }
    return null;
  };
  const byWords = (sentence: string): string | null => {
    const near = [...new Set(sentence.match(WORDS))].flatMap((word) => worded.get(word) ?? []);
    return byTemplate(
      sentence,
      near.sort((a, b) => b.weight - a.weight),
    );
  };
  const one = (text: string): string | null => whole.get(text) ?? sayValue(text) ?? byWords(text) ?? withoutStop(text);
  const withoutStop = (text: string): string | null => {
    if (!text.endsWith('.')) return null;
    const bared = text.slice(0, -1);
    const said = whole.get(bared) ?? byWords(bared) ?? byTemplate(bared, bare);
    return said === null || said === bared ? null : `${said}.`;
  };
  const severalSentences = (text: string): string | null => {
    const sentences = text.split(SENTENCES);
    const said = sentences.map(one);
    return said.every((each) => each === null) ? null : said.map((each, at) => each ?? sentences[at]).join(' ');
  };
  const sayPart = (slot: string, text: string): string => {
    if (!slot.endsWith('*')) return tell(text);
    // Not at the comma of a mark such as `(+3, +1)`.
    const parts = text.split(/, (?![+-]\d)| and /).map(tell);
    return parts.length < 2 ? tell(text) : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1) ?? ''}`;
  };
  const tell: Tell = (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const said = one(text) ?? severalSentences(text) ?? byTemplate(text, bare) ?? text;
    // Cells of long lists come here, too: what is remembered is kept from growing with them.
    if (known.size > 5_000) known.clear();
    known.set(text, said);
    return said;
  };
  return tell;
}

function templateOf([english, other]: Phrase): Template {
  const literals = english.split(/\{\w+[*+]?\}/);
  const slots = [...english.matchAll(SLOT)].map(([, name = '', many = '']) => name + many);
  const form = english
    .split(/(\{\w+[*+]?\})/)
    .map((part) => (WHOLE_SLOT.test(part) ? slotForm(part) : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return {
    form: new RegExp(`^${form}$`, 's'),
    weight: literals.join('').replace(/[^\p{L}]/gu, '').length,
    word: literals
      .flatMap((literal) => literal.match(WORDS) ?? [])
      .reduce((longest, each) => (each.length > longest.length ? each : longest), ''),
    slots,
    other,
  };
}

/** `{month}`, `{monthBefore}`, `{n}`: a slot whose name begins with a form takes nothing else. */
function slotForm(slot: string): string {
  const name = slot.slice(1).replace(/[*+]?\}$/, '');
  const form = SLOT_FORMS.find(([begin]) => new RegExp(`^${begin}(?![a-z])`).test(name));
  return /[*+]\}$/.test(slot) || form === undefined ? '(.+?)' : `(${form[1]})`;
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
}
