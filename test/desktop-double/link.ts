/** The wire between the two halves of the double: calls by name over a child process's own channel, with structured clones. */
export type Methods = Readonly<Record<string, (...input: never[]) => unknown>>;

type Message =
  | { readonly link: 'call'; readonly id: number; readonly method: string; readonly input: readonly unknown[] }
  | { readonly link: 'answer'; readonly id: number; readonly value: unknown; readonly thrown: string | null };

export interface Link {
  call(method: string, ...input: unknown[]): Promise<unknown>;
  hear(message: unknown): void;
  /** Answers whatever is still open with the reason. */
  cut(reason: string): void;
}

/** One end of the wire. `methods` are what the other end may call. */
export function openLink(send: (message: Message) => void, methods: Methods): Link {
  const open = new Map<number, { resolve(value: unknown): void; reject(thrown: Error): void }>();
  let next = 0;
  let ended: string | null = null;

  async function answer(id: number, method: string, input: readonly unknown[]): Promise<void> {
    try {
      const run = methods[method];
      if (!run) throw new Error(`the double knows no ${method}`);
      const value = await run(...(input as never[]));
      send({ link: 'answer', id, value, thrown: null });
    } catch (thrown) {
      send({
        link: 'answer',
        id,
        value: undefined,
        thrown: thrown instanceof Error ? (thrown.stack ?? '') : String(thrown),
      });
    }
  }

  return {
    call(method, ...input) {
      if (ended !== null) return Promise.reject(new Error(ended));
      const id = next++;
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject });
        send({ link: 'call', id, method, input });
      });
    },
    hear(heard) {
      const message = heard as Message;
      if (message.link === 'call') {
        void answer(message.id, message.method, message.input);
        return;
      }
      if (message.link !== 'answer') return;
      const waiting = open.get(message.id);
      open.delete(message.id);
      if (message.thrown === null) waiting?.resolve(message.value);
      else waiting?.reject(new Error(message.thrown));
    },
    cut(reason) {
      ended = reason;
      for (const waiting of open.values()) waiting.reject(new Error(reason));
      open.clear();
    },
  };
}
