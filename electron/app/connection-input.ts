/** What an operator wrote about a connection, before anything of it is stored or used. */
import type { z } from 'zod';
import { fail, ok, type Result } from '../../shared/domain/problem.ts';
import type { AnyConnector } from '../connectors/connector.ts';
import { settingsForm } from '../connectors/settings-form.ts';
import type { App } from './app.ts';

interface Written {
  readonly provider: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface ConnectionInput {
  readonly connector: AnyConnector;
  /** Settings as the connector reads them. */
  readonly config: unknown;
  readonly baseUrl: string;
}

/** Looks whether the system is known, and its settings and secrets are ones it has. */
export function connectionInput({ connectors }: Pick<App, 'connectors'>, written: Written): Result<ConnectionInput> {
  const connector = connectors.get(written.provider);
  if (!connector) {
    return fail({
      code: 'UNKNOWN_PROVIDER',
      message: `Monthend does not know a system called "${written.provider}".`,
      fix: `Choose one of: ${[...connectors.keys()].join(', ')}.`,
    });
  }
  const settings = connector.settings.safeParse(written.settings);
  if (!settings.success) {
    return fail({
      code: 'BAD_SETTINGS',
      message: `The settings of ${connector.name} cannot be used: ${settingsInWords(connector, settings.error)}.`,
      meaning: 'Nothing was stored.',
      fix: 'Correct the setting it names.',
    });
  }
  const unknown = Object.keys(written.secrets).filter(
    (name) => !connector.secrets.some((field) => field.name === name),
  );
  if (unknown.length > 0) {
    return fail({
      code: 'BAD_SECRET',
      message: `${connector.name} has no "${unknown.join('", "')}" to sign in with.`,
      fix: `It signs in with: ${connector.secrets.map((field) => field.name).join(', ')}.`,
    });
  }
  return ok({
    connector,
    config: settings.data,
    baseUrl: String((settings.data as { baseUrl?: string }).baseUrl ?? ''),
  });
}

/** Pasted keys often end in a line break; blanks inside or around a password are the operator's own. */
export function pastedSecret(value: string): string {
  return value.replace(/[\r\n]+$/, '');
}

/** "Academies": at least one is needed; "Time zone": Not a time zone. */
function settingsInWords(connector: AnyConnector, error: z.ZodError): string {
  const form = settingsForm(connector.settings);
  const said = error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '');
    const label = form.find((field) => field.name === name)?.label ?? name;
    return label === '' ? issueInWords(issue) : `"${label}": ${issueInWords(issue)}`;
  });
  return [...new Set(said)].slice(0, 3).join('; ');
}

function issueInWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `it takes ${TYPES[issue.expected] ?? 'something else'}`;
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? 'it may not be empty'
        : `it is at least ${issue.minimum}`;
    case 'too_big':
      return `it is at most ${issue.maximum}`;
    case 'invalid_value':
      return `it is one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'it takes an address that begins with https://' : 'it is written otherwise';
    case 'custom':
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
    default:
      return 'it is written otherwise';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'named entries',
};
