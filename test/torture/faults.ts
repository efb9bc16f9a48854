/**
 * One run under each fault of each connector's simulator. A run may end well or plainly badly; what it may not do is end well with
 * other figures, or badly without saying what to do, or in a way that cannot be taken up again once the fault is over.
 */

import { FAULTS, type FaultKind } from '../../electron/connectors/simulator.ts';
import type { Engine } from '../../electron/engine.ts';
import { fixedClock } from '../../electron/platform/clock.ts';
import { SAMPLE_NOW } from '../../electron/sandbox/school.ts';
import { startSampleServer } from '../../electron/sandbox/world.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import { call, differences, openRoom, type Room, type Verdict, verdictOf, withEngine } from './room.ts';

export const CONNECTORS = ['holded', 'fourgeeks', 'notion'] as const;
export type ConnectorId = (typeof CONNECTORS)[number];
/** How long a fault lasts: three requests, or until somebody puts it right. */
export const SPANS = ['a while', 'for good'] as const;
export type Span = (typeof SPANS)[number];

export interface FaultRun {
  readonly connector: ConnectorId;
  readonly fault: FaultKind;
  readonly span: Span;
  /** How the run ended under the fault. */
  readonly ended: string;
  /** Codes of the problems of its failed executions. */
  readonly problems: readonly string[];
  /** Records that the run could not read, each held by an issue. */
  readonly unreadable: number;
  /** Whether the ledger said the same as without the fault, straight after the run. */
  readonly equalAtOnce: boolean;
  /** The same after the fault was over and the run was resumed (or, where none was left unfinished, another one made). */
  readonly equal: boolean;
  readonly faults: readonly string[];
}

export interface FaultReport {
  readonly hash: string;
  readonly runs: readonly FaultRun[];
  readonly holds: boolean;
}

export interface FaultOptions {
  readonly size?: number;
  readonly onRun?: (run: FaultRun) => void;
}

/** These never stop a run nor change what it says: they are how APIs are on an ordinary day. */
const HARMLESS: ReadonlySet<FaultKind> = new Set([
  'slow_page',
  'repeated_records',
  'reordered_records',
  'schema_drift',
]);

/**
 * Payers whom nobody could read are met after the students they are. Each is still one client with one key; but a link that was made
 * before a second payer with the same address appeared stands, as every stored link does, and who is proposed as a double of whom
 * is said the other way round. Nothing is lost, and the table says so.
 */
function metInAnotherOrder({ connector, fault }: Pick<FaultRun, 'connector' | 'fault'>): boolean {
  return connector === 'holded' && fault === 'breaking_schema_drift';
}

type Report = OutputOf<'sync/run'>;

/** Runs the whole matrix. */
export async function faultMatrix({ size = 0.3, onRun }: FaultOptions = {}): Promise<FaultReport> {
  const server = await startSampleServer({ size, cases: 'all', slowMs: 20 });
  const room = await openRoom(server.url);
  try {
    const reference = await onFreshLedger(room, 'without-fault', async (engine) => {
      const { run } = await sync(engine, false);
      if (run.status !== 'completed') throw new Error('The run without a fault did not complete');
      return verdictOf(engine);
    });
    const runs: FaultRun[] = [];
    for (const connector of CONNECTORS) {
      for (const fault of FAULTS) {
        for (const span of SPANS) {
          const run = await onFreshLedger(room, `${connector}-${fault}`, (engine) =>
            underFault(engine, reference, { connector, fault, span }, (on) => {
              const times = span === 'a while' ? 3 : Number.POSITIVE_INFINITY;
              // From the second request on: the first one of a run may be a login or a look at what is there.
              server.setFaults(on ? [{ connector, kind: fault, from: 1, times }] : []);
            }),
          );
          runs.push(run);
          onRun?.(run);
        }
      }
    }
    return { hash: reference.hash, runs, holds: runs.every(({ faults }) => faults.length === 0) };
  } finally {
    room.close();
    await server.close();
  }
}

async function underFault(
  engine: Engine,
  reference: Verdict,
  what: Pick<FaultRun, 'connector' | 'fault' | 'span'>,
  turn: (on: boolean) => void,
): Promise<FaultRun> {
  turn(true);
  const report = await sync(engine, false);
  turn(false);
  const found = await verdictOf(engine);
  const equalAtOnce = found.hash === reference.hash;
  const unreadable = report.issues.byCode.RESPONSE_CHANGED ?? 0;
  const { status } = report.run;
  const faults = [...found.findings, ...(status === 'failed' ? plainness(report) : [])];
  if (status !== 'failed' && status !== 'completed') faults.push(`the run ended ${status}`);
  if (HARMLESS.has(what.fault) && status !== 'completed') faults.push(`a harmless fault made the run end ${status}`);
  if (status === 'completed' && !equalAtOnce) {
    // What nobody can read is held and said to be, which is the one way in which a completed run may differ.
    if (what.fault !== 'breaking_schema_drift' || unreadable === 0) faults.push(...differences(found, reference));
  }
  let equal = equalAtOnce;
  if (status === 'failed' || !equalAtOnce) {
    const again = await sync(engine, status === 'failed');
    if (again.run.status !== 'completed') {
      faults.push(
        `with the fault over it ended ${again.run.status}: ${problemsOf(again).map(({ message }) => message)}`,
      );
    }
    const healed = await verdictOf(engine);
    equal = healed.hash === reference.hash;
    faults.push(...healed.findings);
    if ((again.issues.byCode.RESPONSE_CHANGED ?? 0) > 0) faults.push('with the fault over some records are still held');
    if (!metInAnotherOrder(what))
      faults.push(...differences(healed, reference).map((text) => `with the fault over ${text}`));
  }
  const problems = [...new Set(problemsOf(report).map(({ code }) => code))];
  return { ...what, ended: status, problems, unreadable, equalAtOnce, equal, faults };
}

/** A failed run says of each part that failed what happened and what to do. */
function plainness({ executions }: Report): string[] {
  const failed = executions.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return ['the run failed, and none of its parts did'];
  return failed.flatMap(({ step, problem }) => {
    if (problem === null) return [`${step} failed without a word`];
    const { code, message, fix } = problem;
    const faults: string[] = [];
    if (code === 'FAULT') faults.push(`${step} stopped at a fault of our own`);
    if (message.length < 10 || fix.length < 10) faults.push(`${step} does not say what to do: "${message}" "${fix}"`);
    if (/[…{}]|undefined|null|NaN/.test(message + fix))
      faults.push(`${step} leaves a gap in its words: "${message}" "${fix}"`);
    return faults;
  });
}

function problemsOf({ executions }: Report) {
  return executions.flatMap(({ problem }) => (problem === null ? [] : [problem]));
}

function sync(engine: Engine, resume: boolean): Promise<Report> {
  const range = resume ? {} : { year: '2025', withAccruals: true };
  return call(engine, 'sync/run', { ...range, resume, who: 'torture' });
}

/** A clock that stands still makes every wait between two tries a matter of no time. */
async function onFreshLedger<T>(room: Room, name: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const ledgerPath = room.freshLedger(name);
  try {
    return await withEngine({ ledgerPath, keyStore: room.keyStore, clock: fixedClock(SAMPLE_NOW) }, work);
  } finally {
    room.discard(ledgerPath);
  }
}
