import type { ReactNode } from 'react';
import classes from './close.module.css';

/** Room for a table that may be wider than the window: it scrolls by itself, by keyboard too. */
export function ScrollRoom({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
