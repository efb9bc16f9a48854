/** A window that looks on while something is measured in another process; closes when nobody listens any more. Argument: the address. */
import { chromium } from 'playwright-core';
import { browserPath } from '../desktop-double/browser.ts';
import { openWindow } from './desk-window.ts';

const [address = ''] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox', '--disable-gpu'] });
process.once('disconnect', () => void browser.close());
const page = await openWindow(browser);
await page.goto(address);
await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
process.send?.('open');
