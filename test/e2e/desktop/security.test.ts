import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WINDOW_CHANNELS } from '../../../shared/contract/window.ts';
import { closeBrowser, noBrowser } from '../../desktop-double/browser.ts';
import type { DoubleDesk } from '../../desktop-double/desk.ts';
import type { DoubleState } from '../../desktop-double/double-state.ts';
import { openDouble } from '../../desktop-double/open-double.ts';

/** How a row is shown to hold. */
const PLAYED = 'played in Chromium';
const ASKED = "played on the app's own handlers";
const CONFIGURED = 'configuration only: needs the real binary';

const rows: { row: number; holds: string; how: string }[] = [];
/** One row of Electron's security checklist: its number, what holds, and how it is shown. */
function row(number: number, holds: string, how: string, test: () => Promise<void> | void): void {
  it(`row ${number}: ${holds}`, async () => {
    await test();
    rows.push({ row: number, holds, how });
  });
}

const sources = ['electron/main.ts', 'electron/preload.ts', ...filesBelow('electron/desktop')].map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function using(word: RegExp): string[] {
  return sources
    .filter(({ text }) => word.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
    .map(({ path }) => path);
}

describe.skipIf(noBrowser !== null)(
  `the security of the desktop app${noBrowser ? ` (left out: ${noBrowser})` : ''}`,
  () => {
    let desk: DoubleDesk;
    let state: DoubleState;
    let preferences: Record<string, unknown>;
    const run = async (script: string): Promise<unknown> => (await desk.page()).evaluate(script);

    beforeAll(async () => {
      desk = await openDouble({});
      await desk.page();
      state = await desk.state();
      preferences = (state.windows[0]?.options.webPreferences ?? {}) as Record<string, unknown>;
    });
    afterAll(async () => {
      await desk?.close();
      await closeBrowser();
      const text = rows
        .toSorted((a, b) => a.row - b.row)
        .map((one) => `  ${String(one.row).padStart(2)}  ${one.holds.padEnd(84)}  ${one.how}`);
      console.log(`Electron's security checklist: ${rows.length} of 20 hold\n${text.join('\n')}`);
    });

    row(1, 'a window loads the app and nothing from the network', PLAYED, async () => {
      for (const url of [
        'https://cdn.example/a.js',
        'http://127.0.0.1:9/a',
        'file:///etc/passwd',
        'ws://cdn.example/',
      ]) {
        expect(await desk.call('session.mayLoad', url, 'script'), url).toBe(false);
      }
      expect(desk.refusedRequests).toEqual([]);
      expect(state.windows[0]?.url).toMatch(/^app:\/\/monthend\//);
    });

    row(2, 'no page, worker or frame has Node', PLAYED, async () => {
      expect(preferences).toMatchObject({
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
      });
      expect(await run('[typeof require, typeof process, typeof module, typeof Buffer, typeof global]')).toEqual(
        Array(5).fill('undefined'),
      );
    });

    row(3, 'the page and the preload script live in separate worlds', CONFIGURED, async () => {
      expect(preferences.contextIsolation).toBe(true);
      // What crosses between them is frozen, so that a page cannot put something else in its place.
      expect(await run('Object.isFrozen(monthend)')).toBe(true);
      expect(await run('(() => { try { window.monthend = {}; } catch {} return typeof monthend.deskState; })()')).toBe(
        'function',
      );
    });

    row(4, 'every window runs in the sandbox', CONFIGURED, () => {
      expect(preferences.sandbox).toBe(true);
      expect(state.sandboxed).toBe(true);
    });

    row(5, 'every permission and device is refused, but writing to the clipboard', ASKED, async () => {
      for (const name of [
        'media',
        'geolocation',
        'notifications',
        'midi',
        'clipboard-read',
        'openExternal',
        'fileSystem',
        'hid',
      ]) {
        expect(await desk.call('session.permission', name), name).toEqual({ asked: false, checked: false });
      }
      expect(await desk.call('session.permission', 'clipboard-sanitized-write')).toEqual({
        asked: true,
        checked: true,
      });
      expect(await desk.call('session.device')).toBe(false);
      for (const name of ['select-hid-device', 'select-serial-port', 'select-usb-device']) {
        const { prevented, chosen } = (await desk.call('session.choose', name)) as {
          prevented: boolean;
          chosen: unknown[];
        };
        expect(prevented).toBe(true);
        expect(chosen[0] ?? '').toBe('');
      }
      expect(state.sessionRules).toEqual(
        expect.arrayContaining(['bluetoothPairing', 'displayMedia', 'usbProtectedClasses']),
      );
      expect(await desk.call('session.download')).toBe(true);
    });

    row(6, 'web security is on', CONFIGURED, () => {
      expect(preferences.webSecurity).toBe(true);
      expect(using(/disable-web-security|webSecurity: false/)).toEqual([]);
    });

    row(7, 'the content policy comes as a header; nothing inline, evaluated or foreign runs', PLAYED, async () => {
      const { headers } = (await desk.call('session.fetch', 'app://monthend/', 'GET')) as {
        headers: Record<string, string>;
      };
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{20,}'; /);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      const blocked = (script: string) =>
        run(`new Promise((done) => {
      document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
      ${script}
      setTimeout(() => done('nothing was blocked'), 5000);
    })`);
      expect(
        await blocked(
          `const s = document.createElement('script'); s.textContent = 'window.inlineRan = 1'; document.head.append(s);`,
        ),
      ).toBe('script-src-elem');
      expect(
        await blocked(
          `const s = document.createElement('script'); s.src = 'https://cdn.example/a.js'; document.head.append(s);`,
        ),
      ).toBe('script-src-elem');
      expect(
        await blocked(`const s = document.createElement('style'); s.textContent = '*{}'; document.head.append(s);`),
      ).toBe('style-src-elem');
      expect(await blocked(`fetch('https://collector.example/').catch(() => {});`)).toBe('connect-src');
      expect(await blocked(`const f = document.createElement('iframe'); f.src = '/'; document.body.append(f);`)).toBe(
        'frame-src',
      );
      expect(await blocked(`const i = new Image(); i.src = 'https://collector.example/x.png';`)).toBe('img-src');
      expect(await blocked(`setTimeout(() => { try { setTimeout('window.evalRan = 1'); } catch {} });`)).toBe(
        'script-src',
      );
      expect(await run('[window.inlineRan, window.evalRan]')).toEqual([undefined, undefined]);
    });

    row(8, 'insecure content is not allowed', CONFIGURED, () => {
      expect(preferences.allowRunningInsecureContent).toBe(false);
    });

    row(9, 'no experimental features', CONFIGURED, () => {
      expect(preferences).not.toHaveProperty('experimentalFeatures');
      expect(using(/experimentalFeatures|enable-experimental/)).toEqual([]);
    });

    row(10, 'no Blink features and no switches of Chromium', CONFIGURED, () => {
      expect(preferences).not.toHaveProperty('enableBlinkFeatures');
      expect(state.switches).toEqual([]);
      expect(using(/enableBlinkFeatures|appendSwitch/)).toEqual([]);
    });

    row(11, 'a webview cannot be made', CONFIGURED, () => {
      expect(preferences.webviewTag).toBe(false);
    });

    row(12, 'a webview that were made would not be attached', ASKED, async () => {
      expect(await desk.call('contents.emit', state.windows[0]?.id, 'will-attach-webview', {})).toBe(true);
    });

    row(13, 'a window stays on the app, whatever a link or script in it wants', PLAYED, async () => {
      const page = await desk.page();
      const before = page.url();
      for (const url of ['https://evil.example/', 'http://127.0.0.1:1/']) {
        const refused = desk.refusedRequests.length;
        await run(`void (location.href = ${JSON.stringify(url)})`);
        await expect.poll(() => desk.refusedRequests.slice(refused)).toEqual([url]);
      }
      expect(page.url()).toBe(before);
      for (const url of ['app://evil/', 'file:///etc/passwd', 'app://monthend/assets/x.js', 'data:text/html,x']) {
        expect(await desk.call('contents.navigate', state.windows[0]?.id, url, true), url).toBe(true);
        expect(
          await desk.call('contents.emit', state.windows[0]?.id, 'will-redirect', { url, isMainFrame: true }),
          url,
        ).toBe(true);
      }
      expect(await desk.call('contents.navigate', state.windows[0]?.id, 'app://monthend/', false)).toBe(true);
    });

    row(14, 'no script opens a window', PLAYED, async () => {
      const known = await desk.page();
      await run(
        `void window.open('file:///etc/passwd'); void window.open('app://monthend/'); void window.open('javascript:1')`,
      );
      for (const url of ['app://monthend/', 'https://evil.example/', 'about:blank']) {
        expect(await desk.call('contents.open', state.windows[0]?.id, url), url).toBe('deny');
      }
      await desk.dialogs.press('Stay here');
      await expect.poll(() => known.context().pages().length).toBe(1);
      expect((await desk.state()).windows).toHaveLength(1);
    });

    row(15, 'only https leaves for the browser: known hosts at once, others after a question', ASKED, async () => {
      const before = (await desk.state()).openedOutside.length;
      const opened = async () => (await desk.state()).openedOutside.slice(before);
      for (const url of [
        'javascript:alert(1)',
        'file:///etc/passwd',
        'ms-msdt:/id',
        'http://app.holded.com/',
        'https://a:b@app.holded.com/',
      ]) {
        await desk.call('contents.open', state.windows[0]?.id, url);
      }
      await desk.call('contents.open', state.windows[0]?.id, 'https://app.holded.com/api');
      expect(await opened()).toEqual(['https://app.holded.com/api']);
      await desk.call('contents.open', state.windows[0]?.id, 'https://elsewhere.example/x');
      expect((await desk.dialogs.press('Stay here')).message).toContain('elsewhere.example');
      expect(await opened()).toEqual(['https://app.holded.com/api']);
      expect(using(/openExternal/)).toEqual(['electron/desktop/window-guards.ts']);
    });

    row(16, 'Electron is at most one major behind the newest', 'by the version in package.json', () => {
      const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
        devDependencies: { electron: string };
      };
      // The newest major known on 2026-11-22.
      expect(45 - Number.parseInt(devDependencies.electron, 10)).toBeLessThanOrEqual(1);
    });

    row(17, 'only the main frame of a window of ours, on our page, is answered', PLAYED, async () => {
      const window = state.windows[0]?.id ?? 0;
      const ask = (caller: object) =>
        desk.call('ipc.invoke', { window, isMainFrame: true, url: 'app://monthend/', ...caller }, 'desk/state', [{}]);
      expect(await ask({})).toMatchObject({ ok: true });
      expect(await run('monthend.deskState({})')).toMatchObject({ ok: true });
      const strangers = [
        { window: 999 },
        { isMainFrame: false },
        { url: 'https://evil.example/' },
        { url: 'app://evil/' },
        { url: 'app://monthend.evil/' },
        { url: 'about:blank' },
        { url: 'file:///app/index.html' },
      ];
      for (const caller of strangers) {
        expect(await ask(caller), JSON.stringify(caller)).toMatchObject({
          ok: false,
          problem: { code: 'NOT_A_WINDOW_OF_MONTHEND' },
        });
      }
      await desk.call('window.at', window, 'app://monthend/');
      for (const input of ['text', 12, null, { unknown: 1, who: 'somebody' }, ['a'], { what: { toString: 1 } }]) {
        expect(await run(`monthend.deskShow(${JSON.stringify(input)})`)).toMatchObject({ ok: false });
      }
    });

    row(18, 'files come from app://monthend/ alone, and none from outside its folder', ASKED, async () => {
      expect(state.schemes).toEqual([
        { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
      ]);
      const fetch = (url: string, method = 'GET') =>
        desk.call('session.fetch', url, method) as Promise<{ status: number; body: Uint8Array }>;
      expect((await fetch('app://monthend/')).status).toBe(200);
      for (const path of [
        '/../main/main.js',
        '/..%2fmain%2fmain.js',
        '/%2e%2e/main/main.js',
        '/..%5cmain%5cmain.js',
        '/assets/..%2f..%2fmain%2fmain.js',
        '/%252e%252e/main/main.js',
        '//etc/passwd.txt',
        '/C:/Windows/win.ini',
        '/a%00.js',
      ]) {
        expect((await fetch(`app://monthend${path}`)).status, path).toBe(404);
      }
      expect((await fetch('app://elsewhere/')).status).toBe(404);
      expect((await fetch('app://monthend/', 'POST')).status).toBe(405);
      expect(using(/loadFile|file:\/\//)).toEqual([]);
    });

    row(19, 'all seven fuses are set against their defaults', CONFIGURED, () => {
      const { electronFuses } = JSON.parse(readFileSync('build/electron-builder.json', 'utf8')) as {
        electronFuses: object;
      };
      expect(electronFuses).toMatchObject({
        runAsNode: false,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableCookieEncryption: true,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        grantFileProtocolExtraPrivileges: false,
      });
    });

    row(20, 'a page has named functions and nothing of Electron', PLAYED, async () => {
      const api = (await run(
        `Object.entries(monthend).map(([name, value]) => name + ':' + typeof value).sort()`,
      )) as string[];
      expect(api).toHaveLength(WINDOW_CHANNELS.length + 1);
      expect(api.every((entry) => /^[a-z][A-Za-z]+:function$/.test(entry))).toBe(true);
      expect(
        await run(`Object.getOwnPropertyNames(window).filter((name) => /electron|ipc|desktopDouble/i.test(name))`),
      ).toEqual([]);
      expect([...state.channels].sort()).toEqual([...WINDOW_CHANNELS].sort());
      expect(using(/\bipcMain\b/)).toEqual(['electron/desktop/ipc.ts']);
      expect(using(/\bipcRenderer\b/)).toEqual(['electron/preload.ts']);
      expect(using(/from 'electron'/).every((path) => path !== 'electron/main.ts')).toBe(true);
    });
  },
);
