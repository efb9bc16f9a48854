/**
 * A company with the real engine under it: a ledger file in a folder of its own, the three systems served over HTTP on loopback, and a
 * clock that stands until a test moves it. Nothing in between is made up.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { AnyConnector } from '../../electron/connectors/connector.ts';
import { CONNECTORS } from '../../electron/connectors/registry.ts';
import type { SimulatorServer, SimulatorServerOptions } from '../../electron/connectors/simulator.ts';
import { type Engine, openEngine } from '../../electron/engine.ts';
import { type Clock, fixedClock } from '../../electron/platform/clock.ts';
import { type KeyStore, memoryKeyStore } from '../../electron/platform/keychain.ts';
import { memoryLog } from '../../electron/platform/log.ts';
import { seededRandom } from '../../electron/platform/random.ts';
import {
  type SampleConnection,
  type SampleServerOptions,
  type SampleWorlds,
  sampleConnections,
  serveWorlds,
  startSampleServer,
} from '../../electron/sandbox/world.ts';
import { type WorldBuilder, worldBuilder } from '../../electron/sandbox/world-builder.ts';
import type { ChannelName, InputOf, OutputOf } from '../../shared/contract/index.ts';
import type { Problem } from '../../shared/domain/problem.ts';

export const WHO = 'ana';

export type Issue = OutputOf<'issues/list'>['issues'][number];
export type Execution = OutputOf<'sync/run'>['executions'][number];
export type Report = OutputOf<'sync/run'>;
export type Diary = ReturnType<typeof memoryLog>;
export type MovingClock = Clock & { advance(ms: number): void };

export interface LedgerOptions {
  readonly firstMonth?: string;
  /** The instant at which the company stands. */
  readonly now?: string;
  readonly currency?: string;
  readonly connectors?: ReadonlyMap<string, AnyConnector>;
  /** A ledger file to begin with, company and connections included. */
  readonly copyOf?: string;
  /** Where the ledger lies; a new folder when left out. */
  readonly folder?: string;
}

/** A problem where a test counted on an answer. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(channel: string, problem: Problem) {
    super(`${channel}: ${problem.code} ${problem.message}`);
    this.problem = problem;
  }
}

/** One open ledger and the ways in which tests use it. */
export class Books {
  readonly path: string;
  readonly clock: MovingClock;
  readonly engine: Engine;
  /** What the app wrote in its diary. */
  readonly log: Diary;

  constructor(path: string, clock: MovingClock, engine: Engine, log: Diary) {
    this.path = path;
    this.clock = clock;
    this.engine = engine;
    this.log = log;
  }

  /** What a use case gives; throws {@link Refused} where it gives a problem. */
  async call<C extends ChannelName>(channel: C, input: InputOf<C>, signal?: AbortSignal): Promise<OutputOf<C>> {
    const result = await this.engine.call(channel, input, { signal });
    if (!result.ok) throw new Refused(channel, result.problem);
    return result.value;
  }

  /** The problem a use case gives; throws where it gives an answer. */
  async refusal<C extends ChannelName>(channel: C, input: InputOf<C>): Promise<Problem> {
    const result = await this.engine.call(channel, input);
    if (result.ok) throw new Error(`${channel} went through`);
    return result.problem;
  }

  /** Connects systems, with their secrets in the vault. */
  async connect(connections: readonly SampleConnection[]): Promise<void> {
    for (const { provider, label, settings, secrets } of connections) {
      await this.call('connections/save', { provider, label, settings, secrets });
    }
  }

  /** Syncs months `from` up to and with `to`. */
  sync(from: string, to = from, more: Partial<InputOf<'sync/run'>> = {}, signal?: AbortSignal): Promise<Report> {
    return this.call('sync/run', { ...rangeOf(from, to), who: WHO, ...more }, signal);
  }

  /** The same, with the accruals of those months; fails the test unless all of it was completed. */
  async month(from: string, to = from): Promise<Report> {
    const report = await this.sync(from, to, { withAccruals: true });
    const open = report.executions.find(({ status }) => status !== 'completed');
    if (open) {
      const why = this.log.entries.findLast(({ level }) => level === 'error')?.fields.stack ?? '';
      throw new Error(`${open.step} ${open.month ?? ''} ${open.status}: ${open.problem?.message ?? ''} ${why}`);
    }
    return report;
  }

  accruals(from: string, to = from): Promise<Report> {
    return this.sync(from, to, { step: 'accruals' });
  }

  async lock(month: string): Promise<void> {
    await this.call('close/lock', { month, who: WHO });
  }

  /** Syncs, accrues and closes one month after the other. */
  async close(months: readonly string[]): Promise<void> {
    for (const month of months) {
      await this.month(month);
      await this.lock(month);
    }
  }

  async hash(): Promise<string> {
    return (await this.call('ledger/hash', {})).hash;
  }

  /** The hash by part of the ledger: says where two ledgers differ. */
  async parts(): Promise<Readonly<Record<string, string>>> {
    return (await this.call('ledger/hash', {})).tables;
  }

  async issues(filter: Partial<InputOf<'issues/list'>> = { status: 'pending' }): Promise<Issue[]> {
    return (await this.call('issues/list', { limit: 1000, ...filter })).issues;
  }

  /** Codes of the open issues, each once, in order. */
  async codes(): Promise<string[]> {
    return [...new Set((await this.issues()).map(({ code }) => code))].sort();
  }

  async decide(kind: string, subject: string, value: Record<string, unknown>) {
    return this.call('decisions/make', { kind, subject, value, reason: 'as told', who: WHO });
  }

  /** Recognised revenue by month, net of contra lines, minor units; months with nothing are left out. */
  posted(client?: string): Record<string, number> {
    return Object.fromEntries(
      this.postings(client)
        .reduce(
          (sums, { month, amount }) => sums.set(month, (sums.get(month) ?? 0) + amount),
          new Map<string, number>(),
        )
        .entries()
        .filter(([, amount]) => amount !== 0),
    );
  }

  /** Recognised per month from `from` on, in the contract's currency, up to the last month that carries something. */
  series(from: string, client?: string): number[] {
    const posted = this.posted(client);
    const last = Object.keys(posted).sort().at(-1);
    const figures: number[] = [];
    for (let month = from; last !== undefined && month <= last; month = nextMonth(month))
      figures.push(posted[month] ?? 0);
    return figures;
  }

  /** Postings by contract, month and kind, those of clients by that name only when one is given. */
  postings(client?: string): { contract: string; month: string; kind: string; amount: number; functional: number }[] {
    return this.rows(
      `SELECT c.key AS contract, p.month, p.kind, sum(p.amount) AS amount, sum(p.functional_amount) AS functional
       FROM posting p JOIN contract c ON c.id = p.contract_id JOIN client k ON k.id = c.client_id
       WHERE ? IS NULL OR k.name = ? GROUP BY c.key, p.month, p.kind ORDER BY c.key, p.month, p.kind`,
      client ?? null,
      client ?? null,
    );
  }

  /** Reads the file itself, through a connection of its own. */
  rows<Row>(sql: string, ...parameters: (string | number | null)[]): Row[] {
    const db = new Database(this.path, { readonly: true });
    try {
      return db.prepare<(string | number | null)[], Row>(sql).all(...parameters);
    } finally {
      db.close();
    }
  }

  count(sql: string, ...parameters: (string | number | null)[]): number {
    return this.rows<{ n: number }>(`SELECT count(*) AS n ${sql}`, ...parameters)[0]?.n ?? 0;
  }

  /** Business rows written since `after`, a row of the change journal. */
  changesSince(after: number): { table: string; op: string; run: number }[] {
    return this.rows('SELECT table_name AS "table", op, run_id AS run FROM change WHERE id > ? ORDER BY id', after);
  }

  lastChange(): number {
    return this.rows<{ id: number | null }>('SELECT max(id) AS id FROM change')[0]?.id ?? 0;
  }
}

/** A ledger and, in front of it, the systems it is fed by. */
export interface School {
  readonly books: Books;
  readonly server: SimulatorServer;
  readonly worlds: SampleWorlds;
}

export interface SmallSchool extends School {
  readonly world: WorldBuilder;
}

interface Owner {
  /** Runs when whoever opened it is done with it. */
  onDone(close: () => Promise<void>): void;
}

const ofThisTest: Owner = { onDone: (close) => onTestFinished(close) };

/** Several things opened for a whole file, closed by its `afterAll`. */
export function keeper(): Owner & { closeAll(): Promise<void> } {
  const closers: (() => Promise<void>)[] = [];
  return {
    onDone: (close) => closers.push(close),
    async closeAll() {
      for (const close of closers.reverse()) await close();
    },
  };
}

/** A new folder, removed when its owner is done. */
export function newFolder(owner: Owner = ofThisTest): string {
  const folder = mkdtempSync(join(tmpdir(), 'monthend-school-'));
  owner.onDone(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A ledger with its company, connected to nothing yet. */
export async function openBooks(
  options: LedgerOptions = {},
  owner: Owner = ofThisTest,
  keyStore?: KeyStore,
): Promise<Books> {
  const path = join(options.folder ?? newFolder(owner), 'ledger.sqlite');
  if (options.copyOf) copyFileSync(options.copyOf, path);
  const known = existsSync(path);
  const clock = fixedClock(options.now ?? '2026-01-09T08:00:00.000Z');
  const log = memoryLog();
  const opened = await openEngine({
    ledgerPath: path,
    create: true,
    clock,
    random: seededRandom(1),
    log,
    connectors: options.connectors,
    keyStore: keyStore ?? memoryKeyStore(KEY),
    env: {},
  });
  if (!opened.ok) throw new Refused('open', opened.problem);
  owner.onDone(() => opened.value.close());
  const books = new Books(path, clock, opened.value, log);
  if (!known) {
    const { firstMonth = '2025-01', currency = 'EUR' } = options;
    await books.call('company/init', { name: 'School', currency, timeZone: 'Europe/Madrid', firstMonth });
  }
  return books;
}

// One key for all, so that a copied ledger's secrets can be opened.
const KEY = new Uint8Array(32).fill(7);

/** A small world, stated by the test, and the books that read it. */
export async function openSchool(
  options: LedgerOptions & SimulatorServerOptions & { readonly worlds?: SampleWorlds } = {},
  owner: Owner = ofThisTest,
): Promise<SmallSchool> {
  const world = worldBuilder(options.worlds);
  const server = await serveWorlds(world.worlds, options);
  owner.onDone(() => server.close());
  const books = await openBooks(options, owner);
  await books.connect(sampleConnections(server.url));
  return { books, server, world, worlds: world.worlds };
}

/** The sample company and books that are connected to it. */
export async function openSample(
  options: LedgerOptions & SampleServerOptions = {},
  owner: Owner = ofThisTest,
): Promise<School & { readonly school: Awaited<ReturnType<typeof startSampleServer>>['school'] }> {
  const server = await startSampleServer(options);
  owner.onDone(() => server.close());
  const books = await openBooks(options, owner);
  await books.connect(sampleConnections(server.url));
  return { books, server, worlds: server.worlds, school: server.school };
}

/** More books over the systems that a school is fed by already. */
export async function moreBooks(
  school: Pick<School, 'server'>,
  options: LedgerOptions = {},
  owner: Owner = ofThisTest,
): Promise<Books> {
  const books = await openBooks(options, owner);
  await books.connect(sampleConnections(school.server.url));
  return books;
}

/** A copy of everything a ledger holds at this moment, in one file. */
export async function snapshot(books: Books, owner: Owner = ofThisTest): Promise<string> {
  const path = join(newFolder(owner), 'snapshot.sqlite');
  await books.call('ledger/backup', { path });
  return path;
}

/** Connectors and one more. */
export function registryWith(...more: readonly AnyConnector[]): ReadonlyMap<string, AnyConnector> {
  return new Map<string, AnyConnector>([...CONNECTORS, ...more.map((connector) => [connector.id, connector] as const)]);
}

export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Months from `from` up to and with `to`. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
  return months;
}

/** The range of a run over months `from` up to and with `to`. */
export function rangeOf(from: string, to = from): { startDate: string; endDate: string } {
  return { startDate: `${from}-01`, endDate: `${nextMonth(to)}-01` };
}

/** The sum that every line of a run must show: what was received is applied, unchanged, left out or held. */
export function sumHolds({ counts }: Execution): boolean {
  return counts !== null && counts.received === counts.applied + counts.unchanged + counts.excluded + counts.held;
}
