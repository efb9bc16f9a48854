/** Goes to an element, unless a dialogue or the search stands in front of it: what comes in behind must not take the keys away. */
export function takeFocus(element: HTMLElement | null | undefined, options?: FocusOptions): void {
  if (!element) return;
  const front = document.activeElement?.closest('[aria-modal="true"]');
  if (!front || front.contains(element)) element.focus(options);
}
