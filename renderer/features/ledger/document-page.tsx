/** An invoice or credit note: its lines with the contract of each and why, its payments, and the record it was read from. */
import { Button } from '@mantine/core';
import { useCall } from '../../bridge/use-call.ts';
import { ChangeList } from '../../components/change-list.tsx';
import { MoneyText } from '../../components/money.tsx';
import { ProvenanceView } from '../../components/provenance-view.tsx';
import { DateText, Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { useDrawerView } from './drawer-view.ts';
import { EntityPage } from './entity-page.tsx';
import { Fact, Facts, WhereButton } from './facts.tsx';
import classes from './ledger.module.css';
import { LedgerStatus } from './ledger-status.tsx';
import { LineLink } from './line-link.tsx';
import { linkTo } from './places.ts';
import { Section } from './section.tsx';
import { SimpleTable } from './simple-table.tsx';
import { statusInWords } from './statuses.ts';
import { toldChanges } from './told-changes.ts';
import { words } from './words.ts';

export function DocumentPage({ id }: { readonly id: number }) {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const drawer = useDrawerView();
  const answer = useCall('documents/get', { id }, { keepPrevious: false });
  return (
    <EntityPage
      tab="documents"
      answer={answer}
      title={({ document }) => `${statusInWords(document.kind, say)} ${document.number ?? say('noNumber')}`}
      subtitle={({ document }) => (document.client === null ? say('noClient') : <Name>{document.client.name}</Name>)}
    >
      {({ document, key, origin, lines, payments, source, changes }) => {
        const code = document.currency;
        const own = (field: string) => ({ table: 'invoice' as const, id: document.id, field, currency: code });
        const line = lines.find((one) => one.id === drawer.line);
        return (
          <>
            <Facts label={say('facts')}>
              <Fact of={own('number')}>
                {document.number === null ? say('noNumber') : <bdi>{document.number}</bdi>}
              </Fact>
              <Fact of={own('date')}>
                <DateText date={document.date} />
              </Fact>
              <Fact of={own('due_date')}>
                {document.dueDate === null ? null : <DateText date={document.dueDate} />}
              </Fact>
              <Fact of={own('client_id')}>
                {document.client === null ? (
                  say('noClient')
                ) : (
                  <a href={linkTo('clients', document.client.id)}>
                    <Name>{document.client.name}</Name>
                  </a>
                )}
              </Fact>
              <Fact of={own('status')}>
                <LedgerStatus status={document.status} />
              </Fact>
              <Fact of={own('net')}>
                <MoneyText amount={document.net} currency={code} code />
              </Fact>
              <Fact of={own('tax')}>
                <MoneyText amount={document.tax} currency={code} code />
              </Fact>
              <Fact of={own('gross')}>
                <MoneyText amount={document.gross} currency={code} code />
              </Fact>
              <Fact of={own('paid')}>
                <MoneyText amount={document.paid} currency={code} code />
              </Fact>
              <Fact of={own('excluded')} label={say('field.counts')}>
                {document.excluded === null ? say('countsYes') : told(document.excluded)}
              </Fact>
              {document.kind === 'credit_note' && (
                <Fact of={own('origin_key')} label={say('document.origin')}>
                  {origin === null ? (
                    say('document.noOrigin')
                  ) : (
                    <a href={linkTo('documents', origin.id)}>{origin.number ?? say('noNumber')}</a>
                  )}
                </Fact>
              )}
            </Facts>
            <Section title={say('document.lines')}>
              <SimpleTable
                label={say('document.lines')}
                rows={lines}
                rowKey={(row) => row.id}
                none={say('document.noLines')}
                columns={[
                  {
                    id: 'description',
                    header: say('field.description'),
                    cell: (row) => <Name wrap>{row.description === '' ? '–' : row.description.slice(0, 300)}</Name>,
                  },
                  {
                    id: 'net',
                    header: `${say('field.net')} ${code}`,
                    figure: true,
                    cell: (row) => (
                      <>
                        <MoneyText amount={row.net} currency={code} />
                        <WhereButton
                          of={{ table: 'invoice_line', id: row.id, field: 'net', currency: code }}
                          name={say('field.net')}
                        />
                      </>
                    ),
                  },
                  {
                    id: 'tax',
                    header: `${say('field.tax')} ${code}`,
                    figure: true,
                    cell: (row) => <MoneyText amount={row.tax} currency={code} />,
                  },
                  {
                    id: 'service',
                    header: say('field.service'),
                    cell: (row) => (
                      <>
                        {row.service === null ? (
                          say('document.noService')
                        ) : (
                          <a href={linkTo('services', row.service.id)}>
                            <bdi>{row.service.name}</bdi>
                          </a>
                        )}
                        <WhereButton
                          of={{ table: 'invoice_line', id: row.id, field: 'service_id', currency: null }}
                          name={say('field.service')}
                        />
                      </>
                    ),
                  },
                  {
                    id: 'contract',
                    header: say('field.contract'),
                    cell: (row) => (
                      <>
                        {row.contract === null ? (
                          say('noContract')
                        ) : (
                          <a href={linkTo('contracts', row.contract.id)}>{row.contract.code}</a>
                        )}
                        <WhereButton
                          of={{ table: 'invoice_line', id: row.id, field: 'contract_id', currency: null }}
                          name={say('field.contract')}
                        />
                      </>
                    ),
                  },
                  {
                    id: 'why',
                    header: say('field.why'),
                    cell: (row) => (row.why === null ? null : <Name wrap>{told(row.why)}</Name>),
                  },
                  {
                    id: 'link',
                    header: say('link.act'),
                    cell: (row) => (
                      <Button size="compact-sm" variant="default" onClick={() => drawer.chooseContract(row.id)}>
                        {say(row.contract === null ? 'link.link' : 'link.change')}
                      </Button>
                    ),
                  },
                ]}
              />
            </Section>
            <Section title={say('tab.payments')}>
              <SimpleTable
                label={say('tab.payments')}
                rows={payments}
                rowKey={(row) => row.id}
                none={say('document.noPayments')}
                columns={[
                  {
                    id: 'date',
                    header: say('field.date'),
                    cell: (row) => (
                      <a href={`#/ledger/payments?open=${row.id}`}>
                        <DateText date={row.date} />
                      </a>
                    ),
                    total: say('total'),
                  },
                  {
                    id: 'amount',
                    header: `${say('field.amount')} ${code}`,
                    figure: true,
                    cell: (row) => <MoneyText amount={row.amount} currency={row.currency} />,
                    total: <MoneyText amount={payments.reduce((sum, { amount }) => sum + amount, 0)} currency={code} />,
                  },
                ]}
              />
            </Section>
            <Section title={say('where.record')}>
              <ProvenanceView source={source} />
            </Section>
            <details className={classes.fold}>
              <summary>{say('where.all')}</summary>
              <ChangeList changes={toldChanges(changes, { say, format, told, currency: code }).toReversed()} />
            </details>
            {line !== undefined && (
              <LineLink document={document} documentKey={key} line={line} onClose={drawer.close} />
            )}
          </>
        );
      }}
    </EntityPage>
  );
}
