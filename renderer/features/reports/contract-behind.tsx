/** One contract behind a figure: why its posting is what it is, its documents, and all its months. */
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { DateText, Name } from '../../components/texts.tsx';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import { ContractMonths, WhyLink } from '../ledger/contract-months.tsx';
import own from '../ledger/ledger.module.css';
import { linkTo } from '../ledger/places.ts';
import { SimpleTable } from '../ledger/simple-table.tsx';
import { WhyPosting } from '../ledger/why-posting.tsx';
import { words as ledgerWords } from '../ledger/words.ts';
import { words } from './words.ts';

interface Props {
  readonly id: number;
  /** The one that is explained; the first of `postings` when none is chosen. */
  readonly posting: number | null;
  /** Those that make the figure; none where it is no revenue. */
  readonly postings: readonly number[];
  readonly onPosting: (posting: number) => void;
}

export function ContractBehind({ id, posting, postings, onPosting }: Props) {
  const say = useWords(words);
  const told = useTold();
  const sayLedger = useWords(ledgerWords);
  const sayCommon = useWords(common);
  const answer = useCall('contracts/get', { id }, { keepPrevious: false });
  if (answer.error !== null && answer.data === undefined) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p className={shared.soft}>{sayCommon('loading')}</p>;
  const { contract, months, price } = answer.data;
  const shown = posting ?? postings[0] ?? null;
  const others = months
    .flatMap((month) => month.postings)
    .filter((one) => postings.includes(one.id) && one.id !== shown);
  return (
    <>
      <p>
        <bdi>{contract.service.name}</bdi> · <bdi>{contract.client.name.slice(0, 120)}</bdi>{' '}
        <a href={linkTo('contracts', id)}>{say('drill.contract', { code: contract.code })}</a>
      </p>
      {shown !== null && (
        <>
          <h3 className={own.heading}>{sayLedger('why.title')}</h3>
          <WhyPosting id={shown} />
          {others.length > 0 && (
            <div>
              <p className={shared.soft}>{say('drill.others')}</p>
              {others.map((one) => (
                <WhyLink key={one.id} posting={one} onWhy={onPosting} />
              ))}
            </div>
          )}
        </>
      )}
      <h3 className={own.heading}>{sayLedger('contract.price')}</h3>
      <SimpleTable
        label={sayLedger('contract.price')}
        rows={price}
        rowKey={(_, index) => index}
        none={sayLedger('contract.noPrice')}
        columns={[
          { id: 'date', header: sayLedger('field.date'), cell: (row) => <DateText date={row.date} /> },
          {
            id: 'what',
            header: sayLedger('contract.what'),
            cell: (row) =>
              row.document === null ? (
                <bdi>{told(row.words)}</bdi>
              ) : (
                <a href={linkTo('documents', row.document.id)}>
                  <Name wrap>{told(row.words)}</Name>
                </a>
              ),
          },
          {
            id: 'amount',
            header: `${sayLedger('field.amount')} ${contract.price.currency}`,
            figure: true,
            cell: (row) => <MoneyText amount={row.amount} currency={contract.price.currency} />,
          },
        ]}
      />
      <h3 className={own.heading}>{sayLedger('contract.postings')}</h3>
      <ContractMonths months={months} currency={contract.price.currency} onWhy={onPosting} />
    </>
  );
}
