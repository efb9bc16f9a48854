/** The desk's own calls: what a window asks of the program around the ledger. Each is one line of work handed to whoever does it. */
import { basename, dirname } from 'node:path';
import type { z } from 'zod';
import { type Appearance, appearance, type DeskState, type desk, type LiveRun } from '../../shared/contract/desk.ts';
import type { InputOf } from '../../shared/contract/index.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { KeyStore } from '../platform/keychain.ts';
import { KeyStoreProblem } from '../platform/keychain.ts';
import type { AppPaths } from '../platform/paths.ts';
import type { DeskChannel } from './admit-call.ts';
import { diagnosticsText } from './diagnostics.ts';
import type { HostPorts } from './host-ports.ts';
import type { LedgerSession } from './ledger-session.ts';
import { licences } from './licences.ts';
import { keepView, readViews, removeView } from './saved-views.ts';

type In<C extends DeskChannel> = z.output<(typeof desk)[C]['input']>;
type Out<C extends DeskChannel> = z.output<(typeof desk)[C]['output']>;
type Awaitable<T> = T | Promise<T>;
export type DeskCalls = { readonly [C in DeskChannel]: (input: In<C>) => Awaitable<Result<Out<C>>> };

/** What the host does for its calls. */
export interface DeskWork {
  readonly ports: HostPorts;
  readonly paths: AppPaths;
  readonly logFolder: string;
  readonly keyStore: Pick<KeyStore, 'read'>;
  readonly keyStoreKind: string;
  session(): LedgerSession | null;
  state(): DeskState;
  live(): LiveRun | null;
  openSample(): Promise<Result<DeskState>>;
  startCompany(company: InputOf<'company/init'>): Promise<Result<DeskState>>;
  openCompany(): Promise<Result<DeskState>>;
  restore(file: string): Promise<Result<DeskState>>;
  setWho(who: string): DeskState;
  dismiss(code: string): DeskState;
  startRun(kind: LiveRun['kind'], wish: In<'desk/start-run'>): Result<LiveRun>;
  cancelRun(): Promise<void>;
  /** Something in the ledger changed through a call of the desk's own: lists ask again. */
  wrote(): void;
}

export function deskCalls(work: DeskWork): DeskCalls {
  const { ports, paths } = work;
  /** Files written since the start: the only ones a window may ask to see. */
  const exported = new Set<string>();

  /** The workbook whose changes were shown last, as it was then. */
  let shown: { readonly path: string; readonly sha256: string; readonly session: LedgerSession } | null = null;

  async function written(
    session: LedgerSession,
    name: string,
    kind: 'csv' | 'xlsx',
    write: (path: string) => Promise<Result<{ path: string; rows: number; sha256: string }>>,
  ): Promise<Result<Out<'desk/export-issues'>>> {
    const today = session.clock.now().toISOString().slice(0, 10);
    const company = session
      .company()
      .name.normalize('NFKD')
      .replace(/[^\p{L}\p{N}]+/gu, '-');
    const path = await ports.chooseFile({ name: `${company.slice(0, 60)}_${name}_${today}.${kind}`, kind });
    if (path === null) return ok(null);
    const file = await write(path);
    if (!file.ok) return file;
    exported.add(file.value.path);
    return ok({ ...file.value, download: ports.download(file.value.path) });
  }

  return {
    'desk/state': () => ok(work.state()),
    'desk/open-sample': () => work.openSample(),
    'desk/start-company': (company) => work.startCompany(company),
    'desk/open-company': () => work.openCompany(),
    'desk/set-who': ({ who }) => ok(work.setWho(who)),
    'desk/dismiss-notice': ({ code }) => ok(work.dismiss(code)),
    'desk/keychain': () => keychainState(work),
    'desk/start-run': (wish) => work.startRun('run', wish),
    'desk/start-preview': (wish) => work.startRun('preview', wish),
    'desk/live-run': () => ok(work.live()),
    async 'desk/cancel-run'() {
      // Told at once that it is being stopped; the end comes as an event.
      void work.cancelRun();
      return ok(work.live());
    },
    'desk/appearance': () => ok(readAppearance(ports)),
    'desk/set-appearance'(change) {
      const value = { ...readAppearance(ports), ...change };
      ports.appearance.write(value);
      return ok(value);
    },
    'desk/views': () => ok(readViews(ports.views, work.state().path)),
    'desk/keep-view': (wanted) => keepView(ports.views, work.state().path, wanted),
    'desk/remove-view': ({ table, name }) => ok(removeView(ports.views, work.state().path, table, name)),
    async 'desk/export-issues'(filter) {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      const { who } = work.state();
      return written(session, 'issues', 'csv', (path) =>
        session.engine.call('issues/export', { ...filter, path, who }),
      );
    },
    async 'desk/export-accruals'(range) {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      const { who } = work.state();
      const months = [range.from, range.until].filter((each) => each !== undefined).join('_to_');
      const name = months === '' ? 'accruals' : `accruals_${months}`;
      return written(session, name, 'csv', (path) => session.engine.call('accruals/export', { ...range, path, who }));
    },
    async 'desk/export-report'(wanted) {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      const { who } = work.state();
      return written(session, `${wanted.report}_${wanted.month}`, 'csv', (path) =>
        session.engine.call('reports/export', { ...wanted, path, who }),
      );
    },
    async 'desk/export-parity'(wanted) {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      const { who } = work.state();
      return written(session, 'parity', 'csv', (path) =>
        session.engine.call('parity/export', { ...wanted, path, who }),
      );
    },
    async 'desk/make-package'(wanted) {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      const folder = await ports.chooseFolder();
      if (folder === null) return ok(null);
      const { who } = work.state();
      const made = await session.engine.call('packages/make', { ...wanted, folder, who });
      if (made.ok) exported.add(made.value.folder);
      return made;
    },
    async 'desk/export-issues-workbook'(filter) {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      const { who } = work.state();
      return written(session, 'issues', 'xlsx', (path) =>
        session.engine.call('issues/export-workbook', { ...filter, path, who }),
      );
    },
    async 'desk/import-issues-preview'() {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      const path = await ports.chooseWorkbook();
      if (path === null) return ok(null);
      const diff = await session.engine.call('issues/import-preview', { path });
      if (!diff.ok) return diff;
      shown = { path, sha256: diff.value.sha256, session };
      return ok({ name: basename(path), diff: diff.value });
    },
    async 'desk/import-issues'() {
      const session = work.session();
      if (session === null) return fail(NO_LEDGER);
      if (shown === null || shown.session !== session) return fail(NOTHING_SHOWN);
      const { path, sha256 } = shown;
      const { who } = work.state();
      const done = await session.engine.call('issues/import', { path, sha256, who });
      if (done.ok) {
        shown = null;
        work.wrote();
      }
      return done;
    },
    async 'desk/show'({ what, path }) {
      const target = await placeOf(work, what, path, exported);
      if (!target.ok) return target;
      return ok({ shown: await ports.show(target.value), path: target.value });
    },
    'desk/restore-backup': ({ file }) => work.restore(file),
    async 'desk/diagnostics'() {
      return ok({ text: await diagnosticsText(work.state(), work.session()?.engine ?? null, work.logFolder) });
    },
    'desk/about': () =>
      ok({ version: ports.version, versions: knownVersions(), licences: licences().map((each) => ({ ...each })) }),
  };

  async function placeOf(
    { session }: DeskWork,
    what: In<'desk/show'>['what'],
    path: string | undefined,
    known: ReadonlySet<string>,
  ): Promise<Result<string>> {
    switch (what) {
      case 'logs':
        return ok(work.logFolder);
      case 'data':
        return ok(paths.data);
      case 'backups': {
        const open = session();
        if (open === null) return ok(paths.ledgers);
        const list = await open.engine.call('backups/list', {});
        return ok(list.ok ? list.value.folder : dirname(open.path));
      }
      case 'export':
        return path !== undefined && known.has(path) ? ok(path) : fail(NOT_EXPORTED);
    }
  }
}

export const NO_LEDGER: Problem = {
  code: 'NO_LEDGER',
  message: 'No ledger is open.',
  meaning: 'Nothing was done.',
  fix: 'Open the sample company, or set up your own.',
};

const NOTHING_SHOWN: Problem = {
  code: 'NOTHING_SHOWN',
  message: 'No file was looked at yet.',
  meaning: 'Nothing was changed.',
  fix: 'Choose the filled-in file first; you are shown what it would change.',
};

const NOT_EXPORTED: Problem = {
  code: 'NOT_EXPORTED',
  message: 'That is no file that was exported here since Monthend was opened.',
  fix: 'Look for it in the folder where you kept it.',
};

/** How the app looks, as it was kept; what does not fit counts as never chosen. */
export function readAppearance(ports: Pick<HostPorts, 'appearance'>): Appearance {
  return appearance.catch(() => appearance.parse({})).parse(ports.appearance.read() ?? {});
}

async function keychainState({ keyStore, keyStoreKind }: DeskWork): Promise<Result<Out<'desk/keychain'>>> {
  try {
    const key = await keyStore.read();
    const message =
      key === null
        ? 'The keychain answers. It holds no key of Monthend yet.'
        : "The keychain answers and holds Monthend's key.";
    return ok({ works: true, kind: keyStoreKind, message, fix: null });
  } catch (thrown) {
    if (!(thrown instanceof KeyStoreProblem)) throw thrown;
    const { message, meaning, fix } = thrown.problem;
    return ok({ works: false, kind: keyStoreKind, message: [message, meaning].filter(Boolean).join(' '), fix });
  }
}

function knownVersions(): Record<string, string> {
  const names = ['electron', 'chrome', 'node', 'v8', 'sqlite'] as const;
  return Object.fromEntries(names.flatMap((name) => (process.versions[name] ? [[name, process.versions[name]]] : [])));
}
