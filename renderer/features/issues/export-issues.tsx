import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { call } from '../../bridge/api.ts';
import { useAct } from '../../bridge/use-act.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import classes from './issues.module.css';
import type { Filter } from './view.ts';
import { words } from './words.ts';

export type Written = NonNullable<WindowOutput<'desk/export-issues'>>;

/** Writes what the filters show to a file; everything under them, not only what is in view. */
export function ExportButton({
  filter,
  onWritten,
}: {
  readonly filter: Filter;
  readonly onWritten: (file: Written) => void;
}) {
  const say = useWords(words);
  const { act, busy } = useAct('desk/export-issues');
  const write = async () => {
    const result = await act(filter);
    if (result.ok && result.value !== null) onWritten(result.value);
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void write()}>
      {say('export')}
    </Button>
  );
}

/** Where the file is, and the way to it. */
export function WrittenFile({ file }: { readonly file: Written }) {
  const say = useWords(words);
  const shell = useDesk((state) => state.desk?.shell);
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return (
    <p className={classes.sentence} role="status">
      <span>{say('exported', { count: file.rows, path: isolate(file.path) })}</span>
      {file.download !== null && (
        <a href={file.download} download>
          {say('download')}
        </a>
      )}
      {shell === 'desktop' && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            void call('desk/show', { what: 'export', path: file.path });
            setShown(false);
          }}
        >
          {say('showFile')}
        </Button>
      )}
    </p>
  );
}
