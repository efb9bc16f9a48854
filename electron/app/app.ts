/** What every use case works with. */
import type { ChannelName, OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/domain/problem.ts';
import type { AnyConnector, SecretValues } from '../connectors/connector.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { Vault } from '../platform/vault.ts';
import type { SyncEvent } from '../sync/sync-ports.ts';
import type { Exporter } from './exporter.ts';

/** Connectors by id: the one list of outside systems. */
export type Connectors = ReadonlyMap<string, AnyConnector>;

export interface App {
  readonly ledger: Ledger;
  readonly connectors: Connectors;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly emit: (event: SyncEvent) => void;
  readonly exporter: Exporter;
  /** Secrets that are good on loopback only and need no keychain: the sample company's. */
  readonly loopbackSecrets?: (provider: string, baseUrl: string) => SecretValues | null;
}

/** A use case may hand out what it must not let others change; the contract's outputs are plain data all the same. */
type Shown<T> = T extends (infer Item)[]
  ? readonly Shown<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Shown<T[Key]> }
    : T;

type Outcome<C extends ChannelName> = Result<Shown<OutputOf<C>>>;

export type UseCase<C extends ChannelName> = (
  app: App,
  input: ParsedInputOf<C>,
  signal: AbortSignal,
) => Promise<Outcome<C>> | Outcome<C>;

export type UseCases<C extends ChannelName = ChannelName> = { readonly [Name in C]: UseCase<Name> };
