import { closeSync, fchmodSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { maskSecrets } from './mask.ts';

/**
 * The app's own diary, for the day something goes wrong. It is written for strangers' eyes: only named fields with plain
 * values get in, and whatever looks like an address or a token is hidden, so that a log can be sent to somebody as it is.
 */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, unknown>>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

// A list of what may pass rather than of what may not: a field nobody thought about stays out.
const allowed: ReadonlySet<string> = new Set(
  (
    'entity externalId operation step month run connection connector stream label system channel event ' +
    'method path status code kind try tries retries ms waitedMs bytes count inserted changed unchanged gone issues ' +
    'page pages version schema platform node pid thread file reason signal name stack'
  ).split(' '),
);

/** The fields of an event that may be written: whitelisted names, plain values, masked text. */
export function safeFields(fields: LogFields): Record<string, string | number | boolean | null> {
  const safe: Record<string, string | number | boolean | null> = {};
  for (const key in fields) {
    if (!allowed.has(key)) continue;
    const value = fields[key];
    if (typeof value === 'string') safe[key] = maskSecrets(value);
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) safe[key] = value;
  }
  return safe;
}

/** What to log of something thrown: its name, code and stack (the stack holds the message; both are masked). */
export function thrownFields(thrown: unknown): LogFields {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const code = 'code' in thrown ? thrown.code : undefined;
  return { name: thrown.name, code, stack: thrown.stack };
}

/** A log that keeps nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface LogEntry {
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}

/** A log that remembers what a file would have held, for tests. */
export function memoryLog(): Log & { readonly entries: readonly LogEntry[] } {
  const entries: LogEntry[] = [];
  return { entries, ...levels((level, event, fields) => entries.push({ level, event, fields })) };
}

export interface FileLogOptions {
  /** An existing folder. */
  readonly folder: string;
  readonly level?: LogLevel;
  /** The file is set aside as `monthend.1.log` once it holds this much; the one before that goes. Default 5 MiB. */
  readonly maxBytes?: number;
}

/** A log of JSON lines in `monthend.log` under the log folder, readable by its owner only and never larger than two files. */
export function fileLog(options: FileLogOptions): Log & { close(): void } {
  const destination = boundedFile(join(options.folder, 'monthend.log'), options.maxBytes ?? 5 * 1024 * 1024);
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const log = levels((level, event, fields) => logger[level](fields, event));
  return { ...log, close: destination.close };
}

function levels(
  write: (level: LogLevel, event: string, fields: Record<string, string | number | boolean | null>) => void,
): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void =>
      write(level, maskSecrets(event), safeFields(fields));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

// Written synchronously, so that the lines before a crash are there after it.
function boundedFile(path: string, maxBytes: number): { write(line: string): void; close(): void } {
  let file = openPrivate(path);
  let bytes = fstatSync(file).size;
  return {
    write(line) {
      // A full disk or a folder gone must not stop the month end for the sake of its diary.
      try {
        if (bytes > 0 && bytes + line.length > maxBytes) {
          closeSync(file);
          renameSync(path, path.replace(/\.log$/, '.1.log'));
          file = openPrivate(path);
          bytes = 0;
        }
        bytes += writeSync(file, line);
      } catch {}
    },
    close() {
      try {
        closeSync(file);
      } catch {}
    },
  };
}

function openPrivate(path: string): number {
  const file = openSync(path, 'a', 0o600);
  // The mode above only counts for a new file; one copied here may be readable by others.
  if (process.platform !== 'win32') fchmodSync(file, 0o600);
  return file;
}
