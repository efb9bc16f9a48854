/**
 * The first page of every report over a ledger of a size nobody has yet, as a window asks for it: at the host's door, over the reading
 * thread and back. Cold: right after something was written, so that nothing is remembered; warm: the next time. Arguments: folder, runs.
 * The ledger is the one that `lists.ts` left there.
 */
import { REPORTS } from '../../shared/contract/reports.ts';
import { unwrap } from './app.ts';
import { report } from './child.ts';
import { bigLedgerIn, openDeskHost } from './desk-host.ts';
import { atMost, type Figure, median } from './figures.ts';

export interface ReportsFigures {
  readonly figures: readonly Figure[];
}

const AIM_MS = 300;
const PAGE = 100;
const [folder = '', month = '2025-06', runs = '3'] = process.argv.slice(2);
const { host } = await openDeskHost(folder, { ledger: bigLedgerIn(folder) });

/** A comment changes no figure, and all that was remembered is forgotten. */
async function forget(): Promise<void> {
  const comment = { month, comparedWith: '2025-05', line: 'billingsMinor', comment: 'bench' } as const;
  unwrap(await host.call('flux/comment', comment));
}

async function timed(work: () => Promise<unknown>) {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const answer = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { answer, ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}

function rowsIn(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'total' in answer ? `, of ${answer.total} rows` : '';
}

const figures: Figure[] = [];
await forget();
for (const name of REPORTS) {
  const ask = () => timed(async () => unwrap(await host.call('reports/get', { report: name, month, limit: PAGE })));
  const cold: { ms: number; cpuMs: number }[] = [];
  const warm: number[] = [];
  let rows = '';
  for (let run = 0; run < Number(runs); run++) {
    await forget();
    const first = await ask();
    cold.push(first);
    rows = rowsIn(first.answer);
    warm.push((await ask()).ms);
  }
  const values = cold.map(({ ms }) => ms);
  const cpuMs = median(cold.map((each) => each.cpuMs));
  const note = `cold${rows}; ${cpuMs.toFixed(0)} ms of CPU on all threads together; floor: the same page warm`;
  figures.push(atMost(AIM_MS, { name: `report ${name}, first page`, unit: 'ms', values, floor: median(warm), note }));
}
await host.close();
report({ figures } satisfies ReportsFigures);
