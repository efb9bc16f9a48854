/** Choosing a service, a client or a contract by typing a part of its name. */
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useWords } from '../../i18n/words.ts';
import { documentOfContract } from './draft.ts';
import { useThingWords } from './thing-line.tsx';
import { words } from './words.ts';

interface Props {
  readonly kind: 'service' | 'client' | 'contract';
  readonly issue: number;
  readonly label: string;
  readonly value: string;
  readonly onChange: (key: string) => void;
}

export function ThingChoice({ kind, issue, label, value, onChange }: Props) {
  const say = useWords(words);
  const told = useThingWords();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  // Once something is chosen the field holds its words, which are no search.
  const asked = chosen !== null && search === chosen.label ? '' : search;
  const { data = [] } = useCall('issues/choices', {
    kind,
    issue,
    ...(asked.trim() !== '' && { search: asked.slice(0, 200) }),
  });
  const found = data.map((thing) => {
    const { name, facts } = told(thing);
    const key = thing.kind === 'contract' ? documentOfContract(thing.key) : thing.key;
    return { value: key, label: facts === '' ? name : `${name} · ${facts}` };
  });
  const options = [
    ...new Map(
      [...(chosen && value === chosen.value ? [chosen] : []), ...found].map((each) => [each.value, each]),
    ).values(),
  ];
  return (
    <Select
      label={label}
      placeholder={say('n.search')}
      searchable
      data={options}
      filter={({ options: all }) => all}
      value={value === '' ? null : value}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(key) => {
        setChosen(options.find((each) => each.value === key) ?? null);
        onChange(key ?? '');
      }}
      nothingFoundMessage={say('n.nothing')}
      maxDropdownHeight={260}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      w="100%"
    />
  );
}
