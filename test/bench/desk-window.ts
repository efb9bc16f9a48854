/** A window on the desk: Debian's Chromium without a screen, drawing in software, beside the measured process. */
import type { Browser, CDPSession, Page } from 'playwright-core';

/** A complete event of Chromium's trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** Of it, what the thread worked. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

export async function openWindow(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  return context.newPage();
}

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'toplevel',
];

/** What Chromium traced while the work went on. */
export async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<TraceEvent[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString('utf8'));
  return (trace as { traceEvents: TraceEvent[] }).traceEvents;
}

/** Turns the wheel over an element until it has scrolled so many pixels, at the pace of a hand that is in a hurry. */
export async function wheel(
  session: CDPSession,
  at: { x: number; y: number },
  pixels: number,
  speed = 8_000,
): Promise<void> {
  await session.send('Input.synthesizeScrollGesture', {
    ...at,
    yDistance: -pixels,
    speed,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
}

export interface FrameCounts {
  readonly drawn: number;
  readonly dropped: number;
  /** The longest piece of work on the page's main thread, milliseconds. */
  readonly longestTaskMs: number;
  readonly longTasks: number;
  /** What the page's main thread worked, milliseconds. */
  readonly workedMs: number;
}

const LONG_MS = 50;

export function framesOf(events: readonly TraceEvent[]): FrameCounts {
  // The thread that draws this page: the renderer in which most frames begin.
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const is = (name: string) => events.filter((event) => event.name === name);
  const threads = new Set(mains.map(({ pid, tid }) => `${pid} ${tid}`));
  const done = events.filter(({ name, pid, tid }) => name === 'RunTask' && threads.has(`${pid} ${tid}`));
  const tasks = done.map(({ dur = 0 }) => dur / 1000);
  return {
    workedMs: done.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur / 1000, 0),
    drawn: is('DrawFrame').length,
    dropped: is('DroppedFrame').length,
    longestTaskMs: Math.max(0, ...tasks),
    longTasks: tasks.filter((ms) => ms > LONG_MS).length,
  };
}
