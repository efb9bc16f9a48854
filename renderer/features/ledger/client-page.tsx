/** A client: who it is in each outside system, what was bought, billed and attended, and the clients merged into it. */
import { Button } from '@mantine/core';
import { useCall } from '../../bridge/use-call.ts';
import { ChangeList } from '../../components/change-list.tsx';
import { MoneyText } from '../../components/money.tsx';
import { Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { ClientMerge } from './client-merge.tsx';
import { UndoDecision } from './decisions-table.tsx';
import { useDrawerView } from './drawer-view.ts';
import { EntityPage } from './entity-page.tsx';
import { ContractsTable, DocumentsTable, PeriodsTable } from './entity-tables.tsx';
import { Fact, Facts, Sum } from './facts.tsx';
import { IdsTable } from './ids-table.tsx';
import classes from './ledger.module.css';
import { linkTo } from './places.ts';
import { Section } from './section.tsx';
import { clip } from './short-name.ts';
import { SimpleTable } from './simple-table.tsx';
import { toldChanges } from './told-changes.ts';
import { words } from './words.ts';

export function ClientPage({ id }: { readonly id: number }) {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const drawer = useDrawerView();
  const answer = useCall('clients/get', { id }, { keepPrevious: false });
  return (
    <EntityPage
      tab="clients"
      answer={answer}
      title={({ client }) => clip(client.name)}
      subtitle={({ client }) => client.code}
      actions={({ client }) =>
        client.mergedInto === null && (
          <Button variant="default" onClick={drawer.startMerge}>
            {say('merge.start')}
          </Button>
        )
      }
    >
      {({ client, emails, externalIds, merged, contracts, documents, periods, changes }) => {
        const own = (field: string) => ({ table: 'client' as const, id: client.id, field, currency: null });
        return (
          <>
            {client.mergedInto !== null && (
              <p>
                {say('client.wasMerged')} <a href={linkTo('clients', client.mergedInto)}>{say('client.toSurvivor')}</a>
              </p>
            )}
            <Facts label={say('facts')}>
              <Fact of={own('name')}>
                <Name>{client.name}</Name>
              </Fact>
              <Fact of={own('code')}>{client.code}</Fact>
              <Fact of={own('tax_id')}>{client.taxId === null ? null : <bdi>{client.taxId}</bdi>}</Fact>
              <Fact of={own('phone')}>{client.phone === null ? null : <bdi>{client.phone}</bdi>}</Fact>
              <Fact of={own('organisation')}>
                {client.organisation === null ? null : say(client.organisation ? 'yes' : 'no')}
              </Fact>
              <Sum label={say('field.deferred')}>
                <MoneyText amount={client.deferred} code />
              </Sum>
            </Facts>
            <Section title={say('client.ids')}>
              <IdsTable client={id} externalIds={externalIds} emails={emails} changes={changes} />
            </Section>
            {merged.length > 0 && (
              <Section title={say('client.merged')}>
                <SimpleTable
                  label={say('client.merged')}
                  rows={merged}
                  rowKey={(row) => row.id}
                  none=""
                  columns={[
                    {
                      id: 'name',
                      header: say('field.name'),
                      cell: (row) => (
                        <a href={linkTo('clients', row.id)}>
                          <Name>{row.name}</Name>
                        </a>
                      ),
                    },
                    { id: 'code', header: say('field.code'), cell: (row) => row.code },
                    {
                      id: 'undo',
                      header: say('decision.back'),
                      cell: (row) =>
                        row.decision === null ? (
                          say('client.sharedId')
                        ) : (
                          <UndoDecision
                            label={say('merge.undo')}
                            decision={{
                              id: row.decision,
                              words: say('merge.undoWords', {
                                name: isolate(clip(row.name)),
                                into: isolate(clip(client.name)),
                              }),
                            }}
                          />
                        ),
                    },
                  ]}
                />
              </Section>
            )}
            <Section title={say('tab.contracts')}>
              <ContractsTable contracts={contracts} />
            </Section>
            <Section title={say('tab.documents')}>
              <DocumentsTable documents={documents} />
            </Section>
            <Section title={say('tab.periods')}>
              <PeriodsTable periods={periods} />
            </Section>
            <details className={classes.fold}>
              <summary>{say('where.all')}</summary>
              <ChangeList
                changes={toldChanges(changes, { say, format, told, currency: format.currency }).toReversed()}
              />
            </details>
            {drawer.act === 'merge' && <ClientMerge client={client} onClose={drawer.close} />}
          </>
        );
      }}
    </EntityPage>
  );
}
