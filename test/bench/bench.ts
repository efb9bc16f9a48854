/**
 * What the app costs beside what cannot be avoided. Every measurement runs in a process of its own against a server in another, and
 * takes turns with its floor, so that both see the same machine.
 *
 *   npm run bench             the table
 *   npm run bench -- --json   one document
 *   npm run bench -- --quick  a tenth of the size, once: that it works, not what it takes
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AccrualsFigures } from './accruals.ts';
import { measure, start } from './child.ts';
import type { CloseFigures } from './close.ts';
import { deskFigures } from './desk.ts';
import { asTable, atMost, atMostTimes, type Figure, median } from './figures.ts';
import type { FloorFigures } from './floor.ts';
import type { ListsFigures } from './lists.ts';
import type { ReportsFigures } from './reports.ts';
import type { SyncFigures } from './sync.ts';
import type { ThreadFigures } from './thread.ts';
import type { WorkbookFigures } from './workbook.ts';
import type { BenchSize } from './world.ts';

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
const unknown = process.argv.slice(2).filter((argument) => argument !== '--json' && argument !== '--quick');
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. Use --json and --quick.`);
  process.exit(2);
}

const scale = quick ? 0.1 : 1;
const SMALL: BenchSize = { invoices: 5_000 * scale, lines: 10_300 * scale };
const LARGE: BenchSize = { invoices: 50_000 * scale, lines: 103_000 * scale };
const CONTRACTS = 12_000 * scale;
const RUNS = quick ? 1 : 3;
const SHORT_RUNS = quick ? 1 : 5;

const folder = mkdtempSync(join(tmpdir(), 'monthend-bench-'));
const said = (text: string) => process.stderr.write(`${text}\n`);

interface Syncs {
  readonly first: readonly SyncFigures[];
  readonly again: readonly SyncFigures[];
  readonly floors: readonly FloorFigures[];
  readonly threads: readonly ThreadFigures[];
  readonly contacts: number;
}

/** First syncs, second ones over the same ledgers, and floors, in turns. */
async function syncs(size: BenchSize, runs: number, withThread: boolean): Promise<Syncs> {
  const [server, child] = await start<{ url: string; contacts: number }>('serve', [size.invoices, size.lines]);
  const [first, again]: [SyncFigures[], SyncFigures[]] = [[], []];
  const floors: FloorFigures[] = [];
  const threads: ThreadFigures[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      said(`  ${size.invoices} invoices, run ${run + 1} of ${runs}`);
      const path = (name: string) => join(folder, `${name}-${size.invoices}-${run}.sqlite`);
      first.push(await measure<SyncFigures>('sync', [server.url, path('ledger')]));
      again.push(await measure<SyncFigures>('sync', [server.url, path('ledger')]));
      floors.push(await measure<FloorFigures>('floor', [server.url, path('floor')]));
      if (withThread) threads.push(await measure<ThreadFigures>('thread', [server.url, path('thread')]));
    }
  } finally {
    child.disconnect();
  }
  return { first, again, floors, threads, contacts: server.contacts };
}

function syncFigures(small: Syncs, large: Syncs): Figure[] {
  const ms = (figures: readonly { readonly ms: number }[]) => figures.map((each) => each.ms);
  const megabytes = (figures: readonly { readonly megabytes: number }[]) => figures.map((each) => each.megabytes);
  const rows = Math.max(...small.again.map((each) => each.businessRows));
  const firstMs = median(ms(small.first));
  const largeFloor = Math.round(median(ms(large.floors)));
  const unchanged = atMostTimes(0.3, {
    name: 'same again, unchanged',
    unit: 'ms',
    values: ms(small.again),
    floor: firstMs,
    note: `against the first sync; business rows written: ${rows}; fetching and upserting alone takes ${Math.round(median(small.floors.map((each) => each.againMs)))} ms`,
  });
  return [
    atMostTimes(2, {
      name: `first sync of ${SMALL.invoices} invoices`,
      unit: 'ms',
      values: ms(small.first),
      floor: median(ms(small.floors)),
      note: `with ${SMALL.lines} lines and ${small.contacts} contacts, over loopback; floor: same pages fetched and parsed, one upsert per record, invoice and line`,
    }),
    { ...unchanged, aim: `${unchanged.aim}, 0 rows`, holds: unchanged.holds && rows === 0 },
    atMostTimes(11, {
      name: `first sync of ${LARGE.invoices} invoices`,
      unit: 'ms',
      values: ms(large.first),
      floor: firstMs,
      note: `against ${SMALL.invoices}; its own floor takes ${largeFloor} ms, ratio ${(median(ms(large.first)) / largeFloor).toFixed(2)}`,
    }),
    atMostTimes(0.3, {
      name: `${LARGE.invoices} again, unchanged`,
      unit: 'ms',
      values: ms(large.again),
      floor: median(ms(large.first)),
      note: `against their first sync; business rows written: ${Math.max(...large.again.map((each) => each.businessRows))}`,
    }),
    atMost(200, {
      name: `peak memory, ${SMALL.invoices} invoices`,
      unit: 'MB',
      values: megabytes(small.first),
      floor: median(megabytes(small.floors)),
      note: `before it has done anything: ${Math.round(median(small.first.map((each) => each.megabytesIdle)))} MB, for Node reads TypeScript here; floor: the floor's process`,
    }),
    atMostTimes(1.5, {
      name: `peak memory, ${LARGE.invoices} invoices`,
      unit: 'MB',
      values: megabytes(large.first),
      floor: median(megabytes(small.first)),
      note: `against ${SMALL.invoices}`,
    }),
  ];
}

function accrualFigures({
  contracts,
  postings,
  ms,
  floorMs,
  firstMs,
  firstFloorMs,
  megabytes,
}: AccrualsFigures): Figure[] {
  const beyond = (times: readonly number[], floors: readonly number[]) =>
    times.map((time, run) => ((time - (floors[run] ?? 0)) * 1000) / contracts);
  const perContract = (floors: readonly number[]) => (median(floors) * 1000) / contracts;
  return [
    atMost(50, {
      name: `accruals of ${contracts} contracts, beyond floor`,
      unit: 'us/contract',
      values: beyond(ms, floorMs),
      floor: perContract(floorMs),
      note: `a month after a month: ${Math.round(median(ms))} ms in all, ${postings} postings; floor: the same rows read, as many postings written; peak ${Math.round(megabytes)} MB`,
    }),
    atMost(50, {
      name: 'the same, first month of all',
      unit: 'us/contract',
      values: beyond(firstMs, firstFloorMs),
      floor: perContract(firstFloorMs),
      note: `${Math.round(median(firstMs))} ms in all; also writes down the events of each contract, which the floor does not`,
    }),
  ];
}

function threadFigures({ threads, first }: Syncs): Figure[] {
  const note = `main thread that routes ${Math.round(median(threads.map((each) => each.events)))} messages while the engine syncs on its own; floor: the same thread idle`;
  return [
    atMost(50, {
      name: 'main thread blocked, p99',
      unit: 'ms',
      values: threads.map((each) => each.p99Ms),
      floor: median(threads.map((each) => each.idleP99Ms)),
      note,
    }),
    atMost(50, {
      name: 'main thread blocked, longest',
      unit: 'ms',
      values: threads.map((each) => each.longestMs),
      floor: median(threads.map((each) => each.idleLongestMs)),
      note,
    }),
    atMost(500, {
      name: 'engine between two yields, longest',
      unit: 'ms',
      values: first.map((each) => each.longestMs),
      floor: median(threads.map((each) => each.idleLongestMs)),
      note: 'on the engine’s own thread: how late a cancel can come through',
    }),
  ];
}

/** CPU, not the clock: a close is arithmetic. The floor says how far that is from writing down what is known. */
function closeFigures({ contracts, cpuMs, closeCpuMs, floorCpuMs, rows, megabytes }: CloseFigures): Figure[] {
  const note = `CPU; floor: the ${rows} rows that it keeps written once more; peak ${Math.round(megabytes)} MB`;
  const floor = median(floorCpuMs);
  const limit = 10 * (contracts / 12_000) * 1000;
  return [
    atMost(limit, {
      name: `close of ${contracts} contracts, both signatures included`,
      unit: 'ms',
      values: cpuMs,
      floor,
      note,
    }),
    atMost(limit / 2, { name: 'the close alone', unit: 'ms', values: closeCpuMs, floor, note }),
  ];
}

/** A close workbook beside the same cells through bare exceljs, in turns. */
async function workbookFigures(rows: number, runs: number): Promise<Figure[]> {
  const [ours, bare]: [WorkbookFigures[], WorkbookFigures[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    for (const [which, into] of [
      ['ours', ours],
      ['bare', bare],
    ] as const) {
      into.push(await measure<WorkbookFigures>('workbook', [which, rows, join(folder, `${which}-${run}.xlsx`)]));
    }
  }
  const note = `${rows} rows of detail and eleven more sheets with their formulas; floor: the detail alone through bare exceljs streaming`;
  return [
    atMostTimes(1.3, {
      name: `close workbook of ${rows} rows`,
      unit: 'ms',
      values: ours.map(({ ms }) => ms),
      floor: median(bare.map(({ ms }) => ms)),
      note,
    }),
    atMost(200, {
      name: 'the same, peak memory',
      unit: 'MB',
      values: ours.map(({ megabytes }) => megabytes),
      floor: median(bare.map(({ megabytes }) => megabytes)),
      note,
    }),
  ];
}

try {
  const started = performance.now();
  said('Accruals');
  const accruals = await measure<AccrualsFigures>('accruals', [folder, CONTRACTS, SHORT_RUNS]);
  said('Lists');
  const lists = await measure<ListsFigures>('lists', [folder, scale, SHORT_RUNS]);
  said(`  a ledger of ${lists.megabytes} MB, built in ${lists.buildSeconds} s`);
  said('Reports');
  const reports = await measure<ReportsFigures>('reports', [folder, '2025-06', RUNS]);
  said('Close');
  const close = await measure<CloseFigures>('close', [folder, CONTRACTS, RUNS]);
  said('Workbook');
  const workbook = await workbookFigures(50_000 * scale, quick ? 1 : 2);
  said('Desk');
  const desk = await deskFigures({ folder, runs: RUNS, rows: 20_000 * scale, said });
  said('Syncs');
  const small = await syncs(SMALL, SHORT_RUNS, true);
  const large = await syncs(LARGE, RUNS, false);
  const figures = [
    ...syncFigures(small, large),
    ...accrualFigures(accruals),
    ...threadFigures(small),
    ...desk,
    ...workbook,
    ...closeFigures(close),
    ...reports.figures,
    ...lists.figures,
  ];
  const [cpu] = cpus();
  const document = {
    machine: `${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.version,
    sqlite: String(new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get()),
    synchronous: 'FULL; within a run at the end of each step',
    networkDelayMs: 0,
    runs: { short: SHORT_RUNS, long: RUNS },
    quick,
    seconds: Math.round((performance.now() - started) / 1000),
    figures,
  };
  if (json) console.log(JSON.stringify(document, null, 2));
  else {
    console.log(asTable(figures));
    console.log(
      `\n${document.machine}; Node ${document.node}, SQLite ${document.sqlite}, synchronous FULL (within a run at the end of each step), loopback without delay; median and worst of ${SHORT_RUNS} runs (${RUNS} of ${LARGE.invoices}); ${document.seconds} s`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
