import { useTold } from '../i18n/engine/use-told.ts';
import { formatMonth } from './dates.ts';
import { useFormat } from './use-format.ts';

/** What helps on the command line; where there are buttons, it is left out. */
export function withoutCommands(text: string): string {
  return text
    .replace(/(?: with)?(?::| with) monthend [^"]*?\.(?=\s|$)/g, '.')
    .replace(/, run again with --accept-gone\./g, ', mark them as gone.');
}

/**
 * A problem's words as a window says them: the engine names the command that helps on the command line, writes months as `2025-01` and
 * speaks English; here there are buttons, months have names, and the reader's language is spoken.
 */
export function forWindow(text: string, locale: string, told: (sentence: string) => string): string {
  return told(withoutCommands(text)).replace(/\b(\d{4}-(?:0[1-9]|1[0-2]))\b(?!-)/g, (month) =>
    formatMonth(month, locale),
  );
}

/** {@link forWindow} for a component. */
export function useProblemWords(): (text: string) => string {
  const { locale } = useFormat();
  const told = useTold();
  return (text) => forWindow(text, locale, told);
}
