/**
 * People: payers, students, pages. Each is resolved to one client in one order (stored link, e-mail, tax id, else new); looking
 * alike is a proposal, never a link.
 */
import type { PartyDraft } from '../../../shared/domain/drafts.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { normaliseEmail, normaliseTaxId } from '../../../shared/domain/similar-names.ts';
import {
  clientById,
  clientByKey,
  clientCode,
  clientNamed,
  clientsByEmail,
  clientsByTaxId,
  emailsOf,
  externalIdRow,
  externalIdsOf,
} from '../../ledger/clients.ts';
import { settleIssues } from '../../ledger/issues.ts';
import { setRecordState } from '../../ledger/source-records.ts';
import type { ClientRow } from '../../ledger/tables.ts';
import { type ClientCandidate, resolveClient } from '../matching/resolve-client.ts';
import type { ApplyContext } from './context.ts';
import { FIRST_SEEN, flag, linkNewParty, linkParty, NAME_LIMIT, precedes } from './link-party.ts';
import { keyOf, type MappedRecord, NOBODY_KNOWN, NOT_ENROLLED, settle } from './record.ts';

/** The client that a party is, or null when it is nobody here (yet). */
export function clientOfParty(context: ApplyContext, partyKey: string): number | null {
  const decided = context.decisions.get('client', partyKey);
  if (decided) {
    const row = clientNamed(context.ledger, decided.client);
    if (row) return survivor(context, row).id;
  }
  const split = partyKey.indexOf(':');
  return externalIdRow(context.ledger, partyKey.slice(0, split), partyKey.slice(split + 1))?.client_id ?? null;
}

const KEYS = { external_id: 'one id', email: 'one e-mail', tax_id: 'one tax id' } as const;

/** A person said that these two are different people. */
function apart(context: ApplyContext, a: string, b: string): boolean {
  const says = (subject: string, from: string) =>
    context.decisions.list('different', subject).some(({ value }) => value.from === from);
  return says(a, b) || says(b, a);
}

function survivor(context: ApplyContext, row: ClientRow): ClientRow {
  return row.merged_into === null ? row : survivor(context, clientById(context.ledger, row.merged_into) ?? row);
}

/**
 * Applies one party. `mayCreate` says whether a party that only enrolment makes a client is enrolled.
 * Returns the client it became, or null.
 */
export function applyParty(
  context: ApplyContext,
  mapped: MappedRecord,
  draft: PartyDraft,
  mayCreate: boolean,
): number | null {
  const { ledger } = context;
  const { record, of } = mapped;
  const system = of.connection.connector.id;
  const key = keyOf(of, draft.externalId);
  const stamp = of.connection.mapperStamp(of.stream);
  const email = draft.email === null ? null : normaliseEmail(draft.email);
  const taxId = draft.taxId === null ? null : normaliseTaxId(draft.taxId);
  const stored = clientOfParty(context, key);
  const candidate = (row: ClientRow): ClientCandidate => ({
    clientId: row.id,
    heldBy:
      externalIdsOf(ledger, row.id).find(
        (id) => id.system === system && id.external_id !== draft.externalId && id.origin_client_id === row.id,
      )?.external_id ?? null,
  });
  const sharing = email === null ? [] : clientsByEmail(ledger, email);
  const { resolution, proposals } = resolveClient({
    party: draft,
    enrolled: mayCreate,
    linkedTo: stored,
    byEmail: sharing.map(candidate),
    byTaxId: taxId === null ? [] : clientsByTaxId(ledger, taxId).map(candidate),
    lookAlikes: stored === null ? context.lookAlikes.find(draft.name, email) : [],
  });
  const issues: IssueDraft[] = [];
  const subject = { entity: draft.creates === 'never' ? 'page' : 'client', key } as const;

  let client: number | null = null;
  let madeNow = false;
  switch (resolution.kind) {
    case 'linked':
      client = resolution.clientId;
      break;
    case 'conflict':
      // Two records of one system that share an address are two clients until a person says otherwise; see `twins`.
      if (draft.creates !== 'never') client = createClient(context, mapped, draft, key).id;
      break;
    case 'ambiguous': {
      const [first, second] = resolution.clientIds.map((id) => clientById(ledger, id));
      issues.push({
        code: 'CLIENT_DUPLICATE_HARD',
        subject,
        discriminator: second?.key,
        details: {
          a: first?.code ?? '',
          b: second?.code ?? '',
          key: KEYS[resolution.by],
          merge: second?.key ?? '',
          into: first?.key ?? '',
        },
        amount: 0,
        month: null,
      });
      break;
    }
    case 'new':
      ({ id: client, madeNow } = createClient(context, mapped, draft, key));
      break;
    case 'unknown':
      break;
  }

  const doubles =
    client === null || resolution.kind === 'new'
      ? proposals.map(({ clientId }) => clientId)
      : clientById(ledger, client)?.key === key && draft.creates !== 'never'
        ? earlierDoubles(context, draft, key, email)
        : [];
  for (const id of doubles.slice(0, MOST_PROPOSED)) {
    const other = clientById(ledger, id);
    // Whoever shares the very address is no look-alike but a twin; see `settleTwins`.
    if (!other || other.id === client || sharing.some((each) => each.id === id) || apart(context, key, other.key))
      continue;
    issues.push({
      code: client === null ? 'CLIENT_NAME_ONLY' : 'CLIENT_DUPLICATE_SOFT',
      subject,
      discriminator: other.key,
      details: { client: other.code, a: clientCode(key), b: other.code, merge: key, into: other.key },
      amount: 0,
      month: null,
    });
  }

  if (client === null) {
    settle(context, mapped, issues);
    if (issues.length > 0) setRecordState(ledger, record, 'held', 'it may be somebody known', stamp);
    else setRecordState(ledger, record, 'excluded', draft.creates === 'never' ? NOBODY_KNOWN : NOT_ENROLLED, stamp);
    return null;
  }

  // Nobody had his address, his tax id or his link, and nothing is known of him but what was just written.
  const emails = email === null || madeNow ? [] : emailsOf(ledger, client);
  if (madeNow) linkNewParty(context, mapped, draft, client, email);
  else
    linkParty(context, mapped, draft, key, client, emails, resolution.kind === 'linked' ? resolution.by : FIRST_SEEN);
  if (email === null && draft.creates === 'always') {
    issues.push({
      code: 'CLIENT_MISSING_EMAIL',
      subject,
      details: { client: clientById(ledger, client)?.code ?? '', source: of.connection.connector.name },
      amount: 0,
      month: null,
    });
  }
  if (email !== null) {
    const others = emails.filter((row) => row.system !== system && row.email !== email);
    const agrees = emails.some((row) => row.system !== system && row.email === email);
    if (others.length > 0 && !agrees && resolution.kind === 'linked' && resolution.by === 'external_id') {
      issues.push({
        code: 'CLIENT_EMAIL_CONFLICT',
        subject,
        details: { source: of.connection.connector.name, crm: others[0]?.system ?? '', a: 'one address', b: 'another' },
        amount: 0,
        month: null,
      });
    }
  }
  settle(context, mapped, issues);
  const twin =
    draft.creates === 'always' &&
    (!madeNow || context.writer.mayHaveIssues('twins')) &&
    [settleTwins(context, mapped, 'email', email), settleTwins(context, mapped, 'tax_id', taxId)].some((keys) =>
      keys.has(key),
    );
  setRecordState(
    ledger,
    record,
    twin ? 'held' : 'applied',
    twin ? 'it shares an address or tax id with somebody' : null,
    stamp,
  );
  return client;
}

/**
 * Clients that share an e-mail or a tax id: the first by key stands, each other one is an issue until merged or told apart. Worked
 * out for the whole group, so that it does not matter who came first. Gives the keys of the others.
 */
function settleTwins(
  context: ApplyContext,
  mapped: MappedRecord,
  by: 'email' | 'tax_id',
  value: string | null,
): ReadonlySet<string> {
  if (value === null) return NOBODY;
  const { ledger } = context;
  const rows = by === 'email' ? clientsByEmail(ledger, value) : clientsByTaxId(ledger, value);
  const scope = `twins:${clientCode(value)}`;
  const [first, ...others] = rows;
  const twins = first ? others.filter((other) => !apart(context, first.key, other.key)) : [];
  settleIssues(
    ledger,
    context.writer,
    {
      scope,
      integration: mapped.of.connection.connector.id,
      operation: mapped.of.stream.step,
      at: context.at,
      sourceRecord: mapped.record.id,
    },
    twins.map((other) => ({
      code: 'CLIENT_DUPLICATE_HARD',
      subject: { entity: 'client', key: other.key },
      discriminator: first?.key,
      details: { a: first?.code ?? '', b: other.code, key: KEYS[by], merge: other.key, into: first?.key ?? '' },
      amount: 0,
      month: null,
    })),
  );
  return new Set(twins.map((other) => other.key));
}

const NOBODY: ReadonlySet<string> = new Set();

interface MadeClient {
  readonly id: number;
  /** Not known by his key before. */
  readonly madeNow: boolean;
}

function createClient(context: ApplyContext, mapped: MappedRecord, draft: PartyDraft, key: string): MadeClient {
  const { ledger, writer } = context;
  const name = draft.name.slice(0, NAME_LIMIT);
  const look = (id: number) =>
    context.lookAlikes.add({ id, name, email: draft.email === null ? null : normaliseEmail(draft.email) });
  const known = clientByKey(ledger, key);
  if (known) {
    look(known.id);
    return { id: survivor(context, known).id, madeNow: false };
  }
  const id = writer.ids.next('client');
  writer.insert(
    'client',
    {
      id,
      company_id: ledger.company.id,
      key,
      code: clientCode(key),
      name,
      organisation: flag(draft.organisation),
      tax_id: draft.taxId === null ? null : normaliseTaxId(draft.taxId),
      phone: draft.phone,
      merged_into: null,
    },
    mapped.record.id,
  );
  look(id);
  return { id, madeNow: true };
}

/** A person is asked about at most this many look-alikes of somebody. */
const MOST_PROPOSED = 3;

/**
 * Clients who look like this one and come before him: of two who look alike the later one asks, however often either is applied
 * again.
 */
function earlierDoubles(context: ApplyContext, draft: PartyDraft, key: string, email: string | null): number[] {
  const { proposals } = resolveClient({
    party: draft,
    enrolled: false,
    linkedTo: null,
    byEmail: [],
    byTaxId: [],
    lookAlikes: context.lookAlikes.find(draft.name, email),
  });
  const isFirst = (other: string) => precedes(context, other, key) || (!precedes(context, key, other) && other < key);
  return proposals
    .map(({ clientId }) => clientById(context.ledger, clientId))
    .flatMap((other) =>
      other && other.merged_into === null && other.key !== key && isFirst(other.key) ? [other.id] : [],
    );
}
