import type { Appearance } from '../../shared/contract/desk.ts';

export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

const RIGHT_TO_LEFT = /^(ar|fa|he|ur|yi|ps|sd|ug|dv|ckb)\b/;

/** The language of the words: as chosen, else as the machine's, else English. */
export function languageOf(chosen: Appearance['language'], locale: string): Language {
  if (chosen !== 'system') return chosen;
  return LANGUAGES.find((language) => locale.toLowerCase().startsWith(language)) ?? 'en';
}

/** Figures and dates follow the machine's locale, unless the operator chose a language that it does not speak. */
export function formatLocale(chosen: Appearance['language'], locale: string): string {
  const valid = canonical(locale) ?? 'en';
  if (chosen === 'system' || valid.toLowerCase().startsWith(chosen)) return valid;
  return chosen === 'es' ? 'es-ES' : 'en-GB';
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
}

function canonical(locale: string): string | null {
  try {
    return Intl.getCanonicalLocales(locale.replace('_', '-').replace(/\..*$/, ''))[0] ?? null;
  } catch {
    return null;
  }
}
