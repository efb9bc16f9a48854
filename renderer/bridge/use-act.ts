import { useMutation } from '@tanstack/react-query';
import type { WindowChannel, WindowInput, WindowOutput } from '../../shared/contract/window.ts';
import { fail, type Result } from '../../shared/domain/problem.ts';
import { showProblem } from '../components/toasts.tsx';
import { call } from './api.ts';
import { problemOf } from './problem-error.ts';
import { refreshEverything } from './query-client.ts';

export interface Act<C extends WindowChannel> {
  /** Does it. Never throws: the answer is a value or a problem, and a problem was shown unless `quiet`. */
  readonly act: (input: WindowInput<C>) => Promise<Result<WindowOutput<C>>>;
  readonly busy: boolean;
}

/** Changes something. What is on screen is asked again afterwards. `quiet`: the caller shows the problem itself. */
export function useAct<C extends WindowChannel>(channel: C, options: { readonly quiet?: boolean } = {}): Act<C> {
  const mutation = useMutation({
    mutationKey: [channel],
    mutationFn: async (input: WindowInput<C>): Promise<Result<WindowOutput<C>>> => {
      const result = await call(channel, input).catch((thrown: unknown) => fail(problemOf(thrown)));
      if (result.ok) await refreshEverything();
      else if (options.quiet !== true) showProblem(result.problem);
      return result;
    },
  });
  return { act: mutation.mutateAsync, busy: mutation.isPending };
}
