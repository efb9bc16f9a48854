/** Two clients are one person: which one stays, side by side, what it does to the months, and the way back. */
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { DecisionEffect } from '../../components/decision-effect.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { Segments } from '../../components/filters.tsx';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Name } from '../../components/texts.tsx';
import { isolate, useWords } from '../../i18n/words.ts';
import classes from './ledger.module.css';
import { clip } from './short-name.ts';
import { systemName } from './systems.ts';
import { type DecisionDraft, useDecide, useDecisionPreview } from './use-decision.ts';
import { words } from './words.ts';

type Client = WindowOutput<'clients/get'>['client'];

export function ClientMerge({ client, onClose }: { readonly client: Client; readonly onClose: () => void }) {
  const say = useWords(words);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [stays, setStays] = useState<'this' | 'other'>('this');
  const [reason, setReason] = useState('');
  const { decide, busy } = useDecide();
  const found = useCall('clients/list', { limit: 20, sort: 'name', ...(search && { search }) });
  const other = useCall('clients/get', { id: Number(chosen) }, { enabled: chosen !== null, keepPrevious: false });
  const second = chosen === null ? undefined : other.data?.client;
  const draft: DecisionDraft | null =
    second === undefined
      ? null
      : stays === 'this'
        ? { kind: 'merge', subject: second.key, value: { into: client.key } }
        : { kind: 'merge', subject: client.key, value: { into: second.key } };
  const { effect, problem } = useDecisionPreview(draft);
  const options = (found.data?.rows ?? [])
    .filter((row) => row.id !== client.id && row.mergedInto === null)
    .map((row) => ({ value: String(row.id), label: `${clip(row.name)} · ${row.code}` }));
  const survivor = stays === 'this' ? client : second;
  return (
    <Drawer open onClose={onClose} title={say('merge.title', { name: isolate(clip(client.name)) })}>
      <div className={classes.form}>
        <p>{say('merge.means')}</p>
        <Select
          label={say('merge.other')}
          placeholder={say('merge.find')}
          nothingFoundMessage={say('merge.nobody')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': say('merge.clear') }}
          data={options}
          filter={({ options: all }) => all}
          value={chosen}
          onChange={setChosen}
          onSearchChange={setSearch}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        {second !== undefined && (
          <>
            <SideBySide left={client} right={second} />
            <Segments
              label={say('merge.stays')}
              value={stays}
              onChange={setStays}
              options={[
                { value: 'this', label: `${clip(client.name).slice(0, 30)} · ${client.code}` },
                { value: 'other', label: `${clip(second.name).slice(0, 30)} · ${second.code}` },
              ]}
            />
            {problem !== null && <ProblemNotice problem={problem} />}
            {effect === null && problem === null && <p className={shared.soft}>{say('decision.working')}</p>}
            {effect !== null && <DecisionEffect effect={effect} />}
            <TextInput
              label={say('decision.reason')}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <div className={classes.acts}>
              <Button
                disabled={effect === null || draft === null}
                loading={busy}
                onClick={async () => {
                  if (draft === null || survivor === undefined) return;
                  const done = await decide(draft, reason, say('merge.done', { name: isolate(clip(survivor.name)) }));
                  if (done) onClose();
                }}
              >
                {say('merge.confirm')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Drawer>
  );
}

function SideBySide({ left, right }: { readonly left: Client; readonly right: Client }) {
  const say = useWords(words);
  const both = [left, right];
  const rows = [
    { id: 'code', label: say('field.code'), of: (client: Client) => client.code },
    { id: 'email', label: say('field.email'), of: (client: Client) => <Name wrap>{client.email ?? '–'}</Name> },
    { id: 'tax', label: say('field.taxId'), of: (client: Client) => <Name wrap>{client.taxId ?? '–'}</Name> },
    { id: 'phone', label: say('field.phone'), of: (client: Client) => <Name wrap>{client.phone ?? '–'}</Name> },
    { id: 'systems', label: say('field.systems'), of: (client: Client) => client.systems.map(systemName).join(', ') },
    { id: 'contracts', label: say('field.contracts'), of: (client: Client) => client.contracts },
    {
      id: 'deferred',
      label: say('field.deferred'),
      of: (client: Client) => <MoneyText amount={client.deferred} code />,
    },
  ];
  return (
    <table className={shared.plainTable} aria-label={say('merge.compare')}>
      <thead>
        <tr>
          <th scope="col">{say('field.name')}</th>
          {both.map((client) => (
            <th key={client.id} scope="col">
              <Name wrap>{clip(client.name)}</Name>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            {both.map((client) => (
              <td key={client.id}>{row.of(client)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
