/** The double's line to the test, and the state it tells. Every change is told at once, so that a test waits for facts, not time. */
import { openLink } from '../link.ts';

const parts = new Map<string, () => unknown>();
const methods: Record<string, (...input: never[]) => unknown> = {};

export const control = openLink((message) => process.send?.(message), methods);
process.on('message', (message) => control.hear(message));
// The test is gone: nobody would ever answer.
process.on('disconnect', () => process.exit(0));

/** Lets the test call something. */
export function offer(name: string, run: (...input: never[]) => unknown): void {
  methods[name] = run;
}

/** Adds a part of the state. */
export function tellPart(name: string, read: () => unknown): void {
  parts.set(name, read);
}

let due = false;

/** Says that something changed; the state is told once a turn. */
export function changed(): void {
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    if (process.connected) process.send?.({ link: 'state', state: currentState() });
  });
}

export function currentState(): unknown {
  return Object.fromEntries([...parts].map(([name, read]) => [name, read()]));
}

offer('state', currentState);

/** An event that can be prevented, as Electron's are. */
export function preventable<Fields extends object>(fields: Fields) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}
