/** A key that stops working in the middle of a run: said in words, replaced, and the run goes on where it stopped. */
import { afterAll, describe, it } from 'vitest';
import { closeBrowser } from '../../desktop-double/browser.ts';
import { noWindows } from '../support.ts';
import { ownCompany, ownSystems } from './own-company.ts';
import { goTo, LONG, runEnded, runTo, WAYS, withSeat } from './seat.ts';

const NEW_KEY = '5a3b1e0000000000000000000000e5a2';

describe.skipIf(noWindows !== null)(`a key that expires${noWindows ? ` (left out: ${noWindows})` : ''}`, () => {
  afterAll(closeBrowser);

  it.each(WAYS)(
    'is told in words, replaced, and the run is resumed to its end, in the %s',
    { timeout: LONG },
    async (way) => {
      const { server, connections, holdedKeys } = await ownSystems();
      const company = await ownCompany(connections);
      try {
        await withSeat(way, company, async ({ page }) => {
          // The services and the first lists come through, then no more.
          server.setFaults([{ connector: 'holded', kind: 'expired_token', from: 4, times: 1_000_000 }]);
          await runTo(page, 'March');
          await page.getByText('Run stopped before its end').first().waitFor();
          await page.getByText('Holded no longer accepts our key.', { exact: true }).waitFor();
          await page
            .getByText(/What had arrived before is kept\. \d+ of \d+ parts of run 1 were done and are kept/)
            .waitFor();

          holdedKeys.splice(0, 1, NEW_KEY);
          server.setFaults([]);
          await page.getByRole('button', { name: 'Replace the key' }).click();
          const card = page.getByRole('listitem', { name: 'Holded (sample)' });
          await card.getByText('Needs you').waitFor();
          await card.getByRole('button', { name: 'Replace the key' }).click();
          await page.getByRole('textbox', { name: 'API key' }).fill(NEW_KEY);
          await page.getByRole('button', { name: 'Save and test' }).click();
          await card.getByText('Works', { exact: true }).waitFor();

          await goTo(page, 'Close');
          await page.getByRole('button', { name: 'Resume run 1' }).click();
          await runEnded(page);
          await page
            .getByRole('row', { name: /^Accruals/ })
            .getByText('Done')
            .waitFor();
          await page.getByRole('button', { name: /^Resume run/ }).waitFor({ state: 'detached' });
        });
      } finally {
        await server.close();
      }
    },
  );
});
