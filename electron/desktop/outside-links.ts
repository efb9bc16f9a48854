/** Which addresses may leave the app for the operator's browser, and which after asking. A window cannot open anything itself. */

/** Where the systems' keys are made and their help is kept; the only hosts that open without asking. */
const KNOWN_HOSTS: ReadonlySet<string> = new Set([
  'app.holded.com',
  'www.holded.com',
  'help.holded.com',
  'developers.holded.com',
  '4geeks.com',
  '4geeksacademy.com',
  'www.notion.so',
  'www.notion.com',
  'developers.notion.com',
]);

export type LinkVerdict =
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'ask'; readonly url: string; readonly host: string }
  | { readonly kind: 'refuse' };

/** What to do with an address a window wants to open. Only https without a user name in it can be opened at all. */
export function judgeLink(text: string): LinkVerdict {
  if (text.length > 2_000 || !URL.canParse(text)) return { kind: 'refuse' };
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return { kind: 'refuse' };
  if (url.port === '' && KNOWN_HOSTS.has(url.hostname)) return { kind: 'open', url: url.href };
  return { kind: 'ask', url: url.href, host: url.host };
}
