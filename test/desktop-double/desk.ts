/** The desktop app as a test holds it: its windows as Playwright pages, and all that lies outside them. */
import type { Page } from 'playwright-core';
import type { DoubleState, SeenDialog } from './double-state.ts';

export interface DeskOptions {
  /** Where the app keeps everything. A folder of its own when left out. */
  readonly home?: string;
  /** Opens the sample company. */
  readonly sample?: boolean;
  /** More arguments: a link, a switch. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
}

export interface Desk {
  readonly kind: 'double' | 'electron';
  readonly home: string;
  /** The window with this place in the order of opening, once it has loaded. */
  page(index?: number): Promise<Page>;
  pages(): readonly Page[];
  /** Chooses a menu item by its words: `menu('File', 'New window')`. */
  menu(...path: string[]): Promise<void>;
  readonly dialogs: {
    /** Waits for a dialog. */
    next(): Promise<SeenDialog>;
    /** Waits for a dialog and presses a button. */
    press(button: string): Promise<SeenDialog>;
    /** Waits for a file dialog and gives it a path, or nothing. */
    choose(path: string | null): Promise<SeenDialog>;
  };
  /** What is seen outside the windows. */
  state(): Promise<DoubleState>;
  /** Waits until something is so. */
  until(holds: (state: DoubleState) => boolean): Promise<DoubleState>;
  /** Puts a window in front, or none. */
  focus(index: number | null): Promise<void>;
  clickNotification(index: number): Promise<void>;
  /** Starts the app a second time over the same folder; resolves with the exit code of that start. */
  startAgain(...args: string[]): Promise<number | null>;
  openUrl(url: string): Promise<void>;
  /** The machine wakes from sleep. */
  wake(): Promise<void>;
  /** Presses the window's close button; tells whether it closed. */
  closeWindow(index: number): Promise<boolean>;
  /** Asks the app to quit, as the menu does. */
  quit(): Promise<void>;
  /** Kills the process, as a crash or a power cut does. */
  kill(): Promise<void>;
  /** The exit code, once the app has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it, answering a question about a run in progress with "stop". */
  close(): Promise<void>;
}

/** What only the double can play, for the security rows. */
export interface DoubleDesk extends Desk {
  readonly kind: 'double';
  call(method: string, ...input: unknown[]): Promise<unknown>;
  /** Addresses the page asked for that were not let out. */
  readonly refusedRequests: readonly string[];
  readonly errors: () => string;
}
