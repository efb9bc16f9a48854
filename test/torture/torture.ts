#!/usr/bin/env node
/**
 * `npm run torture -- --kills N [--seed S] [--json]`: kills the live command line at random moments, then runs under every fault of
 * every connector, and says whether any of it cost more than time. Exits 0 only if everything held.
 */
import { parseArgs } from 'node:util';
import { faultMatrix } from './faults.ts';
import { torture } from './kills.ts';
import { faultLines, killedRunLine, killLines } from './report.ts';

const USAGE = 'usage: npm run torture -- --kills N [--seed S] [--json]';

function options(): { kills: number; seed: number; json: boolean } | null {
  try {
    const { values } = parseArgs({
      options: {
        kills: { type: 'string', default: '50' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
    const [kills, seed] = [Number(values.kills), Number(values.seed)];
    if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed) || seed < 0) return null;
    return { kills, seed, json: values.json };
  } catch {
    return null;
  }
}

const wish = options();
if (wish === null) {
  console.error(USAGE);
  process.exit(2);
}
const { kills, seed, json } = wish;
const say = (line: string) => {
  if (!json) console.log(line);
};
say(`Killing the live command line ${kills} times (seed ${seed}).`);
const killed = await torture({ kills, seed, onRun: (run) => say(`  ${killedRunLine(run)}`) });
say('Running under every fault of every connector.');
const faulty = await faultMatrix();
const holds = killed.holds && faulty.holds;
if (json) console.log(JSON.stringify({ seed, kills: killed, faults: faulty, holds }, null, 2));
else for (const line of ['', ...killLines(killed), '', ...faultLines(faulty)]) console.log(line);
process.exitCode = holds ? 0 : 1;
