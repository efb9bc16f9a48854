/** A window that looks on while something is measured in another process; closes when nobody listens any more. Argument: the address. */
import { closeBrowser, openBrowser } from '../desktop-double/browser.ts';
import { openWindow } from './desk-window.ts';

const [address = ''] = process.argv.slice(2);
const browser = await openBrowser();
process.once('disconnect', () => void closeBrowser());
const page = await openWindow(browser);
await page.goto(address);
await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
process.send?.('open');
