/** "Fix these 6 of 240 and 92 % of the money is certain": the sentence, and the way to see them. */
import { Button } from '@mantine/core';
import { create } from 'zustand';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './issues.module.css';
import type { View } from './view.ts';
import { words } from './words.ts';

/** The issues that were shown as the shortest way, kept while they are worked through: the way itself moves with every answer. */
export const useShownWay = create<{ readonly ids: readonly number[] | null }>(() => ({ ids: null }));

export function Shortest({
  view,
  onChange,
}: {
  readonly view: View;
  readonly onChange: (change: Partial<View>) => void;
}) {
  const say = useWords(words);
  const { data } = useCall('issues/shortest', {});
  if (view.only !== null) {
    return (
      <p className={classes.sentence}>
        <span>{say(`only.${view.only}`)}</span>
        <Button size="compact-sm" variant="default" onClick={() => onChange({ only: null })}>
          {say('only.end')}
        </Button>
      </p>
    );
  }
  if (data === undefined) return null;
  return (
    <p className={classes.sentence}>
      <Sentence way={data} />
      {data.ids.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            useShownWay.setState({ ids: data.ids });
            onChange({ only: 'shortest', by: 'each', status: 'pending' });
          }}
        >
          {say('shortest.show')}
        </Button>
      )}
    </p>
  );
}

function Sentence({ way }: { readonly way: WindowOutput<'issues/shortest'> }) {
  const say = useWords(words);
  const format = useFormat();
  if (way.of === 0) return <span>{say('shortest.none')}</span>;
  if (way.total === 0 || way.ids.length === 0) return <span>{say('shortest.noMoney', { count: way.of })}</span>;
  return (
    <span>
      {say('shortest.sentence', { count: way.ids.length, of: way.of, share: format.share(way.amount / way.total) })}
    </span>
  );
}
