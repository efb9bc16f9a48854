/** The ledger is there and cannot be opened: why, and what can be done about it from here. */
import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../shared/domain/problem.ts';
import { useAct } from '../bridge/use-act.ts';
import { Page } from '../components/page.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { BackupList } from '../features/backups/backup-list.tsx';
import { words as backupWords } from '../features/backups/words.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import { useDesk } from '../state/desk.ts';
import classes from './frame.module.css';

export function Refused({ problem }: { readonly problem: Problem }) {
  const say = useWords(common);
  const sayBackup = useWords(backupWords);
  const path = useDesk((state) => state.desk?.path ?? '');
  const sample = useDesk((state) => state.desk?.sample === true);
  const again = useAct('desk/open-company');
  const openSample = useAct('desk/open-sample');
  const [choosing, setChoosing] = useState(false);
  return (
    <main className={classes.alone}>
      <Page title={say('refused.title')}>
        <ProblemNotice
          weight="stop"
          problem={problem}
          action={
            <>
              <Button
                size="xs"
                loading={again.busy || (sample && openSample.busy)}
                onClick={() => void (sample ? openSample : again).act({})}
              >
                {say('refused.again')}
              </Button>
              {sample ? (
                <Button size="xs" variant="default" loading={again.busy} onClick={() => void again.act({})}>
                  {say('refused.own')}
                </Button>
              ) : (
                <>
                  <Button size="xs" variant="default" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
                    {say('refused.restore')}
                  </Button>
                  <Button size="xs" variant="default" loading={openSample.busy} onClick={() => void openSample.act({})}>
                    {say('refused.sample')}
                  </Button>
                </>
              )}
            </>
          }
        />
        <p className={classes.soft}>{say('refused.where', { path })}</p>
        {choosing && (
          <section className={classes.refusedBackups} aria-labelledby="refused-backups">
            <Title order={2} id="refused-backups">
              {sayBackup('title')}
            </Title>
            <BackupList refused />
          </section>
        )}
      </Page>
    </main>
  );
}
