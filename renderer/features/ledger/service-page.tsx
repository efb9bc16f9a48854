/** A service: its account, how it is recognised, what a person mapped to it, and its contracts. */
import { useCall } from '../../bridge/use-call.ts';
import { ChangeList } from '../../components/change-list.tsx';
import { Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { DecisionsTable } from './decisions-table.tsx';
import { EntityPage } from './entity-page.tsx';
import { ContractsTable } from './entity-tables.tsx';
import { Fact, Facts } from './facts.tsx';
import { IdTest } from './id-test.tsx';
import { words as testWords } from './id-test.words.ts';
import classes from './ledger.module.css';
import { methodInWords } from './methods.ts';
import { Section } from './section.tsx';
import { SimpleTable } from './simple-table.tsx';
import { systemName } from './systems.ts';
import { toldChanges } from './told-changes.ts';
import { words } from './words.ts';

/** More are a list of their own. */
const SHOWN = 50;

export function ServicePage({ id }: { readonly id: number }) {
  const say = useWords(words);
  const told = useTold();
  const sayTest = useWords(testWords);
  const format = useFormat();
  const answer = useCall('services/get', { id }, { keepPrevious: false });
  const contracts = useCall('contracts/list', { service: id, limit: SHOWN, sort: 'deferred', descending: true });
  return (
    <EntityPage tab="services" answer={answer} title={({ service }) => service.name}>
      {({ service, externalIds, mappings, changes }) => {
        const own = (field: string) => ({ table: 'service' as const, id: service.id, field, currency: null });
        return (
          <>
            <Facts label={say('facts')}>
              <Fact of={own('name')}>
                <Name wrap>{service.name}</Name>
              </Fact>
              <Fact of={own('account_number')}>{service.account}</Fact>
              <Fact of={own('service_type')}>{service.type}</Fact>
              <Fact of={own('method')}>{methodInWords(service.method, say)}</Fact>
              <Fact of={own('usual_months')}>{service.usualMonths}</Fact>
            </Facts>
            <Section title={say('service.ids')}>
              <SimpleTable
                label={say('service.ids')}
                rows={externalIds}
                rowKey={(row) => `${row.system} ${row.externalId}`}
                none={say('service.noIds')}
                columns={[
                  { id: 'system', header: say('field.system'), cell: (row) => systemName(row.system) },
                  { id: 'id', header: say('field.externalId'), cell: (row) => <Name wrap>{row.externalId}</Name> },
                  {
                    id: 'test',
                    header: sayTest('link'),
                    cell: (row) => (
                      <IdTest of="service" row={service.id} system={row.system} externalId={row.externalId} />
                    ),
                  },
                ]}
              />
            </Section>
            <Section title={say('service.mappings')}>
              <DecisionsTable
                decisions={mappings.map((mapping) => ({
                  ...mapping,
                  words: say('service.mapped', { subject: mapping.subject }),
                }))}
              />
            </Section>
            <Section
              title={say('tab.contracts')}
              aside={
                contracts.data !== undefined && (
                  <a href={`#/ledger/contracts?service=${service.id}`}>
                    {say('service.allContracts', { count: contracts.data.total })}
                  </a>
                )
              }
            >
              <ContractsTable contracts={contracts.data?.rows ?? []} />
            </Section>
            <details className={classes.fold}>
              <summary>{say('where.all')}</summary>
              <ChangeList
                changes={toldChanges(changes, { say, format, told, currency: format.currency }).toReversed()}
              />
            </details>
          </>
        );
      }}
    </EntityPage>
  );
}
