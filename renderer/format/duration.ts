/** How long, in as few figures as are honest. */
export interface DurationWords {
  readonly seconds: (value: string) => string;
  readonly minutes: (minutes: number, seconds: number) => string;
  readonly hours: (hours: number, minutes: number) => string;
}

/** Below ten seconds with one decimal, below a minute in seconds, then minutes, then hours. */
export function formatDuration(ms: number, locale: string, words: DurationWords): string {
  const safe = Math.max(0, Number.isFinite(ms) ? ms : 0);
  const seconds = Math.round(safe / 1000);
  if (safe < 9950) {
    const digits = safe > 0 && safe < 50 ? 2 : 1;
    return words.seconds(
      new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
        safe / 1000,
      ),
    );
  }
  if (seconds < 60) return words.seconds(String(seconds));
  if (seconds < 3600) return words.minutes(Math.floor(seconds / 60), seconds % 60);
  return words.hours(Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60));
}
