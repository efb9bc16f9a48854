/** Which questions to answer first: the fewest that make most of the money certain. */
import type { Minor } from '../domain/money.ts';
import { proportion } from '../recognition/proportion.ts';
import { grouped, sumOf } from './sums.ts';

export interface OpenQuestion {
  readonly id: string;
  /** The contract, or whatever else it is about. Money of a subject counts once, so all its questions must go. */
  readonly subject: string;
  readonly balance: Minor;
}

export interface FixFirst {
  /** Ids of the questions to answer first, most money first. */
  readonly ids: readonly string[];
  readonly open: number;
  /** Hundredths of a percent of the deferred balance that is certain now, and would be then; null when nothing is deferred. */
  readonly certainNowBasisPoints: number | null;
  readonly certainThenBasisPoints: number | null;
  /** "Fix these 6 of 240 and 92 % of the money is certain." Empty when nothing is to be gained. */
  readonly words: string;
}

/** The subjects with the most money at risk, until `targetBasisPoints` (90 %) of closing deferred revenue is certain. */
export function fixFirst(
  questions: readonly OpenQuestion[],
  closingDeferred: Minor,
  targetBasisPoints: number = 9000,
): FixFirst {
  const subjects = [...grouped(questions, ({ subject }) => subject).values()]
    .map((own) => ({ own, balance: own.reduce((most, { balance }) => Math.max(most, balance), 0) }))
    .filter(({ balance }) => balance > 0)
    .sort((a, b) => b.balance - a.balance || a.own.length - b.own.length);
  let atRisk = sumOf(subjects, ({ balance }) => balance);
  const certain = (risk: Minor) =>
    closingDeferred <= 0 ? null : Math.max(0, 10_000 - proportion(10_000, risk, closingDeferred));
  const certainNowBasisPoints = certain(atRisk);
  const ids: string[] = [];
  for (const { own, balance } of subjects) {
    if ((certain(atRisk) ?? 10_000) >= targetBasisPoints) break;
    ids.push(...own.map(({ id }) => id));
    atRisk -= balance;
  }
  const certainThenBasisPoints = certain(atRisk);
  const open = questions.length;
  const words =
    ids.length === 0 || certainThenBasisPoints === null
      ? ''
      : `Fix ${ids.length === 1 ? 'this 1' : `these ${ids.length}`} of ${open} and ${Math.floor(certainThenBasisPoints / 100)} % of the money is certain.`;
  return { ids, open, certainNowBasisPoints, certainThenBasisPoints, words };
}
