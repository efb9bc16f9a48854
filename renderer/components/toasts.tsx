/** Short notes at the lower edge: a problem with its fix, and a decision with its way back. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Problem } from '../../shared/domain/problem.ts';
import { common } from '../i18n/common.ts';
import { say } from '../i18n/words.ts';
import { pushUndo, type Undoable, undoLast } from '../state/undo.ts';
import classes from './components.module.css';
import { ProblemNotice } from './problem-notice.tsx';

/** Every note can be put away, and the button says so. */
function toast(note: Parameters<typeof notifications.show>[0]): string {
  return notifications.show({ ...note, closeButtonProps: { 'aria-label': say(common, 'act.close') } });
}

/** Shows a problem until it is put away. */
export function showProblem(problem: Problem): void {
  toast({
    id: `problem-${problem.code}`,
    message: <ProblemNotice problem={problem} />,
    autoClose: false,
    withBorder: false,
    classNames: { root: classes.bareToast ?? '' },
  });
}

/** A short note that goes away by itself. */
export function showNote(words: string): void {
  toast({ message: <span dir="auto">{words}</span>, autoClose: 4000 });
}

/** Notes a decision for Ctrl+Z and shows it with its Undo. */
export function rememberUndo(act: Undoable): void {
  pushUndo(act);
  const id = toast({
    message: (
      <span className={classes.undoToast}>
        <span dir="auto">{act.words}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            void takeBack(act);
          }}
        >
          {say(common, 'act.undo')}
        </Button>
      </span>
    ),
    autoClose: 12_000,
  });
}

/** Undoes an act, or the newest, and says so. */
export async function takeBack(act?: Undoable): Promise<void> {
  const undone = await undoLast(act);
  showNote(undone === null ? say(common, 'act.nothingToUndo') : say(common, 'act.undone', { words: undone.words }));
}
