/** What the app has to say about itself, below the top bar: it is gone, keys cannot be stored, a run was caught up. */
import { Button } from '@mantine/core';
import { call } from '../bridge/api.ts';
import { useCall } from '../bridge/use-call.ts';
import { ChooseName } from '../features/operators/choose-name.tsx';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useTold } from '../i18n/engine/use-told.ts';
import { useWords } from '../i18n/words.ts';
import { setDesk, useDesk } from '../state/desk.ts';
import { useHashPath } from '../state/location.ts';
import { useReachable } from '../state/reachable.ts';
import classes from './frame.module.css';

const NONE: readonly never[] = [];

export function Notices() {
  const say = useWords(common);
  const format = useFormat();
  const { reachable, lastAnswer } = useReachable();
  const told = useTold();
  const notices = useDesk((state) => state.desk?.notices) ?? NONE;
  // The sample company's systems need no keys.
  const sample = useDesk((state) => state.desk?.sample === true);
  const keychain = useCall('desk/keychain', {}, { enabled: !sample }).data;
  // There it is told at length.
  const atConnections = useHashPath()[0].startsWith('/connections');
  const dismiss = async (code: string) => {
    const result = await call('desk/dismiss-notice', { code });
    if (result.ok) setDesk(result.value);
  };
  return (
    <section className={classes.notices} aria-label={say('notice.all')}>
      {!reachable && (
        <div className={classes.notice} role="alert">
          <strong>{say('gone.title')}</strong>
          <span>{say('gone.meaning', { when: format.time(new Date(lastAnswer).toISOString()) })}</span>
          <span>{say('gone.fix')}</span>
        </div>
      )}
      {!sample && !atConnections && keychain?.works === false && (
        <div className={classes.notice}>
          <strong>{say('keychain.title')}</strong>
          <span dir="auto">{told(keychain.message)}</span>
          <a href="#/connections">{say('keychain.open')}</a>
        </div>
      )}
      <SetupNotice />
      <ChooseName />
      {notices.map((notice) => (
        <div key={notice.code} className={classes.notice} role="status">
          <strong dir="auto">{told(notice.message)}</strong>
          <span dir="auto">{told(notice.fix)}</span>
          <Button size="compact-sm" variant="default" onClick={() => void dismiss(notice.code)}>
            {say('notice.dismiss')}
          </Button>
        </div>
      ))}
    </section>
  );
}

/** One's own company without any system: where setting up goes on. */
function SetupNotice() {
  const say = useWords(common);
  const [path] = useHashPath();
  const own = useDesk((state) => state.desk?.ledger === 'open' && !state.desk.sample);
  const there = path.startsWith('/start') || path.startsWith('/connections');
  const list = useCall('connections/list', {}, { enabled: own && !there });
  const none = list.data?.every((connection) => connection.status === 'removed') ?? false;
  if (!own || there || !none) return null;
  return (
    <div className={classes.notice} role="status">
      <strong>{say('setup.title')}</strong>
      <a href="#/start">{say('setup.open')}</a>
    </div>
  );
}
