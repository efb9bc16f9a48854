/** The desktop entry. Everything it does lies in `desktop/`. */
import { join } from 'node:path';
import { startDesktop } from './desktop/start-desktop.ts';

const built = join(import.meta.dirname, '..');

startDesktop(process.argv.slice(1), {
  pages: join(built, 'renderer'),
  preload: join(built, 'preload', 'preload.cjs'),
});
