/** From a figure to the contracts behind it, from a contract to its postings, and from there to the stored records. */
import { Button } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { Drawer } from '../../components/drawer.tsx';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Name } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import own from '../ledger/ledger.module.css';
import { linkTo } from '../ledger/places.ts';
import { SimpleTable } from '../ledger/simple-table.tsx';
import { ContractBehind } from './contract-behind.tsx';
import classes from './reports.module.css';
import { words } from './words.ts';

/** Holders that are listed; a figure of more than these is better read as a report by contract. */
const MOST = 200;

type Row = WindowOutput<'reports/drill'>['rows'][number];

interface Props {
  readonly figure: string;
  readonly contract: number | null;
  readonly posting: number | null;
  readonly onContract: (contract: number | null) => void;
  readonly onPosting: (posting: number) => void;
  readonly onClose: () => void;
}

export function Drill({ figure, contract, posting, onContract, onPosting, onClose }: Props) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const told = useTold();
  const answer = useCall('reports/drill', { ref: figure, limit: MOST }, { keepPrevious: false });
  const behind = answer.data;
  const row = behind?.rows.find((one) => one.contract !== null && one.contract === contract);
  return (
    <Drawer open onClose={onClose} title={behind === undefined ? say('drill.title') : told(behind.words)}>
      {answer.error !== null && behind === undefined && (
        <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />
      )}
      {answer.error === null && behind === undefined && <p className={shared.soft}>{sayCommon('loading')}</p>}
      {behind !== undefined && contract === null && (
        <div className={shared.stack}>
          <p className={classes.sum}>
            <MoneyText amount={behind.amount} currency={behind.currency} code />{' '}
            {say('drill.from', { count: behind.total })}
          </p>
          <SimpleTable
            label={say('drill.behind')}
            rows={behind.rows}
            rowKey={({ key }) => key}
            none={say('drill.none')}
            columns={[
              { id: 'who', header: say('drill.who'), cell: (one) => <Who row={one} /> },
              { id: 'service', header: say('drill.service'), cell: (one) => <Name wrap>{one.service ?? ''}</Name> },
              {
                id: 'amount',
                header: `${say('drill.amount')} ${behind.currency}`,
                figure: true,
                cell: (one) => <Amount row={one} onContract={onContract} />,
                total: <MoneyText amount={behind.amount} currency={behind.currency} />,
              },
            ]}
          />
          {behind.total > behind.rows.length && (
            <p className={shared.soft}>
              {say('drill.more', { shown: format.count(behind.rows.length), total: format.count(behind.total) })}
            </p>
          )}
        </div>
      )}
      {behind !== undefined && contract !== null && (
        <div className={shared.stack}>
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<ArrowLeft size="1rem" aria-hidden />}
              onClick={() => onContract(null)}
            >
              {say('drill.back')}
            </Button>
          </div>
          {row !== undefined && (
            <p className={classes.sum}>
              <MoneyText amount={row.amount} currency={row.currency} code /> {say('drill.part')}
            </p>
          )}
          <ContractBehind id={contract} posting={posting} postings={row?.postings ?? []} onPosting={onPosting} />
        </div>
      )}
    </Drawer>
  );
}

function Who({ row }: { readonly row: Row }) {
  const name = row.client === null ? row.code : `${row.client} · ${row.code}`;
  if (row.contract !== null) {
    return (
      <a href={linkTo('contracts', row.contract)}>
        <Name wrap>{name}</Name>
      </a>
    );
  }
  if (row.document === null) return <Name wrap>{name}</Name>;
  return (
    <a href={linkTo('documents', row.document)}>
      <Name wrap>{name}</Name>
    </a>
  );
}

function Amount({ row, onContract }: { readonly row: Row; readonly onContract: (contract: number) => void }) {
  const say = useWords(words);
  const format = useFormat();
  const { contract } = row;
  const amount = <MoneyText amount={row.amount} currency={row.currency} />;
  if (contract === null) return amount;
  return (
    <button
      type="button"
      className={own.linkButton}
      aria-label={say('drill.why', { amount: format.money(row.amount, row.currency), name: row.client ?? row.code })}
      onClick={() => onContract(contract)}
    >
      {amount}
    </button>
  );
}
