/**
 * The sample company's month end in one command: a ledger in a new folder, three systems on loopback, twelve months, accruals, and
 * what an operator wants to see of it; then eleven months are signed and closed, and the twelfth meets what comes late. `--json` prints
 * the same as one document.
 */
import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { monthsOf, month as monthText } from '../../shared/domain/month.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { table } from '../cli/format.ts';
import { issueNames, issueTable } from '../cli/issue-text.ts';
import { executionHead, executionLine } from '../cli/progress.ts';
import { issueLines, monthLines } from '../cli/report-text.ts';
import { processTerminal } from '../cli/terminal.ts';
import { openEngine } from '../engine.ts';
import type { Clock } from '../platform/clock.ts';
import { systemClock } from '../platform/clock.ts';
import { fileLog } from '../platform/log.ts';
import { closeTheYear } from './close-the-year.ts';
import { closedLines, closedView, comparisonLines } from './closed-year-text.ts';
import { SAMPLE_NOW, SAMPLE_SEED } from './school.ts';
import { sampleConnections, startSampleServer } from './world.ts';

const YEAR = 2025;
const COMPANY = {
  name: 'Escuela Lumen',
  currency: 'EUR',
  timeZone: 'Europe/Madrid',
  firstMonth: `${YEAR}-01`,
} as const;

interface Options {
  readonly json: boolean;
  readonly seed: number;
  readonly size: number;
  readonly shuffle?: number;
  readonly monthly: boolean;
  readonly folder?: string;
}

interface StepLine {
  readonly step: string;
  readonly month: string | null;
  readonly status: string;
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly excluded: number;
  readonly held: number;
  /** Distinct records the simulators served meanwhile; for accruals the contracts that the ledger itself counts. */
  readonly served: number;
}

const options = new Command('demo')
  .description('Runs a year of the sample company through Monthend, on this machine alone.')
  .option('--json', 'print one JSON document', false)
  .option('--seed <number>', 'another sample company', whole, SAMPLE_SEED)
  .option('--size <number>', 'how many times the usual number of students', number, 1)
  .option('--shuffle <seed>', 'the systems list their records in another order', whole)
  .option('--monthly', 'twelve monthly runs instead of one', false)
  .option('--folder <path>', 'where to put the ledger; a new folder here by default')
  .parse()
  .opts<Options>();

/** The sample company's own time, running: its figures are the same on every day. */
function sampleClock(): Clock {
  const started = Date.now();
  return { now: () => new Date(Date.parse(SAMPLE_NOW) + Date.now() - started), sleep: systemClock.sleep };
}

async function main(): Promise<void> {
  const folder = newFolder(options.folder);
  const reader = processTerminal();
  const { paint } = reader;
  const say = (...lines: string[]) => {
    if (!options.json) for (const line of lines) process.stdout.write(`${line}\n`);
  };
  const log = fileLog({ folder });
  const server = await startSampleServer({ seed: options.seed, size: options.size, shuffleSeed: options.shuffle });
  const connections = sampleConnections(server.url);
  const engine = must(
    await openEngine({
      ledgerPath: join(folder, 'lumen.sqlite'),
      create: true,
      clock: sampleClock(),
      log,
      loopbackSecrets: Object.fromEntries(connections.map(({ provider, secrets }) => [provider, secrets])),
    }),
  );
  say(
    paint.strong(`${COMPANY.name}, a made-up school: the months of ${YEAR}`),
    `Holded, 4Geeks and Notion are played by this machine at ${server.url}; nothing leaves it.`,
    '',
  );

  must(await engine.call('company/init', COMPANY));
  for (const { provider, label, settings, secrets } of connections) {
    must(
      await engine.call('connections/save', { provider, label, settings: { ...settings }, secrets: { ...secrets } }),
    );
  }

  say(executionHead(reader));
  const steps: StepLine[] = [];
  const contracts = new Map<number, ReturnType<typeof engine.call<'ledger/counts'>>>();
  const silence = engine.on((event) => {
    if (event.type === 'execution-started') server.takeTally();
    if (event.type !== 'execution-ended') return;
    const { execution } = event;
    const { counts } = execution;
    const tallied = [...server.takeTally().values()].reduce((sum, count) => sum + count, 0);
    steps.push({
      step: execution.step,
      month: execution.month,
      status: execution.status,
      received: counts?.received ?? 0,
      created: counts?.created ?? 0,
      updated: counts?.updated ?? 0,
      applied: counts?.applied ?? 0,
      unchanged: counts?.unchanged ?? 0,
      excluded: counts?.excluded ?? 0,
      held: counts?.held ?? 0,
      served: tallied,
    });
    // Accruals read the ledger: what they must have received is what it holds at this moment, counted by itself.
    if (execution.step === 'accruals') contracts.set(steps.length - 1, engine.call('ledger/counts', {}));
    say(executionLine(execution, reader));
  });
  const who = 'demo';
  if (options.monthly) {
    for (let month = 1; month <= 12; month++) {
      must(
        await engine.call('sync/run', {
          startDate: firstOf(month),
          endDate: firstOf(month + 1),
          withAccruals: true,
          who,
        }),
      );
    }
  } else must(await engine.call('sync/run', { year: String(YEAR), withAccruals: true, who }));

  const check = must(await engine.call('ledger/check', {}));
  const totals = must(await engine.call('issues/totals', {}));
  const issues = must(await engine.call('issues/list', { status: 'pending', limit: 1000 })).issues;
  const { months } = must(await engine.call('close/months', { from: `${YEAR}-01`, until: `${YEAR + 1}-01` }));
  const { hash } = must(await engine.call('ledger/hash', {}));
  const heaviest = issues.slice(0, 10);
  const names = await issueNames(heaviest, async (input) => must(await engine.call('issues/names', input)));
  silence();
  if (!options.json) {
    say('', paint.strong('What is held, and why'), ...issueLines(totals, COMPANY.currency, reader), '');
    say(paint.strong('The ten that weigh most'), ...issueTable(heaviest, names, COMPANY.currency, reader), '');
    say(paint.strong('What the months carry'), ...monthLines(months, null, reader), '');
    say(
      check.ok
        ? paint.done('The ledger checks out: counts, keys, and postings against entitlement.')
        : paint.stops('The ledger does not check out; see: monthend ledger check.'),
      `Ledger hash ${hash}`,
      '',
    );
  }

  const closed = await closeTheYear({
    engine,
    worlds: server.worlds,
    school: server.school,
    months: monthsOf({ from: monthText(`${YEAR}-01`), until: monthText(`${YEAR}-12`) }),
    open: monthText(`${YEAR}-12`),
    folder,
    who,
    must,
  });
  const comparison = must(await engine.call('parity/report', { limit: 1 }));
  const accruals = must(await engine.call('accruals/export', { path: join(folder, 'accruals.csv'), who }));
  const issueFile = must(
    await engine.call('issues/export', { status: 'pending', path: join(folder, 'issues.csv'), who }),
  );
  await engine.close();
  await server.close();
  log.close();
  const packages = closed.packages.map((each) => each.folder);
  const files = [
    join(folder, 'lumen.sqlite'),
    accruals.path,
    issueFile.path,
    join(folder, 'monthend.log'),
    ...packages,
  ];

  if (options.json) {
    const document = {
      steps: await Promise.all(
        steps.map(async (line, at) => {
          const counted = contracts.get(at);
          return counted ? { ...line, served: must(await counted).contract ?? 0 } : line;
        }),
      ),
      issues: { pending: totals.pending, byCode: totals.byCode, amountAtRisk: totals.amountAtRisk },
      months: months.map(({ month, recognised, deferred, held, currency }) => ({
        month,
        recognised,
        deferred,
        held,
        currency,
      })),
      ledgerHash: hash,
      close: closedView(closed),
      comparison: { sum: comparison.sum, reasons: comparison.reasons },
      files,
    };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  say(...closedLines(closed, COMPANY.currency, reader), '');
  say(...comparisonLines(comparison, reader), '');
  say(
    paint.strong('Where the files lie'),
    ...table([{ head: 'file' }, { head: 'what' }], fileRows(files), reader),
    '',
    `Look around: npm run monthend -- --ledger ${relative('.', files[0] ?? '')} issues`,
    `             npm run monthend -- --ledger ${relative('.', files[0] ?? '')} trace contract 1`,
    `             npm run monthend -- --ledger ${relative('.', files[0] ?? '')} parity`,
  );
}

function fileRows(files: readonly string[]): string[][] {
  const words = ['the ledger', 'one row a posting', 'the open issues', 'what happened, without personal data'];
  return files.map((file, at) => [
    relative('.', file),
    words[at] ?? 'a close package: workbook, journal, figures, hashes',
  ]);
}

function firstOf(month: number): string {
  return month > 12 ? `${YEAR + 1}-01-01` : `${YEAR}-${String(month).padStart(2, '0')}-01`;
}

function newFolder(wish: string | undefined): string {
  if (wish !== undefined) {
    mkdirSync(wish, { recursive: true });
    return resolve(wish);
  }
  for (let at = 1; ; at++) {
    const folder = resolve(`monthend-demo-${at}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    }
  }
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

function number(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('A number is expected.');
  return Number(text);
}

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  process.stderr.write(`${result.problem.message}\n${result.problem.fix}\n`);
  process.exit(3);
}

await main();
