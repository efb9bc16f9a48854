/** Shares as an operator writes them, and back. Pure. */

/** `0.2` -> `20`, with up to two decimals. */
export function percentText(share: number): string {
  return String(Math.round(share * 10_000) / 100);
}

/** `0,5` -> `0.5` of a hundred as a share of one; null for what is no share between 0 and 100. */
export function shareOf(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(trimmed)) return null;
  const basisPoints = Math.round(Number(trimmed) * 100);
  return basisPoints <= 10_000 ? basisPoints / 10_000 : null;
}
