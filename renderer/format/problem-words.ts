import { formatMonth } from './dates.ts';

/**
 * A problem's words as a window says them: the engine names the command that helps on the command line and writes months as
 * `2025-01`; here there are buttons, and months have names.
 */
export function forWindow(text: string, locale: string): string {
  return text
    .replace(/(?::| with) monthend [^"]*?\.(?=\s|$)/g, '.')
    .replace(/, run again with --accept-gone\./g, ', mark them as gone.')
    .replace(/\b(\d{4}-(?:0[1-9]|1[0-2]))\b(?!-)/g, (month) => formatMonth(month, locale));
}
