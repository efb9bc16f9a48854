/** How a party and a client are tied: the outside id, the address, and what the party says about him. */
import type { PartyDraft } from '../../../shared/domain/drafts.ts';
import { normaliseEmail, normaliseTaxId } from '../../../shared/domain/similar-names.ts';
import { clientById, clientCode, externalIdRow, touchClients } from '../../ledger/clients.ts';
import { moveIssues } from '../../ledger/issues.ts';
import type { ClientEmailRow } from '../../ledger/tables.ts';
import type { ApplyContext } from './context.ts';
import type { MappedRecord } from './record.ts';

/** Longer than any real name; the rest is in the source record. Screens and files must not choke on a pasted novel. */
export const NAME_LIMIT = 300;
export const FIRST_SEEN = 'first seen here';

/** A yes or no as a column keeps it. */
export function flag(value: boolean | null | undefined): number | null {
  return value == null ? null : Number(value);
}

const CATEGORIES = ['invoicing', 'crm', 'pages', 'banking'] as const;

/** Whether a client is named by one party rather than another, whatever order they were met in. */
export function precedes(context: ApplyContext, key: string, other: string): boolean {
  const rank = (of: string) => {
    const system = of.slice(0, of.indexOf(':'));
    const category =
      context.connections.find(({ connector }) => connector.id === system)?.connector.category ?? 'banking';
    return `${CATEGORIES.indexOf(category)} ${system}`;
  };
  return rank(key) < rank(other);
}

/** The link and the address of somebody made a moment ago: there is nothing on file to compare them with. */
export function linkNewParty(
  context: ApplyContext,
  mapped: MappedRecord,
  draft: PartyDraft,
  client: number,
  email: string | null,
): void {
  addLink(context, mapped, draft, client, FIRST_SEEN);
  if (email !== null) addEmail(context, mapped, client, email);
}

function addLink(
  { ledger, writer }: ApplyContext,
  { record, of }: MappedRecord,
  { externalId }: PartyDraft,
  client: number,
  why: string,
): void {
  writer.insert(
    'client_external_id',
    {
      id: writer.ids.next('client_external_id'),
      company_id: ledger.company.id,
      system: of.connection.connector.id,
      external_id: externalId,
      client_id: client,
      origin_client_id: client,
      why,
    },
    record.id,
  );
}

function addEmail({ ledger, writer }: ApplyContext, { record, of }: MappedRecord, client: number, email: string): void {
  writer.insert(
    'client_email',
    {
      id: writer.ids.next('client_email'),
      company_id: ledger.company.id,
      email,
      client_id: client,
      system: of.connection.connector.id,
    },
    record.id,
  );
}

/** Links a party to a client who may be known already, and brings in line what it says about him. */
export function linkParty(
  context: ApplyContext,
  mapped: MappedRecord,
  draft: PartyDraft,
  key: string,
  client: number,
  emails: readonly ClientEmailRow[],
  why: string,
): void {
  const { ledger, writer } = context;
  const { record, of } = mapped;
  const system = of.connection.connector.id;
  const link = externalIdRow(ledger, system, draft.externalId);
  if (!link) {
    addLink(context, mapped, draft, client, why);
    // Somebody made a moment ago has no documents yet; somebody known may find a contract through the new link.
    if (why !== FIRST_SEEN) touchClients(ledger, [client]);
  } else if (link.client_id !== client) {
    touchClients(ledger, [client, link.client_id]);
    writer.update('client_external_id', link, { client_id: client, why }, record.id);
  }
  const row = clientById(ledger, client);
  // The payer names a client, else the student, else the page: whoever came first. Other systems only add how they know him.
  const renamed =
    row !== null && row.key !== key && (!link || link.origin_client_id === client) && precedes(context, key, row.key);
  if (renamed) moveIssues(ledger, writer, `client:${row.key}`, `client:${key}`);
  if (row && (row.key === key || renamed)) {
    writer.update(
      'client',
      row,
      {
        key,
        code: clientCode(key),
        name: draft.name.slice(0, NAME_LIMIT),
        organisation: flag(draft.organisation),
        tax_id: draft.taxId === null ? null : normaliseTaxId(draft.taxId),
        phone: draft.phone,
      },
      record.id,
    );
  }
  const email = draft.email === null ? null : normaliseEmail(draft.email);
  // An address that was replaced stays as an alias: other systems may still know the person by it.
  if (email !== null && !emails.some((each) => each.email === email && each.system === system)) {
    addEmail(context, mapped, client, email);
  }
}
