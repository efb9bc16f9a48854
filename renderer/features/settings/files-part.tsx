/** Backups, where the ledger and the log lie, and whether the ledger is whole. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowInput, WindowOutput } from '../../../shared/contract/window.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { call } from '../../bridge/api.ts';
import { useAct } from '../../bridge/use-act.ts';
import components from '../../components/components.module.css';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { showNote, showProblem } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import { BackupList } from '../backups/backup-list.tsx';
import { fileSize } from '../backups/file-size.ts';
import { words as backupWords } from '../backups/words.ts';
import classes from './settings.module.css';
import { words } from './words.ts';

export function FilesPart() {
  const say = useWords(words);
  const sayBackup = useWords(backupWords);
  const format = useFormat();
  const make = useAct('backups/make');
  const path = useDesk((state) => state.desk?.path ?? '');
  const onMake = async () => {
    const made = await make.act({});
    if (made.ok) showNote(sayBackup('made', { size: fileSize(made.value.bytes, format.locale) }));
  };
  return (
    <>
      <section className={`${classes.section} ${classes.wide}`} aria-labelledby="backups">
        <h2 id="backups">{sayBackup('title')}</h2>
        <p className={classes.soft}>{sayBackup('what')}</p>
        <div className={classes.acts}>
          <Button loading={make.busy} onClick={() => void onMake()}>
            {sayBackup('make')}
          </Button>
        </div>
        <BackupList />
      </section>
      <LedgerCheck />
      <section className={`${classes.section} ${classes.wide}`} aria-labelledby="files">
        <h2 id="files">{say('files')}</h2>
        <dl className={components.facts}>
          <dt>{say('ledgerAt')}</dt>
          <dd>{path}</dd>
          <dt>{say('dataFolder')}</dt>
          <dd>
            <Place what="data" label={say('show')} />
          </dd>
          <dt>{say('logs')}</dt>
          <dd>
            <Place what="logs" label={say('showLogs')} />
            <p className={classes.soft}>{say('logsHelp')}</p>
          </dd>
        </dl>
      </section>
    </>
  );
}

/** Shows a folder in the file manager; where there is none, says where it is. */
function Place({ what, label }: { readonly what: WindowInput<'desk/show'>['what']; readonly label: string }) {
  const say = useWords(words);
  const [place, setPlace] = useState<string | null>(null);
  const show = async () => {
    const result = await call('desk/show', { what });
    if (!result.ok) showProblem(result.problem);
    else setPlace(result.value.shown ? null : result.value.path);
  };
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    showNote(say('copied'));
  };
  return (
    <div className={classes.place}>
      {place === null ? (
        <Button variant="default" size="xs" onClick={() => void show()}>
          {label}
        </Button>
      ) : (
        <>
          <bdi role="status">{say('shownAt', { path: place })}</bdi>
          <Button variant="default" size="xs" onClick={() => void copy(place)}>
            {say('copyPath')}
          </Button>
        </>
      )}
    </div>
  );
}

function LedgerCheck() {
  const say = useWords(words);
  const [checked, setChecked] = useState<WindowOutput<'ledger/check'> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setProblem(null);
    const result = await call('ledger/check', {});
    setBusy(false);
    if (result.ok) setChecked(result.value);
    else setProblem(result.problem);
  };
  const off = checked?.checks.filter((check) => !check.ok) ?? [];
  return (
    <section className={classes.section} aria-labelledby="whole">
      <h2 id="whole">{say('checkTitle')}</h2>
      <p className={classes.soft}>{say('checkHelp')}</p>
      <div className={classes.acts}>
        <Button variant="default" loading={busy} onClick={() => void run()}>
          {say('checkLedger')}
        </Button>
      </div>
      {problem !== null && <ProblemNotice problem={problem} />}
      {checked !== null && (
        <div role="status" className={components.stack}>
          {checked.ok ? (
            <StatusWord meaning="done">{say('checkOk', { count: checked.checks.length })}</StatusWord>
          ) : (
            <>
              <StatusWord meaning="stop">{say('checkLook')}</StatusWord>
              <ul>
                {off.flatMap((check) =>
                  check.found.slice(0, 5).map((text) => (
                    <li key={`${check.name} ${text}`} dir="auto">
                      {text}
                    </li>
                  )),
                )}
              </ul>
              <p>{say('checkLookFix')}</p>
            </>
          )}
        </div>
      )}
    </section>
  );
}
