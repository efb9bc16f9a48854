/** Opens connections: settings parsed, secrets out of the vault, one HTTP client each. */
import { hash } from 'node:crypto';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import type { AnyConnector, CommonSettings, ConnectionContext, SecretValues, Stream } from '../connectors/connector.ts';
import { SourceProblem } from '../connectors/connector.ts';
import { connections } from '../ledger/setup.ts';
import type { ConnectionRow } from '../ledger/tables.ts';
import { createHttpClient } from '../platform/http.ts';
import type { HttpMetrics } from '../platform/http-port.ts';
import type { AppliedConnection, StreamOf } from '../sync/apply/context.ts';
import type { App } from './app.ts';

/** Connections as apply sees them. One whose connector or settings this app does not know is left out, and told elsewhere. */
export function appliedConnections(app: App): AppliedConnection[] {
  return connections(app.ledger).flatMap((row) => {
    const connector = app.connectors.get(row.provider);
    const config = connector?.settings.safeParse(JSON.parse(row.config));
    if (!connector || !config?.success) return [];
    const settingsText = JSON.stringify(config.data);
    const stamps = new Map<string, number>();
    return [
      {
        row,
        connector,
        config: config.data,
        mapperStamp(stream: Stream<never>) {
          let stamp = stamps.get(stream.name);
          if (stamp === undefined) {
            stamp = Number.parseInt(hash('sha256', `${stream.mapperVersion} ${settingsText}`).slice(0, 12), 16);
            stamps.set(stream.name, stamp);
          }
          return stamp;
        },
      },
    ];
  });
}

/** Connections that are still read: those removed only stand for what came from them. */
export function readConnections(app: App): AppliedConnection[] {
  return appliedConnections(app).filter(({ row }) => row.status !== 'removed');
}

/** The secrets of a connection, or why they cannot be had. */
export async function secretsOf(app: App, connection: AppliedConnection): Promise<Result<SecretValues>> {
  const config = connection.config as CommonSettings;
  const open = app.loopbackSecrets?.(connection.connector.id, config.baseUrl ?? '') ?? null;
  if (open) return ok(open);
  const values: Record<string, string> = {};
  for (const field of connection.connector.secrets) {
    const secret = await app.vault.get(String(connection.row.id), field.name);
    if (!secret.ok) return secret;
    if (secret.value) values[field.name] = secret.value.reveal();
  }
  if (Object.keys(values).length === 0) {
    return fail({
      code: 'SECRET_MISSING',
      message: `${connection.row.label} has no key stored.`,
      fix: `Give it one: monthend connect ${connection.connector.id} --label "${connection.row.label}".`,
    });
  }
  return ok(values);
}

/** The one client through which a connection is read: its address, its pace, what it may reach. */
export function connectionClient(
  app: Pick<App, 'clock' | 'random' | 'log'>,
  connector: AnyConnector,
  label: string,
  config: CommonSettings,
  secrets: SecretValues,
): ReturnType<typeof createHttpClient> {
  return createHttpClient({
    baseUrl: connector.baseUrl(config as never, secrets),
    label,
    clock: app.clock,
    random: app.random,
    log: app.log,
    policy: {
      requestsPerSecond:
        config.requestsPerSecond === undefined ? connector.limits.requestsPerSecond : config.requestsPerSecond,
      privateNetworkAllowed: config.privateNetwork,
      timeoutMs: connector.limits.timeoutMs,
    },
  });
}

/** Clients of one run, made when first needed and closed together. */
export class OpenConnections {
  readonly #app: App;
  readonly #signal: AbortSignal;
  readonly #clients = new Map<number, ReturnType<typeof createHttpClient>>();
  readonly #contexts = new Map<number, Promise<ConnectionContext<never>>>();

  constructor(app: App, signal: AbortSignal) {
    this.#app = app;
    this.#signal = signal;
  }

  /** Throws {@link SourceProblem} when the secrets cannot be had. */
  readonly open = (of: Pick<StreamOf, 'connection'>): Promise<ConnectionContext<never>> => {
    const { row } = of.connection;
    let context = this.#contexts.get(row.id);
    if (!context) {
      context = this.#make(of.connection);
      this.#contexts.set(row.id, context);
    }
    return context;
  };

  async #make(connection: AppliedConnection): Promise<ConnectionContext<never>> {
    const { connector, row } = connection;
    const config = connection.config as CommonSettings;
    const secrets = await secretsOf(this.#app, connection);
    if (!secrets.ok) {
      throw new SourceProblem('AUTH_EXPIRED', {
        source: connector.name,
        reason: secrets.problem.code,
        said: secrets.problem.message,
        what: secrets.problem.fix,
      });
    }
    const client = connectionClient(this.#app, connector, row.label, config, secrets.value);
    this.#clients.set(row.id, client);
    return {
      config: connection.config as never,
      http: client,
      secrets: secrets.value,
      clock: this.#app.clock,
      signal: this.#signal,
    };
  }

  /** Everything the clients did so far, together. */
  readonly metrics = (): HttpMetrics => {
    const sum: HttpMetrics = { calls: 0, retries: 0, waitedMs: 0, bytes: 0, slowedDown: 0 };
    for (const { metrics } of this.#clients.values()) {
      sum.calls += metrics.calls;
      sum.retries += metrics.retries;
      sum.waitedMs += metrics.waitedMs;
      sum.bytes += metrics.bytes;
      sum.slowedDown += metrics.slowedDown;
    }
    return sum;
  };

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
    this.#clients.clear();
  }
}

export function connectionView(row: ConnectionRow) {
  return {
    id: row.id,
    provider: row.provider,
    label: row.label,
    status: row.status,
    lastSuccessAt: row.last_success_at,
    settings: JSON.parse(row.config) as Record<string, unknown>,
  };
}
