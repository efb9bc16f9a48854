/** What this program is made of besides itself, with the licence of each part: read from what the build wrote, or from the lock file. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** Development dependencies that end up in the pages or under them. */
const IN_THE_PAGES =
  /^(electron|react|react-dom|react-i18next|i18next|recharts|wouter|zustand|lucide-react|@mantine\/.+|@tanstack\/.+|@fontsource.*)$/;

/** The packages that ship, each once, by name. */
export function shippedLicences(lock: unknown): Licence[] {
  const { packages } = lockFile.parse(lock);
  const root = z
    .object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
    .parse((lock as { packages: Record<string, unknown> }).packages['']);
  const found = new Map<string, Licence>();
  const visit = (name: string, from: string): void => {
    const place = placeOf(packages, name, from);
    const entry = place === null ? undefined : packages[place];
    if (place === null || entry === undefined || found.has(place)) return;
    found.set(place, { name, version: entry.version ?? '', licence: entry.license ?? 'see its own notice' });
    // What Electron's package needs is for fetching the program, and stays behind.
    if (name === 'electron') return;
    for (const next of Object.keys(entry.dependencies ?? {})) visit(next, place);
  };
  for (const name of Object.keys(root.dependencies)) visit(name, '');
  for (const name of Object.keys(root.devDependencies)) if (IN_THE_PAGES.test(name)) visit(name, '');
  const once = new Map([...found.values()].map((each) => [`${each.name} ${each.version}`, each]));
  return [...once.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Where a package that `from` asks for lies: the nearest folder upwards. */
function placeOf(packages: Readonly<Record<string, unknown>>, name: string, from: string): string | null {
  for (let folder = from; ; ) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') return null;
    const up = folder.lastIndexOf('/node_modules/');
    folder = up < 0 ? '' : folder.slice(0, up);
  }
}

/** The licences of this very program. */
export function licences(): Licence[] {
  const built = join(import.meta.dirname, 'licences.json');
  if (existsSync(built)) return JSON.parse(readFileSync(built, 'utf8')) as Licence[];
  const lock = join(import.meta.dirname, '..', '..', 'package-lock.json');
  return existsSync(lock) ? shippedLicences(JSON.parse(readFileSync(lock, 'utf8'))) : [];
}
