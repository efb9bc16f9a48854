/** Brings merged clients in line with what people decided: an outside id belongs to the survivor, and comes back when they differ. */
import { clientNamed, externalIdsFrom, mergedClients, touchClients } from '../../ledger/clients.ts';
import type { ClientRow } from '../../ledger/tables.ts';
import type { ApplyContext } from './context.ts';

/** Gives the clients whose documents and places must be looked at again. */
export function settleMerges(context: ApplyContext): ReadonlySet<number> {
  const { ledger, decisions } = context;
  const moved = new Set<number>();
  const wanted = new Map<number, { from: ClientRow; to: ClientRow }>();
  for (const [subject, { into }] of decisions.all('merge')) {
    const from = clientNamed(ledger, subject);
    const to = clientNamed(ledger, into);
    if (from && to && from.id !== to.id) wanted.set(from.id, { from, to });
  }
  for (const row of mergedClients(ledger)) if (!wanted.has(row.id)) move(context, row, null, moved);
  for (const { from, to } of wanted.values()) if (from.merged_into !== to.id) move(context, from, to, moved);
  touchClients(ledger, moved);
  return moved;
}

function move(context: ApplyContext, from: ClientRow, to: ClientRow | null, moved: Set<number>): void {
  const { ledger, writer } = context;
  if (from.merged_into !== null) moved.add(from.merged_into);
  writer.update('client', from, { merged_into: to?.id ?? null });
  for (const link of externalIdsFrom(ledger, from.id))
    writer.update('client_external_id', link, { client_id: to?.id ?? from.id });
  moved.add(from.id);
  if (to) moved.add(to.id);
}
