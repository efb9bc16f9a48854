/**
 * The close of the sample company: eleven months signed and closed one after the other, what becomes known afterwards, and the package.
 * Everything goes through the same calls that the window makes.
 */
import type { ChannelName, InputOf, OutputOf } from '../../shared/contract/index.ts';
import { lastDay, type Month } from '../../shared/domain/month.ts';
import type { Problem, Result } from '../../shared/domain/problem.ts';
import type { Engine } from '../engine.ts';
import { type LateChange, makeLateChanges } from './late-changes.ts';
import type { School } from './school-model.ts';
import type { SampleWorlds } from './world.ts';

export const PREPARER = 'Ana Prats';
export const REVIEWER = 'Leo Vidal';

/** The balance in the books: asked for last, after the journal was posted there. */
const BALANCE = 8;

export interface ClosedMonth {
  readonly month: Month;
  readonly hash: string;
  readonly postings: number;
  /** Control totals that do not agree. */
  readonly red: number;
  /** The month comes out again as it was signed, after everything that came later. */
  readonly reproduced: boolean;
}

export interface ClosedYear {
  readonly months: readonly ClosedMonth[];
  /** Why the month after them could not be signed; null: all were closed. */
  readonly refused: Problem | null;
  readonly late: readonly LateChange[];
  /** What the open month takes for the closed ones. */
  readonly changes: OutputOf<'months/changes'>;
  /** Control totals of the open month that do not agree. */
  readonly openRed: number;
  readonly packages: readonly OutputOf<'packages/make'>[];
}

export interface YearToClose {
  readonly engine: Engine;
  readonly worlds: SampleWorlds;
  readonly school: School;
  /** Those to close, in order. */
  readonly months: readonly Month[];
  /** The month that stays open and meets what comes late. */
  readonly open: Month;
  /** Where packages are written. */
  readonly folder: string;
  readonly who: string;
  /** A problem ends the whole. */
  readonly must: <T>(result: Result<T>) => T;
}

/** Closes months, lets the world go on, and brings the open month up to date. */
export async function closeTheYear({
  engine,
  worlds,
  school,
  months,
  open,
  folder,
  who,
  must,
}: YearToClose): Promise<ClosedYear> {
  const call = async <C extends ChannelName>(channel: C, input: InputOf<C>) => must(await engine.call(channel, input));
  for (const name of [PREPARER, REVIEWER]) await call('operators/save', { name, who });
  const closed: Omit<ClosedMonth, 'reproduced'>[] = [];
  let refused: Problem | null = null;
  for (const month of months) {
    const prepared = await engine.call('months/prepare', { month, who: PREPARER });
    if (!prepared.ok) {
      refused = prepared.problem;
      break;
    }
    await call('months/review', { month, who: REVIEWER });
    await typeBalance(call, month);
    const { hash, postings } = await call('months/close', { month, who: REVIEWER });
    closed.push({ month, hash, postings, red: (await call('tie-outs/list', { month })).red });
  }
  const packages: OutputOf<'packages/make'>[] = [];
  const last = closed.at(-1)?.month;
  if (last !== undefined) packages.push(await call('packages/make', { month: last, folder, who: REVIEWER }));

  const late = last === undefined ? [] : makeLateChanges(worlds, school, lastDay(last));
  await call('sync/run', { year: open.slice(0, 4), who });
  await call('sync/run', { step: 'accruals', startDate: `${open}-01`, endDate: dayAfter(open), who });
  const changes = await call('months/changes', { month: open });
  await typeBalance(call, open);
  const { red: openRed } = await call('tie-outs/check', { month: open, who: PREPARER });
  packages.push(await call('packages/make', { month: open, folder, who: PREPARER }));
  const proven: ClosedMonth[] = [];
  for (const each of closed) {
    const { equal } = await call('months/reproduce', { month: each.month });
    proven.push({ ...each, reproduced: equal });
  }
  return { months: proven, refused, late, changes, openRed, packages };
}

type Call = <C extends ChannelName>(channel: C, input: InputOf<C>) => Promise<OutputOf<C>>;

/** What an operator reads in the books once the journal was posted there: the balance that was worked out. */
async function typeBalance(call: Call, month: Month): Promise<void> {
  const { lamps } = await call('tie-outs/list', { month });
  const lamp = lamps.find(({ id }) => id === BALANCE);
  if (lamp === undefined) return;
  await call('tie-outs/ledger-balance', { month, amount: lamp.right.amount, who: REVIEWER });
}

function dayAfter(month: Month): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
}
