/** A stored record as it came, as a tree that opens by keyboard. All of it is text, whatever it looks like. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';

const CLIP = 400;
const MOST = 200;

/** `value` is any JSON. */
export function RecordTree({ value, label }: { readonly value: unknown; readonly label?: string }) {
  const say = useWords(common);
  return (
    <section aria-label={label ?? say('tree.label')} className={classes.tree}>
      <Branch value={value} depth={0} />
    </section>
  );
}

function Branch({ value, depth }: { readonly value: unknown; readonly depth: number }) {
  const say = useWords(common);
  const [most, setMost] = useState(MOST);
  if (typeof value !== 'object' || value === null) return <Leaf value={value} />;
  const entries = Object.entries(value);
  return (
    <ul>
      {entries.slice(0, most).map(([key, child]) => (
        <li key={key}>
          {typeof child === 'object' && child !== null && Object.keys(child).length > 0 ? (
            <Fold name={key} value={child} open={depth < 1} depth={depth} />
          ) : (
            <>
              <bdi className={classes.treeKey}>{key}</bdi> <Leaf value={child} />
            </>
          )}
        </li>
      ))}
      {entries.length > most && (
        <li>
          <Button size="compact-xs" variant="subtle" onClick={() => setMost(most + 1000)}>
            {say('act.showAll')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Fold(props: {
  readonly name: string;
  readonly value: object;
  readonly open: boolean;
  readonly depth: number;
}) {
  const say = useWords(common);
  const [open, setOpen] = useState(props.open);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi className={classes.treeKey}>{props.name}</bdi>{' '}
        <span className={classes.soft}>{say('tree.items', { count: Object.keys(props.value).length })}</span>
      </summary>
      {open && <Branch value={props.value} depth={props.depth + 1} />}
    </details>
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  const say = useWords(common);
  const [whole, setWhole] = useState(false);
  if (value === null || value === undefined) return <span className={classes.soft}>{say('tree.nothing')}</span>;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= CLIP) return <bdi dir="auto">{text}</bdi>;
  return (
    <>
      <bdi dir="auto">{whole ? text : `${text.slice(0, CLIP)}…`}</bdi>{' '}
      <Button size="compact-xs" variant="subtle" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {say(whole ? 'act.showLess' : 'act.showAll')}
      </Button>
    </>
  );
}
