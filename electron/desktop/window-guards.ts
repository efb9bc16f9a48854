/** Keeps a window on the app's own page: it goes nowhere else, opens nothing and embeds nothing. */
import { dialog, shell, type WebContents } from 'electron';
import type { Log } from '../platform/log.ts';
import { judgeLink } from './outside-links.ts';
import { isOwnPage } from './page-address.ts';
import type { ShellWords } from './shell-words.ts';

/** Guards one page for as long as it lives. */
export function guardContents(contents: WebContents, words: () => ShellWords, log: Log): void {
  const stay = (what: string) => (event: { readonly url: string; preventDefault(): void }) => {
    if (isOwnPage(event.url)) return;
    event.preventDefault();
    log.warn('navigation.refused', { kind: what });
  };
  contents.on('will-navigate', stay('navigate'));
  contents.on('will-redirect', stay('redirect'));
  // There are no frames in the app, so one that goes anywhere is a stranger even on the app's own address.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
    else stay('frame')(event);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log.warn('webview.refused');
  });
  contents.setWindowOpenHandler(({ url }) => {
    void openOutside(url, words(), log);
    return { action: 'deny' };
  });
}

/** Hands an address to the operator's browser, after asking where it is not one of the known hosts. */
async function openOutside(text: string, words: ShellWords, log: Log): Promise<void> {
  const verdict = judgeLink(text);
  if (verdict.kind === 'refuse') {
    log.warn('link.refused');
    return;
  }
  if (verdict.kind === 'ask') {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words.leaveTitle(verdict.host),
      detail: verdict.url,
      buttons: [words.leave, words.stay],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    if (response !== 0) return;
  }
  await shell.openExternal(verdict.url);
}
