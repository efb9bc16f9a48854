/** Every screen once, in a state worth looking at: for the accessibility tests and for the pictures. */
import type { App } from './support.ts';

export interface Stop {
  readonly name: string;
  show(app: App): Promise<void>;
}

/** Waits until nothing is loading any more. */
export async function settled({ page }: App): Promise<void> {
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

const at = (name: string, path: string | ((app: App) => Promise<string>)): Stop => ({
  name,
  async show(app) {
    await app.go(typeof path === 'string' ? path : await path(app));
    await settled(app);
  },
});

const firstOf = async (app: App, channel: string, input: object = {}): Promise<number> => {
  const { rows } = await app.ask<{ rows: { id: number }[] }>(channel, { limit: 1, ...input });
  const [first] = rows;
  if (!first) throw new Error(`${channel} has no row`);
  return first.id;
};

/** Screens of a company without anything in it yet. */
export const EMPTY_STOPS: readonly Stop[] = [
  at('start', '/start'),
  at('empty-connections', '/connections'),
  at('empty-settings', '/settings'),
];

/** Screens of the sample company after a run. */
export const STOPS: readonly Stop[] = [
  at('close', '/close'),
  at('checks', '/close?month=2025-01&board=checks'),
  at('runs', '/runs'),
  at('run', '/runs/1'),
  at('issues', '/issues'),
  at('issue', async (app) => `/issues?open=${await firstOf(app, 'issues/page', { status: 'pending' })}`),
  at('clients', '/ledger/clients'),
  at('client', async (app) => `/ledger/clients/${await firstOf(app, 'clients/list')}`),
  at('services', '/ledger/services'),
  at('contracts', '/ledger/contracts'),
  at(
    'contract',
    async (app) =>
      `/ledger/contracts/${await firstOf(app, 'contracts/list', { sort: 'recognised', descending: true })}`,
  ),
  at('documents', '/ledger/documents'),
  at('document', async (app) => `/ledger/documents/${await firstOf(app, 'documents/list')}`),
  at('periods', '/ledger/periods'),
  at('payments', '/ledger/payments'),
  at('accruals', '/accruals'),
  at('connections', '/connections'),
  at('schedule', '/schedule'),
  at('settings', '/settings'),
  at('policies', '/policies'),
  at('policy', '/policies?open=method'),
  at('about', '/about'),
  {
    name: 'range',
    async show(app) {
      await app.go('/close');
      await settled(app);
      await app.page.getByRole('button', { name: 'A range…' }).click();
      await app.page.getByRole('dialog', { name: 'Run a range of months' }).waitFor();
      await settled(app);
    },
  },
  {
    name: 'palette',
    async show(app) {
      await app.go('/close');
      await settled(app);
      await app.page.keyboard.press('Control+k');
      await app.page
        .getByRole('combobox')
        .or(app.page.getByPlaceholder(/search/i))
        .first()
        .waitFor();
    },
  },
];
