/** A contract from its price to what is left, with the reason of every figure. */
import { useCall } from '../../bridge/use-call.ts';
import { ChangeList } from '../../components/change-list.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { MoneyText } from '../../components/money.tsx';
import { DateText, Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { WhatIf } from '../what-if/what-if.tsx';
import { ContractMonths } from './contract-months.tsx';
import { ContractTimeline } from './contract-timeline.tsx';
import { DecisionsTable } from './decisions-table.tsx';
import { useDrawerView } from './drawer-view.ts';
import { EntityPage } from './entity-page.tsx';
import { PeriodsTable } from './entity-tables.tsx';
import { Fact, Facts, Sum } from './facts.tsx';
import { IssuesTable } from './issues-table.tsx';
import classes from './ledger.module.css';
import { LedgerStatus } from './ledger-status.tsx';
import { linkTo } from './places.ts';
import { Section } from './section.tsx';
import { SimpleTable } from './simple-table.tsx';
import { statusInWords } from './statuses.ts';
import { toldChanges } from './told-changes.ts';
import { WhyPosting } from './why-posting.tsx';
import { words } from './words.ts';

export function ContractPage({ id }: { readonly id: number }) {
  const say = useWords(words);
  const told = useTold();
  const format = useFormat();
  const drawer = useDrawerView();
  const answer = useCall('contracts/get', { id }, { keepPrevious: false });
  return (
    <EntityPage
      tab="contracts"
      answer={answer}
      title={({ contract }) => say('contract.title', { code: contract.code })}
      actions={(data) => <WhatIf of={data} />}
      subtitle={({ contract }) => (
        <>
          <bdi>{contract.service.name}</bdi> · <Name>{contract.client.name}</Name>
        </>
      )}
    >
      {({ contract, price, plan, status, periods, months, issues, decisions, changes }) => {
        const own = (field: string) => ({
          table: 'contract' as const,
          id: contract.id,
          field,
          currency: contract.price.currency,
        });
        const period = periods[0];
        const place = (field: string) =>
          period === undefined
            ? own('status')
            : { table: 'service_period' as const, id: period.id, field, currency: null };
        const code = contract.price.currency;
        return (
          <>
            <Facts label={say('facts')}>
              <Fact of={own('client_id')}>
                <a href={linkTo('clients', contract.client.id)}>
                  <Name>{contract.client.name}</Name>
                </a>
              </Fact>
              <Fact of={own('service_id')}>
                <a href={linkTo('services', contract.service.id)}>
                  <Name wrap>{contract.service.name}</Name>
                </a>
              </Fact>
              <Fact of={own('status')}>
                <LedgerStatus status={contract.status} />
              </Fact>
              <Fact of={place('start_date')}>
                <DateText date={contract.start} />
              </Fact>
              <Fact of={place('end_date')}>
                <DateText date={contract.end} />
              </Fact>
              <Fact of={own('currency')}>{code}</Fact>
              <Sum label={say('field.price')}>
                <MoneyText amount={contract.price.amount} currency={code} code />
              </Sum>
              <Sum label={say('field.recognised')}>
                <MoneyText amount={contract.recognised} code />
              </Sum>
              <Sum label={say('field.deferred')}>
                <MoneyText amount={contract.deferred} code />
              </Sum>
              <Sum label={say('field.held')}>
                <MoneyText amount={contract.held} code />
              </Sum>
            </Facts>
            <Section title={say('contract.timeline')}>
              <ContractTimeline price={price} plan={plan} status={status} months={months} currency={code} />
            </Section>
            <Section title={say('contract.postings')}>
              <ContractMonths months={months} currency={code} onWhy={drawer.askWhy} />
            </Section>
            <Section title={say('contract.price')}>
              <SimpleTable
                label={say('contract.price')}
                rows={price}
                rowKey={(_, index) => index}
                none={say('contract.noPrice')}
                columns={[
                  { id: 'date', header: say('field.date'), cell: (row) => <DateText date={row.date} /> },
                  {
                    id: 'what',
                    header: say('contract.what'),
                    cell: (row) =>
                      row.document === null ? (
                        <bdi>{told(row.words)}</bdi>
                      ) : (
                        <a href={linkTo('documents', row.document.id)}>
                          <Name wrap>{told(row.words)}</Name>
                        </a>
                      ),
                    total: say('total'),
                  },
                  {
                    id: 'why',
                    header: say('field.why'),
                    cell: (row) => (row.why === null ? null : <Name wrap>{told(row.why)}</Name>),
                  },
                  {
                    id: 'amount',
                    header: `${say('field.amount')} ${code}`,
                    figure: true,
                    cell: (row) => <MoneyText amount={row.amount} currency={code} />,
                    total: <MoneyText amount={price.reduce((sum, { amount }) => sum + amount, 0)} currency={code} />,
                  },
                ]}
              />
            </Section>
            <Section title={say('contract.status')}>
              <SimpleTable
                label={say('contract.status')}
                rows={status}
                rowKey={(_, index) => index}
                none={say('contract.noStatus')}
                columns={[
                  { id: 'date', header: say('contract.effective'), cell: (row) => <DateText date={row.date} /> },
                  { id: 'word', header: say('field.status'), cell: (row) => statusInWords(row.word, say) },
                  { id: 'seen', header: say('contract.seen'), cell: (row) => <DateText date={row.observedOn} /> },
                ]}
              />
            </Section>
            <Section title={say('tab.periods')}>
              <PeriodsTable periods={periods} />
            </Section>
            <Section title={say('contract.issues')}>
              <IssuesTable issues={issues} />
            </Section>
            <Section title={say('contract.decisions')}>
              <DecisionsTable decisions={decisions} />
            </Section>
            <details className={classes.fold}>
              <summary>{say('where.all')}</summary>
              <ChangeList changes={toldChanges(changes, { say, format, told, currency: code }).toReversed()} />
            </details>
            {drawer.why !== null && (
              <Drawer open onClose={drawer.close} title={say('why.title')}>
                <WhyPosting id={drawer.why} />
              </Drawer>
            )}
          </>
        );
      }}
    </EntityPage>
  );
}
