import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LINK_SCHEME } from '../../../electron/desktop/deep-link.ts';

const targets = z.object({ target: z.array(z.object({ target: z.string(), arch: z.array(z.string()) })) });
const configuration = z
  .object({
    appId: z.string(),
    electronVersion: z.string(),
    asar: z.literal(true),
    asarUnpack: z.array(z.string()),
    npmRebuild: z.literal(false),
    files: z.array(z.string()),
    protocols: z.array(z.object({ name: z.string(), schemes: z.array(z.string()) })),
    electronFuses: z.record(z.string(), z.boolean()),
    win: targets.extend({ icon: z.string() }),
    mac: targets.extend({
      icon: z.string(),
      hardenedRuntime: z.literal(true),
      entitlements: z.string(),
      entitlementsInherit: z.string(),
    }),
    linux: targets.extend({ icon: z.string() }),
  })
  .parse(JSON.parse(readFileSync('build/electron-builder.json', 'utf8')));

const manifest = z
  .object({ main: z.string().optional(), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** The newest major version of Electron known on 2026-11-22. Whoever raises Electron looks it up and raises this. */
const NEWEST_ELECTRON = 45;

describe('the packaging configuration', () => {
  it('sets every fuse to what a desktop app needs, the opposite of the defaults', () => {
    expect(configuration.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('makes an installer for each system and both kinds of processor', () => {
    const made = (system: { target: { target: string; arch: string[] }[] }) =>
      system.target.map(({ target }) => target);
    expect([made(configuration.win), made(configuration.mac), made(configuration.linux)]).toEqual([
      ['nsis'],
      ['dmg'],
      ['AppImage', 'deb'],
    ]);
    for (const { target } of [configuration.win, configuration.mac, configuration.linux]) {
      for (const { arch } of target) expect(arch).toEqual(['x64', 'arm64']);
    }
  });

  it('packs the archive and leaves only native modules beside it', () => {
    expect(configuration.asarUnpack).toContain('**/node_modules/better-sqlite3/**');
    expect(configuration.files).toContain('out/**');
  });

  it('registers the link scheme that the app reads', () => {
    expect(configuration.protocols).toEqual([{ name: 'Monthend', schemes: [LINK_SCHEME] }]);
  });

  it('names files that are there, and asks macOS for nothing but V8', () => {
    const { mac, win, linux } = configuration;
    for (const path of [mac.icon, win.icon, linux.icon, mac.entitlements, mac.entitlementsInherit]) {
      expect(existsSync(path), path).toBe(true);
    }
    for (const path of [mac.entitlements, mac.entitlementsInherit]) {
      const keys = [...readFileSync(path, 'utf8').matchAll(/<key>([^<]+)<\/key>/g)].map(([, key]) => key);
      expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
    }
  });

  it('has the identity under which Windows groups the windows', () => {
    expect(readFileSync('electron/desktop/start-desktop.ts', 'utf8')).toContain(`'${configuration.appId}'`);
  });

  it('packs the Electron the project is written for, at most one major behind the newest', () => {
    expect(configuration.electronVersion).toBe(manifest.devDependencies.electron);
    expect(NEWEST_ELECTRON - Number.parseInt(configuration.electronVersion, 10)).toBeLessThanOrEqual(1);
  });
});
