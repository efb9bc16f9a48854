/** One command's dealings with the engine: opens it when it is first needed, stops the command at a problem. */
import type { ChannelName, InputOf, OutputOf } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/domain/problem.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import type { SyncEvent } from '../sync/sync-ports.ts';
import { plainJson } from './plain-text.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';

/** Options every command takes. */
export interface Globals {
  readonly ledger: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly who: string;
}

export type OpenEngine = (options: EngineOptions) => Promise<Result<Engine>>;

export interface Session {
  readonly terminal: Terminal;
  readonly globals: Globals;
  /** Calls a use case; a problem ends the command. */
  call<C extends ChannelName>(channel: C, input: InputOf<C>, signal?: AbortSignal): Promise<OutputOf<C>>;
  /** From now on a missing ledger is made instead of missed. */
  create(): void;
  listen(listener: (event: SyncEvent) => void): Promise<() => void>;
  /** The one JSON document of the command, or its lines for a reader. */
  show(document: unknown, lines: () => readonly string[]): void;
  /** A line about how things go, for readers who want to know. */
  remark(line: string): void;
  /** Company currency. */
  currency(): Promise<string>;
  close(): Promise<void>;
}

/** A session that opens the ledger named by the global options. */
export function openSession(terminal: Terminal, globals: Globals, openEngine: OpenEngine): Session {
  let opening: Promise<Result<Engine>> | null = null;
  let create = false;
  const engine = async (): Promise<Engine> => {
    opening ??= openEngine({ ledgerPath: globals.ledger, create, env: terminal.env });
    const opened = await opening;
    if (!opened.ok) throw new Stop(opened.problem);
    return opened.value;
  };
  const session: Session = {
    terminal,
    globals,
    async call(channel, input, signal) {
      const answer = await (await engine()).call(channel, input, { signal });
      if (!answer.ok) throw new Stop(answer.problem);
      return answer.value;
    },
    create() {
      create = true;
    },
    async listen(listener) {
      return (await engine()).on(listener);
    },
    show(document, lines) {
      if (globals.json) terminal.out(plainJson(document));
      else for (const line of lines()) terminal.out(line);
    },
    remark(line) {
      if (!globals.json && !globals.quiet) terminal.out(line);
    },
    async currency() {
      return (await session.call('company/get', {})).currency;
    },
    async close() {
      const opened = await opening;
      if (opened?.ok) await opened.value.close();
    },
  };
  return session;
}

/** Asks whether to go on. Without anybody to ask, or with `--yes`, the command itself was the answer. */
export async function agreed(session: Session, question: string, yes: boolean): Promise<boolean> {
  const { terminal, globals } = session;
  if (yes || globals.json || !terminal.interactive) return true;
  const answer = await terminal.ask(`${question} [y/N]`);
  return /^y(es)?$/i.test(answer.trim());
}
