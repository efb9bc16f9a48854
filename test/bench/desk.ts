/** The figures of the desk: what it loads, how soon it can be used, how it scrolls, and whether its main thread stays free. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noBrowser } from '../desktop-double/browser.ts';
import { bundleSize } from './bundle.ts';
import { measure } from './child.ts';
import { atMost, type Figure, median } from './figures.ts';
import type { LoopFigures } from './loop.ts';
import type { ScrollFigures } from './scroll.ts';
import type { StartFigures } from './start-desk.ts';

const PAGES = join(import.meta.dirname, '..', '..', 'out', 'renderer');
const IN_SOFTWARE = 'Chromium without a screen, drawn in software';

export interface DeskOptions {
  /** Holds the big ledger. */
  readonly folder: string;
  readonly runs: number;
  /** Rows to scroll through. */
  readonly rows: number;
  readonly said: (text: string) => void;
}

/** What can be measured here; the rest is said to be left out, with the reason. */
export async function deskFigures({ folder, runs, rows, said }: DeskOptions): Promise<Figure[]> {
  const reason = existsSync(PAGES) ? noBrowser : 'the pages are not built: npm run build';
  if (reason !== null) {
    said(`  left out: ${reason}`);
    return [];
  }
  const start = await measure<StartFigures>('start-desk', [folder, runs]);
  const scroll = await measure<ScrollFigures>('scroll', [folder, rows]);
  const loop = await measure<LoopFigures>('loop', [folder]);
  return [...bundleFigures(), ...startFigures(start), ...scrollFigures(scroll), ...loopFigures(loop)];
}

function bundleFigures(): Figure[] {
  const { firstKilobytes, lazyKilobytes, files } = bundleSize(PAGES);
  return [
    {
      ...atMost(Number.POSITIVE_INFINITY, {
        name: 'pages at the first load, gzip',
        unit: 'KB',
        values: [firstKilobytes],
        floor: firstKilobytes + lazyKilobytes,
        note: `scripts and styles; floor: all ${files} files, the rest of which come with their screens`,
      }),
      aim: '(none)',
    },
  ];
}

function startFigures({ megabytes, openMs, answerMs, usableMs }: StartFigures): Figure[] {
  return [
    atMost(1500, {
      name: `start to interactive, ${megabytes} MB`,
      unit: 'ms',
      values: usableMs,
      floor: median(openMs),
      note: `from the program's start to a button of Close that can be pressed; floor: until the ledger is open; the page itself stands after ${Math.round(median(answerMs))} ms; ${IN_SOFTWARE}, running already`,
    }),
  ];
}

function scrollFigures({ of, rows, seconds, drawn, dropped, longTasks, longestTaskMs }: ScrollFigures): Figure[] {
  const how = `${rows} of ${of} rows by wheel in ${seconds.toFixed(1)} s, ${IN_SOFTWARE}`;
  return [
    atMost(0, {
      name: 'frames dropped while scrolling',
      unit: 'frames',
      values: [dropped],
      floor: drawn,
      note: `${how}; floor: frames drawn`,
    }),
    atMost(50, {
      name: 'longest task while scrolling',
      unit: 'ms',
      values: [longestTaskMs],
      floor: longTasks,
      note: `${how}; floor: how many took longer than 50 ms`,
    }),
  ];
}

function loopFigures({ p99Ms, longestMs, idleP99Ms, idleLongestMs, events, seconds }: LoopFigures): Figure[] {
  const note = `the program's main thread during a sync of the sample company's year with a window open: ${seconds.toFixed(1)} s, ${events} events told; floor: the same thread idle`;
  return [
    atMost(50, { name: 'main loop with a window, p99', unit: 'ms', values: [p99Ms], floor: idleP99Ms, note }),
    {
      ...atMost(50, {
        name: 'main loop with a window, longest',
        unit: 'ms',
        values: [longestMs],
        floor: idleLongestMs,
        note,
      }),
      aim: '(none)',
      holds: true,
    },
  ];
}
