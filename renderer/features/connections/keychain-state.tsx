/** Where keys are kept on this computer, whether that works, and what to do when it does not. */
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useTold } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './connections.module.css';
import { words } from './words.ts';

export function KeychainState() {
  const say = useWords(words);
  const told = useTold();
  const keychain = useCall('desk/keychain', {});
  const state = keychain.data;
  const { refetch } = keychain;
  // No event tells of a keychain that was locked meanwhile.
  useEffect(() => void refetch(), [refetch]);
  return (
    <section className={classes.section} aria-labelledby="keychain">
      <h2 id="keychain">{say('keychainTitle')}</h2>
      {keychain.error && <ProblemNotice problem={keychain.error.problem} onAgain={() => void keychain.refetch()} />}
      {state !== undefined && (
        <>
          <StatusWord meaning={state.works ? 'done' : 'look'}>
            {say(state.works ? 'keychainWorks' : 'keychainNot')}
          </StatusWord>
          <p>
            {say(state.kind === 'keychain' ? 'kind.keychain' : 'kind.passphrase')}:{' '}
            <bdi dir="auto">{told(state.message)}</bdi>
          </p>
          {!state.works && <p>{say('keychainNotMeaning')}</p>}
          {state.fix !== null && <p dir="auto">{told(state.fix)}</p>}
          {!state.works && (
            <div>
              <Button variant="default" loading={keychain.isFetching} onClick={() => void keychain.refetch()}>
                {say('keychainAgain')}
              </Button>
            </div>
          )}
        </>
      )}
      <p className={classes.soft}>{say('keychainNever')}</p>
    </section>
  );
}
