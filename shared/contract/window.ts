/**
 * The contract as a window sees it. It may not say who is at the keyboard (the program that opened it does) and may not name
 * files to write: those use cases have a twin in `desk.ts` that asks the operator.
 */
import type { z } from 'zod';
import type { Result } from '../domain/problem.ts';
import type { DeskEvent, desk } from './desk.ts';
import type { contract } from './index.ts';

/** Use cases that only the command line and the desk itself may call. */
type NotForWindows =
  | 'company/init'
  | 'sync/run'
  | 'sync/preview'
  | 'issues/export'
  | 'accruals/export'
  | 'reports/export'
  | 'parity/export'
  | 'close/lock'
  | 'close/unlock'
  | 'packages/make'
  | 'issues/export-workbook'
  | 'issues/import-preview'
  | 'issues/import'
  | 'ledger/backup'
  | 'ledger/hash'
  | 'schedule/due';

type Everything = typeof contract & typeof desk;
export type WindowChannel = Exclude<keyof typeof contract, NotForWindows> | keyof typeof desk;

type In<C extends WindowChannel> = z.input<Everything[C]['input']>;
export type WindowInput<C extends WindowChannel> =
  Omit<In<C>, 'who'> extends infer Rest ? (C extends 'desk/set-who' ? In<C> : Rest) : never;
export type WindowOutput<C extends WindowChannel> = z.output<Everything[C]['output']>;

type Camel<Text extends string> = Text extends `${infer Head}/${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text extends `${infer Head}-${infer Tail}`
    ? `${Head}${Capitalize<Camel<Tail>>}`
    : Text;

/** `issues/page` is called as `issuesPage`: the window has named functions, never a channel to fill in. */
export type WindowApi = {
  readonly [C in WindowChannel as Camel<C>]: (input: WindowInput<C>) => Promise<Result<WindowOutput<C>>>;
} & {
  /** Listens to what happens; returns the function that stops. */
  readonly onEvent: (listener: (event: DeskEvent) => void) => () => void;
};

/** All channels a window may call, for the preload script, which must not carry the schemas. */
export const WINDOW_CHANNELS = [
  'company/get',
  'connections/providers',
  'connections/list',
  'connections/save',
  'connections/remove',
  'connections/test',
  'connections/try',
  'connections/cards',
  'connections/form',
  'steps/list',
  'runs/list',
  'runs/get',
  'runs/page',
  'runs/summary',
  'runs/changes',
  'runs/compare',
  'runs/undo-preview',
  'runs/undo',
  'issues/list',
  'issues/get',
  'issues/page',
  'issues/groups',
  'issues/select',
  'issues/shortest',
  'issues/history',
  'issues/things',
  'issues/names',
  'issues/choices',
  'issues/assign',
  'issues/snooze',
  'issues/update',
  'issues/retry',
  'issues/totals',
  'decisions/preview',
  'decisions/make',
  'decisions/undo',
  'decisions/list',
  'decisions/for-issue',
  'clients/list',
  'clients/get',
  'services/list',
  'services/get',
  'contracts/list',
  'contracts/get',
  'postings/why',
  'documents/list',
  'documents/get',
  'periods/list',
  'payments/list',
  'rows/provenance',
  'ids/test',
  'search/all',
  'accruals/grid',
  'close/months',
  'close/gate',
  'close/steps',
  'months/list',
  'months/board',
  'months/prepare',
  'months/review',
  'months/close',
  'months/reopen',
  'months/versions',
  'months/reproduce',
  'months/changes',
  'months/since-export',
  'operators/list',
  'operators/save',
  'parity/report',
  'policies/list',
  'policies/preview',
  'policies/save',
  'reports/list',
  'reports/get',
  'reports/drill',
  'flux/comment',
  'tie-outs/list',
  'tie-outs/check',
  'tie-outs/override',
  'tie-outs/ledger-balance',
  'accounts/get',
  'accounts/save',
  'contracts/what-if',
  'ledger/check',
  'ledger/counts',
  'trace/reference',
  'trace/contract',
  'trace/posting',
  'trace/invoice',
  'packages/list',
  'settings/get',
  'settings/save',
  'schedule/get',
  'schedule/preview',
  'schedule/save',
  'backups/list',
  'backups/make',
  'backups/check',
  'desk/state',
  'desk/open-sample',
  'desk/start-company',
  'desk/open-company',
  'desk/set-who',
  'desk/dismiss-notice',
  'desk/keychain',
  'desk/start-run',
  'desk/start-preview',
  'desk/live-run',
  'desk/cancel-run',
  'desk/appearance',
  'desk/set-appearance',
  'desk/views',
  'desk/keep-view',
  'desk/remove-view',
  'desk/export-issues',
  'desk/export-accruals',
  'desk/export-report',
  'desk/export-parity',
  'desk/make-package',
  'desk/export-issues-workbook',
  'desk/import-issues-preview',
  'desk/import-issues',
  'desk/show',
  'desk/restore-backup',
  'desk/diagnostics',
  'desk/about',
] as const satisfies readonly WindowChannel[];

// A channel that is missing above is a compile error here.
type Missing = Exclude<WindowChannel, (typeof WINDOW_CHANNELS)[number]>;
const everyChannelIsListed: [Missing] extends [never] ? true : Missing = true;
void everyChannelIsListed;

/** `issues/page` -> `issuesPage`. */
export function functionName(channel: string): string {
  return channel.replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
