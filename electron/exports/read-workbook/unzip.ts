/**
 * Takes files out of a zip that comes from outside: only those asked for, each up to a size, so that a small file cannot unfold into
 * a large one. Nothing is ever written to the disk.
 */
import { inflateRawSync } from 'node:zlib';

/** Bytes one part may unfold to. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ENTRIES = 1000;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** The text of parts by name, read when asked for; null when this is no zip that can be read. */
export interface Archive {
  readonly names: readonly string[];
  /** Null when there is no such part, or it is damaged, or larger than a part should be. */
  text(name: string): string | null;
}

export function openArchive(file: Uint8Array): Archive | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const entries = entriesOf(bytes);
  if (entries === null) return null;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return {
    names: entries.map(({ name }) => name),
    text(name) {
      const entry = byName.get(name);
      return entry ? unpacked(bytes, entry) : null;
    },
  };
}

function entriesOf(bytes: Buffer): Entry[] | null {
  // The end record is the last one; a comment of up to 64 kB may follow it.
  let end = bytes.length - 22;
  const stop = Math.max(0, end - 65_535);
  while (end >= stop && (end < 0 || bytes.readUInt32LE(end) !== END)) end -= 1;
  if (end < stop || end < 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) return null;
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) return null;
    const length = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + length);
    entries.push({
      name: name.replace(/^\//, ''),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpacked(bytes: Buffer, { method, packed, offset }: Entry): string | null {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) return null;
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + packed > bytes.length) return null;
  const content = bytes.subarray(start, start + packed);
  if (method === 0) return content.length > MOST_BYTES ? null : content.toString('utf8');
  if (method !== 8) return null;
  try {
    return inflateRawSync(content, { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    // Damaged, or more than it may become: either way it cannot be read.
    return null;
  }
}
