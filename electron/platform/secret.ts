/**
 * A token or password on its way from the vault to a header. Whatever prints, logs, serialises or clones it by accident
 * gets "[secret]" or nothing; only {@link Secret.reveal} gives the value, which makes every use easy to find.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
