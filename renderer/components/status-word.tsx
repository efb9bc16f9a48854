import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle, OctagonX } from 'lucide-react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';

export type Meaning = 'done' | 'running' | 'look' | 'stop' | 'wait';

const ICONS = { done: CircleCheck, running: LoaderCircle, look: CircleAlert, stop: OctagonX, wait: CircleDashed };

/** A state by colour, icon and word together. `children` says it more exactly than the meaning's own word. */
export function StatusWord(props: { readonly meaning: Meaning; readonly children?: string }) {
  const say = useWords(common);
  const Icon = ICONS[props.meaning];
  return (
    <span className={classes.status} data-meaning={props.meaning}>
      <Icon size="1em" aria-hidden className={classes.statusIcon} />
      <span>{props.children ?? say(`status.${props.meaning}`)}</span>
    </span>
  );
}
