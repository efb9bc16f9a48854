/** `app`: life, lock and places, as Electron's own page documents them. */
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changed, offer, preventable, tellPart } from './control.ts';

interface Closable {
  close(): boolean;
  destroy(): void;
}

const state = { ready: false, sandboxed: false, badge: 0, name: 'Electron', handOver: false };
const protocolClients: string[] = [];
const switches: string[] = [];
const paths = new Map<string, string>([
  ['documents', join(process.env.MONTHEND_DOUBLE_DOCUMENTS ?? tmpdir())],
  ['temp', tmpdir()],
]);
export const openWindows: Closable[] = [];

/** What Electron only allows before it is ready. */
export function beforeReady(what: string): void {
  if (state.ready) throw new Error(`${what} must be called before the app is ready`);
}

export function afterReady(what: string): void {
  if (!state.ready) throw new Error(`${what} cannot be used before the app is ready`);
}

class App extends EventEmitter {
  readonly isPackaged = process.env.MONTHEND_DOUBLE_PACKAGED !== 'no';
  readonly commandLine = { appendSwitch: (name: string) => void switches.push(name) };
  readonly #ready = Promise.withResolvers<void>();

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  isReady(): boolean {
    return state.ready;
  }
  start(): void {
    state.ready = true;
    this.emit('ready');
    this.#ready.resolve();
    changed();
  }
  enableSandbox(): void {
    beforeReady('app.enableSandbox()');
    state.sandboxed = true;
  }
  setName(name: string): void {
    state.name = name;
  }
  getName(): string {
    return state.name;
  }
  setAppUserModelId(): void {}
  getVersion(): string {
    return process.env.npm_package_version ?? '0.1.0';
  }
  getLocale(): string {
    return process.env.MONTHEND_DOUBLE_LOCALE ?? 'en-GB';
  }
  getPath(name: string): string {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`the double has no path for ${name}`);
    return path;
  }
  setPath(name: string, path: string): void {
    paths.set(name, path);
  }
  getAppPath(): string {
    return process.cwd();
  }
  setBadgeCount(count: number): boolean {
    state.badge = count;
    changed();
    return true;
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    protocolClients.push(scheme);
    return true;
  }
  relaunch(): void {}

  requestSingleInstanceLock(): boolean {
    const lock = join(this.getPath('userData'), 'SingletonLock');
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) {
        state.handOver = true;
        return false;
      }
      writeFileSync(lock, String(process.pid));
    }
    const door = doorOf(this.getPath('userData'));
    rmSync(door, { force: true });
    const server = createServer((socket) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('end', () => {
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
        this.emit('second-instance', preventable({}), argv, cwd);
      });
    });
    server.listen(door);
    server.unref();
    process.on('exit', () => rmSync(lock, { force: true }));
    return true;
  }

  quit(): void {
    if (state.handOver) {
      const socket = connect(doorOf(this.getPath('userData')));
      socket.end(JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
      socket.on('close', () => process.exit(0));
      return;
    }
    setImmediate(() => {
      const event = preventable({});
      this.emit('before-quit', event);
      if (event.defaultPrevented) return;
      for (const window of [...openWindows]) if (!window.close()) return;
      this.#end(0);
    });
  }
  exit(code = 0): void {
    for (const window of [...openWindows]) window.destroy();
    process.exit(code);
  }
  #end(code: number): void {
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) return;
    this.emit('quit', {}, code);
    process.exit(code);
  }
}

export const app = new App();

function doorOf(userData: string): string {
  return join(tmpdir(), `monthend-double-${createHash('sha256').update(userData).digest('hex').slice(0, 16)}.sock`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

tellPart('ready', () => state.ready);
tellPart('sandboxed', () => state.sandboxed);
tellPart('badge', () => state.badge);
tellPart('protocolClients', () => protocolClients);
tellPart('switches', () => switches);
offer('app.quit', () => app.quit());
offer('app.openUrl', (url: string) => {
  const event = preventable({});
  app.emit('open-url', event, url);
  return event.defaultPrevented;
});
offer('app.emit', (name: string, details: unknown) => app.emit(name, preventable({}), details));
