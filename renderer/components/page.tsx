import { type ReactNode, useEffect, useRef } from 'react';
import classes from './components.module.css';
import { takeFocus } from './take-focus.ts';

interface Props {
  /** The heading and the window's title. */
  readonly title: string;
  /** Behind the title, in soft text: the month, a filter in words. */
  readonly subtitle?: ReactNode;
  /** The one primary button and what stands beside it. */
  readonly actions?: ReactNode;
  /** Filters and search, below the heading. */
  readonly toolbar?: ReactNode;
  readonly children: ReactNode;
  /** `fill` gives the content the height that is left, for tables; `flow` lets the page scroll. */
  readonly layout?: 'fill' | 'flow';
}

/** A screen: one heading, which takes the focus when the screen is gone to, and the content. */
export function Page({ title, subtitle, actions, toolbar, children, layout = 'flow' }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Monthend`;
  }, [title]);
  useEffect(() => {
    takeFocus(heading.current, { preventScroll: true });
  }, []);
  return (
    <div className={layout === 'fill' ? classes.pageFill : classes.page}>
      <header className={classes.pageHead}>
        <div className={classes.pageTitle}>
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h1>
          {subtitle !== undefined && <span className={classes.soft}>{subtitle}</span>}
        </div>
        {actions !== undefined && <div className={classes.acts}>{actions}</div>}
      </header>
      {toolbar !== undefined && <div className={classes.toolbar}>{toolbar}</div>}
      {children}
    </div>
  );
}
