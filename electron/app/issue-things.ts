/** What an issue is about and what its answers can choose from: rows of the ledger instead of the keys that issues and decisions hold. */
import type { Thing, triage } from '../../shared/contract/triage.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import { issueById, type ListedIssue } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { clientRows, listClients, listServices } from '../ledger/lists-clients.ts';
import { contractRows, listContracts } from '../ledger/lists-contracts.ts';
import { documentRows } from '../ledger/lists-documents.ts';
import { periodRows } from '../ledger/lists-periods.ts';
import { clientIdByCode, keysOf, lineBookedOn, type NamedRow, outside, rowNamed } from '../ledger/named-things.ts';
import type { UseCases } from './app.ts';
import { decisionsForIssue } from './decisions-for-issue.ts';

/** So many stand in a list to choose from. */
const MOST = 50;
const PAGE = { offset: 0, limit: MOST, descending: false };

export const issueThingUseCases: UseCases<
  keyof Pick<typeof triage, 'issues/things' | 'issues/names' | 'issues/choices'>
> = {
  'issues/things': ({ ledger }, { id }) => {
    const issue = issueById(ledger, id);
    return issue ? ok(thingsOf(ledger, issue)) : fail(unknown(id));
  },
  'issues/names': ({ ledger }, { keys }) =>
    ok(
      [...new Set(keys)].flatMap((key) => {
        const name = nameInList(ledger, key);
        return name === null ? [] : [{ key, ...name }];
      }),
    ),
  'issues/choices': ({ ledger }, { kind, search, issue: id }) => {
    const issue = issueById(ledger, id);
    if (!issue) return fail(unknown(id));
    if (kind === 'service') return ok(services(ledger, search));
    if (kind === 'client') {
      const { rows } = listClients(ledger, { ...PAGE, search, sort: 'name', merged: false });
      return ok(
        clients(
          ledger,
          rows.map((row) => row.id),
        ),
      );
    }
    const near = search === undefined || search.trim() === '' ? clientsNear(ledger, issue) : [];
    const found = near.flatMap(
      (client) => listContracts(ledger, { ...PAGE, client, sort: 'start', descending: true }).rows,
    );
    const rows = found.length > 0 ? found : listContracts(ledger, { ...PAGE, search, sort: 'client' }).rows;
    return ok(
      contracts(
        ledger,
        rows.slice(0, MOST).map((row) => row.id),
      ),
    );
  },
};

/** How a list calls what a key stands for: people by their names, since whoever triages knows them by those. */
function nameInList(ledger: Ledger, key: string): { kind: Thing['kind']; name: string } | null {
  const client = key.startsWith('C-') ? clientIdByCode(ledger, key) : null;
  const row: NamedRow | null = client === null ? rowNamed(ledger, key) : { kind: 'client', id: client, name: key };
  if (row?.kind === 'client') return { kind: 'client', name: clientRows(ledger, [row.id])[0]?.name ?? row.name };
  if (row) return { kind: row.kind, name: row.name };
  const line = lineBookedOn(ledger, key);
  return line === null ? null : { kind: 'account', name: line };
}

function unknown(id: number) {
  return { code: 'UNKNOWN_ISSUE', message: `There is no issue ${id}.`, fix: 'Choose one from the list of issues.' };
}

/** Everything that an issue names: its subject first, then what its details and the proposed answers hold. */
function thingsOf(ledger: Ledger, issue: ListedIssue): Thing[] {
  const found = keysIn(ledger, issue).flatMap((key) => thingOf(ledger, key) ?? []);
  // One row may go by several keys, which answers tell apart; under one key it stands once.
  return [...new Map(found.map((each) => [`${each.kind} ${each.key}`, each])).values()];
}

function keysIn(ledger: Ledger, issue: ListedIssue): string[] {
  const details = Object.values(JSON.parse(issue.details) as Record<string, unknown>);
  const proposed = decisionsForIssue(ledger, issue).flatMap(({ subject, value }) => [subject, ...Object.values(value)]);
  const texts = [issue.external_id, ...details.flat(), ...proposed].filter((each) => typeof each === 'string');
  return [...new Set(texts.filter((text) => text.includes(':') || text.startsWith('C-')))];
}

function thingOf(ledger: Ledger, key: string): Thing | null {
  if (key.startsWith('C-')) {
    const id = clientIdByCode(ledger, key);
    return id === null ? null : (clients(ledger, [id])[0] ?? null);
  }
  const named = rowNamed(ledger, key);
  if (named) return rowOf(ledger, key, named);
  const description = lineBookedOn(ledger, key);
  return description === null ? null : { kind: 'account', key, row: { name: outside(key), description } };
}

function rowOf(ledger: Ledger, key: string, { kind, id, name }: NamedRow): Thing | null {
  switch (kind) {
    case 'client': {
      const [row] = clientRows(ledger, [id]);
      return row ? { kind, key, row: { ...row, systems: [...row.systems] } } : null;
    }
    case 'contract': {
      const [row] = contractRows(ledger, [id]);
      return row ? { kind, key, row } : null;
    }
    case 'document': {
      const [row] = documentRows(ledger, [id]);
      return row ? { kind, key, row } : null;
    }
    case 'period': {
      const [row] = periodRows(ledger, [id]);
      return row ? { kind, key, row } : null;
    }
    case 'service':
      return services(ledger, undefined).find((each) => each.kind === 'service' && each.row.id === id) ?? null;
    case 'cohort':
      return { kind, key, row: { id, name } };
  }
}

function services(ledger: Ledger, search: string | undefined): Thing[] {
  const { rows } = listServices(ledger, { ...PAGE, limit: 500, search, sort: 'name' });
  const keys = keysOf(
    ledger,
    'service',
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ kind: 'service', key: keys.get(row.id) ?? '', row }));
}

function clients(ledger: Ledger, ids: readonly number[]): Thing[] {
  const keys = keysOf(ledger, 'client', ids);
  return clientRows(ledger, ids).map((row) => ({
    kind: 'client',
    key: keys.get(row.id) ?? '',
    row: { ...row, systems: [...row.systems] },
  }));
}

function contracts(ledger: Ledger, ids: readonly number[]): Thing[] {
  const keys = keysOf(ledger, 'contract', ids);
  return contractRows(ledger, ids).map((row) => ({ kind: 'contract', key: keys.get(row.id) ?? '', row }));
}

/** Clients that an issue names, directly or by a document, contract or enrolment of theirs. */
function clientsNear(ledger: Ledger, issue: ListedIssue): number[] {
  const ids = thingsOf(ledger, issue).flatMap((each) => {
    if (each.kind === 'client') return [each.row.id];
    if (each.kind === 'contract' || each.kind === 'period') return [each.row.client.id];
    return each.kind === 'document' && each.row.client ? [each.row.client.id] : [];
  });
  return [...new Set(ids)];
}
