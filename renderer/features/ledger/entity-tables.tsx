/** Contracts, documents and enrolments as short tables on somebody's page. */
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { MoneyText } from '../../components/money.tsx';
import { DateText, Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { LedgerStatus } from './ledger-status.tsx';
import { linkTo } from './places.ts';
import { SimpleTable } from './simple-table.tsx';
import { statusInWords } from './statuses.ts';
import { words } from './words.ts';

type Client = WindowOutput<'clients/get'>;

export function ContractsTable({ contracts }: { readonly contracts: Client['contracts'] }) {
  const say = useWords(words);
  const { currency } = useFormat();
  return (
    <SimpleTable
      label={say('tab.contracts')}
      rows={contracts}
      rowKey={(row) => row.id}
      none={say('client.noContracts')}
      columns={[
        {
          id: 'code',
          header: say('field.contract'),
          cell: (row) => <a href={linkTo('contracts', row.id)}>{row.code}</a>,
        },
        { id: 'service', header: say('field.service'), cell: (row) => <Name wrap>{row.service.name}</Name> },
        { id: 'status', header: say('field.status'), cell: (row) => <LedgerStatus status={row.status} /> },
        { id: 'start', header: say('field.start'), cell: (row) => <DateText date={row.start} /> },
        { id: 'end', header: say('field.end'), cell: (row) => <DateText date={row.end} /> },
        {
          id: 'price',
          header: say('field.price'),
          figure: true,
          cell: (row) => <MoneyText amount={row.price.amount} currency={row.price.currency} code />,
        },
        {
          id: 'recognised',
          header: `${say('field.recognised')} ${currency}`,
          figure: true,
          cell: (row) => <MoneyText amount={row.recognised} />,
        },
        {
          id: 'deferred',
          header: `${say('field.deferred')} ${currency}`,
          figure: true,
          cell: (row) => <MoneyText amount={row.deferred} />,
        },
        {
          id: 'held',
          header: `${say('field.held')} ${currency}`,
          figure: true,
          cell: (row) => <MoneyText amount={row.held} />,
        },
      ]}
    />
  );
}

export function DocumentsTable({ documents }: { readonly documents: Client['documents'] }) {
  const say = useWords(words);
  const told = useTold();
  return (
    <SimpleTable
      label={say('tab.documents')}
      rows={documents}
      rowKey={(row) => row.id}
      none={say('client.noDocuments')}
      columns={[
        {
          id: 'number',
          header: say('field.number'),
          cell: (row) => (
            <a href={linkTo('documents', row.id)}>
              <bdi>{row.number ?? say('noNumber')}</bdi>
            </a>
          ),
        },
        { id: 'kind', header: say('field.kind'), cell: (row) => statusInWords(row.kind, say) },
        { id: 'date', header: say('field.date'), cell: (row) => <DateText date={row.date} /> },
        { id: 'status', header: say('field.status'), cell: (row) => <LedgerStatus status={row.status} /> },
        {
          id: 'net',
          header: say('field.net'),
          figure: true,
          cell: (row) => <MoneyText amount={row.net} currency={row.currency} code />,
        },
        {
          id: 'gross',
          header: say('field.gross'),
          figure: true,
          cell: (row) => <MoneyText amount={row.gross} currency={row.currency} code />,
        },
        {
          id: 'paid',
          header: say('field.paid'),
          figure: true,
          cell: (row) => <MoneyText amount={row.paid} currency={row.currency} code />,
        },
        {
          id: 'counts',
          header: say('field.counts'),
          cell: (row) =>
            (row.excluded === null ? null : told(row.excluded)) ??
            (row.unlinked > 0 ? say('unlinkedLines', { count: row.unlinked }) : say('countsYes')),
        },
      ]}
    />
  );
}

export function PeriodsTable({ periods }: { readonly periods: Client['periods'] }) {
  const say = useWords(words);
  return (
    <SimpleTable
      label={say('tab.periods')}
      rows={periods}
      rowKey={(row) => row.id}
      none={say('client.noPeriods')}
      columns={[
        {
          id: 'cohort',
          header: say('field.cohort'),
          cell: (row) => (
            <a href={`#/ledger/periods?open=${row.id}`}>
              <bdi>{row.cohort}</bdi>
            </a>
          ),
        },
        { id: 'start', header: say('field.start'), cell: (row) => <DateText date={row.start} /> },
        { id: 'end', header: say('field.end'), cell: (row) => <DateText date={row.end} /> },
        { id: 'status', header: say('field.status'), cell: (row) => <LedgerStatus status={row.status} /> },
        { id: 'since', header: say('field.statusDate'), cell: (row) => <DateText date={row.statusDate} /> },
        {
          id: 'contract',
          header: say('field.contract'),
          cell: (row) =>
            row.contract === null ? (
              say('noContract')
            ) : (
              <a href={linkTo('contracts', row.contract.id)}>{row.contract.code}</a>
            ),
        },
      ]}
    />
  );
}
