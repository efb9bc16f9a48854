/** Every way of writing a figure, a day or a time, in the reader's locale and the company's time zone. */
import type { Appearance } from '../../shared/contract/desk.ts';
import { common } from '../i18n/common.ts';
import { formatLocale } from '../i18n/language.ts';
import { type Say, useWords } from '../i18n/words.ts';
import { useAppearance } from '../state/appearance.ts';
import { useDesk } from '../state/desk.ts';
import { formatDate, formatInstant, formatMonth, formatMonthRange } from './dates.ts';
import { type DurationWords, formatDuration } from './duration.ts';
import { formatMoney, plainMoney } from './money.ts';

export interface Format {
  readonly locale: string;
  /** The company's currency. */
  readonly currency: string;
  /** Figures without the currency; `currency` is the company's when left out. */
  money(minor: number, currency?: string): string;
  /** With the ISO code behind, for sentences: `1,234.50 EUR`. */
  moneyWithCode(minor: number, currency?: string): string;
  plainMoney(minor: number, currency?: string): string;
  count(value: number): string;
  /** 0 to 1 as `12 %`. */
  share(value: number): string;
  date(civil: string): string;
  month(month: string, length?: 'long' | 'short'): string;
  /** Inclusive months: `March to June 2025`. */
  months(from: string, until: string): string;
  instant(iso: string): string;
  time(iso: string): string;
  /** `0.4 s`, `41 s`, `2 min 5 s`. */
  duration(ms: number): string;
  /** `12 s left`. */
  left(ms: number): string;
}

interface Made {
  readonly say: Say<typeof common.en>;
  readonly language: Appearance['language'];
  readonly system: string;
  readonly timeZone: string;
  readonly format: Format;
}

/** The one in use: every cell of a table asks, and all of them are to get the same. */
let made: Made | null = null;

export function useFormat(): Format {
  const say = useWords(common);
  const system = useDesk((state) => state.desk?.locale) ?? globalThis.navigator?.language ?? 'en';
  const currency = useDesk((state) => state.desk?.company?.currency) ?? 'EUR';
  const timeZone = useDesk((state) => state.desk?.company?.timeZone) ?? 'UTC';
  const language = useAppearance((state) => state.language);
  const same =
    made?.say === say &&
    made.language === language &&
    made.system === system &&
    made.format.currency === currency &&
    made.timeZone === timeZone;
  if (made !== null && same) return made.format;
  made = {
    say,
    language,
    system,
    timeZone,
    format: formatOf(say, formatLocale(language, system), currency, timeZone),
  };
  return made.format;
}

function formatOf(say: Say<typeof common.en>, locale: string, currency: string, timeZone: string): Format {
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const words: DurationWords = {
    seconds: (value) => say('time.seconds', { value }),
    minutes: (minutes, seconds) => say('time.minutes', { minutes, seconds }),
    hours: (hours, minutes) => say('time.hours', { hours, minutes }),
  };
  const duration = (ms: number) => formatDuration(ms, locale, words);
  return {
    locale,
    currency,
    money: (minor, code = currency) => formatMoney(minor, code, locale),
    moneyWithCode: (minor, code = currency) => `${formatMoney(minor, code, locale, 'figure')} ${code}`,
    plainMoney: (minor, code = currency) => plainMoney(minor, code, locale),
    count: (value) => number.format(value),
    share: (value) => share.format(value),
    date: (civil) => formatDate(civil, locale),
    month: (month, length) => formatMonth(month, locale, length),
    months: (from, until) =>
      formatMonthRange(from, until, locale, (left, right) => say('range.fromTo', { from: left, until: right })),
    instant: (iso) => formatInstant(iso, locale, timeZone),
    time: (iso) => formatInstant(iso, locale, timeZone, 'time'),
    duration,
    left: (ms) => say('time.left', { time: duration(ms) }),
  };
}
