/** The app's own files under `app://monthend/`: one scheme with an origin of its own, rather than `file:` with the whole disk. */
import { protocol } from 'electron';
import { pageResponse } from '../host/pages.ts';
import { type Log, thrownFields } from '../platform/log.ts';
import { PAGE_HOST, PAGE_SCHEME } from './page-address.ts';

/** Must be called before Electron is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers for the files below `root`, with the security headers of every page. */
export function serveFiles(root: string, log: Log): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== PAGE_HOST) return new Response(null, { status: 404 });
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
    try {
      const { status, headers, body } = await pageResponse(root, url.pathname);
      return new Response(body, { status, headers });
    } catch (thrown) {
      log.error('page.not_served', thrownFields(thrown));
      return new Response(null, { status: 500 });
    }
  });
}
