const LONGEST = 80;

/** A name as it takes its place in a list: accents, capitals and invisible signs do not count. What it shows is never changed. */
export function sortName(name: string): string {
  return name
    .slice(0, 4 * LONGEST)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .trim()
    .slice(0, LONGEST);
}
