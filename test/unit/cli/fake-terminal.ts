import { paintFor } from '../../../electron/cli/paint.ts';
import { runCli } from '../../../electron/cli/run-cli.ts';
import type { Terminal } from '../../../electron/cli/terminal.ts';
import type { Engine } from '../../../electron/engine.ts';
import type { ChannelName, OutputOf } from '../../../shared/contract/index.ts';
import { fail, ok, type Problem } from '../../../shared/domain/problem.ts';

export interface FakeTerminal extends Terminal {
  readonly lines: string[];
  readonly errLines: string[];
  readonly questions: string[];
}

/** A terminal that remembers what was printed; with answers there is somebody to ask. */
export function fakeTerminal(
  given: { answers?: readonly string[]; input?: string; env?: Record<string, string> } = {},
): FakeTerminal {
  const answers = [...(given.answers ?? [])];
  const [lines, errLines, questions]: string[][] = [[], [], []];
  if (!lines || !errLines || !questions) throw new Error('three lists');
  const ask = async (question: string) => {
    questions.push(question);
    return answers.shift() ?? '';
  };
  return {
    lines,
    errLines,
    questions,
    out: (line) => void lines.push(line),
    err: (line) => void errLines.push(line),
    paint: paintFor(false),
    errPaint: paintFor(false),
    locale: 'en-US',
    columns: Number.POSITIVE_INFINITY,
    interactive: given.answers !== undefined,
    bars: null,
    ask,
    askHidden: ask,
    readInput: async () => given.input ?? '',
    onInterrupt: () => () => {},
    env: { MONTHEND_LEDGER: '/nowhere/books.sqlite', ...given.env },
  };
}

export interface Asked {
  readonly channel: ChannelName;
  readonly input: unknown;
}

type Answers = { readonly [C in ChannelName]?: OutputOf<C> | Problem | ((input: unknown) => OutputOf<C>) };

/** Runs a command line against an engine that gives fixed answers, and tells what it was asked. */
export async function runWith(words: string, answers: Answers = {}, terminal: FakeTerminal = fakeTerminal()) {
  const asked: Asked[] = [];
  const engine: Engine = {
    async call(channel, input) {
      asked.push({ channel, input });
      const answer: unknown = answers[channel];
      if (answer === undefined) throw new Error(`Nobody expected ${channel}`);
      if (isProblem(answer)) return fail(answer);
      return ok(typeof answer === 'function' ? answer(input) : answer);
    },
    on: () => () => {},
    close: async () => {},
  };
  // Quoted words stay together, as a shell would have it.
  const argv = [...words.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const exit = await runCli(argv, terminal, async () => ok(engine));
  return { exit, asked, out: terminal.lines.join('\n'), err: terminal.errLines.join('\n'), terminal };
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'fix' in answer && 'message' in answer;
}

export const COMPANY: OutputOf<'company/get'> = {
  name: 'Escuela Lumen',
  currency: 'EUR',
  timeZone: 'Europe/Madrid',
  firstMonth: '2025-01',
  lockedThrough: null,
  firstOpenMonth: '2025-01',
  ledger: '/nowhere/books.sqlite',
};
