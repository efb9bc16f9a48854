/** What happens in the engine, told to the stores and to the cache. Started once, before the first screen. */
import type { DeskEvent } from '../../shared/contract/desk.ts';
import { setDesk, useDesk } from '../state/desk.ts';
import { setIssueCounts } from '../state/issue-counts.ts';
import { setLiveRun } from '../state/live-run.ts';
import { goTo } from '../state/location.ts';
import { whenBack } from '../state/reachable.ts';
import { api, call } from './api.ts';
import { queryClient, refresh, refreshEverything, refreshLedger } from './query-client.ts';
import { callQuery } from './use-call.ts';

/** Takes one event. Exported for tests. */
export function take(event: DeskEvent): void {
  switch (event.type) {
    case 'run':
      if (setLiveRun(event.run) === 'ended') void refreshEverything();
      return;
    case 'issues':
      setIssueCounts(event);
      void refresh('issues');
      return;
    case 'connections':
      void refresh('connections');
      return;
    case 'ledger':
      void refreshLedger();
      return;
    case 'state': {
      const before = useDesk.getState().desk;
      setDesk(event.state);
      // Another ledger: nothing that was read from the one before may stay on screen.
      if (before !== null && (before.path !== event.state.path || before.ledger !== event.state.ledger)) {
        void queryClient.resetQueries();
      }
      return;
    }
    case 'go':
      goTo(event.to);
      return;
  }
}

/** Reads what there is now; again whenever the program was gone and came back. */
async function catchUp(): Promise<void> {
  const [state, live] = await Promise.all([call('desk/state', {}), call('desk/live-run', {})]);
  if (state.ok) {
    setDesk(state.value);
    if (state.value.ledger === 'open') void countIssues();
  } else useDesk.setState({ problem: state.problem });
  if (live.ok) setLiveRun(live.value);
}

/** The counts in the rail: nothing waits for them, and a screen that shows them shares the answer. */
async function countIssues(): Promise<void> {
  const totals = await queryClient.fetchQuery({ ...callQuery('issues/totals', {}), staleTime: 0 }).catch(() => null);
  if (totals !== null) setIssueCounts(totals);
}

/** Listens from now on. Returns the function that stops. */
export async function startListening(): Promise<() => void> {
  const stopEvents = api.onEvent(take);
  const stopBack = whenBack(() => {
    void catchUp();
    void refreshEverything();
  });
  await catchUp();
  return () => {
    stopEvents();
    stopBack();
  };
}
