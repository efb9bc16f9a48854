/** The way of a month from open to closed, with where it stands. */
import { MONTH_STATES } from '../../../shared/domain/month-states.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './signing.module.css';
import { words } from './words.ts';

export function MonthPath({ month }: { readonly month: string }) {
  const say = useWords(words);
  const format = useFormat();
  const board = useCall('months/board', { month });
  const state = board.data?.month === month ? board.data.state : null;
  return (
    <ol className={classes.path} aria-label={say('path', { month: format.month(month) })}>
      {MONTH_STATES.map((each) => (
        <li key={each} {...(each === state ? { 'aria-current': 'step' as const } : {})}>
          {say(`state.${each}`)}
        </li>
      ))}
    </ol>
  );
}
