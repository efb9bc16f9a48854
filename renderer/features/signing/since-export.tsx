/** What changed since the month was handed out last: the lines of the workbook's sheet of changes, each with its money before and now. */
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
import { useCompanyCurrency } from '../../state/desk.ts';
import classes from './signing.module.css';
import { ThingLink } from './thing-link.tsx';
import { words } from './words.ts';

type Line = WindowOutput<'months/since-export'>['changes'][number];

const STEP = 100;
const MOST = 500;

export function SinceExport({ month }: { readonly month: string }) {
  const say = useWords(words);
  const format = useFormat();
  const [limit, setLimit] = useState(STEP);
  const answer = useCall('months/since-export', { month, limit });
  if (answer.error !== null) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  const found = answer.data;
  if (found === undefined) return <p aria-busy>{say('loading', { month: format.month(month) })}</p>;
  const { since, total, changes } = found;
  return (
    <section className={classes.stack} aria-labelledby="since-export">
      <h3 id="since-export">{say('export.title')}</h3>
      <p className={classes.soft}>
        <Told>{since}</Told>
      </p>
      {total === 0 ? <p>{say('changes.none')}</p> : <Lines changes={changes} />}
      {changes.length < total && limit < MOST && (
        <div>
          <Button variant="default" size="xs" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
            {say('changes.more', { shown: format.count(changes.length), total: format.count(total) })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Lines({ changes }: { readonly changes: readonly Line[] }) {
  const say = useWords(words);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={say('export.title')}>
        <thead>
          <tr>
            <th scope="col">{say('changes.what')}</th>
            <th scope="col">{say('changes.client')}</th>
            <th scope="col" className={classes.number}>
              {say('export.before')}
            </th>
            <th scope="col" className={classes.number}>
              {say('export.now')}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are shown as they come, and a thing may have several
            <tr key={at}>
              <th scope="row">
                <Told>{line.what}</Told>
                {line.why !== '' && (
                  <span className={classes.under}>
                    <Told>{line.why}</Told>
                  </span>
                )}
                <span className={classes.under}>
                  <ThingLink contract={line.contract} document={line.document}>
                    {line.ref}
                  </ThingLink>
                </span>
              </th>
              <td>
                {line.client !== null && <Name>{line.client}</Name>}
                {line.service !== null && (
                  <span className={classes.under}>
                    <Name>{line.service}</Name>
                  </span>
                )}
              </td>
              <Money amount={line.before} currency={line.currency} />
              <Money amount={line.after} currency={line.currency} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Money({ amount, currency }: { readonly amount: number | null; readonly currency: string }) {
  const own = useCompanyCurrency();
  return (
    <td className={classes.number}>
      {amount !== null && <MoneyText amount={amount} currency={currency} code={currency !== own} />}
    </td>
  );
}
