/** Starting, previewing, resuming and cancelling, with the same manners everywhere on the screen. */
import { useCallback } from 'react';
import type { WindowInput } from '../../../shared/contract/window.ts';
import { call } from '../../bridge/api.ts';
import { useAct } from '../../bridge/use-act.ts';
import { setLiveRun, useIsRunning } from '../../state/live-run.ts';

export type Wish = WindowInput<'desk/start-run'>;

export interface RunActs {
  readonly run: (wish: Wish) => Promise<boolean>;
  readonly preview: (wish: Wish) => Promise<boolean>;
  readonly cancel: () => void;
  /** A run goes on, or is being started. */
  readonly busy: boolean;
}

export function useRunActs(): RunActs {
  const start = useAct('desk/start-run');
  const look = useAct('desk/start-preview');
  const running = useIsRunning();
  // The picture of the run comes with the answer: the screen need not wait for the first event. What came meanwhile is newer.
  const shown = useCallback(async () => {
    const live = await call('desk/live-run', {});
    if (live.ok) setLiveRun(live.value);
  }, []);
  return {
    busy: running || start.busy || look.busy,
    run: async (wish) => {
      const started = await start.act(wish);
      if (started.ok) await shown();
      return started.ok;
    },
    preview: async (wish) => {
      const started = await look.act(wish);
      if (started.ok) await shown();
      return started.ok;
    },
    cancel: () => void call('desk/cancel-run', {}),
  };
}
