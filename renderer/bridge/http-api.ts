/** The window's functions over HTTP, for the browser: same names, same answers, and server-sent events for what happens. */
import type { DeskEvent } from '../../shared/contract/desk.ts';
import { functionName, type WindowApi } from '../../shared/contract/window.ts';
import { fail, type Result } from '../../shared/domain/problem.ts';
import { hostAnswered, hostGone } from '../state/reachable.ts';

const GONE = {
  code: 'HOST_GONE',
  message: 'Monthend is not running any more.',
  meaning: 'What is on the screen can still be read; nothing new is done until it runs.',
  fix: 'Start Monthend again and open the address it prints.',
};

async function post(channel: string, input: unknown): Promise<Result<unknown>> {
  let response: Response;
  try {
    response = await fetch(`/call/${channel}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
  } catch {
    hostGone();
    return fail(GONE);
  }
  if (response.status === 401 || response.status === 403) {
    return fail({
      code: 'WINDOW_NOT_KNOWN',
      message: 'This window is not known to the Monthend that runs now.',
      meaning: 'It may have been started again since. Nothing was changed.',
      fix: 'Open the address that Monthend printed when it started.',
    });
  }
  hostAnswered();
  const body: unknown = await response.json().catch(() => null);
  if (isResult(body)) return body;
  return fail({
    code: 'ANSWER_NOT_UNDERSTOOD',
    message: 'Monthend gave an answer that this window does not understand.',
    meaning: 'Nothing was changed by it.',
    fix: 'Load the page again. If it stays so, copy the diagnostics under Settings, About.',
    details: { channel, status: response.status },
  });
}

function isResult(body: unknown): body is Result<unknown> {
  return typeof body === 'object' && body !== null && 'ok' in body && typeof body.ok === 'boolean';
}

function listen(listener: (event: DeskEvent) => void): () => void {
  const source = new EventSource('/events');
  source.onopen = () => hostAnswered();
  source.onerror = () => hostGone();
  source.onmessage = (message) => {
    hostAnswered();
    // The server of this page wrote it; it is as trusted as the page.
    listener(JSON.parse(String(message.data)) as DeskEvent);
  };
  return () => source.close();
}

/** Builds the functions from the list of channels. */
export function httpApi(channels: readonly string[]): WindowApi {
  const functions: Record<string, unknown> = { onEvent: listen };
  for (const channel of channels) functions[functionName(channel)] = (input: unknown) => post(channel, input);
  return functions as unknown as WindowApi;
}
