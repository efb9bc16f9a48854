/** Keeps the search index up to date beside the use cases: what a call wrote at once if it is little, the rest bit by bit behind it. */
import { indexALittle, indexBatch } from '../ledger/index-changes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { thrownFields } from '../platform/log.ts';
import type { App } from './app.ts';

type Kept = Pick<App, 'ledger' | 'log'>;

/** Ledgers that are being indexed behind the use cases. */
const busy = new WeakSet<Ledger>();

/** After a call that wrote. The call is done and stored: what goes wrong here is logged, and made good by the next time. */
export function keepSearch(app: Kept): void {
  guarded(app, () => {
    if (indexALittle(app.ledger)) goOnBehind(app);
  });
}

/** At opening, for what an earlier process left or an old ledger never had: later, so that whoever opened it gets an answer first. */
export function keepSearchFromOpening(app: Kept): void {
  setTimeout(() => keepSearch(app), 500).unref();
}

function goOnBehind(app: Kept): void {
  if (busy.has(app.ledger)) return;
  busy.add(app.ledger);
  const next = () => {
    let more = false;
    guarded(app, () => {
      more = indexBatch(app.ledger);
    });
    if (more) setImmediate(next);
    else busy.delete(app.ledger);
  };
  setImmediate(next);
}

function guarded({ ledger, log }: Kept, work: () => void): void {
  // Closed in the meantime: whoever opens it next goes on.
  if (!ledger.db.open) return;
  try {
    work();
  } catch (thrown) {
    log.error('search was not brought up to date', { operation: 'search', ...thrownFields(thrown) });
  }
}
