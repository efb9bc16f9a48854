/**
 * `npm run screens`: a picture of every screen, light and dark, in two sizes, in `test-results/screens/`. With `--readme` the few small
 * ones of the README, in `docs/screens/`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closeBrowser } from '../desktop-double/browser.ts';
import { noWindows, openApp } from './support.ts';
import { EMPTY_STOPS, STOPS } from './tour.ts';

const root = resolve(import.meta.dirname, '../..');
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const README = ['close', 'issues', 'contract', 'accruals'];

async function takeAll(): Promise<void> {
  const folder = join(root, 'test-results', 'screens');
  mkdirSync(folder, { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    for (const { sample, stops } of [
      { sample: false, stops: EMPTY_STOPS },
      { sample: true, stops: STOPS },
    ]) {
      const app = await openApp({ theme, sample });
      if (sample) await app.run('2025-01', '2025-06');
      for (const viewport of SIZES) {
        await app.page.setViewportSize(viewport);
        for (const stop of stops) {
          await stop.show(app);
          await app.page.screenshot({
            path: join(folder, `${stop.name}-${theme}-${viewport.width}x${viewport.height}.png`),
          });
          await app.page.keyboard.press('Escape');
        }
      }
      await app.close();
    }
  }
  process.stdout.write(`The pictures are in ${folder}\n`);
}

async function takeForReadme(): Promise<void> {
  const folder = join(root, 'docs', 'screens');
  mkdirSync(folder, { recursive: true });
  const app = await openApp({ theme: 'light', sample: true, viewport: { width: 1100, height: 690 } });
  await app.run('2025-01', '2025-06');
  for (const stop of STOPS.filter(({ name }) => README.includes(name))) {
    await stop.show(app);
    await app.page.screenshot({ path: join(folder, `${stop.name}.png`) });
  }
  await app.close();
  process.stdout.write(`The README's pictures are in ${folder}\n`);
}

if (noWindows !== null) {
  process.stderr.write(`No pictures could be taken: ${noWindows}.\n`);
  process.exit(1);
}
await (process.argv.includes('--readme') ? takeForReadme() : takeAll());
await closeBrowser();
