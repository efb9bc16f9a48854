/** What a cohort's slug says: its service type, its pre-work, whether anybody pays for it. All of it by the connection's settings. */
import type { FourgeeksSettings } from './settings.ts';

/**
 * The service type of a cohort by the tokens of its slug. Tokens, not substrings: `ads-campaign` is no data science and `physics-101`
 * no cyber security.
 *
 * @example serviceTypeOf('spain-ds-pt-12', fourgeeksSettings.parse({}).serviceTypes) === 'DS'
 */
export function serviceTypeOf(slug: string, rules: FourgeeksSettings['serviceTypes']): string | null {
  const tokens = slug.toLowerCase().split('-');
  const fits = (wanted: readonly string[]) =>
    tokens.some((_, at) => wanted.every((token, offset) => tokens[at + offset] === token.toLowerCase()));
  return rules.find((rule) => fits(rule.tokens))?.serviceType ?? null;
}

/** Service days before the kick-off; the first rule that fits. */
export function preworkDaysOf(slug: string, rules: FourgeeksSettings['prework']): number {
  return rules.find((rule) => slug.toLowerCase().startsWith(rule.slugPrefix.toLowerCase()))?.days ?? 0;
}

/** Whether the settings exclude a cohort by its slug. */
export function isExcludedSlug(slug: string, excluded: FourgeeksSettings['excludedCohorts']): boolean {
  const low = slug.toLowerCase();
  return (
    excluded.slugs.some((s) => low === s.toLowerCase()) || excluded.endings.some((e) => low.endsWith(e.toLowerCase()))
  );
}
