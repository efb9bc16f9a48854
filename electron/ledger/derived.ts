/** What is kept beside the ledger so that lists and search are quick: brought up to date after whatever was written. */
import type { FigureSource } from './figures.ts';
import type { Ledger } from './ledger.ts';
import { refreshFigures } from './refresh-figures.ts';

/** In steps, each whole in itself: whoever runs them may do something else in between. */
export function* refreshDerived(ledger: Ledger, figures: FigureSource): Generator<void, void, void> {
  yield* refreshFigures(ledger, figures);
}
