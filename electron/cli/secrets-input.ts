/**
 * Secrets of a connection, from standard input or typed unseen. Never from an argument: arguments are visible to every program on
 * the computer and stay in the shell's history.
 */
import type { OutputOf } from '../../shared/contract/index.ts';
import { badUsage } from './stop.ts';
import type { Terminal } from './terminal.ts';

export type Provider = OutputOf<'connections/providers'>[number];
type SecretField = Provider['secrets'][number];

/** Asks for the secrets of a provider, or reads them where nobody can be asked. */
export async function readSecrets(terminal: Terminal, provider: Provider): Promise<Record<string, string>> {
  if (provider.secrets.length === 0) return {};
  if (!terminal.interactive) return secretsOf(await terminal.readInput(), provider);
  const secrets: Record<string, string> = {};
  for (const field of provider.secrets) {
    terminal.err(`  ${field.help}`);
    const optional = provider.secrets.length > 1 ? ' (Enter: leave out)' : '';
    const answer = tidy(await terminal.askHidden(`${field.label}${optional}:`), field);
    if (answer !== '') secrets[field.name] = answer;
  }
  return complete(secrets, provider);
}

/**
 * Secrets from lines of text: `name=value` lines, or values one a line in the order the provider declares them, where an empty
 * line leaves one out. A lone line is the token where there is one: no other secret of several works alone.
 */
export function secretsOf(input: string, provider: Provider): Record<string, string> {
  const lines = input
    .replace(/^\ufeff/, '')
    .replace(/(\r?\n)+$/, '')
    .split(/\r?\n/);
  const fields = provider.secrets;
  const named = lines.filter((line) => line.trim() !== '').map((line) => namedLine(line, fields));
  if (named.length > 0 && named.every((entry) => entry !== null)) {
    return complete(Object.fromEntries(named.filter(([, value]) => value !== '')), provider);
  }
  if (lines.length > fields.length) {
    throw badUsage(
      `${lines.length} lines were given, and ${provider.name} has ${fields.length} of them.`,
      wanted(provider),
      'BAD_SECRETS',
    );
  }
  const token = fields.find(({ name }) => name === 'token');
  const order = lines.length === 1 && token ? [token] : fields;
  const secrets: Record<string, string> = {};
  lines.forEach((line, index) => {
    const field = order[index];
    const value = field ? tidy(line, field) : '';
    if (field && value !== '') secrets[field.name] = value;
  });
  return complete(secrets, provider);
}

/** Stops when something secret was given as a setting, which every program on the computer could read. */
export function refuseSecretSettings(settings: Readonly<Record<string, unknown>>, provider: Provider): void {
  const field = provider.secrets.find(({ name }) => name in settings);
  if (!field) return;
  throw badUsage(
    `${field.label} must not be given with --set, where other programs and the shell's history can see it.`,
    `Give it on standard input or at the prompt, and make a new one in ${provider.name}: this one was seen.`,
    'BAD_SECRETS',
  );
}

function namedLine(line: string, fields: readonly SecretField[]): readonly [string, string] | null {
  const at = line.indexOf('=');
  const field = fields.find(({ name }) => name.toLowerCase() === line.slice(0, Math.max(at, 0)).trim().toLowerCase());
  return field ? [field.name, tidy(line.slice(at + 1), field)] : null;
}

/** Keys are pasted with spaces around them; a password may well have its own. */
function tidy(value: string, field: SecretField): string {
  return field.name === 'password' ? value : value.trim();
}

function complete(secrets: Record<string, string>, provider: Provider): Record<string, string> {
  if (Object.keys(secrets).length > 0) return secrets;
  throw badUsage(`Nothing was given to sign in to ${provider.name} with.`, wanted(provider), 'BAD_SECRETS');
}

function wanted({ secrets }: Provider): string {
  const labels = secrets.map(({ label }) => label).join(', ');
  const names = secrets.map(({ name }) => `${name}=...`).join(' or ');
  if (secrets.length === 1) return `Give on standard input: ${labels}.`;
  return `Give one a line on standard input: ${labels}; an empty line leaves one out. Or lines such as ${names}.`;
}
