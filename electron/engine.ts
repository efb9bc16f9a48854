/**
 * The composition root: puts ledger, connectors, sync and close together behind the contract. The command line and tests run it
 * inline; a process with a window runs it on a worker thread (`engine-thread.ts`).
 */
import { dirname } from 'node:path';
import { type ChannelName, contract, type InputOf, type OutputOf } from '../shared/contract/index.ts';
import { fail, ok, type Result } from '../shared/domain/problem.ts';
import type { App, Connectors, UseCases } from './app/app.ts';
import { browseUseCases } from './app/browse.ts';
import { closeUseCases } from './app/close.ts';
import { decisionUseCases } from './app/decisions.ts';
import type { Exporter } from './app/exporter.ts';
import { historyUseCases } from './app/history.ts';
import { issueUseCases } from './app/issues.ts';
import { keepFigures } from './app/keep-figures.ts';
import { keepReportSums, restReportSums } from './app/keep-report-sums.ts';
import { keepSearch, keepSearchFromOpening } from './app/keep-search.ts';
import { ledgerUseCases } from './app/ledger.ts';
import { keepSignatures } from './app/month-signatures.ts';
import { monthUseCases } from './app/months.ts';
import { operatorUseCases } from './app/operators.ts';
import { outsideIdUseCases } from './app/outside-ids.ts';
import { packageUseCases } from './app/packages.ts';
import { parityUseCases } from './app/parity.ts';
import { policyUseCases } from './app/policies.ts';
import { reportFileUseCases } from './app/report-files.ts';
import { reportUseCases } from './app/reports.ts';
import { setupUseCases } from './app/setup.ts';
import { syncUseCases } from './app/sync.ts';
import { triageUseCases } from './app/triage.ts';
import { upkeepUseCases } from './app/upkeep.ts';
import { CONNECTORS } from './connectors/registry.ts';
import { unindexedChanges } from './ledger/index-changes.ts';
import { Ledger } from './ledger/ledger.ts';
import { damageOf, openLedgerFile, storageProblem } from './ledger/open-ledger.ts';
import { figuresWait } from './ledger/refresh-figures.ts';
import { sealedSecrets } from './ledger/setup.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { KeyStore } from './platform/keychain.ts';
import { type Log, silentLog, thrownFields } from './platform/log.ts';
import { type Random, systemRandom } from './platform/random.ts';
import { chooseKeyStore, createVault } from './platform/vault.ts';
import type { SyncEvent } from './sync/sync-ports.ts';

export interface Engine {
  /** Calls a use case: input parsed, output checked. Problems the operator can act on come back as values. */
  call<C extends ChannelName>(
    channel: C,
    input: InputOf<C>,
    options?: { signal?: AbortSignal },
  ): Promise<Result<OutputOf<C>>>;
  /** Progress of runs; returns the function that stops listening. */
  on(listener: (event: SyncEvent) => void): () => void;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly ledgerPath: string;
  /** Makes the ledger file when there is none. */
  readonly create?: boolean;
  /** For a second connection beside the writing one: answers what only reads, and can change nothing. */
  readonly readonly?: boolean;
  /** Whether to check the file for damage at opening. `elsewhere`: somebody does before the first call that writes. */
  readonly check?: 'at once' | 'elsewhere';
  readonly clock?: Clock;
  readonly random?: Random;
  readonly log?: Log;
  readonly connectors?: Connectors;
  readonly keyStore?: KeyStore;
  /** Writes workbooks; on this thread when left out. */
  readonly exporter?: Exporter;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Fixed keys of the sample company, by provider: good on loopback only, so they need no keychain. */
  readonly loopbackSecrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const useCases: UseCases = {
  ...setupUseCases,
  ...syncUseCases,
  ...issueUseCases,
  ...decisionUseCases,
  ...closeUseCases,
  ...ledgerUseCases,
  ...monthUseCases,
  ...operatorUseCases,
  ...outsideIdUseCases,
  ...packageUseCases,
  ...parityUseCases,
  ...policyUseCases,
  ...reportUseCases,
  ...reportFileUseCases,
  ...browseUseCases,
  ...historyUseCases,
  ...triageUseCases,
  ...upkeepUseCases,
};

/** Channels that work before there is a company. */
const BEFORE_INIT: ReadonlySet<ChannelName> = new Set(['company/init', 'connections/providers']);

export async function openEngine(options: EngineOptions): Promise<Result<Engine>> {
  const { clock = systemClock, random = systemRandom, log = silentLog, env = process.env } = options;
  const readonly = options.readonly ?? false;
  const { ledgerPath, create, check = readonly ? 'elsewhere' : 'at once' } = options;
  const opened = openLedgerFile(ledgerPath, { clock, create, readonly, checkedElsewhere: check === 'elsewhere' });
  if (!opened.ok) return opened;
  const ledger = new Ledger(opened.value, ledgerPath);
  if (!readonly && check === 'elsewhere' && hasLeftovers(ledger)) {
    const damage = damageOf(ledger.db, ledgerPath);
    if (damage) {
      ledger.db.close();
      return fail(damage);
    }
  }
  const listeners = new Set<(event: SyncEvent) => void>();
  const fixed = options.loopbackSecrets;
  const app: App = {
    ledger,
    connectors: options.connectors ?? CONNECTORS,
    vault: createVault({
      keyStore: options.keyStore ?? chooseKeyStore(dirname(options.ledgerPath), env),
      store: sealedSecrets(ledger, () => clock.now().toISOString()),
    }),
    clock,
    random,
    log,
    // What writes workbooks is large and is loaded with the first one.
    exporter: options.exporter ?? (async (job) => (await import('./export-job.ts')).runExport(job)),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    loopbackSecrets: fixed
      ? (provider, baseUrl) => (isLoopback(baseUrl) ? (fixed[provider] ?? null) : null)
      : undefined,
  };
  // What a crash left undone, or what was written before lists were kept.
  if (!readonly) {
    await keepFigures(app);
    keepSearchFromOpening(app);
    // Nothing is written to a file that is still being checked: there it waits for the first call that writes, and so for the check.
    if (check === 'at once') keepReportSums(app);
  }
  return ok({
    call: (channel, input, { signal } = {}) => call(app, channel, input, signal ?? new AbortController().signal),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      if (readonly) ledger.db.close();
      else ledger.close();
    },
  });
}

/** Whether opening writes: what a crash left undone is made good at once. */
function hasLeftovers(ledger: Ledger): boolean {
  return ledger.hasCompany() && (figuresWait(ledger) || unindexedChanges(ledger) > 0);
}

async function call<C extends ChannelName>(
  app: App,
  channel: C,
  input: InputOf<C>,
  signal: AbortSignal,
): Promise<Result<OutputOf<C>>> {
  const parsed = contract[channel].input.safeParse(input);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return fail({
      code: 'BAD_INPUT',
      message: `What was asked for cannot be understood${first ? `: ${first.path.join('.')} ${first.message}` : ''}.`,
      fix: 'Correct it and try again.',
    });
  }
  if (!BEFORE_INIT.has(channel) && !app.ledger.hasCompany()) {
    return fail({
      code: 'NO_COMPANY',
      message: 'This ledger has no company yet.',
      fix: 'Set it up first: monthend init.',
    });
  }
  const useCase = useCases[channel] as (
    app: App,
    input: unknown,
    signal: AbortSignal,
  ) => Promise<Result<OutputOf<C>>> | Result<OutputOf<C>>;
  const writes = contract[channel].access === 'write';
  if (writes) restReportSums(app);
  try {
    const result = await useCase(app, parsed.data, signal);
    if (writes) {
      await keepFigures(app);
      keepSearch(app);
      keepSignatures(app);
    }
    return result;
  } catch (thrown) {
    app.log.error('use case failed', { operation: channel, ...thrownFields(thrown) });
    return fail(storageProblem(app.ledger.path, thrown));
  } finally {
    if (writes) keepReportSums(app);
  }
}

function isLoopback(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { hostname, protocol } = new URL(baseUrl);
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]');
}
