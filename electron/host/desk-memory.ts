/** The little that the desk remembers between starts, beside the ledgers and about none of them: one small file, lost without harm. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const memory = z.object({
  /** How decisions are signed. */
  who: z.string().trim().min(1).max(100).optional().catch(undefined),
  /** The latest instant that this computer's clock has shown us. */
  lastSeen: z.iso.datetime().optional().catch(undefined),
  /** The same of the sample company's own time. */
  sampleSeen: z.iso.datetime().optional().catch(undefined),
});
type Memory = z.output<typeof memory>;

export interface DeskMemory {
  read(): Memory;
  write(change: Partial<Memory>): void;
}

/** Opens the memory in the data folder. What cannot be read counts as forgotten; what cannot be written lasts until the end. */
export function openDeskMemory(dataFolder: string): DeskMemory {
  const file = join(dataFolder, 'desk.json');
  let known = readMemory(file);
  return {
    read: () => known,
    write(change) {
      known = { ...known, ...change };
      try {
        writeFileSync(`${file}.part`, JSON.stringify(known), { mode: 0o600 });
        renameSync(`${file}.part`, file);
      } catch {}
    },
  };
}

function readMemory(file: string): Memory {
  try {
    return memory.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** The user's name as the system knows it. */
export function systemUser(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list, as containers have.
    return env.USER || env.USERNAME || 'somebody';
  }
}
