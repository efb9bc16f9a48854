/** Every text that a reader of the page meets: what is written, and what labels, hints and placeholders say to a screen reader. */
import type { Page } from 'playwright-core';

/**
 * Runs in the page. Stored records are left out, and what stands under "technical detail": they are shown as they came. A line that
 * is said in pieces is read as one, too.
 */
const COLLECT = `(() => {
  const found = new Set();
  const add = (text) => {
    const one = (text ?? '').replace(/[\\u2066-\\u2069\\u00ad]/g, '').replace(/\\s+/g, ' ').trim();
    if (one !== '') found.add(one);
  };
  const asTheyCame = 'script, style, noscript, pre, details, [class*=tree]';
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest(asTheyCame) !== null) continue;
    for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) add(element.getAttribute(name));
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) add(node.data);
    if (element.matches('p, li, td, th, dd, dt, h1, h2, h3, h4, span, button, a, bdi, label, option')) add(element.textContent);
  }
  return [...found];
})()`;

export async function textsOnScreen(page: Page): Promise<string[]> {
  return page.evaluate(COLLECT);
}
