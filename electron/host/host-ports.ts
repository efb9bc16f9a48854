/**
 * What the host needs of the shell around it (the desktop app or the local server), and what it gives to both. The host decides
 * everything a window may do; a shell only carries messages and shows dialogs.
 */
import type { Appearance, DeskEvent, DeskState, LiveRun } from '../../shared/contract/desk.ts';
import type { Result } from '../../shared/domain/problem.ts';
import type { openEngineThread } from '../engine-thread.ts';
import type { Clock } from '../platform/clock.ts';
import type { KeyStore } from '../platform/keychain.ts';
import type { AppPaths } from '../platform/paths.ts';
import type { ViewStore } from './saved-views.ts';

export interface HostPorts {
  readonly shell: 'desktop' | 'browser';
  /** Asks the operator where to write; null: he chose nothing. In the browser: a file in the data folder's `exports`. */
  chooseFile(suggested: { readonly name: string; readonly kind: 'csv' | 'xlsx' }): Promise<string | null>;
  /** Asks the operator for a folder to write into; null: he chose none. In the browser: the data folder's `exports`. */
  chooseFolder(): Promise<string | null>;
  /** Asks the operator for a workbook to read; null: he chose none. In the browser: the one saved last in `exports`. */
  chooseWorkbook(): Promise<string | null>;
  /** Shows a file or folder in the file manager; false where there is none. */
  show(path: string): Promise<boolean>;
  /** A way to fetch a written file, or null. */
  download(path: string): string | null;
  readonly appearance: { read(): unknown; write(value: Appearance): void };
  /** Saved views of lists. */
  readonly views: ViewStore;
  readonly locale: string;
  readonly version: string;
}

export interface HostOptions {
  readonly paths: AppPaths;
  /** Opens the sample company at once. */
  readonly sample: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  readonly logFolder?: string;
  /** Where the keychain's state is read from; the machine's own when left out. */
  readonly keyStore?: Pick<KeyStore, 'read'>;
  /** Opens a ledger; on threads when left out. */
  readonly openEngine?: typeof openEngineThread;
}

export interface Host {
  /** The one way in for a window: unknown, unauthorised, oversized (over 1 MB as JSON) or malformed calls get a problem, and nothing is done. */
  call(channel: string, input: unknown): Promise<Result<unknown>>;
  /** Tells what happens, at most ten times a second; returns the function that stops. */
  on(listener: (event: DeskEvent) => void): () => void;
  /** After sleep: looks whether a scheduled run was missed. */
  woke(): void;
  /** The run in progress, or the one that just ended. */
  live(): LiveRun | null;
  state(): DeskState;
  /** Stops the run in progress, resolves when it has stopped. It can be resumed. */
  cancelRun(): Promise<void>;
  close(): Promise<void>;
}
