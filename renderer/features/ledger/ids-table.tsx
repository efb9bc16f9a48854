/** What an outside system knows a client by: its id, why it was linked, and since which run. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { InstantText, Name } from '../../components/texts.tsx';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { IdTest } from './id-test.tsx';
import { words as testWords } from './id-test.words.ts';
import { SimpleTable } from './simple-table.tsx';
import { systemName } from './systems.ts';
import { words } from './words.ts';

type Client = WindowOutput<'clients/get'>;
type Props = Pick<Client, 'externalIds' | 'emails' | 'changes'> & { readonly client: number };

interface IdRow {
  readonly system: string;
  readonly what: 'id' | 'email';
  readonly value: string;
  readonly why: string | null;
  readonly since: Client['changes'][number] | undefined;
}

export function IdsTable({ client, externalIds, emails, changes }: Props) {
  const say = useWords(words);
  const told = useTold();
  const sayTest = useWords(testWords);
  const written = (table: string, field: string, value: string, system: string) =>
    changes.find(
      ({ table: name, op, after }) =>
        name === table && op === 'insert' && after?.[field] === value && after.system === system,
    );
  const rows: IdRow[] = [
    ...externalIds.map(({ system, externalId, why }) => ({
      system,
      what: 'id' as const,
      value: externalId,
      why,
      since: written('client_external_id', 'external_id', externalId, system),
    })),
    ...emails.map(({ system, email }) => ({
      system,
      what: 'email' as const,
      value: email,
      why: null,
      since: written('client_email', 'email', email, system),
    })),
  ];
  return (
    <SimpleTable
      label={say('client.ids')}
      rows={rows}
      rowKey={(row) => `${row.system} ${row.what} ${row.value}`}
      none={say('client.noIds')}
      columns={[
        { id: 'system', header: say('field.system'), cell: (row) => systemName(row.system) },
        {
          id: 'what',
          header: say('ids.what'),
          cell: (row) => say(row.what === 'id' ? 'field.externalId' : 'field.email'),
        },
        { id: 'value', header: say('ids.value'), cell: (row) => <Name wrap>{row.value}</Name> },
        { id: 'why', header: say('field.why'), cell: (row) => told(row.why ?? '') },
        {
          id: 'since',
          header: say('ids.since'),
          cell: (row) =>
            row.since === undefined ? null : (
              <>
                <InstantText at={row.since.at} />,{' '}
                <a href={`#/runs/${row.since.run}`}>{say('where.run', { run: row.since.run })}</a>
              </>
            ),
        },
        {
          id: 'test',
          header: sayTest('link'),
          cell: (row) =>
            row.what === 'id' ? <IdTest of="client" row={client} system={row.system} externalId={row.value} /> : null,
        },
        {
          id: 'source',
          header: say('where.record'),
          cell: (row) => (row.since?.source == null ? null : <Name wrap>{row.since.source}</Name>),
        },
      ]}
    />
  );
}
