/** How a document changed a contract of the old system, and what it did to a contract that was thought to be complete. */
import { type Fraction, halfToEven, plus, signOf } from './fraction.ts';
import type { LedgerHead, OldContract, OldDocument } from './old-contract.ts';

/** Takes in a document; the first one makes the contract and gives it its date. */
export function withDocument(contract: OldContract | null, document: OldDocument): OldContract {
  const grown: OldContract =
    contract === null
      ? { date: document.date, amount: document.amount, status: 'ACTIVE', documents: [document], head: null, lines: [] }
      : {
          ...contract,
          amount: plus(contract.amount, document.amount),
          documents: [...contract.documents, document],
          head: contract.head === null ? null : headWith(contract.head, document.amount),
        };
  const whole = halfToEven(grown.amount);
  if (whole > 0n) return { ...grown, status: 'ACTIVE' };
  return whole === 0n && grown.status === 'ACTIVE' ? { ...grown, status: 'CANCELED' } : grown;
}

function headWith(head: LedgerHead, amount: Fraction): LedgerHead {
  const once = { ...head, total: plus(head.total, amount), remaining: plus(head.remaining, amount) };
  if (signOf(amount) > 0) return { ...once, status: 'ACTIVE' };
  if (signOf(amount) === 0 || head.status !== 'COMPLETED') return once;
  // A credit note on a complete ledger opened it again and was then taken off a second time.
  return { ...once, total: plus(once.total, amount), remaining: plus(once.remaining, amount), status: 'ACTIVE' };
}
