/** One cache for all lists and details. Nothing goes stale by time: events say what changed, and then it is asked again. */
import { QueryClient } from '@tanstack/react-query';
import type { WindowChannel } from '../../shared/contract/window.ts';

/** The first part of a channel name. */
export type Area = WindowChannel extends infer C ? (C extends `${infer A}/${string}` ? A : never) : never;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // The engine is on this machine: being offline is no reason not to ask it.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Areas that say nothing about the ledger's content. */
const APART: readonly string[] = ['desk', 'connections', 'schedule', 'steps'] satisfies Area[];

/** The area of a channel: `issues` of `issues/page`. */
export function areaOf(channel: WindowChannel): string {
  return channel.slice(0, channel.indexOf('/'));
}

/** The key a call is cached under. */
export function callKey(channel: WindowChannel, input: unknown): readonly [string, string, unknown] {
  return [areaOf(channel), channel, input];
}

/** Asks again for what is on screen in these areas, and for the rest when it is next shown. */
export function refresh(...areas: readonly Area[]): Promise<void> {
  return queryClient.invalidateQueries({ predicate: (query) => areas.some((area) => area === query.queryKey[0]) });
}

export function refreshLedger(): Promise<void> {
  return queryClient.invalidateQueries({ predicate: (query) => !APART.includes(String(query.queryKey[0])) });
}

export function refreshEverything(): Promise<void> {
  return queryClient.invalidateQueries();
}
