/** `BrowserWindow` and its page. What they show lives in a real browser at the other end of the line. */
import { EventEmitter } from 'node:events';
import { afterReady, app, openWindows } from './app.ts';
import { changed, control, offer, preventable, tellPart } from './control.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type OpenAnswer = { readonly action: 'allow' | 'deny' };
const windows = new Map<number, BrowserWindow>();
let next = 1;
let focused: BrowserWindow | null = null;

export class WebContents extends EventEmitter {
  readonly id: number;
  readonly mainFrame = { url: 'about:blank' };
  loading = false;
  openHandler: ((details: { url: string }) => OpenAnswer) | null = null;

  constructor(id: number) {
    super();
    this.id = id;
  }
  send(channel: string, ...input: unknown[]): void {
    void control.call('page.send', this.id, channel, structuredClone(input)).catch(() => {});
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  isDestroyed(): boolean {
    return !windows.has(this.id);
  }
  isLoadingMainFrame(): boolean {
    return this.loading;
  }
  reload(): void {
    this.loading = true;
    void control.call('page.reload', this.id).catch(() => {});
  }
  setWindowOpenHandler(handler: (details: { url: string }) => OpenAnswer): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return windows.get(contents.id) ?? null;
  }

  readonly id: number;
  readonly webContents: WebContents;
  readonly options: Readonly<Record<string, unknown>>;
  bounds: Bounds;
  progress = -1;
  visible = false;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;
  #destroyed = false;

  constructor(options: Readonly<Record<string, unknown>> = {}) {
    super();
    afterReady('BrowserWindow');
    this.id = next++;
    this.options = options;
    const number = (name: string, otherwise: number) => {
      const value = options[name];
      return typeof value === 'number' ? value : otherwise;
    };
    this.bounds = {
      x: number('x', 200),
      y: number('y', 120),
      width: number('width', 800),
      height: number('height', 600),
    };
    this.webContents = new WebContents(this.id);
    windows.set(this.id, this);
    openWindows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
    changed();
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.loading = true;
    const preload = (this.options.webPreferences as { preload?: string } | undefined)?.preload ?? null;
    await control.call('page.open', this.id, url, preload, this.bounds);
  }
  show(): void {
    this.visible = true;
    this.focus();
  }
  focus(): void {
    focused = this;
    this.emit('focus');
    changed();
  }
  isFocused(): boolean {
    return focused === this;
  }
  isVisible(): boolean {
    return this.visible;
  }
  minimize(): void {
    this.#minimized = true;
    if (focused === this) focused = null;
    changed();
  }
  restore(): void {
    this.#minimized = false;
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  maximize(): void {
    this.#maximized = true;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  setFullScreen(on: boolean): void {
    this.#fullScreen = on;
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  getBounds(): Bounds {
    return this.bounds;
  }
  getNormalBounds(): Bounds {
    return this.bounds;
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    changed();
  }
  setProgressBar(progress: number): void {
    this.progress = progress;
    changed();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  close(): boolean {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this.id);
    openWindows.splice(openWindows.indexOf(this), 1);
    if (focused === this) focused = null;
    void control.call('page.close', this.id).catch(() => {});
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
    changed();
  }
}

function windowOf(id: number): BrowserWindow {
  const window = windows.get(id);
  if (!window) throw new Error(`there is no window ${id}`);
  return window;
}

tellPart('windows', () =>
  [...windows.values()].map((window) => ({
    id: window.id,
    options: JSON.parse(JSON.stringify(window.options)) as Readonly<Record<string, unknown>>,
    bounds: window.bounds,
    progress: window.progress,
    focused: focused === window,
    visible: window.visible,
    url: window.webContents.mainFrame.url,
  })),
);

offer('window.loaded', (id: number) => {
  const window = windowOf(id);
  window.webContents.loading = false;
  window.webContents.emit('did-finish-load');
  if (!window.visible) window.emit('ready-to-show');
  changed();
});
offer('window.at', (id: number, url: string) => {
  const window = windows.get(id);
  if (window) window.webContents.mainFrame.url = url;
});
offer('window.focus', (id: number | null) => {
  if (id !== null) return windowOf(id).focus();
  focused = null;
  changed();
});
offer('window.close', (id: number) => windowOf(id).close());
offer('window.setBounds', (id: number, bounds: Bounds) => windowOf(id).setBounds(bounds));
offer('window.emit', (id: number, name: string) => windowOf(id).emit(name));
offer('contents.emit', (id: number, name: string, fields: object) => {
  const event = preventable(fields);
  windowOf(id).webContents.emit(name, event, fields);
  return event.defaultPrevented;
});
offer('contents.navigate', (id: number, url: string, isMainFrame: boolean) => {
  const { webContents } = windowOf(id);
  const event = preventable({ url, isMainFrame });
  webContents.emit('will-frame-navigate', event);
  if (isMainFrame && !event.defaultPrevented) webContents.emit('will-navigate', event, url);
  return event.defaultPrevented;
});
offer('contents.open', (id: number, url: string) => windowOf(id).webContents.openHandler?.({ url }).action ?? 'allow');

/** The page behind an id, for `ipcMain`. */
export const contentsOf = (id: number): WebContents | undefined => windows.get(id)?.webContents;
