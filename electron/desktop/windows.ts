/** The app's windows. There may be several; all look at the same ledger and the same run. */
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import type { DeskEvent } from '../../shared/contract/desk.ts';
import { EVENT_CHANNEL } from './ipc.ts';
import { pageAt } from './page-address.ts';
import type { Preferences } from './preferences.ts';
import { SMALLEST, visiblePlace, type WindowPlace } from './window-place.ts';

export interface DeskWindows {
  open(screen: string | null): BrowserWindow;
  /** Brings a window to the front, opening one where there is none, and shows a screen in it. */
  show(screen: string | null): void;
  tell(event: DeskEvent): void;
  isOurs(contents: WebContents): boolean;
  inFront(): boolean;
  all(): readonly BrowserWindow[];
}

export interface WindowsOptions {
  readonly preload: string;
  readonly preferences: Preferences;
  /** Called once for each new window, before it loads. */
  readonly onOpen: (window: BrowserWindow) => void;
  readonly devTools: boolean;
}

/** Colours of the empty window, until the page has painted its own. */
const PAPER = { light: '#fbfaf8', dark: '#1b1a19' } as const;
const CASCADE = 28;

/** Makes and remembers the windows. */
export function openWindows({ preload, preferences, onOpen, devTools }: WindowsOptions): DeskWindows {
  const windows = new Set<BrowserWindow>();
  const front = (): BrowserWindow | undefined => BrowserWindow.getFocusedWindow() ?? [...windows].at(-1);

  function open(at: string | null): BrowserWindow {
    const place = placeFor(preferences.window(), windows.size);
    const window = new BrowserWindow({
      title: 'Monthend',
      width: place.width,
      height: place.height,
      ...(place.x === null || place.y === null ? {} : { x: place.x, y: place.y }),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
      webPreferences: {
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        // The dictionaries would be fetched from the network.
        spellcheck: false,
        devTools,
      },
    });
    windows.add(window);
    onOpen(window);
    window.once('ready-to-show', () => {
      if (place.maximized) window.maximize();
      if (place.fullScreen) window.setFullScreen(true);
      window.show();
    });
    window.on('close', () => preferences.keepWindow(placeOf(window)));
    window.once('closed', () => windows.delete(window));
    void window.loadURL(pageAt(at));
    return window;
  }

  return {
    open,
    show(at) {
      const window = front();
      if (!window) {
        open(at);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (at !== null) goTo(window.webContents, at);
    },
    tell(event) {
      for (const { webContents } of windows) webContents.send(EVENT_CHANNEL, event);
    },
    isOurs: (contents) => [...windows].some((window) => !window.isDestroyed() && window.webContents === contents),
    inFront: () => BrowserWindow.getFocusedWindow() !== null,
    all: () => [...windows],
  };
}

function goTo(contents: WebContents, to: string): void {
  const send = () => contents.send(EVENT_CHANNEL, { type: 'go', to } satisfies DeskEvent);
  if (contents.isLoadingMainFrame()) contents.once('did-finish-load', send);
  else send();
}

/** A further window stands a little below the one before, so that both can be seen. */
function placeFor(kept: WindowPlace, others: number): WindowPlace {
  const { x, y } = kept;
  const shifted =
    others === 0 || x === null || y === null
      ? kept
      : { ...kept, x: x + CASCADE * others, y: y + CASCADE * others, maximized: false, fullScreen: false };
  const main = screen.getPrimaryDisplay();
  const further = screen.getAllDisplays().filter((display) => display.id !== main.id);
  return visiblePlace(
    shifted,
    [main, ...further].map((display) => display.workArea),
  );
}

function placeOf(window: BrowserWindow): WindowPlace {
  return { ...window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() };
}
