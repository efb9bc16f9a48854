/** Ctrl+K: go anywhere, do what can be done here, find anything in the ledger. */
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Opens } from '../../shared/contract/opens.ts';
import { parseReference } from '../../shared/domain/reference.ts';
import { useCall } from '../bridge/use-call.ts';
import { common } from '../i18n/common.ts';
import { useTold } from '../i18n/engine/use-told.ts';
import { useWords } from '../i18n/words.ts';
import { useCommandList } from '../state/commands.ts';
import { goTo } from '../state/location.ts';
import { placeOfFound } from './found.ts';
import { SCREENS } from './screens.ts';

export function Palette() {
  const say = useWords(common);
  const told = useTold();
  const [query, setQuery] = useState('');
  const text = query.trim();
  const found = useCall('search/all', { text, limit: 20 }, { enabled: text.length > 1 });
  // While one types a name what was found before may stand; a reference means one thing, and Enter must never open another.
  const stale = found.isPlaceholderData && parseReference(text) !== null;
  const hits = text.length > 1 && !stale ? (found.data ?? []) : [];
  const commands = [...useCommandList((state) => state.groups).values()].flat();
  const fits = (label: string): boolean => label.toLocaleLowerCase().includes(text.toLocaleLowerCase());
  const groups: SpotlightActionGroupData[] = [
    {
      group: say('palette.actions'),
      actions: commands
        .filter((command) => fits(command.label))
        .map((command) => ({ id: command.id, label: command.label, onClick: command.run })),
    },
    {
      group: say('palette.screens'),
      actions: SCREENS.filter((screen) => screen.icon !== null && fits(say(`nav.${screen.name}`))).map((screen) => ({
        id: screen.name,
        label: say(`nav.${screen.name}`),
        onClick: () => goTo(`/${screen.name}`),
      })),
    },
    {
      group: say('palette.found'),
      actions: hits.map((hit) => ({
        id: `${hit.kind}-${hit.id}-${hit.title}`,
        label: told(hit.title).slice(0, 200),
        description: told(hit.subtitle).slice(0, 200),
        // What means nothing here is told, and leads nowhere.
        ...goingTo(hit.opens),
      })),
    },
  ];
  return (
    <Spotlight
      actions={groups.filter((group) => group.actions.length > 0)}
      // Filtered above and in the ledger: words that were found by their beginning need not occur as typed.
      filter={(_, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      tagsToIgnore={[]}
      scrollable
      maxHeight={480}
      nothingFound={say('palette.nothing')}
      searchProps={{
        onKeyDown: takeFirst,
        placeholder: say('palette.placeholder'),
        'aria-label': say('palette.placeholder'),
        leftSection: <Search size="1rem" aria-hidden />,
      }}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': say('frame.search') } }}
    />
  );
}

function goingTo(opens: Opens | null) {
  return opens === null
    ? { disabled: true, closeSpotlightOnTrigger: false }
    : { onClick: () => goTo(placeOfFound(opens)) };
}

/** What is found comes after the typing, when nothing is chosen yet: Enter then takes the first. */
function takeFirst(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  if (document.querySelector('.mantine-Spotlight-action[data-selected]') !== null) return;
  document.querySelector<HTMLElement>('.mantine-Spotlight-action')?.click();
}
