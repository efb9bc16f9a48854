/** The Chromium of this machine, started once a test file. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the browser is, or null. `MONTHEND_TEST_BROWSER` names another. */
export const browserPath: string | null =
  process.env.MONTHEND_TEST_BROWSER ?? PLACES.find((path) => existsSync(path)) ?? null;

/** Why tests that need a browser are left out, or null where they run. */
export const noBrowser: string | null =
  browserPath === null ? (process.env.MONTHEND_NO_TEST_BROWSER ?? 'there is no Chromium on this machine') : null;

let started: Promise<Browser> | null = null;

/** The browser, started at its first use. */
export function openBrowser(): Promise<Browser> {
  started ??= chromium.launch({
    executablePath: browserPath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
  return started;
}

/** Ends the browser, if one was started. */
export async function closeBrowser(): Promise<void> {
  const browser = await started;
  started = null;
  await browser?.close();
}
