/** The ledger is there and cannot be opened: why, and what can be done about it from here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../shared/domain/problem.ts';
import { useAct } from '../bridge/use-act.ts';
import { useCall } from '../bridge/use-call.ts';
import { Page } from '../components/page.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';

export function Refused({ problem }: { readonly problem: Problem }) {
  const say = useWords(common);
  const again = useAct('desk/open-company');
  const sample = useAct('desk/open-sample');
  const [choosing, setChoosing] = useState(false);
  return (
    <main>
      <Page title={say('refused.title')}>
        <ProblemNotice
          weight="stop"
          problem={problem}
          action={
            <>
              <Button size="xs" loading={again.busy} onClick={() => void again.act({})}>
                {say('refused.again')}
              </Button>
              <Button size="xs" variant="default" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
                {say('refused.restore')}
              </Button>
              <Button size="xs" variant="default" loading={sample.busy} onClick={() => void sample.act({})}>
                {say('refused.sample')}
              </Button>
            </>
          }
        />
        {choosing && <Backups />}
      </Page>
    </main>
  );
}

function Backups() {
  const say = useWords(common);
  const format = useFormat();
  const list = useCall('backups/list', {});
  const restore = useAct('desk/restore-backup');
  if (list.error) return <ProblemNotice problem={list.error.problem} onAgain={() => void list.refetch()} />;
  if (list.data?.backups.length === 0) return <p>{say('refused.noBackups')}</p>;
  return (
    <ul>
      {list.data?.backups.map((backup) => (
        <li key={backup.file}>
          <Button variant="subtle" loading={restore.busy} onClick={() => void restore.act({ file: backup.file })}>
            {say('refused.backup', { when: format.instant(backup.at) })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
