/** Asks one question of the desk several times and says how long a window would have waited. */
import type { Host } from '../../electron/host/host-ports.ts';
import type { ChannelName, InputOf } from '../../shared/contract/index.ts';
import { unwrap } from './app.ts';
import { atMost, type Figure, median } from './figures.ts';

const AIM_MS = 50;

export interface Asked extends Figure {
  /** The first time that it was asked: nothing is remembered of it. */
  readonly cold: number;
}

export interface AskOptions {
  readonly host: Host;
  readonly runs: number;
  /** What the way to the thread and back costs. */
  readonly wayMs: number;
}

/** One figure a question. It holds when the first answer came in time, too. */
export async function ask<C extends ChannelName>(
  { host, runs, wayMs }: AskOptions,
  name: string,
  channel: C,
  input: InputOf<C>,
): Promise<Asked> {
  const values: number[] = [];
  let answer: unknown;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    answer = unwrap(await host.call(channel, input));
    values.push(performance.now() - started);
  }
  const cold = values[0] ?? 0;
  const rows = typeof answer === 'object' && answer !== null && 'total' in answer ? ` of ${answer.total} rows` : '';
  const figure = atMost(AIM_MS, { name, unit: 'ms', values, floor: wayMs, note: `cold ${cold.toFixed(0)} ms${rows}` });
  return { ...figure, cold, holds: figure.holds && cold <= AIM_MS };
}

/** The slowest of many questions, when it was asked for the first time, and how many were late. */
export function slowest(name: string, asked: readonly Asked[]): Figure {
  const [worst] = asked.toSorted((a, b) => b.cold - a.cold);
  const colds = asked.map(({ cold }) => cold);
  const late = colds.filter((cold) => cold > AIM_MS).length;
  return atMost(AIM_MS, {
    name,
    unit: 'ms',
    values: [Math.max(0, ...colds)],
    floor: median(colds),
    note: `of ${asked.length} questions ${late} took longer than ${AIM_MS} ms; slowest: ${worst?.name}; floor: their median`,
  });
}
