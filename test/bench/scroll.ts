/** Scrolls through the table of issues with the wheel and counts frames in Chromium's trace. Arguments: folder with the ledger, rows. */
import { join } from 'node:path';
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
}

const [folder = '', wanted = '20000'] = process.argv.slice(2);
const { host, fileOf } = await openDeskHost(folder, { ledger: bigLedgerIn(folder) });
const pages = process.env.MONTHEND_BENCH_PAGES ?? join(import.meta.dirname, '..', '..', 'out', 'renderer');
const server = await startLocalServer({ host, pages, fileOf, port: 0 });
const browser = await openBrowser();
const page = await openWindow(browser);
await page.goto(server.entrance);
await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
await page.goto(new URL('/#/issues?by=each', server.entrance).href);
const grid = page.getByRole('main').getByRole('grid').first();
let counts: FrameCounts = { drawn: 0, dropped: 0, longestTaskMs: 0, longTasks: 0 };
let [of, rows, seconds] = [0, 0, 0];
const there = await grid.waitFor({ timeout: 60_000 }).then(
  () => true,
  () => false,
);
if (there) {
  const row = grid.locator('[data-index="3"]');
  await row.waitFor();
  const [place, line] = [await grid.boundingBox(), await row.boundingBox()];
  if (!place || !line) throw new Error('The table is not to be seen');
  of = Number(await grid.getAttribute('aria-rowcount')) - 1;
  const session = await page.context().newCDPSession(page);
  const started = performance.now();
  counts = framesOf(
    await traced(browser, page, () =>
      wheel(session, { x: place.x + place.width / 2, y: place.y + place.height / 2 }, Number(wanted) * line.height),
    ),
  );
  seconds = (performance.now() - started) / 1000;
  rows = Math.round(Number(await grid.evaluate('(element) => element.scrollTop')) / line.height);
}
await closeBrowser();
await server.close();
await host.close();
report({ ...counts, of, rows, seconds } satisfies ScrollFigures);
