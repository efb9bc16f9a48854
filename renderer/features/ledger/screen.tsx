import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';

export function LedgerScreen() {
  const say = useWords(common);
  return (
    <Page title={say('nav.ledger')}>
      <EmptyState title={say('empty.nothing')} />
    </Page>
  );
}
