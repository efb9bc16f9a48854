/** Two runs side by side, what differs first. Pure. */
import type { WindowOutput } from '../../../shared/contract/window.ts';

export type Compared = WindowOutput<'runs/compare'>;
export type ComparedStep = Compared['steps'][number];
export type ComparedMonth = Compared['months'][number];

/** Whether both did it, and not alike. What only one did is no difference in what came of it. */
export function stepDiffers(step: ComparedStep): boolean {
  if (oneSided(step)) return false;
  return [step.received, step.applied, step.held].some(({ left, right }) => left !== right);
}

export function oneSided({ received, ms }: ComparedStep): boolean {
  const did = (side: 'left' | 'right') => received[side] !== null || ms[side] !== null;
  return did('left') !== did('right');
}

export function monthDiffers({ before, after }: ComparedMonth): boolean {
  return before !== after;
}

/** What differs, in its own order; then, when asked for, the rest. */
export function differencesFirst<Row>(rows: readonly Row[], differs: (row: Row) => boolean, all: boolean): Row[] {
  const different = rows.filter(differs);
  return all ? [...different, ...rows.filter((row) => !differs(row))] : different;
}
