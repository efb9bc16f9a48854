/**
 * The desktop app put together: one instance, one host, any number of windows. The window opens at once and its first questions
 * wait for the host, so that starting feels as short as it is.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, clipboard, dialog, powerMonitor, session } from 'electron';
import { openHost } from '../host/host.ts';
import type { Host } from '../host/host-ports.ts';
import { engineOnReadyThread } from '../host/ready-thread.ts';
import { fileLog, type Log, thrownFields } from '../platform/log.ts';
import { type AppPaths, appPaths, ensureFolders, thisMachine } from '../platform/paths.ts';
import { declareScheme, serveFiles } from './app-files.ts';
import { type DesktopStart, readStart } from './command-line.ts';
import { LINK_SCHEME, screenOfLink } from './deep-link.ts';
import { desktopPorts, showInFolder } from './host-ports.ts';
import { answerWindows } from './ipc.ts';
import { setMenu } from './menu.ts';
import { openPreferences } from './preferences.ts';
import { watchQuit } from './quit.ts';
import { accompanyRuns } from './run-companion.ts';
import { closeSession } from './session-rules.ts';
import { shellWords } from './shell-words.ts';
import { watchProgram, watchWindow } from './trouble.ts';
import { guardContents } from './window-guards.ts';
import { openWindows } from './windows.ts';

/** Matches the identity in the packaging configuration: Windows groups windows and notifications by it. */
const APP_ID = 'app.monthend.desk';

export interface DesktopPlaces {
  /** The folder of the built page. */
  readonly pages: string;
  /** The built preload script. */
  readonly preload: string;
}

/** Starts the app, or hands over to the one that runs already. */
export function startDesktop(argv: readonly string[], places: DesktopPlaces): void {
  const start = readStart(argv);
  const machine = thisMachine();
  const paths = appPaths(
    start.home === null ? machine : { ...machine, env: { ...machine.env, MONTHEND_HOME: start.home } },
  );
  const folders = ensureFolders(paths);
  if (!folders.ok) {
    const { message, meaning, fix } = folders.problem;
    dialog.showErrorBox(
      shellWords('system', app.getLocale()).notOpened,
      [message, meaning, fix].filter(Boolean).join('\n'),
    );
    app.exit(1);
    return;
  }
  app.setName('Monthend');
  app.setAppUserModelId(APP_ID);
  // Beside the ledgers, so that another data folder is another app: its own lock, window and looks.
  const profile = join(paths.data, 'desktop');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  declareScheme();
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  run(start, paths, profile, places);
}

function run(start: DesktopStart, paths: AppPaths, profile: string, places: DesktopPlaces): void {
  // Its code is read while Electron gets ready and the window comes up.
  const openEngine = engineOnReadyThread();
  const log = fileLog({ folder: paths.logs });
  const devTools = !app.isPackaged;
  const preferences = openPreferences(profile, log);
  const words = () => shellWords(preferences.appearance().language, app.getLocale());
  const front = () => BrowserWindow.getFocusedWindow() ?? windows.all().at(-1);

  // Everything a window asks waits here until the host is open.
  const opening = Promise.withResolvers<Host>();
  let host: Host | null = null;
  opening.promise.catch(() => {});

  const acts = {
    newWindow: () => void windows.open(null),
    runTheMonth: () => void runTheMonth().catch(surprised),
    showLogs: () => void showInFolder(paths.logs),
    async copyDiagnostics() {
      const answer = host === null ? null : await host.call('desk/diagnostics', {});
      if (answer?.ok) clipboard.writeText(textOf(answer.value));
    },
  };
  const menu = () =>
    setMenu(words(), { ...acts, copyDiagnostics: () => void acts.copyDiagnostics() }, process.platform, devTools);
  const surprised = (thrown: unknown) => log.error('program.surprise', thrownFields(thrown));

  const windows = openWindows({
    preload: places.preload,
    preferences,
    devTools,
    onOpen(window) {
      watchWindow(window, acts, words, log);
      window.on('close', (event) => {
        // On a Mac the app lives on without a window; elsewhere its last window is the app.
        const last = windows.all().length === 1 && process.platform !== 'darwin';
        if (last && !leaving.mayClose()) event.preventDefault();
      });
    },
  });
  const companion = accompanyRuns(windows, words);
  const leaving = watchQuit(() => host, front, words, log);
  watchProgram(acts, words, log);
  answerWindows(() => opening.promise, windows.isOurs, log);

  async function runTheMonth(): Promise<void> {
    windows.show('/close');
    const answer = await (await opening.promise).call('desk/start-run', {});
    if (answer.ok) return;
    const { message, meaning, fix } = answer.problem;
    await dialog.showMessageBox({
      type: 'info',
      message: words().notStarted,
      detail: [message, meaning, fix].filter(Boolean).join('\n'),
    });
  }

  // A link may come before there is anything to show it.
  let wanted = start.screen;
  const show = (screen: string | null) => {
    if (app.isReady()) windows.show(screen);
    else wanted = screen ?? wanted;
  };
  app.on('second-instance', (_event, argv) => {
    const again = readStart(argv);
    show(again.screen);
    if (again.sample) void opening.promise.then((open) => open.call('desk/open-sample', {})).catch(surprised);
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const screen = screenOfLink(link);
    if (screen !== null) show(screen);
  });
  app.on('web-contents-created', (_event, contents) => guardContents(contents, words, log));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (windows.all().length === 0) windows.open(null);
  });
  app.on('will-quit', () => {
    companion.stop();
    log.close();
  });

  void app
    .whenReady()
    .then(async () => {
      closeSession(session.defaultSession, log);
      serveFiles(places.pages, log);
      const ports = desktopPorts(preferences, front, words, menu);
      menu();
      windows.open(wanted);
      const { env } = process;
      const open = await openHost(ports, { paths, sample: start.sample, env, logFolder: paths.logs, openEngine });
      open.on((event) => {
        windows.tell(event);
        companion.hear(event);
      });
      host = open;
      opening.resolve(open);
      powerMonitor.on('resume', () => open.woke());
    })
    .catch((thrown: unknown) => notOpened(thrown, log, words().notOpened, words().surpriseMeaning));
}

function notOpened(thrown: unknown, log: Log, title: string, meaning: string): void {
  log.error('program.not_opened', thrownFields(thrown));
  dialog.showErrorBox(title, meaning);
  app.exit(1);
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string'
    ? value.text
    : '';
}
