/** Opens the desktop app for a test: the real program where it is, the double where it is not. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Desk, DeskOptions } from './desk.ts';
import { openDouble } from './open-double.ts';
import { openElectron } from './open-electron.ts';

const root = resolve(import.meta.dirname, '../..');

/** The Electron program, if it was downloaded; null where there is only its package. */
export const electronPath: string | null = findElectron();

function findElectron(): string | null {
  const folder = join(root, 'node_modules/electron');
  const told = join(folder, 'path.txt');
  if (!existsSync(told)) return null;
  const path = join(folder, 'dist', readFileSync(told, 'utf8'));
  return existsSync(path) ? path : null;
}

export function openDesk(options: DeskOptions = {}): Promise<Desk> {
  return electronPath === null ? openDouble(options) : openElectron(electronPath, options);
}
