import { Button } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { useWords } from '../../i18n/words.ts';
import { careWords } from './care-words.ts';
import { isFiltered, type View } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly view: View;
  /** How many under the filters are put aside. */
  readonly snoozed: number;
  readonly onClear: () => void;
}

export function EmptyIssues({ view, snoozed, onClear }: Props) {
  const say = useWords(words);
  const sayCare = useWords(careWords);
  if (isFiltered(view)) {
    return (
      <EmptyState
        title={say('empty.filtered')}
        action={
          <Button variant="default" onClick={onClear}>
            {say('clear')}
          </Button>
        }
      />
    );
  }
  // What is put aside is told above the list; it is not nothing.
  if (snoozed > 0) return <EmptyState title={sayCare('empty.asleep')} />;
  return (
    <EmptyState title={say('empty.title')} action={<a href="#/close">{say('empty.close')}</a>}>
      {say('empty.words')}
    </EmptyState>
  );
}
