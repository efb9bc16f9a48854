/** Asks a system whether a connection works, in words: one that is stored, or one that is only being written down. */
import { fail, type Problem, type Result } from '../../shared/domain/problem.ts';
import type { AnyConnector, CommonSettings, ConnectionContext, SecretValues } from '../connectors/connector.ts';
import { SourceProblem } from '../connectors/connector.ts';
import { asSourceProblem } from '../connectors/source-errors.ts';
import { sourceProblem } from '../sync/source-words.ts';
import type { App, UseCases } from './app.ts';
import { connectionInput, pastedSecret } from './connection-input.ts';
import { appliedConnections, connectionClient, secretsOf } from './connections.ts';

interface Tested {
  readonly works: boolean;
  readonly findings: { ok: boolean; text: string; fix?: string }[];
}

/** The findings of a connector's own test; a system that cannot be asked is a finding, too. */
export async function testedConnection(
  connector: AnyConnector,
  open: () => Promise<ConnectionContext<never>> | ConnectionContext<never>,
): Promise<Tested> {
  try {
    const { works, findings } = await connector.test(await open());
    return { works, findings: findings.map((finding) => ({ ...finding })) };
  } catch (thrown) {
    const meant = asSourceProblem(thrown, connector.name);
    if (!(meant instanceof SourceProblem)) throw thrown;
    const { message, fix } = sourceProblem(meant, connector.name, 'test');
    return { works: false, findings: [{ ok: false, text: message, fix }] };
  }
}

/** Tests settings and secrets as they were written, and keeps nothing of them. */
export const tryConnection: UseCases<'connections/try'>['connections/try'] = async (app, input, signal) => {
  const read = connectionInput(app, input);
  if (!read.ok) return read;
  const { connector, config, baseUrl } = read.value;
  const secrets = await secretsToTry(app, input, connector, baseUrl);
  if (!secrets.ok) return secrets;
  const settings = config as CommonSettings;
  const client = connectionClient(app, connector, connector.name, settings, secrets.value);
  try {
    const tested = await testedConnection(connector, () => ({
      config: config as never,
      http: client,
      secrets: secrets.value,
      clock: app.clock,
      signal,
    }));
    return { ok: true, value: tested };
  } finally {
    await client.close();
  }
};

async function secretsToTry(
  app: App,
  input: { readonly connection?: number; readonly secrets: SecretValues },
  connector: AnyConnector,
  baseUrl: string,
): Promise<Result<SecretValues>> {
  const open = app.loopbackSecrets?.(connector.id, baseUrl) ?? null;
  if (open) return { ok: true, value: open };
  const given = Object.entries(input.secrets);
  if (given.length > 0 || connector.secrets.length === 0) {
    return { ok: true, value: Object.fromEntries(given.map(([name, value]) => [name, pastedSecret(value)])) };
  }
  const stored = appliedConnections(app).find(
    ({ row }) => row.id === input.connection && row.provider === connector.id && row.status !== 'removed',
  );
  return stored === undefined ? fail(noKey(connector.name)) : secretsOf(app, stored);
}

function noKey(name: string): Problem {
  return {
    code: 'SECRET_MISSING',
    message: `${name} cannot be asked without a key.`,
    meaning: 'Nothing was stored.',
    fix: 'Enter the key, then test again.',
  };
}
