/** What the machine does alongside a run: it stays awake, the dock shows how far it is, and the end is told if nobody looks. */
import { app, Notification, powerSaveBlocker } from 'electron';
import type { DeskEvent, LiveRun } from '../../shared/contract/desk.ts';
import { newsOfEnd, progressOf } from './run-news.ts';
import type { ShellWords } from './shell-words.ts';
import type { DeskWindows } from './windows.ts';

/** Follows what the host tells. Returns the function that lets the machine go. */
export function accompanyRuns(
  windows: DeskWindows,
  words: () => ShellWords,
): { readonly hear: (event: DeskEvent) => void; readonly stop: () => void } {
  let blocker: number | null = null;
  let running = false;
  // Kept until they are clicked or closed: a notification nobody holds is collected, and its click with it.
  const shown = new Set<Notification>();

  const letSleep = (): void => {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = null;
  };

  function follow(run: LiveRun): void {
    const progress = progressOf(run);
    for (const window of windows.all()) window.setProgressBar(progress ?? -1);
    if (progress !== null) {
      blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    } else {
      letSleep();
      if (running) announce(run);
    }
    running = progress !== null;
  }

  function announce(run: LiveRun): void {
    const news = newsOfEnd(run, windows.inFront(), words());
    if (news === null || !Notification.isSupported()) return;
    const notification = new Notification({ title: news.title, body: news.body });
    shown.add(notification);
    notification.once('click', () => {
      shown.delete(notification);
      windows.show(news.screen);
    });
    notification.once('close', () => shown.delete(notification));
    notification.show();
  }

  return {
    hear(event) {
      if (event.type === 'run') follow(event.run);
      else if (event.type === 'issues') app.setBadgeCount(event.blocking);
    },
    stop: letSleep,
  };
}
