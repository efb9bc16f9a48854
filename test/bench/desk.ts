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

function startFigures({ megabytes, openMs, answerMs, usableMs, cpuMs, bareMs }: StartFigures): Figure[] {
  return [
    atMost(1500, {
      name: `start to interactive, ${megabytes} MB`,
      unit: 'ms',
      values: usableMs,
      floor: median(bareMs),
      note: `from the program's start to a button of Close that can be pressed; floor: the same with a bare program and one heading; the address is there after ${Math.round(median(openMs))} ms and the page after ${Math.round(median(answerMs))} ms; the program's threads worked ${Math.round(median(cpuMs))} ms; ${IN_SOFTWARE}, running already`,
    }),
  ];
}

function scrollFigures({ of, rows, seconds, plain, ...table }: ScrollFigures): Figure[] {
  const { drawn, dropped, longTasks, longestTaskMs, workedMs } = table;
  const how = `${rows} of ${of} rows by wheel in ${seconds.toFixed(1)} s, ${IN_SOFTWARE}`;
  return [
    atMost(0, {
      name: 'frames dropped while scrolling',
      unit: 'frames',
      values: [dropped],
      floor: plain.dropped,
      note: `${how}, ${drawn} drawn; floor: those of as many plain rows in a page without any program, scrolled alike`,
    }),
    atMost(50, {
      name: 'longest task while scrolling',
      unit: 'ms',
      values: [longestTaskMs],
      floor: plain.longestTaskMs,
      note: `${how}; ${longTasks} took longer than 50 ms; floor: that of the plain rows`,
    }),
    {
      ...atMost(Number.POSITIVE_INFINITY, {
        name: 'work of the page while scrolling, a row',
        unit: 'ms',
        values: [workedMs / Math.max(1, rows)],
        floor: plain.workedMs / Math.max(1, rows),
        note: `${how}; processor time of the page's main thread, which a busy machine does not change; floor: that of the plain rows`,
      }),
      aim: '(none)',
    },
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
