/** The accounts a month is posted to: a chart to begin from, an account for each purpose and each service, and how the file is written. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { showNote } from '../../components/toasts.tsx';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { AccountFields } from './account-fields.tsx';
import classes from './accounts.module.css';
import { type Accounts, type Draft, draftOf, isSame, saveOf } from './draft.ts';
import { FileFields } from './file-fields.tsx';
import { words } from './words.ts';

export function AccountsScreen() {
  const sayCommon = useWords(common);
  const answer = useCall('accounts/get', {});
  if (answer.data !== undefined) return <Shown key={JSON.stringify(answer.data)} accounts={answer.data} />;
  return (
    <Page title={sayCommon('nav.accounts')}>
      {answer.error === null ? (
        <p className={shared.soft}>{sayCommon('loading')}</p>
      ) : (
        <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />
      )}
    </Page>
  );
}

function Shown({ accounts }: { readonly accounts: Accounts }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const [draft, setDraft] = useState<Draft>(() => draftOf(accounts));
  const { act, busy } = useAct('accounts/save');
  const same = isSame(draft, accounts);
  const save = async () => {
    const saved = await act(saveOf(draft, accounts));
    if (saved.ok) showNote(say('saved'));
  };
  return (
    <Page
      title={sayCommon('nav.accounts')}
      subtitle={say(accounts.chosen ? 'chosen' : 'notChosen')}
      actions={
        <Button disabled={same} loading={busy} onClick={() => void save()}>
          {say('save')}
        </Button>
      }
    >
      {accounts.missing.length > 0 && (
        <div role="status" className={classes.missing}>
          <StatusWord meaning="look">{say('missing', { count: accounts.missing.length })}</StatusWord>
          <ul>
            {accounts.missing.map(({ role, service }) => (
              <li key={`${role} ${service}`}>
                {roleWord(role, say)}
                {service !== null && (
                  <>
                    {' · '}
                    <bdi>{accounts.services.find(({ key }) => key === service)?.name ?? service}</bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <section className={classes.part} aria-labelledby="chart">
        <h2 id="chart">{say('chart')}</h2>
        <p className={shared.soft}>{say('chart.means')}</p>
        <div className={classes.row}>
          {accounts.presets.map(({ id, title }) => (
            <ConfirmAct
              key={id}
              label={say('chart.take', { title: presetWord(id, title, say) })}
              title={say('chart.take', { title: presetWord(id, title, say) })}
              confirm={say('chart.confirm')}
              onConfirm={async () => {
                const saved = await act({ preset: id === 'spain-pgc' ? 'spain-pgc' : 'neutral' });
                if (saved.ok) showNote(say('saved'));
              }}
            >
              <p>{say('chart.does')}</p>
            </ConfirmAct>
          ))}
        </div>
      </section>
      <AccountFields accounts={accounts} draft={draft} onChange={setDraft} />
      <FileFields draft={draft} onChange={setDraft} />
    </Page>
  );
}

type SayAccounts = ReturnType<typeof useWords<typeof words.en>>;

const ROLE_WORDS = [
  'deferred',
  'contractAsset',
  'priorPeriod',
  'breakage',
  'fxGain',
  'fxLoss',
  'receivable',
  'vat',
  'revenue',
] as const;

function roleWord(role: string, say: SayAccounts): string {
  const known = ROLE_WORDS.find((one) => one === role);
  return known === undefined ? role : say(`role.${known}`);
}

function presetWord(id: string, title: string, say: SayAccounts): string {
  return id === 'neutral' ? say('chart.neutral') : id === 'spain-pgc' ? say('chart.spain') : title;
}
