/** What the host gets where the window is a tab: files go to the data folder and are fetched from there by a link nobody can guess. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { HostPorts } from '../host/host-ports.ts';
import type { AppPaths } from '../platform/paths.ts';

export interface BrowserPorts {
  readonly ports: HostPorts;
  /** The file behind a download link, or null. */
  fileOf(id: string): string | null;
}

export function browserPorts(paths: AppPaths, version: string): BrowserPorts {
  const downloads = new Map<string, string>();
  const looks = join(paths.data, 'appearance.json');
  const views = join(paths.data, 'views.json');
  const ports: HostPorts = {
    shell: 'browser',
    async chooseFile({ name }) {
      const folder = join(paths.data, 'exports');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return freeName(folder, name);
    },
    async chooseFolder() {
      const folder = join(paths.data, 'exports');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    chooseWorkbook: async () => lastWorkbook(join(paths.data, 'exports')),
    // A tab has no file manager; the screen then says where the file is.
    show: async () => false,
    download(path) {
      const id = randomBytes(24).toString('base64url');
      downloads.set(id, path);
      return `/download/${id}`;
    },
    appearance: {
      read() {
        try {
          return JSON.parse(readFileSync(looks, 'utf8'));
        } catch {
          return null;
        }
      },
      write(value) {
        try {
          writeFileSync(looks, JSON.stringify(value), { mode: 0o600 });
        } catch {}
      },
    },
    views: {
      read() {
        if (!existsSync(views)) return undefined;
        try {
          return { content: JSON.parse(readFileSync(views, 'utf8')) };
        } catch {
          return 'broken';
        }
      },
      write(content) {
        try {
          writeFileSync(views, JSON.stringify(content), { mode: 0o600 });
        } catch {}
      },
    },
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    version,
  };
  return { ports, fileOf: (id) => downloads.get(id) ?? null };
}

/** A name that no file has yet: an export never takes another's place unasked. */
function freeName(folder: string, name: string): string {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
    if (!existsSync(path)) return path;
  }
}

/** The workbook in a folder that was saved last. */
function lastWorkbook(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.xlsx'))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }));
  return found.sort((a, b) => b.at - a.at)[0]?.path ?? null;
}
