/** Handing the close out: a package in one folder, and every one that was made of the month. */
import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { MONTH_STATES } from '../../../shared/domain/month-states.ts';
import { call } from '../../bridge/api.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Count, InstantText, Name } from '../../components/texts.tsx';
import { showNote } from '../../components/toasts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { fileSize } from '../backups/file-size.ts';
import classes from './signing.module.css';
import type { Board } from './use-month.ts';
import { words } from './words.ts';

type Made = WindowOutput<'packages/list'>[number];

export function Packages({ board }: { readonly board: Board }) {
  const say = useWords(words);
  const format = useFormat();
  const { month } = board;
  const settings = useCall('settings/get', {});
  const answer = useCall('packages/list', { month }, { keepPrevious: false });
  const make = useAct('desk/make-package');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const names = chosen ?? settings.data?.namesInExports ?? true;
  const onMake = async () => {
    const made = await make.act({ month, names });
    // Null: no folder was chosen.
    if (made.ok && made.value !== null) showNote(say('packages.done', { folder: isolate(made.value.folder) }));
  };
  return (
    <>
      <p>
        {say('packages.help')} {board.state !== 'closed' && say('packages.open')}
      </p>
      <div className={classes.line}>
        <Button variant="default" loading={make.busy} onClick={() => void onMake()}>
          {say('packages.make')}
        </Button>
        <Switch
          label={say('packages.names')}
          checked={names}
          onChange={(event) => setChosen(event.currentTarget.checked)}
        />
      </div>
      {answer.error !== null && <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />}
      {answer.data?.length === 0 && (
        <p className={classes.soft}>{say('packages.none', { month: format.month(month) })}</p>
      )}
      {answer.data !== undefined && answer.data.length > 0 && (
        <PackageTable packages={answer.data} label={say('packages.label', { month: format.month(month) })} />
      )}
    </>
  );
}

function PackageTable({ packages, label }: { readonly packages: readonly Made[]; readonly label: string }) {
  const say = useWords(words);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{say('packages.at')}</th>
            <th scope="col">{say('packages.by')}</th>
            <th scope="col">{say('packages.state')}</th>
            <th scope="col">{say('packages.folder')}</th>
          </tr>
        </thead>
        <tbody>
          {packages.map((made) => (
            <PackageRow key={made.id} made={made} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PackageRow({ made }: { readonly made: Made }) {
  const say = useWords(words);
  const state = MONTH_STATES.find((each) => each === made.state);
  // Where there is no file manager, or the package is of an earlier day, the place is said instead.
  const show = async () => {
    const shown = await call('desk/show', { what: 'export', path: made.folder });
    if (!shown.ok || !shown.value.shown) showNote(say('packages.where', { folder: isolate(made.folder) }));
  };
  return (
    <tr>
      <th scope="row" className={classes.word}>
        <InstantText at={made.at} />
      </th>
      <td>
        <Name>{made.who}</Name>
      </td>
      <td>{state === undefined ? made.state : say(`state.${state}`)}</td>
      <td>
        <div className={classes.line}>
          <Name wrap>{made.folder}</Name>
          <Button variant="default" size="compact-sm" onClick={() => void show()}>
            {say('packages.show')}
          </Button>
        </div>
        <details className={classes.seal}>
          <summary>{say('packages.files', { count: made.files.length })}</summary>
          <FileTable made={made} />
        </details>
      </td>
    </tr>
  );
}

function FileTable({ made }: { readonly made: Made }) {
  const say = useWords(words);
  const { locale } = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{say('packages.file')}</th>
          <th scope="col" className={classes.number}>
            {say('packages.rows')}
          </th>
          <th scope="col" className={classes.number}>
            {say('packages.size')}
          </th>
          <th scope="col">{say('packages.sha')}</th>
        </tr>
      </thead>
      <tbody>
        {made.files.map((file) => (
          <tr key={file.name}>
            <th scope="row">
              <Name wrap>{file.name}</Name>
            </th>
            <td className={classes.number}>
              <Count value={file.rows} />
            </td>
            <td className={classes.number}>{fileSize(file.bytes, locale)}</td>
            <td className={classes.hash} dir="ltr">
              {file.sha256}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
