import type { ReactNode } from 'react';
import classes from './components.module.css';

/** What will be here, and the one action that fills it. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>{props.title}</p>
      {props.children !== undefined && <div className={classes.emptyText}>{props.children}</div>}
      {props.action}
    </div>
  );
}
