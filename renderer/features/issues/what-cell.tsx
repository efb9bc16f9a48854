import classes from './issues.module.css';
import { useIssueText } from './use-teller.ts';

interface Props {
  readonly issue: {
    readonly code: string;
    readonly title: string;
    readonly message?: string;
    readonly details: Readonly<Record<string, unknown>>;
  };
  /** False where many issues stand behind the row: the sentence of one would mislead. */
  readonly sentence: boolean;
  /** Behind the title: what the cause is called. */
  readonly named?: string | null;
}

/** An issue in one line: its title, and softer the sentence with its names and amounts. */
export function WhatCell({ issue, sentence, named = null }: Props) {
  const text = useIssueText(issue);
  const title = named === null ? text('title') : `${text('title')}: ${named}`;
  const whole = sentence ? `${title}. ${text('meaning')}` : title;
  return (
    <span className={classes.what} dir="auto" title={whole.slice(0, 500)}>
      <span className={classes.whatTitle}>{title}</span>
      {sentence && <span className={classes.soft}> {text('meaning').slice(0, 300)}</span>}
    </span>
  );
}
