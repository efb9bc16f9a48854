/** Starting, previewing, resuming and cancelling, with the same manners everywhere on the screen. */
import type { LiveRun } from '../../../shared/contract/desk.ts';
import type { WindowInput } from '../../../shared/contract/window.ts';
import { call } from '../../bridge/api.ts';
import { useAct } from '../../bridge/use-act.ts';
import { setLiveRun, useIsRunning, useLiveRun } from '../../state/live-run.ts';

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
  return {
    busy: running || start.busy || look.busy,
    run: async (wish) => {
      const started = await start.act(wish);
      if (started.ok) show(started.value);
      return started.ok;
    },
    preview: async (wish) => {
      const started = await look.act(wish);
      if (started.ok) show(started.value);
      return started.ok;
    },
    cancel: () => void call('desk/cancel-run', {}),
  };
}

/** The picture that comes with the answer, unless an event of the same run was here before it: that one is newer. */
function show(live: LiveRun): void {
  if (useLiveRun.getState().run?.startedAt !== live.startedAt) setLiveRun(live);
}
