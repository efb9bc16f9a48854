import { Button } from '@mantine/core';
import { useCall } from '../../bridge/use-call.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { careWords } from './care-words.ts';
import classes from './issues.module.css';
import type { Filter } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly ids: readonly number[];
  readonly filter: Filter;
  readonly busy: boolean;
  /** More fitted the filter than can be selected at once. */
  readonly outOf: number | null;
  readonly onResolve: () => void;
  readonly onIgnore: () => void;
  readonly onRetry: () => void;
  readonly onAssign: () => void;
  readonly onSnooze: () => void;
  readonly onShow: () => void;
  readonly onNone: () => void;
}

/** What is selected, in numbers, also where a filter hides it. */
export function SelectionBar(props: Props) {
  const { ids, filter } = props;
  const say = useWords(words);
  const sayCare = useWords(careWords);
  const format = useFormat();
  const selected = [...ids];
  const all = useCall('issues/page', { ids: selected, limit: 1 }).data;
  const within = filter.ids ? selected.filter((id) => filter.ids?.includes(id)) : selected;
  const seen = useCall('issues/page', { ...filter, ids: within, limit: 1 }).data;
  const hidden = seen === undefined ? 0 : Math.max(0, ids.length - seen.total);
  const parts = [
    say('bulk.selected', { count: ids.length }),
    hidden > 0 ? say('bulk.notInView', { count: hidden }) : null,
    all === undefined ? null : say('atRisk', { amount: format.moneyWithCode(all.amountAtRisk) }),
    props.outOf === null ? null : say('bulk.first', { count: ids.length, total: props.outOf }),
  ];
  return (
    <section className={classes.bar} aria-label={say('bulk.label')}>
      <span className={classes.barWords} role="status">
        {parts.filter((part) => part !== null).join(', ')}
      </span>
      <Button
        size="xs"
        variant="default"
        disabled={props.busy}
        onClick={props.onResolve}
        rightSection={<KeyHint keys="r" />}
      >
        {say('act.resolve')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={props.busy}
        onClick={props.onIgnore}
        rightSection={<KeyHint keys="i" />}
      >
        {say('act.ignore')}
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={props.busy}
        onClick={props.onRetry}
        rightSection={<KeyHint keys="t" />}
      >
        {say('act.retry')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={props.busy}
        onClick={props.onAssign}
        rightSection={<KeyHint keys="a" />}
      >
        {sayCare('act.assign')}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={props.busy}
        onClick={props.onSnooze}
        rightSection={<KeyHint keys="s" />}
      >
        {sayCare('act.snooze')}
      </Button>
      <Button size="xs" variant="default" onClick={props.onShow}>
        {say('bulk.only')}
      </Button>
      <Button size="xs" variant="subtle" onClick={props.onNone}>
        {say('bulk.none')}
      </Button>
    </section>
  );
}
