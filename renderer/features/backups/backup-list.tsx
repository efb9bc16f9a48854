/** The backups of the ledger: look into one, or go back to it. Works where the ledger itself cannot be opened. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import components from '../../components/components.module.css';
import { ConfirmAct } from '../../components/confirm-act.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { BackupContent, useBackupCheck } from './backup-content.tsx';
import { fileSize } from './file-size.ts';
import { words } from './words.ts';

type Backup = WindowOutput<'backups/list'>['backups'][number];

/** `refused`: there is no ledger to make a backup of. */
export function BackupList({ refused = false }: { readonly refused?: boolean }) {
  const say = useWords(words);
  const list = useCall('backups/list', {});
  if (list.error) return <ProblemNotice problem={list.error.problem} onAgain={() => void list.refetch()} />;
  if (list.data === undefined) return <p aria-busy>{say('checking')}</p>;
  if (list.data.backups.length === 0) {
    return refused ? <p>{say('noneRefused')}</p> : <EmptyState title={say('none')}>{say('noneMeaning')}</EmptyState>;
  }
  return (
    <div className={components.stack}>
      <table className={components.plainTable}>
        <caption className="visually-hidden">{say('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('why')}</th>
            <th scope="col" className={components.number}>
              {say('size')}
            </th>
            <th scope="col">{say('acts')}</th>
          </tr>
        </thead>
        <tbody>
          {list.data.backups.map((backup) => (
            <BackupRow key={backup.file} backup={backup} />
          ))}
        </tbody>
      </table>
      <p className={components.soft}>{say('where', { folder: list.data.folder })}</p>
    </div>
  );
}

function BackupRow({ backup }: { readonly backup: Backup }) {
  const say = useWords(words);
  const format = useFormat();
  const [looking, setLooking] = useState(false);
  const when = format.instant(backup.at);
  return (
    <>
      <tr>
        <td>{when}</td>
        <td>{say(`why.${backup.why}`)}</td>
        <td className={components.number}>{fileSize(backup.bytes, format.locale)}</td>
        <td>
          <div className={components.acts}>
            <Button
              variant="default"
              size="xs"
              aria-expanded={looking}
              aria-label={say('checkOf', { when })}
              onClick={() => setLooking(!looking)}
            >
              {say('check')}
            </Button>
            <RestoreAct backup={backup} />
          </div>
        </td>
      </tr>
      {looking && (
        <tr>
          <td colSpan={4}>
            <BackupContent file={backup.file} />
          </td>
        </tr>
      )}
    </>
  );
}

function RestoreAct({ backup }: { readonly backup: Backup }) {
  const say = useWords(words);
  const format = useFormat();
  const when = format.instant(backup.at);
  const [asked, setAsked] = useState(false);
  const check = useBackupCheck(backup.file, asked);
  const restore = useAct('desk/restore-backup');
  return (
    <ConfirmAct
      label={say('restore')}
      title={say('restoreTitle', { when })}
      confirm={say('confirm', { when })}
      destructive
      size="xs"
      onOpen={() => setAsked(true)}
      confirmDisabled={check.data?.ok !== true}
      onConfirm={async () => {
        const restored = await restore.act({ file: backup.file });
        if (restored.ok) showNote(say('restored', { when }));
      }}
    >
      <div className={components.stack}>
        <BackupContent file={backup.file} />
        {check.data?.ok === true && (
          <>
            <p>{say('lostSince')}</p>
            <p>{say('kept')}</p>
          </>
        )}
      </div>
    </ConfirmAct>
  );
}
