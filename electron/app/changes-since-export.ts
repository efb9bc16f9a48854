/** What changed since a month was handed out last, as the screen shows it: the same lines that the workbook prints. */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import { month as monthFrom } from '../../shared/domain/month.ts';
import { parseReference } from '../../shared/domain/reference.ts';
import { lateChanges } from '../close/change-rows.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { whileUnchanged } from '../ledger/while-unchanged.ts';
import { monthChanges } from './month-changes.ts';

/** So many contracts are told with their reasons. */
const MOST = 10_000;

export function changesSinceExport(
  ledger: Ledger,
  input: ParsedInputOf<'months/since-export'>,
): OutputOf<'months/since-export'> {
  const wanted = monthFrom(input.month);
  const { rows, since } = whileUnchanged(ledger, `since export ${wanted}`, () =>
    lateChanges(ledger, wanted, () => {
      const { changes } = monthChanges(ledger, { month: wanted, offset: 0, limit: MOST });
      return new Map(changes.map(({ contract, sentences }) => [contract.id, sentences]));
    }),
  );
  return {
    since,
    total: rows.length,
    changes: rows.slice(input.offset, input.offset + input.limit).map((row) => {
      const thing = parseReference(row.ref);
      const idOf = (kind: 'contract' | 'document') => (thing?.of === 'thing' && thing.kind === kind ? thing.id : null);
      const { ref, month, what, why, client, service, currency, beforeMinor: before, afterMinor: after, at } = row;
      const places = { contract: idOf('contract'), document: idOf('document') };
      return { ref, ...places, month, what, why, client, service, currency, before, after, at };
    }),
  };
}
