/**
 * Scrolls through the table of issues with the wheel and counts frames in Chromium's trace; then the same through as many plain rows in a
 * page without any program, which says what this browser on this machine can do. Arguments: folder with the ledger, rows.
 */
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startLocalServer } from '../../electron/serve/local-server.ts';
import { closeBrowser, openBrowser } from '../desktop-double/browser.ts';
import { report } from './child.ts';
import { bigLedgerIn, openDeskHost } from './desk-host.ts';
import { type FrameCounts, framesOf, openWindow, traced, wheel } from './desk-window.ts';

export interface ScrollFigures extends FrameCounts {
  /** Rows in the table; 0 where the screen had no table. */
  readonly of: number;
  readonly rows: number;
  readonly seconds: number;
  readonly plain: FrameCounts;
}

const NOTHING: FrameCounts = { drawn: 0, dropped: 0, longestTaskMs: 0, longTasks: 0, workedMs: 0 };

const [folder = '', wanted = '20000'] = process.argv.slice(2);
const { host, fileOf } = await openDeskHost(folder, { ledger: bigLedgerIn(folder) });
const pages = process.env.MONTHEND_BENCH_PAGES ?? join(import.meta.dirname, '..', '..', 'out', 'renderer');
const server = await startLocalServer({ host, pages, fileOf, port: 0 });
const browser = await openBrowser();

async function scrolled(page: Page, grid: Locator): Promise<{ counts: FrameCounts; rows: number; seconds: number }> {
  const row = grid.locator('[data-index="3"]');
  await row.waitFor();
  const [place, line] = [await grid.boundingBox(), await row.boundingBox()];
  if (!place || !line) throw new Error('The table is not to be seen');
  const session = await page.context().newCDPSession(page);
  const started = performance.now();
  const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const counts = framesOf(await traced(browser, page, () => wheel(session, at, Number(wanted) * line.height)));
  const seconds = (performance.now() - started) / 1000;
  const rows = Math.round(
    Number(await page.evaluate(`document.querySelector('[role="grid"]').scrollTop`)) / line.height,
  );
  return { counts, rows, seconds };
}

const page = await openWindow(browser);
await page.goto(server.entrance);
await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
await page.goto(new URL('/#/issues?by=each', server.entrance).href);
const grid = page.getByRole('main').getByRole('grid').first();
let of = 0;
let table = { counts: NOTHING, rows: 0, seconds: 0 };
let plain = NOTHING;
const there = await grid.waitFor({ timeout: 60_000 }).then(
  () => true,
  () => false,
);
if (there) {
  table = await scrolled(page, grid);
  of = Number(await grid.getAttribute('aria-rowcount')) - 1;
  await page.context().close();
  const bare = await openWindow(browser);
  const line = (_: unknown, index: number) => `<div data-index="${index}" style="height: 32px">Row ${index}</div>`;
  const lines = Array.from({ length: table.rows + 100 }, line).join('');
  await bare.setContent(`<div role="grid" style="height: 640px; overflow: auto">${lines}</div>`);
  plain = (await scrolled(bare, bare.getByRole('grid'))).counts;
}
await closeBrowser();
await server.close();
await host.close();
const { counts, rows, seconds } = table;
report({ ...counts, of, rows, seconds, plain } satisfies ScrollFigures);
