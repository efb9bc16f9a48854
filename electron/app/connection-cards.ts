import type { OutputOf } from '../../shared/contract/index.ts';
import { fillWords, isIssueCode, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import type { AnyConnector } from '../connectors/connector.ts';
import { settingsForm } from '../connectors/settings-form.ts';
import { type ConnectionFacts, connectionFacts } from '../ledger/connection-facts.ts';
import { connections } from '../ledger/setup.ts';
import type { ConnectionRow } from '../ledger/tables.ts';
import { STEP_INFO } from '../sync/steps.ts';
import type { App, UseCases } from './app.ts';
import { connectionView } from './connections.ts';
import { keyOutOfReach } from './issues.ts';

type Card = OutputOf<'connections/cards'>[number];
type Trouble = { readonly problem: string; readonly fix: string };

export const connectionCardUseCases: UseCases<'connections/cards' | 'connections/form'> = {
  'connections/cards': (app) => ok(connections(app.ledger).map((row) => cardOf(app, row))),
  'connections/form': ({ connectors }, { provider }) => {
    const connector = connectors.get(provider);
    if (!connector) {
      return fail({
        code: 'UNKNOWN_PROVIDER',
        message: `Monthend does not know a system called "${provider.slice(0, 80)}".`,
        fix: `Choose one of: ${[...connectors.values()].map(({ name }) => name).join(', ')}.`,
      });
    }
    return ok({
      provider: connector.id,
      name: connector.name,
      secrets: connector.secrets.map(({ name, label, help }) => ({ name, label, help })),
      fields: settingsForm(connector.settings),
    });
  },
};

function cardOf(app: App, row: ConnectionRow): Card {
  const connector = app.connectors.get(row.provider);
  const facts = connectionFacts(app.ledger, row.id);
  const { settings, lastSuccessAt } = connectionView(row);
  const trouble = row.status === 'removed' ? null : troubleOf(app, row, connector, facts);
  return {
    id: row.id,
    provider: row.provider,
    providerName: connector?.name ?? row.provider,
    label: row.label,
    status: row.status === 'removed' ? 'removed' : trouble ? 'trouble' : row.status === 'works' ? 'works' : 'untested',
    problem: trouble?.problem ?? null,
    fix: trouble?.fix ?? null,
    lastSuccessAt,
    keyStoredAt: facts.keyStoredAt,
    callsInLastRun: facts.callsInLastRun,
    records: facts.records,
    feeds: connector ? feedsOf(connector) : [],
    settings,
  };
}

/** Titles of the steps that a system feeds, in their order. */
function feedsOf(connector: AnyConnector): string[] {
  return STEP_INFO.filter(({ step }) => connector.streams.some((stream) => stream.step === step)).map(
    ({ title }) => title,
  );
}

/** Why a connection cannot be read as it stands, or could not when it was last tried. */
function troubleOf(
  { loopbackSecrets }: App,
  row: ConnectionRow,
  connector: AnyConnector | undefined,
  facts: ConnectionFacts,
): Trouble | null {
  if (!connector) {
    return {
      problem: `This version of Monthend does not know a system called "${row.provider}".`,
      fix: 'Update Monthend, or remove the connection; what came from it stays.',
    };
  }
  const settings = connector.settings.safeParse(JSON.parse(row.config));
  if (!settings.success) {
    return {
      problem: `The settings of ${row.label} do not fit ${connector.name} any more, so nothing is read from it.`,
      fix: 'Open its settings, look through them and save them again.',
    };
  }
  const open = loopbackSecrets?.(row.provider, baseUrlOf(settings.data)) ?? null;
  if (connector.secrets.length > 0 && facts.keyStoredAt === null && open === null) {
    return { problem: `${row.label} has no key stored, so nothing can be read from it.`, fix: 'Give it its key.' };
  }
  if (row.status !== 'look at it') return null;
  const [issue] = facts.issues;
  const code = issue?.code ?? row.last_problem ?? '';
  const details = issue ? (JSON.parse(issue.details) as Record<string, unknown>) : { source: connector.name };
  if (isIssueCode(code)) {
    const unreached = keyOutOfReach(details);
    if (unreached) return { problem: `${unreached.title}. ${unreached.message}`, fix: unreached.fix };
    const kind = issueKind(code);
    return { problem: `${fillWords(kind.title, details)}.`, fix: fillWords(kind.fix, details) };
  }
  return {
    problem: `The last test of ${row.label} found something to look at.`,
    fix: 'Test it again: each finding says what to do.',
  };
}

function baseUrlOf(settings: unknown): string {
  return typeof settings === 'object' && settings !== null && 'baseUrl' in settings ? String(settings.baseUrl) : '';
}
