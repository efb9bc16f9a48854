/** An issue's words in the reader's language: the sentences of its kind, filled with names instead of keys. Pure. */
import { fillWords, isIssueCode, issueKind } from '../../../shared/domain/issue-taxonomy.ts';
import type { EngineLanguage } from '../../i18n/engine/engine-language.ts';

export type Part = 'title' | 'meaning' | 'fix';
type Details = Readonly<Record<string, unknown>>;

/** `holded:65d0`, `holded:65a0@holded:65d0`, `C-4PZL9ZX`. */
const KEY = /^(?:[a-z0-9]+:\S+|C-[2-9A-Z]{7})$/;

/** Keys that an issue's details hold. */
export function keysOfDetails(details: Details): string[] {
  const texts = Object.values(details)
    .flat()
    .filter((value) => typeof value === 'string');
  return [...new Set(texts.filter((text) => KEY.test(text)))].sort();
}

/** Says one value: a key by its name, an amount, a day or a month in the reader's way. */
export interface Teller {
  readonly name: (key: string) => string;
  readonly amount: (figure: string, currency: string) => string;
  readonly date: (day: string) => string;
  readonly month: (month: string) => string;
  readonly word: (word: string) => string;
}

export function tellValue(value: unknown, teller: Teller): unknown {
  if (Array.isArray(value)) return value.map((each) => tellValue(each, teller)).join(', ');
  if (typeof value !== 'string') return value;
  const money = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value);
  if (money?.[1] && money[2]) return teller.amount(money[1], money[2]);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return teller.date(value);
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(value)) return teller.month(value);
  return KEY.test(value) ? teller.name(value) : teller.word(value);
}

/** One of the three sentences of an issue's kind; English is the taxonomy's own. `given` stands where the kind is not known. */
export function issueText(
  part: Part,
  issue: { readonly code: string; readonly details: Details; readonly given: string },
  language: Pick<EngineLanguage, 'issues' | 'unnamed'> | null,
  teller: Teller,
): string {
  if (!isIssueCode(issue.code)) return issue.given;
  const template = (language === null ? issueKind(issue.code) : language.issues[issue.code])[part];
  const told = Object.fromEntries(
    Object.entries(issue.details).map(([name, value]) => [name, tellValue(value, teller)]),
  );
  return fillWords(template, { ...language?.unnamed, ...told });
}
