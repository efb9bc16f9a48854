/** The facts of one thing, each with the question where it comes from. */
import { ActionIcon } from '@mantine/core';
import { Waypoints } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import { useWords } from '../../i18n/words.ts';
import { columnInWords } from './columns-in-words.ts';
import classes from './ledger.module.css';
import type { FieldOf } from './where.ts';
import { words } from './words.ts';

/** What a page does when it is asked where a field comes from. */
export const AskWhere = createContext<(field: FieldOf) => void>(() => undefined);

export function Facts({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <dl className={classes.facts} aria-label={label}>
      {children}
    </dl>
  );
}

interface FactProps {
  readonly of: FieldOf;
  /** The words of the column when left out. */
  readonly label?: string;
  readonly children: ReactNode;
}

export function Fact({ of, label, children }: FactProps) {
  const say = useWords(words);
  const column = columnInWords(of.field);
  const name = label ?? (column === null ? of.field : say(column.word));
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.value}>{children ?? '–'}</span>
        <WhereButton of={of} name={name} />
      </dd>
    </div>
  );
}

/** A figure that follows from other rows on the page, which are what it can be traced by. */
export function Sum({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value}>{children}</span>
      </dd>
    </div>
  );
}

/** Asks where a field comes from. */
export function WhereButton({ of, name }: { readonly of: FieldOf; readonly name: string }) {
  const say = useWords(words);
  const ask = useContext(AskWhere);
  const question = say('where.ask', { field: name });
  return (
    <ActionIcon
      variant="subtle"
      size="sm"
      aria-label={question}
      title={question}
      className={classes.where}
      onClick={() => ask(of)}
    >
      <Waypoints size="0.875rem" aria-hidden />
    </ActionIcon>
  );
}
