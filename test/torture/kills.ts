/**
 * Kills the live command line at random moments, resumes it, and holds what comes of it against a run that nobody disturbed: the
 * promise is that a crash costs nothing but time.
 */
import { takeRunLock } from '../../electron/ledger/run-lock.ts';
import { seededRandom } from '../../electron/platform/random.ts';
import { startSampleServer } from '../../electron/sandbox/world.ts';
import { planAims } from './aims.ts';
import { type Aim, type Life, live, PHASES, type Phase, type Place, type Stretch } from './live-run.ts';
import { differences, journalLines, openRoom, type Room, type Verdict, verdictOf, withEngine } from './room.ts';

export interface KillOptions {
  readonly kills: number;
  readonly seed: number;
  /** Of the sample company: large enough for apply and accruals to take a while. */
  readonly size?: number;
  readonly onRun?: (run: KilledRun) => void;
}

/** One ledger from its first sync to its last, with the kills in between. */
export interface KilledRun {
  readonly run: number;
  /** Where each kill hit, in order. */
  readonly kills: readonly Place[];
  /** Processes it took. */
  readonly lives: number;
  readonly equal: boolean;
  /** Journal lines that one more sync wrote: none, or a row was not as it should be. */
  readonly rowsOfAnotherSync: number;
  /** Everything that did not hold, in words. */
  readonly faults: readonly string[];
}

export interface KillReport {
  readonly wished: number;
  readonly quota: number;
  readonly kills: Readonly<Record<Place, number>>;
  readonly total: number;
  /** Processes started with a kill in mind, hit or missed. */
  readonly attempts: number;
  readonly hash: string;
  readonly runs: readonly KilledRun[];
  readonly holds: boolean;
}

const RANGE = ['--year', '2025', '--accruals'];
const KILLS_A_RUN = 8;
/** Ledgers that came out wrong after which there is nothing more to learn. */
const ENOUGH_WRONG = 3;

interface Course {
  readonly room: Room;
  readonly reference: Verdict;
  /** How an undisturbed run spends its time. */
  readonly stretches: readonly Stretch[];
}

/** Kills until there are enough kills, and enough in every phase, or until it has missed too often. */
export async function torture(options: KillOptions): Promise<KillReport> {
  const { kills: wished, seed, size = 3 } = options;
  const quota = Math.ceil(wished / 5);
  const kills: Record<Place, number> = { fetch: 0, apply: 0, accruals: 0, elsewhere: 0 };
  const total = () => kills.fetch + kills.apply + kills.accruals + kills.elsewhere;
  const short = () => PHASES.filter((phase) => kills[phase] < quota);
  const runs: KilledRun[] = [];
  let attempts = 0;
  const server = await startSampleServer({ size, cases: 'all' });
  const room = await openRoom(server.url);
  try {
    const course = await undisturbed(room);
    const wrong = () => runs.filter(({ faults }) => faults.length > 0).length;
    while ((total() < wished || short().length > 0) && attempts < wished * 3 + 20 && wrong() < ENOUGH_WRONG) {
      const random = seededRandom(seed * 1_000 + runs.length);
      const missing = PHASES.flatMap((phase) => Array<Phase>(Math.max(0, quota - kills[phase])).fill(phase));
      const wanted = Math.min(Math.max(wished - total(), missing.length), KILLS_A_RUN);
      const aims = planAims(missing, wanted, course.stretches, random);
      attempts += aims.length;
      const run = await disturbed(course, runs.length + 1, aims);
      for (const place of run.kills) kills[place] += 1;
      runs.push(run);
      options.onRun?.(run);
    }
    const holds = total() >= wished && short().length === 0 && runs.every(({ faults }) => faults.length === 0);
    return { wished, quota, kills, total: total(), attempts, hash: course.reference.hash, runs, holds };
  } finally {
    room.close();
    await server.close();
  }
}

async function undisturbed(room: Room): Promise<Course> {
  const ledgerPath = room.freshLedger('undisturbed');
  const life = await live(ledgerPath, RANGE, room.env, null);
  const faults = faultsOfEnd(life);
  if (faults.length > 0) throw new Error(`The run that nobody disturbed went wrong: ${faults.join('; ')}`);
  const reference = await withEngine({ ledgerPath, keyStore: room.keyStore }, verdictOf);
  if (reference.findings.length > 0) throw new Error(`Its ledger is not whole: ${reference.findings.join('; ')}`);
  return { room, reference, stretches: life.stretches };
}

async function disturbed({ room, reference }: Course, run: number, aims: readonly Aim[]): Promise<KilledRun> {
  const ledgerPath = room.freshLedger(`run-${run}`);
  const faults: string[] = [];
  const kills: Place[] = [];
  let [lives, begun, done] = [0, false, false];
  let last: Life | null = null;
  for (const aim of [...aims, null]) {
    if (done) break;
    last = await live(ledgerPath, begun ? ['--resume'] : RANGE, room.env, aim);
    lives += 1;
    begun ||= last.begun;
    if (last.hung) faults.push(`process ${lives} hung in ${last.place}`);
    if (last.killed) {
      kills.push(last.place);
      if (!lockIsFree(ledgerPath)) faults.push(`the run lock outlived the process killed in ${last.place}`);
    }
    done = last.ended || !last.killed;
  }
  // Killed after the run was through, while it was being reported: nothing is left to resume, and nothing to complain of.
  if (last !== null && !last.killed) faults.push(...faultsOfEnd(last));
  const found = await withEngine({ ledgerPath, keyStore: room.keyStore }, verdictOf);
  faults.push(...found.findings, ...differences(found, reference));
  const before = journalLines(ledgerPath);
  faults.push(...faultsOfEnd(await live(ledgerPath, RANGE, room.env, null)));
  const rowsOfAnotherSync = journalLines(ledgerPath) - before;
  if (rowsOfAnotherSync > 0) faults.push(`one more sync wrote ${rowsOfAnotherSync} rows`);
  if (faults.length === 0) room.discard(ledgerPath);
  return { run, kills, lives, equal: found.hash === reference.hash, rowsOfAnotherSync, faults };
}

/** What is wrong with a process that was let live: it must end by itself, with its run completed. */
function faultsOfEnd(life: Life): string[] {
  const said = [life.remarks.join(' ').slice(0, 200), life.output.slice(-400)].join(' ... ').replace(/\s+/g, ' ');
  if (life.hung) return ['a process did not come to an end'];
  // 1: done, and some issue wants a look; the sample company is made of such.
  if (life.exit !== 0 && life.exit !== 1) return [`a process ended with exit code ${life.exit}: ${said}`];
  return life.ended ? [] : [`a process ended without its run: ${said}`];
}

function lockIsFree(ledger: string): boolean {
  const lock = takeRunLock(ledger);
  if (lock.ok) lock.value.release();
  return lock.ok;
}
