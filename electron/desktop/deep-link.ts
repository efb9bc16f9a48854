/**
 * Links from elsewhere on this machine (`monthend://run/12`). Anybody can write one, so it is read strictly and can only choose
 * what to look at: it never starts, changes or names anything else.
 */
export const LINK_SCHEME = 'monthend';

const runLink = /^monthend:\/\/run\/([1-9]\d{0,8})\/?$/i;

/** The screen a link stands for, or null when it is none of ours. */
export function screenOfLink(link: string): string | null {
  const run = runLink.exec(link)?.[1];
  return run === undefined ? null : `/runs/${run}`;
}

/** The screen asked for by a command line; the last link wins. */
export function screenOfArguments(argv: readonly string[]): string | null {
  const links = argv.map(screenOfLink).filter((screen) => screen !== null);
  return links.at(-1) ?? null;
}
