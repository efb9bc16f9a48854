/** Says what the engine said, in the reader's language. */
import { useMemo } from 'react';
import { formatDate, formatMonth } from '../../format/dates.ts';
import { formatMoney } from '../../format/money.ts';
import { useFormat } from '../../format/use-format.ts';
import { type EngineLanguage, engineLanguage } from './engine-language.ts';
import { phraseBook, type Tell } from './phrase-book.ts';
import { valuesIn } from './values.ts';

const AS_IT_IS: Tell = (sentence) => sentence;

/** The one in use: every cell of a report asks. */
let made: { readonly language: EngineLanguage; readonly locale: string; readonly tell: Tell } | null = null;

/** A finished sentence of the engine. What nobody has worded stays as the engine said it. */
export function useTold(): Tell {
  const { locale } = useFormat();
  const language = engineLanguage();
  return language === null ? AS_IT_IS : tellerOf(language, locale);
}

export function tellerOf(language: EngineLanguage, locale: string): Tell {
  if (made?.language === language && made.locale === locale) return made.tell;
  const sayValue = valuesIn({
    month: (month) => formatMonth(month, locale),
    date: (day) => formatDate(day, locale),
    money: (minor, code) => formatMoney(minor, code, locale, 'figure'),
    moneyWithCode: (minor, code) => `${formatMoney(minor, code, locale, 'figure')} ${code}`,
    range: (from, until) => `${from} ${language.to} ${until}`,
    moment: (day, time) => `${dayOfYear(day, locale)}, ${time}`,
  });
  made = { language, locale, tell: phraseBook(language.phrases, sayValue, language.and) };
  return made.tell;
}

/** `3 de marzo` for `03-03`: a day whose year goes without saying. */
function dayOfYear(day: string, locale: string): string {
  const date = new Date(0);
  date.setUTCFullYear(2000, Number(day.slice(0, 2)) - 1, Number(day.slice(3)));
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
}

type Lamp = {
  readonly id: number;
  readonly words: string;
  readonly left: { readonly words: string };
  readonly right: { readonly words: string };
};

/** Words of the engine that have a key, with what it gave as the fallback. */
export interface EngineWords {
  readonly lamp: (lamp: Lamp) => { readonly words: string; readonly left: string; readonly right: string };
  readonly checkStep: (step: { readonly key: string; readonly words: string }) => string;
  readonly report: (report: { readonly name: string; readonly title: string; readonly words: string }) => {
    readonly title: string;
    readonly words: string;
  };
}

export function useEngineWords(): EngineWords {
  useFormat();
  const language = engineLanguage();
  return useMemo(() => engineWordsIn(language), [language]);
}

export function engineWordsIn(language: EngineLanguage | null): EngineWords {
  const find = <T>(list: Readonly<Record<string, T | undefined>> | undefined, key: string | number): T | null =>
    list?.[String(key)] ?? null;
  return {
    lamp: ({ id, words, left, right }) => find(language?.lamps, id) ?? { words, left: left.words, right: right.words },
    checkStep: ({ key, words }) => find(language?.checklist, key) ?? words,
    report: ({ name, title, words }) => find(language?.reports, name) ?? { title, words },
  };
}
