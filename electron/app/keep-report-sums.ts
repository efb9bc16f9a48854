/**
 * Keeps the sums of the reports up to date behind the use cases: once nobody has written for a moment, a bucket at a time, giving way
 * to whoever calls. A report asked for in the meantime works out what is still missing by itself.
 */
import { refreshSums } from '../close/sums/current-sums.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { thrownFields } from '../platform/log.ts';
import type { App } from './app.ts';

type Kept = Pick<App, 'ledger' | 'log'>;

/** What is written in one go is brought up to date in one go. */
const QUIET_MS = 300;

interface Turn {
  /** Calls that write at this moment. */
  writing: number;
  waiting: NodeJS.Timeout | null;
  steps: Generator<void, void, void> | null;
}

const turns = new WeakMap<Ledger, Turn>();

function turnOf(ledger: Ledger): Turn {
  const turn = turns.get(ledger) ?? { writing: 0, waiting: null, steps: null };
  turns.set(ledger, turn);
  return turn;
}

/** Before a call that writes: what it is about to change need not be worked out as it was. */
export function restReportSums({ ledger }: Kept): void {
  const turn = turnOf(ledger);
  turn.writing += 1;
  turn.steps = null;
  if (turn.waiting) clearTimeout(turn.waiting);
}

/** After a call that wrote, and at opening. */
export function keepReportSums(app: Kept): void {
  const turn = turnOf(app.ledger);
  turn.writing = Math.max(turn.writing - 1, 0);
  if (turn.waiting) clearTimeout(turn.waiting);
  // Whoever only wanted to call once is not kept waiting: the next process goes on.
  turn.waiting = setTimeout(() => begin(app, turn), QUIET_MS).unref();
}

function begin(app: Kept, turn: Turn): void {
  if (turn.writing > 0 || !app.ledger.db.open || !app.ledger.hasCompany()) return;
  turn.steps = refreshSums(app.ledger);
  step(app, turn);
}

function step(app: Kept, turn: Turn): void {
  const { steps } = turn;
  if (!steps || !app.ledger.db.open) return;
  try {
    if (steps.next().done) turn.steps = null;
    else setImmediate(() => step(app, turn));
  } catch (thrown) {
    turn.steps = null;
    app.log.error('sums of reports were not brought up to date', { operation: 'report-sums', ...thrownFields(thrown) });
  }
}
