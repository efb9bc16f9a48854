/**
 * The one way from a screen to the engine. The desktop's preload gives named functions; in a browser the same functions go over
 * HTTP to the program that served the page. Screens cannot tell which, and nothing else in the renderer may call either.
 */
import {
  functionName,
  WINDOW_CHANNELS,
  type WindowApi,
  type WindowChannel,
  type WindowInput,
  type WindowOutput,
} from '../../shared/contract/window.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { httpApi } from './http-api.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop app. */
    readonly monthend?: WindowApi;
  }
}

const given = typeof window === 'undefined' ? undefined : window.monthend;

/** All use cases as named functions, and the events. */
export const api: WindowApi = given ?? httpApi(WINDOW_CHANNELS);

type AnyCall = (input: unknown) => Promise<Result<unknown>>;

/** Calls a use case by its channel name, typed from the contract. */
export function call<C extends WindowChannel>(channel: C, input: WindowInput<C>): Promise<Result<WindowOutput<C>>> {
  // The one place where a name becomes a function: both sides of the cast come from the same map of channels.
  const byName = api as unknown as Readonly<Record<string, AnyCall | undefined>>;
  const run = byName[functionName(channel)];
  if (run === undefined) throw new TypeError(`This window has no ${channel}`);
  return run(input) as Promise<Result<WindowOutput<C>>>;
}
