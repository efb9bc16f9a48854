/** What can be done here, for the palette (Ctrl+K), the keyboard and the list of keys (?). Screens add theirs while they are shown. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export interface Command {
  readonly id: string;
  readonly label: string;
  /** One key as `r`, or `Ctrl+Enter`; not taken while somebody types. */
  readonly keys?: string;
  readonly run: () => void;
}

export const useCommandList = create<{ readonly groups: ReadonlyMap<symbol, readonly Command[]> }>(() => ({
  groups: new Map(),
}));

/** Adds commands while the component is shown. `commands` may be a new array at each render. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const shape = commands.map((command) => `${command.id} ${command.label} ${command.keys ?? ''}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the shape stands for the commands; their functions are read when run
  useEffect(() => {
    const group = Symbol('commands');
    const stable = latest.current.map((command, index) => ({
      ...command,
      run: () => (latest.current[index] ?? command).run(),
    }));
    useCommandList.setState((state) => ({ groups: new Map(state.groups).set(group, stable) }));
    return () =>
      useCommandList.setState((state) => {
        const groups = new Map(state.groups);
        groups.delete(group);
        return { groups };
      });
  }, [shape]);
}
