/** Opens the ledger that the desk works on: the company's own, or the sample company's with its systems and its own time. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DeskState } from '../../shared/contract/desk.ts';
import type { InputOf } from '../../shared/contract/index.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { EngineThread, openEngineThread } from '../engine-thread.ts';
import { type Clock, systemClock } from '../platform/clock.ts';
import { type AppPaths, ensureFolders } from '../platform/paths.ts';
import type { DeskMemory } from './desk-memory.ts';
import {
  connectSample,
  loopbackSecrets,
  type SampleSystems,
  sampleLedger,
  startSampleSystems,
} from './sample-company.ts';

export interface Ground {
  readonly paths: AppPaths;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFolder?: string;
  readonly clock: Clock;
  readonly memory: DeskMemory;
  readonly openEngine: typeof openEngineThread;
}

export interface LedgerSession {
  readonly sample: boolean;
  readonly path: string;
  readonly engine: EngineThread;
  /** The time that the ledger's company lives in. */
  readonly clock: Clock;
  company(): NonNullable<DeskState['company']>;
  /** Reads the company's name and zone again. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Where the company's ledger lies; the same that the command line takes. */
export function companyLedger({ paths, env }: Pick<Ground, 'paths' | 'env'>): string {
  return env.MONTHEND_LEDGER || join(paths.ledgers, 'company.sqlite');
}

/** The company's session; null when there is no company yet. */
export async function openCompanySession(ground: Ground): Promise<Result<LedgerSession | null>> {
  const folders = ensureFolders(ground.paths);
  if (!folders.ok) return folders;
  const path = companyLedger(ground);
  if (!existsSync(path)) {
    return existsSync(dirname(path)) ? ok(null) : fail(folderMissing(dirname(path)));
  }
  return openAt(ground, path, null);
}

/** Makes a company's ledger and opens it. */
export async function makeCompanySession(
  ground: Ground,
  company: InputOf<'company/init'>,
): Promise<Result<LedgerSession>> {
  const folders = ensureFolders(ground.paths);
  if (!folders.ok) return folders;
  const path = companyLedger(ground);
  const opened = await ground.openEngine({ ledgerPath: path, create: true, ...common(ground, 0) });
  if (!opened.ok) return opened;
  const made = await opened.value.call('company/init', company);
  if (made.ok) return ok(await sessionOf(ground, path, opened.value, ground.clock, null));
  await opened.value.close();
  return made;
}

/** The sample company's session, made up at its first opening. */
export async function openSampleSession(ground: Ground): Promise<Result<LedgerSession>> {
  const folders = ensureFolders(ground.paths);
  if (!folders.ok) return folders;
  const path = sampleLedger(ground.paths);
  if (!path.ok) return path;
  const systems = await startSampleSystems();
  const opened = await openAt(ground, path.value, systems);
  if (opened.ok && opened.value !== null) return ok(opened.value);
  await systems.close();
  return opened.ok ? fail(NO_SAMPLE) : opened;
}

async function openAt(
  ground: Ground,
  path: string,
  systems: SampleSystems | null,
): Promise<Result<LedgerSession | null>> {
  const offset = systems === null ? 0 : sampleOffset(ground, systems.now);
  const opened = await ground.openEngine({
    ledgerPath: path,
    create: systems !== null,
    ...common(ground, offset),
    ...(systems === null ? {} : { loopbackSecrets: loopbackSecrets(systems) }),
  });
  if (!opened.ok) return opened;
  const engine = opened.value;
  const problem = systems === null ? null : await connectSample(engine, systems);
  const company = problem ? null : await engine.call('company/get', {});
  if (company?.ok) return ok(await sessionOf(ground, path, engine, shifted(ground.clock, offset), systems));
  await engine.close();
  if (problem) return fail(problem);
  return company === null || company.problem.code === 'NO_COMPANY' ? ok(null) : company;
}

/**
 * The sample company always stands at the same day. Its time goes on while it is open, and never back: what was done yesterday must not
 * lie after what is done today.
 */
function sampleOffset({ clock, memory }: Ground, stands: string): number {
  const seen = memory.read().sampleSeen;
  const start = Math.max(Date.parse(stands), seen === undefined ? 0 : Date.parse(seen) + 1000);
  return start - clock.now().getTime();
}

function shifted(clock: Clock, offset: number): Clock {
  return { now: () => new Date(clock.now().getTime() + offset), sleep: clock.sleep };
}

function common({ clock, logFolder, env }: Ground, offset: number) {
  // A clock that is not the system's cannot cross to a thread; how far it is from it can.
  const own = clock === systemClock ? 0 : clock.now().getTime() - Date.now();
  return { logFolder, env: { ...env }, clockOffsetMs: own + offset };
}

async function sessionOf(
  ground: Ground,
  path: string,
  engine: EngineThread,
  clock: Clock,
  systems: SampleSystems | null,
): Promise<LedgerSession> {
  let company = { name: '', currency: '', timeZone: 'UTC' };
  const note = () => {
    if (systems !== null) ground.memory.write({ sampleSeen: clock.now().toISOString() });
  };
  const session: LedgerSession = {
    sample: systems !== null,
    path,
    engine,
    clock,
    company: () => company,
    async refresh() {
      note();
      const now = await engine.call('company/get', {});
      if (!now.ok) return;
      const { name, currency, timeZone } = now.value;
      company = { name, currency, timeZone };
    },
    async close() {
      note();
      await engine.close();
      await systems?.close();
    },
  };
  await session.refresh();
  return session;
}

function folderMissing(folder: string): Problem {
  return {
    code: 'LEDGER_FOLDER_MISSING',
    message: `The folder of the ledger, ${folder}, is not there.`,
    meaning: 'Nothing was changed. If it lies on another disk, that disk may not be connected.',
    fix: 'Connect the disk or put the folder back, then try again.',
  };
}

const NO_SAMPLE: Problem = {
  code: 'NO_SAMPLE',
  message: 'The sample company could not be made.',
  meaning: 'Your own ledger has nothing to do with it.',
  fix: 'Try again.',
};
