import { openSpotlight } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import { useCall } from '../bridge/use-call.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Name } from '../components/texts.tsx';
import { WhoMenu } from '../features/operators/who-menu.tsx';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import { useDesk } from '../state/desk.ts';
import classes from './frame.module.css';
import { RunState } from './run-state.tsx';

/** Company, month, search, and the run in progress. */
export function TopBar() {
  const say = useWords(common);
  const format = useFormat();
  const desk = useDesk((state) => state.desk);
  const months = useCall('close/months', {});
  const open = months.data?.firstOpenMonth ?? null;
  return (
    <section className={classes.top} aria-label={say('frame.menu')}>
      <div className={classes.company}>
        <Name>{desk?.company?.name ?? ''}</Name>
      </div>
      {desk?.sample === true && <span className={classes.tag}>{say('frame.sample')}</span>}
      {open !== null && <span className={classes.soft}>{format.month(open)}</span>}
      <button type="button" className={classes.search} onClick={openSpotlight}>
        <Search size="1rem" aria-hidden />
        <span>{say('frame.search')}</span>
        <KeyHint keys="Ctrl+K" />
      </button>
      <RunState />
      <WhoMenu />
    </section>
  );
}
