/** Keeps the figures of lists up to date with the ledger: after every call that wrote, and at opening for what a crash left undone. */
import { contractFigures } from '../close/contract-figures.ts';
import { DEFAULT_POLICY } from '../close/policy.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { refreshFigures } from '../ledger/refresh-figures.ts';
import { thrownFields } from '../platform/log.ts';
import type { App } from './app.ts';

/** Calls that write may overlap; what is kept beside the ledger is brought up to date by one of them at a time. */
const turns = new WeakMap<Ledger, Promise<void>>();

/** Gives way between steps, so that a call that waits gets through. What goes wrong is logged and made good by the next time. */
export function keepFigures(app: Pick<App, 'ledger' | 'log'>): Promise<void> {
  const turn = (turns.get(app.ledger) ?? Promise.resolve()).then(() => refresh(app));
  turns.set(app.ledger, turn);
  return turn;
}

async function refresh({ ledger, log }: Pick<App, 'ledger' | 'log'>): Promise<void> {
  if (!ledger.db.open || !ledger.hasCompany()) return;
  try {
    let decisions: DecisionIndex | null = null;
    const figures = (clients: readonly number[] | undefined) => {
      decisions ??= new DecisionIndex(activeDecisions(ledger));
      return contractFigures(ledger, decisions, DEFAULT_POLICY, clients);
    };
    for (const _ of refreshFigures(ledger, figures)) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!ledger.db.open) return;
    }
  } catch (thrown) {
    // The call itself is done and stored: it must not look as if it had not been.
    log.error('lists were not brought up to date', { operation: 'figures', ...thrownFields(thrown) });
  }
}
