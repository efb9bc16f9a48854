/** The engine tells reports in English; this says them in the operator's language where it is another one. */
import { useCallback } from 'react';
import { formatMonth } from '../../format/dates.ts';
import { useFormat } from '../../format/use-format.ts';
import { languageOf } from '../../i18n/language.ts';
import { useAppearance } from '../../state/appearance.ts';
import { useDesk } from '../../state/desk.ts';
import type { Told } from './cells.ts';
import { spanish } from './engine-words.es.ts';

export function useTold(): Told {
  const { locale } = useFormat();
  const system = useDesk((state) => state.desk?.locale) ?? globalThis.navigator?.language ?? 'en';
  const language = languageOf(
    useAppearance((state) => state.language),
    system,
  );
  return useCallback(
    (words) => (language === 'es' ? spanish(words, (month) => formatMonth(month, locale)) : words),
    [language, locale],
  );
}
