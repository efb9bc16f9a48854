/** Two runs side by side, what differs first. Pure. */
import type { WindowOutput } from '../../../shared/contract/window.ts';

export type Compared = WindowOutput<'runs/compare'>;
export type ComparedStep = Compared['steps'][number];
export type ComparedMonth = Compared['months'][number];

export function stepDiffers({ received, applied, held }: ComparedStep): boolean {
  return [received, applied, held].some(({ left, right }) => left !== right);
}

export function monthDiffers({ before, after }: ComparedMonth): boolean {
  return before !== after;
}

/** What differs, in its own order; then, when asked for, the rest. */
export function differencesFirst<Row>(rows: readonly Row[], differs: (row: Row) => boolean, all: boolean): Row[] {
  const different = rows.filter(differs);
  return all ? [...different, ...rows.filter((row) => !differs(row))] : different;
}
