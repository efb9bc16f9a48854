import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_NOTION_TOKEN, sampleConnections, startSampleServer } from '../../../electron/sandbox/world.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SECOND = 1000;

let home: string;
let cache: string;
let server: Awaited<ReturnType<typeof startSampleServer>>;
/** Everything any command printed, for the search for secrets at the end. */
const printed: string[] = [];

interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

function start(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['electron/cli.ts', ...words], {
    cwd: ROOT,
    env: {
      ...process.env,
      MONTHEND_HOME: home,
      MONTHEND_LEDGER: join(home, 'books.sqlite'),
      MONTHEND_PASSPHRASE_FILE: join(home, 'passphrase'),
      NO_COLOR: '',
      // Some forty short commands: most of their time would be reading the same sources again.
      NODE_COMPILE_CACHE: cache,
    },
  });
}

function outcome(child: ChildProcess): Promise<Ran> {
  const [out, err]: Buffer[][] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => out?.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err?.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => {
      const ran = { exit, out: Buffer.concat(out ?? []).toString(), err: Buffer.concat(err ?? []).toString() };
      printed.push(ran.out, ran.err);
      resolve(ran);
    });
  });
}

function monthend(words: readonly string[], input = ''): Promise<Ran> {
  const child = start(words);
  const ran = outcome(child);
  child.stdin?.end(input);
  return ran;
}

async function json<T>(words: readonly string[], input = ''): Promise<T> {
  const { out, err } = await monthend([...words, '--json'], input);
  try {
    return JSON.parse(out) as T;
  } catch {
    throw new Error(`No JSON from ${words.join(' ')}: ${out}${err}`);
  }
}

function connectWords(provider: string): { words: string[]; secrets: Readonly<Record<string, string>> } {
  const connection = sampleConnections(server.url).find((each) => each.provider === provider);
  if (!connection) throw new Error(`No sample of ${provider}`);
  const settings = Object.entries(connection.settings).flatMap(([name, value]) => [
    '--set',
    `${name}=${JSON.stringify(value)}`,
  ]);
  return { words: ['connect', provider, '--label', connection.label, ...settings], secrets: connection.secrets };
}

const INIT = [
  'init',
  '--name',
  'Escuela Lumen',
  '--currency',
  'EUR',
  '--time-zone',
  'Europe/Madrid',
  '--first-month',
  '2025-01',
];
const HALF_YEAR = ['--start-date', '2025-01-01', '--end-date', '2025-07-01'];

interface ReportJson {
  readonly run: { readonly id: number; readonly status: string };
  readonly executions: readonly {
    readonly step: string;
    readonly counts: { readonly received: number; readonly unchanged: number; readonly applied: number };
  }[];
  readonly issues: {
    readonly pending: number;
    readonly blocking: number;
    readonly byCode: Readonly<Record<string, number>>;
  };
}

describe('the command line', { timeout: 120 * SECOND }, () => {
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'monthend-cli-'));
    cache = await mkdtemp(join(tmpdir(), 'monthend-cache-'));
    await writeFile(join(home, 'passphrase'), 'only for tests, long enough\n', { mode: 0o600 });
    server = await startSampleServer();
  }, 30 * SECOND);

  afterAll(async () => {
    await server.close();
    for (const folder of [home, cache]) await rm(folder, { recursive: true, force: true });
  });

  it('says what to do before there is a ledger, and makes none by a slip', async () => {
    const { exit, err } = await monthend(['steps']);
    expect([exit, err]).toEqual([3, expect.stringContaining('monthend init')]);
    expect((await monthend(['init', '--name', 'x'])).exit).toBe(2);
    expect((await monthend([...INIT.slice(0, -1), '2025-13'])).exit).toBe(2);
    expect(await readdir(home)).not.toContain('books.sqlite');
  });

  it('makes a ledger once, and never a second time over it', async () => {
    expect((await monthend(INIT)).exit).toBe(0);
    const again = await monthend(INIT);
    expect([again.exit, again.err]).toEqual([3, expect.stringContaining('already belongs to Escuela Lumen')]);
  });

  it('refuses what it cannot understand with exit 2 and what to write instead', async () => {
    for (const words of [
      ['sync', '--start-date', '2025-03-02', '--end-date', '2025-04-01'],
      ['sync', '--start-date', '2025-04-01', '--end-date', '2025-03-01'],
      ['sync', '--year', '2099'],
      ['sync', '--step', 'invoces'],
      ['sync', '--year', '2025', '--nonsense'],
      ['close', '2025-1'],
      ['connect', 'sap'],
    ]) {
      const { exit, err, out } = await monthend(words, 'x');
      expect([words, exit, out]).toEqual([words, 2, '']);
      expect(err).toMatch(/To do {5}\S/);
    }
  });

  it('lists the steps in the order they run', async () => {
    const steps = await json<{ step: string }[]>(['steps']);
    expect(steps.map(({ step }) => step)).toEqual([
      'services',
      'invoices',
      'crm-clients',
      'service-periods',
      'notion-external-id',
      'accruals',
    ]);
  });

  it('connects with secrets from standard input, which show in no argument', async () => {
    const { words } = connectWords('notion');
    const child = start(words);
    const ran = outcome(child);
    if (process.platform === 'linux')
      expect(await readFile(`/proc/${child.pid}/cmdline`, 'utf8')).not.toContain(SAMPLE_NOTION_TOKEN);
    child.stdin?.end(`${SAMPLE_NOTION_TOKEN}\n`);
    const { exit, out } = await ran;
    expect([exit, out]).toEqual([0, expect.stringContaining('works')]);
    for (const provider of ['holded', 'fourgeeks']) {
      const { words: others, secrets } = connectWords(provider);
      const { exit: code, err } = await monthend(others, Object.values(secrets).join('\n'));
      expect([code, err]).toEqual([0, '']);
    }
  });

  it('stores a key that the system does not accept, and says so', async () => {
    const { words } = connectWords('notion');
    const { exit, out } = await monthend(
      words.map((word) => (word === 'Notion (sample)' ? 'Old' : word)),
      'token=ntn_wrong_000000000000000',
    );
    expect([exit, out]).toEqual([3, expect.stringContaining('does not work yet')]);
    const { words: right } = connectWords('notion');
    await monthend(
      right.map((word) => (word === 'Notion (sample)' ? 'Old' : word)),
      SAMPLE_NOTION_TOKEN,
    );
    expect((await monthend(['test', 'Old'])).exit).toBe(0);
    expect((await monthend(['test', 'Nobody'])).exit).toBe(3);
  });

  it('previews without writing, syncs with a line for each part, and finds nothing new the second time', async () => {
    const before = await monthend(['ledger', 'hash']);
    const preview = await monthend(['sync', ...HALF_YEAR, '--preview']);
    expect([preview.exit, preview.out]).toEqual([0, expect.stringContaining('nothing of this is in the ledger')]);
    expect((await monthend(['ledger', 'hash'])).out).toBe(before.out);
    const first = await monthend(['sync', ...HALF_YEAR, '--accruals']);
    expect(first.err).toBe('');
    expect([0, 1]).toContain(first.exit);
    expect(first.out.split('\n').filter((line) => line.startsWith('done  ')).length).toBe(1 + 6 + 3 + 6 + 1);
    expect(first.out).toContain('Money at risk');
    const second = await json<ReportJson>(['sync', ...HALF_YEAR]);
    expect(second.run.status).toBe('completed');
    for (const { counts } of second.executions) expect(counts.applied).toBe(0);
  });

  it('stops in order at Ctrl+C and goes on with --resume', async () => {
    const child = start(['sync', ...HALF_YEAR]);
    const ran = outcome(child);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    const { exit, err, out } = await ran;
    expect([exit, err]).toEqual([3, expect.stringContaining('monthend sync --resume')]);
    expect(out).toContain('cancelled');
    const { run } = await json<ReportJson>(['sync', '--resume']);
    expect(run.status).toBe('completed');
    expect((await monthend(['sync', '--resume'])).exit).toBe(3);
  });

  it('lists issues by filter, shows, ignores, retries and exports them', async () => {
    const page = await json<{ issues: { id: number; code: string; amountAtRisk: number }[]; cursor: string | null }>([
      'issues',
      '--limit',
      '3',
    ]);
    expect(page.issues).toHaveLength(3);
    const next = await json<typeof page>(['issues', '--limit', '3', '--cursor', page.cursor ?? '']);
    expect(next.issues.map(({ id }) => id)).not.toEqual(page.issues.map(({ id }) => id));
    const [first] = page.issues;
    if (!first) throw new Error('The sample has issues');
    const shown = await monthend(['issues', 'show', String(first.id)]);
    expect(shown.out).toMatch(/It means .*\n\s*To do /);
    expect((await monthend(['issues', 'ignore', String(first.id)])).exit).toBe(2);
    expect((await monthend(['issues', 'ignore', String(first.id), '--reason', 'seen'])).exit).toBe(0);
    expect((await monthend(['issues', 'reopen', String(first.id)])).exit).toBe(0);
    expect(await json(['issues', 'retry', String(first.id)])).toMatchObject({ stillOpen: 1 });
    const aside = ['issues', 'snooze', String(first.id), '--until', '2999-01-01', '--reason', 'the bank answers'];
    expect((await monthend(aside)).out).toContain('1 issue snoozed until 2999-01-01.');
    expect((await monthend(['issues', 'show', String(first.id)])).out).toContain('the bank answers');
    const only = await json<typeof page>(['issues', '--snoozed', 'only']);
    expect(only.issues.map(({ id }) => id)).toEqual([first.id]);
    expect(await json(['issues', 'wake', String(first.id)])).toEqual({ changed: 1 });
    expect((await monthend(['issues', 'assign', String(first.id), '--to', 'Nobody Known'])).exit).toBe(2);
    expect(await json(['issues', 'assign', String(first.id), '--nobody'])).toEqual({ changed: 0 });
    const file = join(home, 'issues.csv');
    expect((await monthend(['issues', 'export', file, '--status', 'pending'])).exit).toBe(0);
    expect(await readFile(file, 'utf8')).toContain(
      'Date,Integration/Operation,Entity external ID,Error Message,Error Details,Status,Owner,Snoozed until',
    );
  });

  it('decides, shows what that does, and takes it back', async () => {
    const { issues } = await json<{ issues: { id: number }[] }>(['issues', '--code', 'STATUS_UNMAPPED']);
    const id = String(issues[0]?.id);
    expect((await monthend(['decide', 'issue', id])).exit).toBe(2);
    const hash = (await monthend(['ledger', 'hash'])).out;
    expect((await monthend(['decide', 'issue', id, '--with', 'status=POSTPONED', '--preview'])).out).toContain(
      'Clears',
    );
    expect((await monthend(['ledger', 'hash'])).out).toBe(hash);
    const made = await json<{ decision: { id: number }; effect: { clears: number } }>([
      'decide',
      'issue',
      id,
      '--with',
      'status=POSTPONED',
    ]);
    expect(made.effect.clears).toBeGreaterThan(0);
    expect(await json(['decide', 'list'])).toHaveLength(1);
    expect((await monthend(['decide', 'undo', String(made.decision.id)])).exit).toBe(0);
    expect(await json(['decide', 'list'])).toHaveLength(0);
  });

  it('shows months and accruals, and traces an invoice', async () => {
    const close = await monthend(['close']);
    expect(close.out).toMatch(/January 2025 +[\d,.]+ /);
    const file = join(home, 'accruals.csv');
    expect((await monthend(['accruals', '--export', file, '--no-names', ...HALF_YEAR])).exit).toBe(0);
    expect(await readFile(file, 'utf8')).toContain('Contract,');
    const number = server.school.documents.find(({ date }) => date.startsWith('2025-02'))?.number ?? '';
    const trace = await monthend(['trace', 'invoice', number]);
    expect([trace.exit, trace.out]).toEqual([0, expect.stringContaining('as it was read')]);
    expect((await monthend(['trace', 'invoice', 'nothing'])).exit).toBe(3);
    const line = await monthend(['trace', 'C-1']);
    expect([line.exit, line.out]).toEqual([
      0,
      expect.stringMatching(/^C-1-\w{5} .*Contract 1[\s\S]+Read from\n +REC-/),
    ]);
    expect((await monthend(['trace', 'C-1-22222'])).exit).toBe(3);
  });

  it('undoes the latest run, and the ledger checks out', async () => {
    const runs = await json<{ id: number; kind: string }[]>(['runs']);
    const shown = await monthend(['runs', String(runs.find(({ kind }) => kind === 'sync')?.id)]);
    expect(shown.out).toContain('Invoices');
    const { out, exit } = await monthend(['undo', String(runs[0]?.id)]);
    expect([exit, out]).toEqual([0, expect.stringContaining('was undone by run')]);
    expect((await monthend(['ledger', 'check'])).exit).toBe(0);
  });

  it('never printed or stored a secret in clear', async () => {
    const files = await readdir(home, { recursive: true, withFileTypes: true });
    const stored = await Promise.all(
      files.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name), 'latin1')),
    );
    for (const { secrets } of sampleConnections(server.url)) {
      for (const [name, secret] of Object.entries(secrets)) {
        if (name === 'email') continue;
        expect(printed.filter((text) => text.includes(secret))).toEqual([]);
        expect(stored.filter((text) => text.includes(secret))).toEqual([]);
      }
    }
  });
});
