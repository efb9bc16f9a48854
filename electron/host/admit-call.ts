/**
 * The door for calls of a window. What comes in is hostile until shown otherwise: only channels a window may call, at most 1 MB, plain
 * JSON, no word about who is at the keyboard or which file to write, and the shape that the contract asks for.
 */
import { desk } from '../../shared/contract/desk.ts';
import { type ChannelName, contract } from '../../shared/contract/index.ts';
import { WINDOW_CHANNELS } from '../../shared/contract/window.ts';
import { fail, ok, type Problem, type Result } from '../../shared/domain/problem.ts';

/** Bytes of one call's input as JSON. */
export const MOST_BYTES = 1024 * 1024;

export type DeskChannel = keyof typeof desk;

export type Admitted =
  | { readonly to: 'engine'; readonly channel: ChannelName; readonly input: unknown }
  | { readonly to: 'desk'; readonly channel: DeskChannel; readonly input: unknown };

const KNOWN: ReadonlySet<unknown> = new Set(WINDOW_CHANNELS);
/** Said by the program that opened the window, never by the window itself. */
const NOT_ITS_OWN = ['who', 'path'] as const;

/** Lets a call in, or says why not. `who` is added where the contract asks for it. */
export function admitCall(channel: unknown, input: unknown, who: string): Result<Admitted> {
  if (typeof channel !== 'string' || !KNOWN.has(channel)) return fail(NOT_FOR_WINDOWS);
  const plain = asPlainJson(input);
  if (!plain.ok) return plain;
  if (isDesk(channel)) {
    const parsed = desk[channel].input.safeParse(plain.value);
    return parsed.success
      ? ok({ to: 'desk', channel, input: parsed.data })
      : fail(badInput(channel, parsed.error.issues));
  }
  if (!isContract(channel)) return fail(NOT_FOR_WINDOWS);
  if (typeof plain.value !== 'object' || plain.value === null || Array.isArray(plain.value)) {
    return fail(badInput(channel, []));
  }
  const own = NOT_ITS_OWN.find((name) => Object.hasOwn(plain.value as object, name));
  if (own !== undefined) return fail(badInput(channel, [{ path: [own], message: 'is not for a window to say' }]));
  const asked = 'who' in contract[channel].input.shape ? { ...plain.value, who } : plain.value;
  // The engine parses again and fills in defaults; here the answer is only whether it would.
  const parsed = contract[channel].input.safeParse(asked);
  return parsed.success ? ok({ to: 'engine', channel, input: asked }) : fail(badInput(channel, parsed.error.issues));
}

function isDesk(channel: string): channel is DeskChannel {
  return Object.hasOwn(desk, channel);
}

function isContract(channel: string): channel is ChannelName {
  return Object.hasOwn(contract, channel);
}

/** A copy without getters, prototypes and everything else that JSON cannot say. Nothing at all counts as an empty object. */
function asPlainJson(input: unknown): Result<unknown> {
  try {
    const text = JSON.stringify(input === undefined ? {} : input);
    if (text === undefined) return fail(UNREADABLE);
    if (Buffer.byteLength(text) > MOST_BYTES) return fail(TOO_LARGE);
    return ok(JSON.parse(text));
  } catch {
    return fail(UNREADABLE);
  }
}

const NOT_FOR_WINDOWS: Problem = {
  code: 'NOT_FOR_WINDOWS',
  message: 'This window asked for something that no window may do.',
  meaning: 'Nothing was done.',
  fix: 'Reload the window. If it happens again, copy the diagnostics under About and send them to us.',
};

const UNREADABLE: Problem = {
  code: 'BAD_INPUT',
  message: 'What was asked for cannot be understood.',
  meaning: 'Nothing was done.',
  fix: 'Correct it and try again.',
};

export const TOO_LARGE: Problem = {
  code: 'TOO_LARGE',
  message: 'What was sent is larger than 1 MB.',
  meaning: 'Nothing was done.',
  fix: 'Choose fewer rows at once, or shorten the text.',
};

function badInput(channel: string, issues: readonly { path: readonly PropertyKey[]; message: string }[]): Problem {
  const [first] = issues;
  const where = first ? `: ${first.path.map(String).join('.')} ${first.message}`.slice(0, 300) : '';
  return { ...UNREADABLE, message: `What was asked for cannot be understood${where}.`, details: { channel } };
}
