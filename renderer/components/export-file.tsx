/** What is shown as a file: the button that writes all of it, and the line that says where it is. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WindowInput, WindowOutput } from '../../shared/contract/window.ts';
import { call } from '../bridge/api.ts';
import { useAct } from '../bridge/use-act.ts';
import { useWords } from '../i18n/words.ts';
import { useDesk } from '../state/desk.ts';
import classes from './components.module.css';
import { words } from './export-file.words.ts';

type Channel = 'desk/export-issues' | 'desk/export-report' | 'desk/export-parity';

export type WrittenFile = NonNullable<WindowOutput<Channel>>;

interface Props<C extends Channel> {
  readonly channel: C;
  /** What of it: everything under the filters, not only what is in view. */
  readonly input: WindowInput<C>;
  readonly label: string;
  readonly onWritten: (file: WrittenFile) => void;
}

export function ExportButton<C extends Channel>({ channel, input, label, onWritten }: Props<C>) {
  const { act, busy } = useAct(channel);
  const write = async () => {
    const written = await act(input);
    // Null: no file was chosen.
    if (written.ok && written.value !== null) onWritten(written.value);
  };
  return (
    <Button variant="default" loading={busy} onClick={() => void write()}>
      {label}
    </Button>
  );
}

/** Where the file is, and the way to it. `said`: how much is in which file. */
export function WrittenNote({ file, said }: { readonly file: WrittenFile; readonly said: string }) {
  const say = useWords(words);
  const shell = useDesk((state) => state.desk?.shell);
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return (
    <p className={classes.written} role="status">
      <span>{said}</span>
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
          {say('show')}
        </Button>
      )}
    </p>
  );
}
