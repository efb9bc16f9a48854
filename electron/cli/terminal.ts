/** The terminal, or the pipes and files in its place. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { readerLocale } from './format.ts';
import { type Paint, paintFor, wantsColour } from './paint.ts';
import { plain } from './plain-text.ts';
import { Stop } from './stop.ts';

export interface Terminal {
  /** A line on standard output: what was asked for. */
  out(line: string): void;
  /** A line on standard error: problems, questions, progress. */
  err(line: string): void;
  readonly paint: Paint;
  readonly errPaint: Paint;
  readonly locale: string;
  /** Room for a line of output; endless where it does not go to a terminal. */
  readonly columns: number;
  /** Somebody is there to answer. */
  readonly interactive: boolean;
  /** A moving bar makes sense; its stream. Null: plain lines only. */
  readonly bars: NodeJS.WriteStream | null;
  ask(question: string): Promise<string>;
  /** Asks without showing what is typed. */
  askHidden(question: string): Promise<string>;
  /** All of standard input, where it is no terminal. */
  readInput(): Promise<string>;
  /** Calls back at each Ctrl+C until the given function is called. */
  onInterrupt(listener: () => void): () => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What shapes a line for its reader. */
export type Reader = Pick<Terminal, 'paint' | 'locale' | 'columns'>;

/** The terminal this process was started from. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  // A reader that went away (`| head`) must not end a sync half way.
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  const smart = stderr.isTTY === true && env.TERM !== 'dumb';
  return {
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    paint: paintFor(wantsColour(stdout.isTTY === true, env)),
    errPaint: paintFor(wantsColour(stderr.isTTY === true, env)),
    locale: readerLocale(env),
    columns: stdout.isTTY ? Math.max(60, stdout.columns || 80) : Number.POSITIVE_INFINITY,
    interactive: stdin.isTTY === true && stderr.isTTY === true,
    bars: smart && stdout.isTTY === true ? stderr : null,
    ask: (question) => ask(`${plain(question)} `, false),
    askHidden: (question) => ask(`${plain(question)} `, true),
    readInput: () => text(stdin),
    onInterrupt(listener) {
      const signals = ['SIGINT', 'SIGTERM'] as const;
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
    env,
  };
}

async function ask(question: string, hidden: boolean): Promise<string> {
  let muted = false;
  // readline echoes what is typed to its output, so a hidden answer gets an output that forgets everything after the question.
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (!muted) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({
    input: process.stdin,
    output: hidden ? output : process.stderr,
    terminal: true,
    historySize: 0,
  });
  const gone = new AbortController();
  lines.on('SIGINT', () => gone.abort());
  lines.on('close', () => gone.abort());
  try {
    const answer = lines.question(question, { signal: gone.signal });
    muted = hidden;
    return await answer;
  } catch (thrown) {
    if (!gone.signal.aborted) throw thrown;
    throw new Stop({
      code: 'NOT_ANSWERED',
      message: 'The question was left without an answer.',
      meaning: 'Nothing was changed.',
      fix: 'Run the command again when you are ready.',
    });
  } finally {
    if (hidden) process.stderr.write('\n');
    lines.close();
  }
}
