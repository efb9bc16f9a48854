import { StatusWord } from '../../components/status-word.tsx';
import { Told } from '../../components/told.tsx';
import { useEngineWords } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './signing.module.css';
import type { Board } from './use-month.ts';
import { words } from './words.ts';

/** The month-end checklist: each step in words, done or left, what shows it, and when it is due. */
export function Checklist({ board, label }: { readonly board: Board; readonly label: string }) {
  const say = useWords(words);
  const { checkStep } = useEngineWords();
  const due = (day: number): string =>
    day < 0 ? say('steps.before', { count: -day }) : say('steps.after', { count: day });
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{say('steps.state')}</th>
            <th scope="col">{say('steps.step')}</th>
            <th scope="col">{say('steps.shows')}</th>
            <th scope="col">{say('steps.due')}</th>
          </tr>
        </thead>
        <tbody>
          {board.steps.map((step) => (
            <tr key={step.key}>
              <td className={classes.word}>
                <StatusWord meaning={step.done ? 'done' : 'wait'}>
                  {say(step.done ? 'steps.done' : 'steps.left')}
                </StatusWord>
              </td>
              <th scope="row">{checkStep(step)}</th>
              <td>
                <Told>{step.because}</Told>
              </td>
              <td className={classes.quiet}>{due(step.day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
