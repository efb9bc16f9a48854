/** The one address the app's own page has. Whatever shows anything else is a stranger. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'monthend';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;

/** The page at a screen (`/runs/12`). */
export function pageAt(screen: string | null): string {
  return screen === null ? `${PAGE_ORIGIN}/` : `${PAGE_ORIGIN}/#${screen}`;
}

/** Whether an address is the app's page itself. `origin` of such a scheme differs between programs, so the parts are compared. */
export function isOwnPage(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === `${PAGE_SCHEME}:` &&
    url.host === PAGE_HOST &&
    url.username === '' &&
    url.password === '' &&
    (url.pathname === '/' || url.pathname === '/index.html')
  );
}

/** Whether a request may go out at all: the app's own files, and what a page holds in itself. Everything else is the engine's work. */
export function mayLoad(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.protocol === `${PAGE_SCHEME}:`) return url.host === PAGE_HOST;
  return url.protocol === 'data:' || url.protocol === 'devtools:';
}
