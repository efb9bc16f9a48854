/**
 * The desk behind every window, in plain Node: which ledger is open, the run in progress, the schedule, and the one door through which
 * windows ask. The desktop app and the local server stand in front of it and only carry messages.
 */
import { join } from 'node:path';
import type { DeskState } from '../../shared/contract/desk.ts';
import { type ChannelName, contract, type InputOf } from '../../shared/contract/index.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import { openEngineThread } from '../engine-thread.ts';
import { backupPath, unknownBackup } from '../ledger/backups.ts';
import { systemClock } from '../platform/clock.ts';
import { fileLog, silentLog, thrownFields } from '../platform/log.ts';
import { chooseKeyStore } from '../platform/vault.ts';
import { FAULT, STOPPED } from '../thread-line.ts';
import { admitCall } from './admit-call.ts';
import { deskCalls, NO_LEDGER } from './desk-calls.ts';
import { deskEvents } from './desk-events.ts';
import { openDeskMemory, systemUser } from './desk-memory.ts';
import type { Host, HostOptions, HostPorts } from './host-ports.ts';
import {
  companyLedger,
  type Ground,
  type LedgerSession,
  makeCompanySession,
  openCompanySession,
  openSampleSession,
} from './ledger-session.ts';
import {
  caughtUp,
  clockWentBack,
  ENGINE_RESTARTED,
  momentInWords,
  type Notice,
  scheduledRunStopped,
} from './notices.ts';
import { isWithoutLedger, refusedBackups } from './refused-backups.ts';
import { badBackup, restoreBackup } from './restore-backup.ts';
import { openRunDesk, RUN_IN_PROGRESS } from './run-desk.ts';
import { openRunSchedule } from './run-schedule.ts';

/** During a run lists on screen ask again at most once a second. */
const LEDGER_REST_MS = 1000;
const UNATTENDED = 'schedule';

/** Opens the desk. A ledger that cannot be opened is a state of it, not a reason to fail. */
export async function openHost(ports: HostPorts, options: HostOptions): Promise<Host> {
  const { paths, env = process.env, clock = systemClock, logFolder = paths.logs } = options;
  const log = openLog(options.logFolder);
  const memory = openDeskMemory(paths.data);
  const openEngine = options.openEngine ?? openEngineThread;
  const withoutLedger = refusedBackups(clock);
  const ground: Ground = { paths, env, logFolder: options.logFolder, clock, memory, openEngine };
  const events = deskEvents((type) => (type === 'ledger' && runs.busy() ? LEDGER_REST_MS : 0));
  let session: LedgerSession | null = null;
  let problem: Problem | null = null;
  let notices: readonly Notice[] = [];
  let sample = options.sample;
  let who = memory.read().who ?? systemUser(env);
  let restarts = 0;
  let closed = false;
  let counts = '';
  /** The moment that the scheduled run in progress answers, in words. */
  let answering = '';

  const state = (): DeskState => ({
    ledger: session !== null ? 'open' : problem !== null ? 'refused' : 'empty',
    problem: problem && { ...problem, details: problem.details && { ...problem.details } },
    sample,
    company: session?.company() ?? null,
    path: session?.path ?? companyLedger(ground),
    who,
    shell: ports.shell,
    platform: process.platform,
    version: ports.version,
    locale: ports.locale,
    notices: notices.map((notice) => ({ ...notice })),
  });
  const tellState = () => events.tell({ type: 'state', state: state() });

  function say(notice: Notice): void {
    notices = [...notices.filter(({ code }) => code !== notice.code), notice];
    tellState();
  }

  const runs = openRunDesk({
    clock: () => session?.clock ?? clock,
    changed: (live) => events.tell({ type: 'run', run: live }),
    ended: (live) => {
      if (live.kind === 'run') {
        events.tell({ type: 'connections' });
        ledgerChanged();
        // Previews leave no trace; a run moves the sample company's time along.
        void session?.refresh();
      }
      if (live.trigger === 'schedule' && live.status !== 'completed') {
        say(scheduledRunStopped(answering, live.problem?.message ?? ''));
      }
      void schedule.check();
    },
  });

  const schedule = openRunSchedule({
    clock: () => session?.clock ?? clock,
    due: async () => (session === null ? null : session.engine.call('schedule/due', {})),
    busy: runs.busy,
    start(due, missed) {
      if (session === null || closed) return false;
      answering = momentInWords(due, session.company().timeZone);
      const started = runs.start(session.engine, {
        kind: 'run',
        wish: { withAccruals: true, resume: false, acceptGone: false },
        who: UNATTENDED,
        scheduled: { for: due, caughtUp: missed },
      });
      if (started.ok && missed) say(caughtUp(answering));
      return started.ok;
    },
    lastSeen: {
      read: () => (sample ? undefined : memory.read().lastSeen),
      write: (at) => {
        if (!sample) memory.write({ lastSeen: at });
      },
    },
    clockWentBack: (from, to) => {
      const zone = session?.company().timeZone ?? 'UTC';
      say(clockWentBack(momentInWords(from, zone), momentInWords(to, zone)));
    },
  });

  /** Lists ask again, and the counts beside "Issues" are put right. */
  function ledgerChanged(): void {
    events.tell({ type: 'ledger' });
    void tellCounts();
  }

  let counting = false;
  let countAgain = false;
  async function tellCounts(): Promise<void> {
    if (counting) {
      countAgain = true;
      return;
    }
    counting = true;
    do {
      countAgain = false;
      const totals = await session?.engine.call('issues/totals', {});
      if (!totals?.ok) break;
      const { pending, blocking } = totals.value;
      if (counts === `${pending} ${blocking}`) continue;
      counts = `${pending} ${blocking}`;
      events.tell({ type: 'issues', pending, blocking });
    } while (countAgain);
    counting = false;
  }

  /** One change of ledger at a time, and none while a run is at work on it. */
  let changing: Promise<unknown> = Promise.resolve();
  function change(work: () => Promise<Problem | null>): Promise<Result<DeskState>> {
    const done = changing.then(async (): Promise<Result<DeskState>> => {
      if (closed) return STOPPED;
      if (runs.busy()) return fail(RUN_IN_PROGRESS);
      const refusal = await work();
      runs.forget();
      counts = '';
      tellState();
      ledgerChanged();
      events.tell({ type: 'connections' });
      void schedule.check();
      return refusal === null ? ok(state()) : fail(refusal);
    });
    changing = done.catch(() => {});
    return done;
  }

  async function leave(): Promise<void> {
    const leaving = session;
    session = null;
    await leaving?.close();
  }

  function enter(next: LedgerSession | null): void {
    session = next;
    problem = null;
    if (next === null) return;
    next.engine.on((event) => {
      runs.see(event);
      if (event.type === 'execution-ended' && runs.live()?.kind === 'run') ledgerChanged();
    });
    void next.engine.died.then(() => revive(next));
    void next.engine.damaged?.then((found) => giveUpOn(next, found));
  }

  /** A large ledger is checked behind its opening: what was read of it so far may be wrong, and nothing was written to it. */
  async function giveUpOn(damaged: LedgerSession, found: Problem): Promise<void> {
    if (session !== damaged || closed) return;
    await leave();
    problem = found;
    tellState();
    ledgerChanged();
  }

  /** Opens the ledger again after its thread has died: once, for a second time would be a habit. */
  async function revive(dead: LedgerSession): Promise<void> {
    if (session !== dead || closed) return;
    log.error('engine thread died', { tries: restarts });
    await leave();
    problem = STOPPED.problem;
    if (restarts >= 1) return tellState();
    restarts += 1;
    const opened = await reopen();
    if (opened === null) say(ENGINE_RESTARTED);
    else tellState();
  }

  /** Opens whichever ledger the desk is set to. The problem, when it cannot. */
  async function reopen(): Promise<Problem | null> {
    const opened = sample ? await openSampleSession(ground) : await openCompanySession(ground);
    if (opened.ok) {
      enter(opened.value);
      return null;
    }
    problem = opened.problem;
    return problem;
  }

  async function switchTo(toSample: boolean): Promise<Problem | null> {
    if (session !== null && sample === toSample) return null;
    await leave();
    sample = toSample;
    restarts = 0;
    return reopen();
  }

  const desk = deskCalls({
    ports,
    paths,
    logFolder,
    keyStore: options.keyStore ?? chooseKeyStore(join(companyLedger(ground), '..'), env),
    keyStoreKind: env.MONTHEND_PASSPHRASE_FILE === undefined ? 'keychain' : 'passphrase file',
    session: () => session,
    state,
    live: runs.live,
    openSample: () => change(() => switchTo(true)),
    // That it cannot be opened is what the state then says.
    openCompany: () =>
      change(async () => {
        await switchTo(false);
        return null;
      }),
    startCompany: (company) =>
      change(async () => {
        const made = await makeCompanySession(ground, company);
        if (!made.ok) return made.problem;
        await leave();
        sample = false;
        enter(made.value);
        return null;
      }),
    restore: (file) => change(() => restore(file)),
    setWho(name) {
      who = name;
      memory.write({ who });
      tellState();
      return state();
    },
    dismiss(code) {
      notices = notices.filter((notice) => notice.code !== code);
      tellState();
      return state();
    },
    startRun(kind, wish) {
      if (session === null) return fail(NO_LEDGER);
      return runs.start(session.engine, { kind, wish, who });
    },
    cancelRun: runs.cancel,
    wrote: ledgerChanged,
  });

  async function restore(file: string): Promise<Problem | null> {
    const ledgerPath = session?.path ?? refusedLedger();
    if (ledgerPath === null) return problem ?? NO_LEDGER;
    const path = backupPath(ledgerPath, file);
    if (path === null) return unknownBackup(file);
    const check = session
      ? await session.engine.call('backups/check', { file })
      : await withoutLedger['backups/check'](ledgerPath, { file });
    if (!check.ok) return check.problem;
    if (!check.value.ok) return badBackup(file, check.value.found);
    const restored = await restoreBackup({
      ledgerPath,
      backupPath: path,
      at: clock.now().toISOString(),
      close: leave,
      open: reopen,
    });
    return restored.ok ? null : restored.problem;
  }

  /** Where the ledger lies that is there and cannot be opened: its backups can still be gone back to. */
  function refusedLedger(): string | null {
    return session === null && problem !== null && !sample ? companyLedger(ground) : null;
  }

  async function engineCall(channel: ChannelName, input: unknown): Promise<Result<unknown>> {
    const open = session;
    const refused = refusedLedger();
    if (refused !== null && isWithoutLedger(channel)) return withoutLedger[channel](refused, input as { file: string });
    if (open === null) return fail(problem ?? NO_LEDGER);
    // Admitted: it has the shape that this channel's schema asks for.
    const answer = await open.engine.call(channel, input as InputOf<ChannelName>);
    if (answer.ok && contract[channel].access === 'write') await wrote(open, channel);
    return answer;
  }

  async function wrote(open: LedgerSession, channel: ChannelName): Promise<void> {
    ledgerChanged();
    if (channel.startsWith('connections/')) events.tell({ type: 'connections' });
    if (channel === 'settings/save') {
      await open.refresh();
      tellState();
    }
    if (channel === 'settings/save' || channel === 'schedule/save') void schedule.check();
  }

  await reopen();
  void tellCounts();
  void schedule.check();

  return {
    async call(channel, input) {
      if (closed) return STOPPED;
      try {
        const admitted = admitCall(channel, input, who);
        if (!admitted.ok) return admitted;
        const call = admitted.value;
        return call.to === 'engine'
          ? await engineCall(call.channel, call.input)
          : await (desk[call.channel] as (input: unknown) => Promise<Result<unknown>>)(call.input);
      } catch (thrown) {
        log.error('desk call', { channel: String(channel).slice(0, 100), ...thrownFields(thrown) });
        return FAULT;
      }
    },
    on: events.on,
    woke: () => void schedule.check(),
    live: runs.live,
    state,
    cancelRun: runs.cancel,
    async close() {
      if (closed) return;
      closed = true;
      schedule.stop();
      await runs.cancel();
      await changing;
      await leave();
      events.close();
      log.close();
    },
  };
}

function openLog(folder: string | undefined) {
  try {
    if (folder !== undefined) return fileLog({ folder });
  } catch {}
  return { ...silentLog, close() {} };
}
