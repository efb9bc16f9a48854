/** "Reproduce this close": the month worked out again from what was known then, and the outcome in words. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { fail, type Result } from '../../../shared/domain/problem.ts';
import { call } from '../../bridge/api.ts';
import { problemOf } from '../../bridge/problem-error.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { Told } from '../../components/told.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './signing.module.css';
import { ThingLink } from './thing-link.tsx';
import { words } from './words.ts';

type Outcome = WindowOutput<'months/reproduce'>;

export function Reproduce({ month }: { readonly month: string }) {
  const say = useWords(words);
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Result<Outcome> | null>(null);
  const reproduce = async () => {
    setBusy(true);
    setResult(await call('months/reproduce', { month }).catch((thrown: unknown) => fail(problemOf(thrown))));
    setBusy(false);
  };
  return (
    <div className={classes.stack}>
      <div className={classes.line}>
        <Button variant="default" loading={busy} onClick={() => void reproduce()}>
          {say('reproduce.act')}
        </Button>
        <p className={classes.soft}>{say('reproduce.help', { month: format.month(month) })}</p>
      </div>
      <div aria-live="polite" className={classes.stack}>
        {busy && <p>{say('reproduce.busy')}</p>}
        {!busy && result?.ok === false && <ProblemNotice problem={result.problem} />}
        {!busy && result?.ok && <OutcomeView outcome={result.value} />}
      </div>
    </div>
  );
}

function OutcomeView({ outcome }: { readonly outcome: Outcome }) {
  const say = useWords(words);
  const format = useFormat();
  const { equal, checked, version, deviations, total } = outcome;
  return (
    <div className={classes.outcome} data-equal={equal}>
      <p>
        <strong>
          <StatusWord meaning={equal ? 'done' : 'stop'}>
            {say(equal ? 'reproduce.equal' : 'reproduce.differs')}
          </StatusWord>
        </strong>
      </p>
      <p>
        <Told>{outcome.words}</Told>
      </p>
      <p className={classes.soft}>
        {say('reproduce.checked', {
          version,
          contracts: format.count(checked.contracts),
          postings: format.count(checked.postings),
          documents: format.count(checked.documents),
        })}
      </p>
      {deviations.length > 0 && <Deviations deviations={deviations} total={total} />}
    </div>
  );
}

function Deviations({ deviations, total }: Pick<Outcome, 'deviations' | 'total'>) {
  const say = useWords(words);
  return (
    <>
      <p>
        {say('reproduce.total', { count: total })}{' '}
        {total > deviations.length && say('reproduce.first', { shown: deviations.length })}
      </p>
      <table className={classes.table} aria-label={say('reproduce.label')}>
        <thead>
          <tr>
            <th scope="col">{say('reproduce.check')}</th>
            <th scope="col">{say('reproduce.what')}</th>
            <th scope="col">{say('reproduce.which')}</th>
          </tr>
        </thead>
        <tbody>
          {deviations.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an outcome is one fixed list
            <tr key={at}>
              <td className={classes.word}>{say(`deviation.${one.check}`)}</td>
              <td>
                <Told>{one.words}</Told>
              </td>
              <td>
                {(one.contract ?? one.document) !== null && (
                  <ThingLink contract={one.contract?.id ?? null} document={one.document?.id ?? null}>
                    {one.contract?.key ?? one.document?.key ?? ''}
                  </ThingLink>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
