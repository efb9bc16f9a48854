import { afterAll, describe, expect, it } from 'vitest';
import { closeBrowser } from '../desktop-double/browser.ts';
import { axe, noWindows, openApp } from './support.ts';
import { EMPTY_STOPS, STOPS, settled } from './tour.ts';

describe.skipIf(noWindows !== null)(
  `what axe finds on the screens${noWindows ? ` (left out: ${noWindows})` : ''}`,
  () => {
    afterAll(closeBrowser);

    it.each(['light', 'dark'] as const)('nothing before there is a company, %s', async (theme) => {
      const app = await openApp({ theme });
      try {
        await settled(app);
        expect(await axe(app.page)).toEqual([]);
        for (const stop of EMPTY_STOPS) {
          await stop.show(app);
          expect(await axe(app.page), stop.name).toEqual([]);
        }
      } finally {
        await app.close();
      }
    });

    it.each(['light', 'dark'] as const)(
      'nothing on any screen of the sample company, %s',
      { timeout: 300_000 },
      async (theme) => {
        const app = await openApp({ theme, sample: true });
        try {
          await app.run('2025-01', '2025-03');
          const found: Record<string, unknown> = {};
          for (const stop of STOPS) {
            await stop.show(app);
            const violations = await axe(app.page);
            if (violations.length > 0) found[stop.name] = violations;
          }
          expect(found).toEqual({});
        } finally {
          await app.close();
        }
      },
    );
  },
);
