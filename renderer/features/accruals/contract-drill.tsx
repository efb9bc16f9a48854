/** From a row of the grid to the reason of a posting: the months of the contract, and why the chosen one is what it is. */
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { Drawer } from '../../components/drawer.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { ContractMonths } from '../ledger/contract-months.tsx';
import own from '../ledger/ledger.module.css';
import { linkTo } from '../ledger/places.ts';
import { WhyPosting } from '../ledger/why-posting.tsx';
import { words as ledgerWords } from '../ledger/words.ts';
import { words } from './words.ts';

interface Props {
  readonly id: number;
  /** Its posting is explained until another one is chosen. */
  readonly month: string;
  readonly posting: number | null;
  readonly onPosting: (posting: number) => void;
  readonly onClose: () => void;
}

export function ContractDrill({ id, month, posting, onPosting, onClose }: Props) {
  const say = useWords(words);
  const sayLedger = useWords(ledgerWords);
  const sayCommon = useWords(common);
  const format = useFormat();
  const answer = useCall('contracts/get', { id }, { keepPrevious: false });
  const data = answer.data;
  const shown = posting ?? data?.months.find((one) => one.month === month)?.postings[0]?.id ?? null;
  return (
    <Drawer open onClose={onClose} title={sayLedger('contract.title', { code: String(id) })}>
      {answer.error !== null && data === undefined && (
        <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />
      )}
      {answer.error === null && data === undefined && <p className={shared.soft}>{sayCommon('loading')}</p>}
      {data !== undefined && (
        <div className={shared.stack}>
          <p>
            <bdi>{data.contract.service.name}</bdi> · <bdi>{data.contract.client.name.slice(0, 120)}</bdi>
          </p>
          <p>
            <a href={linkTo('contracts', id)}>{say('drill.contract')}</a>
          </p>
          {shown === null ? (
            <p>{say('drill.none', { month: format.month(month) })}</p>
          ) : (
            <>
              <h3 className={own.heading}>{sayLedger('why.title')}</h3>
              <WhyPosting id={shown} />
            </>
          )}
          <h3 className={own.heading}>{sayLedger('contract.postings')}</h3>
          <ContractMonths months={data.months} currency={data.contract.price.currency} onWhy={onPosting} />
        </div>
      )}
    </Drawer>
  );
}
