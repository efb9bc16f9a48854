/** Somebody at the app, in its own window or in the browser: what a journey needs beyond the page is the same for both. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openDesk } from '../../desktop-double/open-desk.ts';
import { openApp } from '../support.ts';

export const WAYS = ['window', 'browser'] as const;
export type Way = (typeof WAYS)[number];

/** For one journey, on a machine that may have other work. */
export const LONG = 300_000;
const PATIENCE = 60_000;
/** For what is looked at again and again until it is so. */
export const SOON = { timeout: PATIENCE };

export interface SeatOptions {
  readonly home?: string;
  readonly sample?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Seat {
  readonly page: Page;
  readonly home: string;
  /** Another window on the same app. */
  another(): Promise<Page>;
  /** What is in the file that an export writes. */
  exported(act: () => Promise<void>): Promise<string>;
  close(): Promise<void>;
}

/** Does something at the app. What was on the screen is told where it did not go as promised. */
export async function withSeat(way: Way, options: SeatOptions, work: (seat: Seat) => Promise<void>): Promise<void> {
  const seat = await openSeat(way, options);
  try {
    await work(seat);
  } catch (thrown) {
    const shown = await seat.page
      .locator('body')
      .ariaSnapshot({ timeout: 5000 })
      .catch(() => 'nothing');
    throw new Error(`${thrown instanceof Error ? thrown.message : thrown}\n\nOn the screen:\n${shown}`, {
      cause: thrown,
    });
  } finally {
    await seat.close();
  }
}

export function openSeat(way: Way, options: SeatOptions = {}): Promise<Seat> {
  return way === 'window' ? atWindow(options) : inBrowser(options);
}

async function atWindow(options: SeatOptions): Promise<Seat> {
  const desk = await openDesk({ ...options, locale: 'en-GB' });
  const patient = async (index: number): Promise<Page> => {
    const page = await desk.page(index);
    page.setDefaultTimeout(PATIENCE);
    return page;
  };
  return {
    page: await patient(0),
    home: desk.home,
    async another() {
      await desk.menu('File', 'New window');
      return patient(1);
    },
    async exported(act) {
      const path = join(desk.home, 'exported.csv');
      await Promise.all([act(), desk.dialogs.choose(path)]);
      await (await desk.page()).getByText('exported.csv').first().waitFor();
      return readFileSync(path, 'utf8');
    },
    close: () => desk.close(),
  };
}

async function inBrowser({ home, sample, env }: SeatOptions): Promise<Seat> {
  const app = await openApp({
    home,
    sample,
    env: { ...process.env, ...(home ? { MONTHEND_HOME: home } : {}), ...env },
  });
  app.page.setDefaultTimeout(PATIENCE);
  return {
    page: app.page,
    home: app.home,
    async another() {
      const page = await app.context.newPage();
      page.setDefaultTimeout(PATIENCE);
      await page.goto(app.page.url());
      return page;
    },
    async exported(act) {
      await act();
      const coming = app.page.waitForEvent('download');
      await app.page.getByRole('link', { name: 'Download' }).click();
      return readFileSync(await (await coming).path(), 'utf8');
    },
    close: () => app.close(),
  };
}

/** Goes to a screen by the rail. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: new RegExp(`^${screen}`) })
    .click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${screen}`) }).waitFor();
}

/** Runs January of the books to a month of 2025, from the Close screen. */
export async function runTo(page: Page, until: string): Promise<void> {
  await goTo(page, 'Close');
  await page.getByRole('button', { name: 'A range…' }).click();
  const dialogue = page.getByRole('dialog', { name: 'Run a range of months' });
  await dialogue.getByRole('combobox', { name: 'To: Month' }).click();
  await page.getByRole('option', { name: until }).click();
  await dialogue.getByRole('button', { name: `Run January to ${until} 2025` }).click();
  await dialogue.waitFor({ state: 'detached' });
}

/** Waits for the run to come to its end, as the bar at the top says it. */
export async function runEnded(page: Page): Promise<void> {
  // The link, for what is read out to the blind may still be of the run before.
  await topBar(page).getByRole('link', { name: 'Run completed' }).waitFor({ timeout: 120_000 });
}

export const topBar = (page: Page) => page.getByRole('region', { name: 'Company, search and run' });

/** The number of open issues, as the rail shows it. */
export async function openIssues(page: Page): Promise<number> {
  const count = page.getByRole('navigation', { name: 'Screens' }).getByTitle(/^[\d,]+ open issues?$/);
  return (await count.count()) === 0 ? 0 : Number(((await count.textContent()) ?? '').replace(/\D/g, ''));
}
