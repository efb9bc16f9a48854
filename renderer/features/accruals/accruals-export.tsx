/** The tidy file of all postings of the range, and where it was written. */
import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { WindowOutput } from '../../../shared/contract/window.ts';
import { useAct } from '../../bridge/use-act.ts';
import shared from '../../components/components.module.css';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { words } from './words.ts';

type Written = NonNullable<WindowOutput<'desk/export-accruals'>>;

export function AccrualsExport({ from, until }: { readonly from: string; readonly until: string }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [names, setNames] = useState(true);
  const [written, setWritten] = useState<Written | null>(null);
  const { act, busy } = useAct('desk/export-accruals');
  const show = useAct('desk/show');
  const closed = () => {
    setOpen(false);
    setWritten(null);
  };
  const write = async () => {
    const result = await act({ from, until, names });
    if (!result.ok) return setOpen(false);
    if (result.value === null) return setOpen(false);
    setWritten(result.value);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {say('export')}
      </Button>
      <Modal
        opened={open}
        onClose={closed}
        title={say('export.title')}
        closeButtonProps={{ 'aria-label': sayCommon('act.close') }}
      >
        <div className={shared.stack}>
          {written === null ? (
            <>
              <p>{say('export.means', { months: format.months(from, until) })}</p>
              <Checkbox
                label={say('export.names')}
                checked={names}
                onChange={(event) => setNames(event.currentTarget.checked)}
              />
              <div className={shared.confirmActs}>
                <Button variant="default" onClick={closed}>
                  {sayCommon('act.cancel')}
                </Button>
                <Button loading={busy} onClick={() => void write()}>
                  {say('export.write')}
                </Button>
              </div>
            </>
          ) : (
            <>
              <p role="status">
                {say('export.done', { count: written.rows })}{' '}
                <bdi className={shared.wrapped}>{isolate(written.path)}</bdi>
              </p>
              <div className={shared.confirmActs}>
                {written.download === null ? (
                  <Button variant="default" onClick={() => void show.act({ what: 'export', path: written.path })}>
                    {say('export.show')}
                  </Button>
                ) : (
                  <Button variant="default" component="a" href={written.download} download>
                    {say('export.download')}
                  </Button>
                )}
                <Button onClick={closed}>{sayCommon('act.close')}</Button>
              </div>
            </>
          )}
        </div>
      </Modal>
    </>
  );
}
