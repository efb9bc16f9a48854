/** A report as a CSV file: all rows of what is shown, and where the file is. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowInput, WindowOutput } from '../../../shared/contract/window.ts';
import { call } from '../../bridge/api.ts';
import { useAct } from '../../bridge/use-act.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useDesk } from '../../state/desk.ts';
import classes from './reports.module.css';
import { words } from './words.ts';

export type WrittenReport = NonNullable<WindowOutput<'desk/export-report'>>;

type Channel = 'desk/export-report' | 'desk/export-parity';

interface Props<C extends Channel> {
  readonly channel: C;
  readonly input: WindowInput<C>;
  readonly onWritten: (file: WrittenReport) => void;
}

export function ExportReport<C extends Channel>({ channel, input, onWritten }: Props<C>) {
  const say = useWords(words);
  const { act, busy } = useAct(channel);
  const write = async () => {
    const written = await act(input);
    // Null: no file was chosen.
    if (written.ok && written.value !== null) onWritten(written.value);
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void write()}>
      {say('export')}
    </Button>
  );
}

/** Where the file is, and the way to it. */
export function WrittenNote({ file }: { readonly file: WrittenReport }) {
  const say = useWords(words);
  const shell = useDesk((state) => state.desk?.shell);
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return (
    <p className={classes.written} role="status">
      <span>{say('exported', { count: file.rows, path: isolate(file.path) })}</span>
      {file.download !== null && (
        <a href={file.download} download>
          {say('export.download')}
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
          {say('export.show')}
        </Button>
      )}
    </p>
  );
}
