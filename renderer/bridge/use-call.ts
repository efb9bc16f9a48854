import { keepPreviousData, queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { WindowChannel, WindowInput, WindowOutput } from '../../shared/contract/window.ts';
import { call } from './api.ts';
import { ProblemError } from './problem-error.ts';
import { callKey } from './query-client.ts';

export interface CallOptions {
  /** False waits, for instance for something to be chosen. */
  readonly enabled?: boolean;
  /** False shows the empty state while another input is asked for; by default the previous answer stays until the new one comes. */
  readonly keepPrevious?: boolean;
}

/** A call as TanStack Query knows it, for `useQueries` and `fetchQuery`. A problem is thrown as {@link ProblemError}. */
export function callQuery<C extends WindowChannel>(channel: C, input: WindowInput<C>) {
  return queryOptions<WindowOutput<C>, ProblemError>({
    queryKey: callKey(channel, input),
    queryFn: async () => {
      const result = await call(channel, input);
      if (!result.ok) throw new ProblemError(result.problem);
      return result.value;
    },
  });
}

/** Reads a use case: cached, asked again when events say that its area changed. `.error.problem` is what to show. */
export function useCall<C extends WindowChannel>(
  channel: C,
  input: WindowInput<C>,
  options: CallOptions = {},
): UseQueryResult<WindowOutput<C>, ProblemError> {
  const query = callQuery(channel, input);
  return useQuery<WindowOutput<C>, ProblemError>({
    queryKey: query.queryKey,
    queryFn: query.queryFn,
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === false ? {} : { placeholderData: keepPreviousData }),
  });
}
