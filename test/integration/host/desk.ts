/** A desk as a window finds it: a data folder of its own, real threads or an engine beside the test, and shells that note what they were asked. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type EngineOptions, openEngine } from '../../../electron/engine.ts';
import type { openEngineThread } from '../../../electron/engine-thread.ts';
import { openHost } from '../../../electron/host/host.ts';
import type { Host, HostOptions, HostPorts } from '../../../electron/host/host-ports.ts';
import type { Clock } from '../../../electron/platform/clock.ts';
import { appPaths } from '../../../electron/platform/paths.ts';
import type { DeskEvent, LiveRun } from '../../../shared/contract/desk.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { newFolder } from '../../support/school.ts';

export interface Desk {
  readonly host: Host;
  readonly home: string;
  readonly events: DeskEvent[];
  /** What a call gives; throws where it gives a problem. */
  call<T = unknown>(channel: string, input?: unknown): Promise<T>;
  /** The problem a call gives; throws where it goes through. */
  refusal(channel: string, input?: unknown): Promise<Problem>;
  /** Resolves at the first event, from now on, that this accepts. */
  until(accept: (event: DeskEvent) => boolean): Promise<DeskEvent>;
  /** Starts a run and waits for its end. */
  run(wish: Record<string, unknown>): Promise<LiveRun>;
}

export interface DeskOptions extends Partial<Omit<HostOptions, 'paths'>> {
  readonly home?: string;
  /** A ledger file to begin with. */
  readonly ledger?: string;
}

export const COMPANY = { name: 'Lumen', currency: 'EUR', timeZone: 'Europe/Madrid', firstMonth: '2025-01' };

export function companyFile(home: string): string {
  const folder = join(home, 'ledgers');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'company.sqlite');
}

export async function openDesk({ home = newFolder(), ledger, ...options }: DeskOptions = {}): Promise<Desk> {
  if (ledger !== undefined) copyFileSync(ledger, companyFile(home));
  let looks: unknown = null;
  let views: unknown;
  const ports: HostPorts = {
    shell: 'browser',
    chooseFile: async ({ name }) => join(home, name),
    chooseFolder: async () => home,
    chooseWorkbook: async () => join(home, 'issues.xlsx'),
    show: async () => false,
    download: () => null,
    appearance: {
      read: () => looks,
      write(value) {
        looks = value;
      },
    },
    views: {
      read: () => (views === undefined ? undefined : { content: views }),
      write(content) {
        views = content;
      },
    },
    locale: 'en-GB',
    version: '0.0.0',
  };
  const paths = appPaths({ platform: 'linux', env: { MONTHEND_HOME: home }, home });
  const host = await openHost(ports, { sample: false, env: {}, ...options, paths });
  onTestFinished(() => host.close());
  const events: DeskEvent[] = [];
  host.on((event) => events.push(event));
  const desk: Desk = {
    host,
    home,
    events,
    async call<T>(channel: string, input: unknown = {}) {
      const answer = await host.call(channel, input);
      if (!answer.ok) throw new Error(`${channel}: ${answer.problem.code} ${answer.problem.message}`);
      return answer.value as T;
    },
    async refusal(channel, input = {}) {
      const answer = await host.call(channel, input);
      if (answer.ok) throw new Error(`${channel} went through`);
      return answer.problem;
    },
    until: (accept) =>
      new Promise((resolve) => {
        const stop = host.on((event) => {
          if (!accept(event)) return;
          stop();
          resolve(event);
        });
      }),
    async run(wish) {
      const ended = desk.until((event) => event.type === 'run' && event.run.state === 'ended');
      await desk.call('desk/start-run', wish);
      const event = await ended;
      if (event.type !== 'run') throw new Error('not a run');
      return event.run;
    },
  };
  return desk;
}

/** An engine beside the test, on the test's own clock, instead of one on threads. */
export function besideTheTest(clock: Clock, more: Partial<EngineOptions> = {}): typeof openEngineThread {
  return async ({ clockOffsetMs: _offset, logFolder: _folder, ...options }) => {
    const opened = await openEngine({ ...options, ...more, clock });
    return opened.ok ? { ok: true, value: { ...opened.value, died: new Promise(() => {}) } } : opened;
  };
}
