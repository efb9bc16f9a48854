import { Button } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { useWords } from '../../i18n/words.ts';
import { isFiltered, type View } from './view.ts';
import { words } from './words.ts';

export function EmptyIssues({ view, onClear }: { readonly view: View; readonly onClear: () => void }) {
  const say = useWords(words);
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
  return (
    <EmptyState title={say('empty.title')} action={<a href="#/close">{say('empty.close')}</a>}>
      {say('empty.words')}
    </EmptyState>
  );
}
