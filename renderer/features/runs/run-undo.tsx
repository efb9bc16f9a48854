/** Undoing a run: what goes back, in numbers, before it is done; and what to do afterwards. */
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { MoneyText } from '../../components/money.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Count } from '../../components/texts.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { useIsRunning } from '../../state/live-run.ts';
import { goTo } from '../../state/location.ts';
import classes from '../close/close.module.css';
import type { Run } from './run-words.ts';
import { tableName } from './table-names.ts';
import { words } from './words.ts';

/** Runs that are over, not taken back, and no undo themselves. */
export function mayBeUndone(run: Pick<Run, 'kind' | 'status' | 'undoneBy'>): boolean {
  return run.undoneBy === null && run.kind !== 'undo' && run.status !== 'running' && run.status !== 'pending';
}

export function RunUndo({ run }: { readonly run: Run }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const running = useIsRunning();
  const [open, setOpen] = useState(false);
  // The dialogue stays after the deed: it then says what to do next.
  if (!mayBeUndone(run) && !open) return null;
  return (
    <>
      {mayBeUndone(run) && (
        <Button variant="outline" color="stop" disabled={running} onClick={() => setOpen(true)}>
          {say('undo.act', { run: run.id })}
        </Button>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size="lg"
        title={say('undo.title', { run: run.id })}
        closeButtonProps={{ 'aria-label': sayCommon('act.close') }}
      >
        {open && <UndoDialog run={run.id} onClose={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function UndoDialog({ run, onClose }: { readonly run: number; readonly onClose: () => void }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const undo = useAct('runs/undo', { quiet: true });
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof undo.act>> | null>(null);
  const preview = useCall('runs/undo-preview', { run }, { enabled: answer === null });
  if (answer?.ok === true) {
    const { rows, undoneBy } = answer.value;
    const count = rows.removed + rows.restored + rows.returned;
    return (
      <div className={classes.wideStack} role="status">
        <p>{say('undo.done', { run, by: undoneBy, count })}</p>
        {rows.kept > 0 && <p>{say('undo.kept', { count: rows.kept })}</p>}
        <p>{say('undo.next')}</p>
        <div className={classes.acts}>
          <Button onClick={() => goTo('/close')}>{say('undo.nextAct')}</Button>
          <Button variant="default" onClick={onClose}>
            {sayCommon('act.close')}
          </Button>
        </div>
      </div>
    );
  }
  const problem = answer?.ok === false ? answer.problem : preview.error?.problem;
  if (problem !== undefined) return <ProblemNotice problem={problem} />;
  if (preview.data === undefined) return <p>{sayCommon('loading')}</p>;
  const { tables, postings, records, decisions } = preview.data;
  const sum = { removed: 0, restored: 0, returned: 0 };
  for (const each of Object.values(tables)) {
    sum.removed += each.removed;
    sum.restored += each.restored;
    sum.returned += each.returned;
  }
  const count = sum.removed + sum.restored + sum.returned;
  const parts = (['removed', 'restored', 'returned'] as const)
    .filter((key) => sum[key] > 0)
    .map((key) => say(`undo.${key}`, { count: format.count(sum[key]) }));
  const posted = postings.reduce((total, each) => total + each.count, 0);
  return (
    <div className={classes.wideStack}>
      <div className={classes.stack}>
        <p>
          <strong>{say('undo.sentence', { run, count, postings: format.count(posted) })}</strong>
        </p>
        {parts.length > 0 && <p>{parts.join(', ')}.</p>}
        {records > 0 && <p>{say('undo.records', { count: records })}</p>}
        {decisions > 0 && <p>{say('undo.decisions', { count: decisions })}</p>}
      </div>
      <details>
        <summary>{say('undo.what')}</summary>
        <table className={classes.table} style={{ minWidth: 0 }}>
          <tbody>
            {Object.entries(tables).map(([table, each]) => (
              <tr key={table}>
                <th scope="row">{tableName(table, say)}</th>
                <td className={classes.number}>
                  <Count value={each.removed + each.restored + each.returned} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {postings.length > 0 && (
        <table className={classes.table} style={{ minWidth: 0 }}>
          <caption style={{ textAlign: 'start' }}>{say('undo.month')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('steps.month')}</th>
              <th scope="col" className={classes.number}>
                {say('posted.count')}
              </th>
              <th scope="col" className={classes.number}>
                {say('posted.amount')} {format.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {postings.map((each) => (
              <tr key={each.month}>
                <td>{format.month(each.month)}</td>
                <td className={classes.number}>
                  <Count value={each.count} />
                </td>
                <td className={classes.number}>
                  <MoneyText amount={-each.amount} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={classes.soft}>{say('undo.after')}</p>
      <div className={classes.acts}>
        <Button
          variant="outline"
          color="stop"
          loading={undo.busy}
          onClick={() => void undo.act({ run }).then(setAnswer)}
        >
          {say('undo.confirm', { run, count })}
        </Button>
        <Button variant="default" onClick={onClose}>
          {sayCommon('act.cancel')}
        </Button>
      </div>
    </div>
  );
}
