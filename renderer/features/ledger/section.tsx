import type { ReactNode } from 'react';
import classes from './ledger.module.css';

/** A part of a page under its own heading. */
export function Section(props: { readonly title: string; readonly children: ReactNode; readonly aside?: ReactNode }) {
  return (
    <div className={classes.section}>
      <div className={classes.head}>
        <h2>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </div>
  );
}
