/** What became known since a close: by contract, in words and money. It comes in the first open month. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useCall } from '../../bridge/use-call.ts';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Name } from '../../components/texts.tsx';
import { Told } from '../../components/told.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './signing.module.css';
import { ThingLink } from './thing-link.tsx';
import { words } from './words.ts';

type Changes = WindowOutput<'months/changes'>;

/** So many at first, and so many more each time; the engine gives no more than the most at once. */
const STEP = 100;
const MOST = 500;

export function LateChanges({ month }: { readonly month: string }) {
  const say = useWords(words);
  const format = useFormat();
  const [limit, setLimit] = useState(STEP);
  const answer = useCall('months/changes', { month, limit });
  if (answer.error !== null) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  const changes = answer.data;
  if (changes === undefined) return <p aria-busy>{say('loading', { month: format.month(month) })}</p>;
  const { since, total } = changes;
  if (since === null) return <p>{say('changes.noClose')}</p>;
  const values = { version: since.version, month: format.month(since.month), when: format.instant(since.at) };
  return (
    <>
      <p className={classes.soft}>{say('changes.since', values)}</p>
      <p>
        {total === 0
          ? say('changes.none')
          : say('changes.sum', { count: total, amount: format.moneyWithCode(changes.amount, changes.currency) })}
      </p>
      {total > 0 && <ChangesTable changes={changes} />}
      {changes.changes.length < total && limit < MOST && (
        <div>
          <Button variant="default" size="xs" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
            {say('changes.more', { shown: format.count(changes.changes.length), total: format.count(total) })}
          </Button>
        </div>
      )}
    </>
  );
}

function ChangesTable({ changes }: { readonly changes: Changes }) {
  const say = useWords(words);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={say('changes.label')}>
        <thead>
          <tr>
            <th scope="col">{say('changes.contract')}</th>
            <th scope="col">{say('changes.client')}</th>
            <th scope="col">{say('changes.what')}</th>
            <th scope="col" className={classes.number}>
              {say('changes.amount')} {changes.currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.changes.map((change) => (
            <tr key={change.contract.id}>
              <th scope="row">
                <ThingLink contract={change.contract.id} document={null}>
                  {change.contract.key}
                </ThingLink>
              </th>
              <td>
                <Name>{change.client}</Name>
                <span className={classes.under}>
                  <Name>{change.service}</Name>
                </span>
              </td>
              <td>
                {change.sentences.map((sentence) => (
                  <p key={sentence}>
                    <Told>{sentence}</Told>
                  </p>
                ))}
              </td>
              <td className={classes.number}>
                <MoneyText amount={change.amount} currency={changes.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
