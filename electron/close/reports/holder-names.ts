/** What to call a holder where somebody reads it: contracts by their number in the ledger, documents by their own. */
import type { MonthFacts } from '../month-facts.ts';

export interface HolderName {
  readonly contract: number | null;
  readonly document: number | null;
  /** `C-12`, or `D-88` for a document that stands for itself. */
  readonly code: string;
  readonly client: string | null;
  /** Key of the service. */
  readonly service: string | null;
}

export function holderName({ byKey }: Pick<MonthFacts, 'byKey'>, key: string): HolderName {
  const holder = byKey.get(key);
  if (!holder) return { contract: null, document: null, code: key, client: null, service: null };
  const { contractId, invoiceId, lines } = holder;
  const code = contractId !== null ? `C-${contractId}` : invoiceId !== null ? `D-${invoiceId}` : key;
  return { contract: contractId, document: invoiceId, code, client: lines.client, service: lines.service };
}
