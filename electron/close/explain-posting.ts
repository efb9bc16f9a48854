/** Why a posting is what it is: sentences an accountant can check, and the sum that gives the amount to the minor unit. */
import type { PostingKind } from '../../shared/domain/entities.ts';
import type { Currency, Minor } from '../../shared/domain/money.ts';
import { month, monthInWords } from '../../shared/domain/month.ts';
import { type ContractTarget, contractTarget } from './contract-target.ts';
import { decisionTold, enrolmentInWords, factsLearnt, type Known, type Names, priceInWords } from './explain-facts.ts';
import { carriedBy, rowsTotal, type SumRow, targetRows } from './explain-target.ts';
import { amountInWords, counted, dayInWords, figureInWords, listed, monthsInWords } from './explain-words.ts';
import type { RecognitionPolicy } from './facts.ts';
import type { OriginalPart } from './plan-postings.ts';

/** A posting as explanations need it. */
export interface PostedOnce {
  readonly id: number;
  readonly month: string;
  readonly kind: PostingKind;
  readonly amount: Minor;
  readonly functionalAmount: Minor;
  readonly currency: Currency;
  readonly note: readonly OriginalPart[] | null;
  readonly inputsHash: string;
  readonly run: number;
  readonly postedAt: string;
  readonly contraOf: number | null;
}

export interface PostingCase {
  readonly posting: PostedOnce;
  /** All postings of the contract, in the order they were written. */
  readonly postings: readonly PostedOnce[];
  readonly service: string;
  readonly companyCurrency: Currency;
  /** What was known when it was posted; null when the journal no longer says. */
  readonly then: Known | null;
  /** What was known at the contract's posting before it, by an earlier run. */
  readonly before: Known | null;
  readonly now: Known;
  readonly policy: RecognitionPolicy;
  readonly names: Names;
  /** Titles of open issues that hold the contract now. */
  readonly heldBy: readonly string[];
}

export interface Explanation {
  readonly sentences: readonly string[];
  /** Rows with an amount add up to the last row, which is the posting. */
  readonly calculation: readonly SumRow[];
  /** Whether the sum goes down to documents and days, and not only to what was worked out then. */
  readonly whole: boolean;
}

/** Explains a posting with the facts of its time. */
export function explainPosting(about: PostingCase): Explanation {
  const { posting } = about;
  const target = about.then === null ? null : contractTarget(about.then.facts, about.policy);
  const { rows, whole } = rowsFor(about, target);
  const last: SumRow = {
    words: `This posting in ${monthInWords(month(posting.month))}`,
    amount: posting.amount,
    detail: `run ${posting.run}, ${dayInWords(about.names.dayOf(posting.postedAt))}`,
  };
  return { sentences: sentencesOf(about), calculation: [...rows, last], whole };
}

interface Rows {
  readonly rows: readonly SumRow[];
  readonly whole: boolean;
}

function rowsFor(about: PostingCase, target: ContractTarget | null): Rows {
  const { posting, postings, then } = about;
  if (posting.contraOf !== null) {
    const original = postings.find(({ id }) => id === posting.contraOf);
    const words = `The opposite of posting ${posting.contraOf}${original ? `, made by run ${original.run}` : ''}`;
    return { rows: [{ words, amount: posting.amount, detail: null }], whole: original?.amount === -posting.amount };
  }
  const earlier = postings.filter(
    ({ id, month, kind }) => id < posting.id && month === posting.month && kind === posting.kind,
  );
  const carried = earlier.reduce((total, { amount }) => total + amount, 0);
  const wanted = posting.amount + carried;
  const less = lessPosted(posting, earlier, carried);
  if (posting.kind === 'prior_period' || posting.kind === 'opening') {
    const parts = (posting.note ?? []).map((part) => partRow(about, target, part));
    if (rowsTotal(parts) === wanted) return { rows: [...parts, ...less], whole: true };
    if (wanted === 0) return { rows: less, whole: true };
  } else if (then !== null && target !== null) {
    const { kind } = posting;
    if (carriedBy(target, month(posting.month), kind) === wanted)
      return {
        rows: [...targetRows(then.facts, target, month(posting.month), kind, about.policy), ...less],
        whole: true,
      };
  }
  const words = `Worked out for ${monthInWords(month(posting.month))} by run ${posting.run}`;
  return {
    rows: [{ words, amount: wanted, detail: 'from facts that the ledger no longer holds' }, ...less],
    whole: false,
  };
}

function lessPosted(posting: PostedOnce, earlier: readonly PostedOnce[], carried: Minor): SumRow[] {
  if (carried === 0) return [];
  // A posting and its opposite cancel out: neither is what is left.
  const answered = new Set(earlier.map(({ contraOf }) => contraOf));
  const left = earlier.filter(({ id, contraOf }) => contraOf === null && !answered.has(id));
  const runs = [...new Set((left.length > 0 ? left : earlier).map(({ run }) => run))];
  const words = `Less already posted for ${monthInWords(month(posting.month))}`;
  return [{ words, amount: -carried, detail: `by ${runs.length === 1 ? 'run' : 'runs'} ${listed(runs.map(String))}` }];
}

const KIND_WORDS: Readonly<Record<PostingKind, string>> = {
  service: 'service',
  catch_up: 'catch-up of a change that reaches back',
  reversal: 'revenue taken back',
  breakage: 'owed although no service follows',
  prior_period: 'what closed months lack',
  manual: 'entered by hand',
  opening: 'earned before the ledger began',
};

/** A part of a late or opening figure: the month it belongs to, what that month should carry and what it carries. */
function partRow({ posting, postings }: PostingCase, target: ContractTarget | null, part: OriginalPart): SumRow {
  const kind = KIND_WORDS[part.kind];
  const carried = postings
    .filter(({ id, month, kind }) => id < posting.id && month === part.month && kind === part.kind)
    .reduce((total, { amount }) => total + amount, 0);
  const due = target === null ? null : carriedBy(target, part.month, part.kind);
  const figure = (amount: Minor) => figureInWords(amount, posting.currency);
  return {
    words: `${monthInWords(part.month)}, ${kind}`,
    amount: part.amount,
    detail:
      due !== null && due - carried === part.amount ? `should carry ${figure(due)}, carries ${figure(carried)}` : null,
  };
}

function sentencesOf(about: PostingCase): string[] {
  const { posting, then, now, names } = about;
  const known = then ?? now;
  const { facts } = known;
  const told = [headline(about)];
  if (posting.contraOf === null) {
    told.push(priceInWords(facts));
    for (const enrolment of facts.enrolments) told.push(`${enrolmentInWords(enrolment)}.`);
    const dates = facts.enrolments.length === 0 ? facts.decisions.dates : null;
    if (dates === null && facts.enrolments.length === 0) told.push('No enrolment gives course dates.');
    for (const decision of known.decisions) told.push(`Decided: ${decisionTold(decision, posting.currency, names)}.`);
    told.push(...lateSentences(about));
  }
  told.push(...takenBack(about), ...foreign(about), ...changedSince(about));
  if (about.heldBy.length > 0)
    told.push(
      `The contract is held now: ${about.heldBy.join('; ')}. Nothing is posted or taken back until that is answered.`,
    );
  return told;
}

function headline({ posting, postings, service, names }: PostingCase): string {
  const what = `${amountInWords(posting.amount, posting.currency)} in ${monthInWords(month(posting.month))} for ${service}`;
  const when = `posted by run ${posting.run} on ${dayInWords(names.dayOf(posting.postedAt))}`;
  if (posting.contraOf !== null) {
    const original = postings.find(({ id }) => id === posting.contraOf);
    const kind = KIND_WORDS[posting.kind];
    return `${what}: takes back posting ${posting.contraOf} (${kind}${original ? `, of run ${original.run}` : ''}), ${when}.`;
  }
  return `${what}: ${KIND_WORDS[posting.kind]}, ${when}.`;
}

function lateSentences({ posting, before, then, names }: PostingCase): string[] {
  const months = [...new Set((posting.note ?? []).map((part) => part.month))];
  if (posting.kind === 'opening')
    return [`It belongs to ${monthsInWords(months)}, before the first month of the ledger, and opens the books.`];
  if (posting.kind !== 'prior_period') return [];
  const told =
    months.length === 0
      ? ['What had been posted here for earlier months is no longer due, and is taken back.']
      : [
          `It belongs to ${monthsInWords(months)}, ${months.length === 1 ? 'which was' : 'which were'} closed by then: closed months do not move, so it is posted in the first open month.`,
        ];
  if (then === null) return told;
  if (before === null)
    return [
      ...told,
      'Nothing had been posted for this contract before: all its facts, or the answer it waited for, came after the close.',
    ];
  const learnt = factsLearnt(before, then, names);
  if (learnt.length === 0)
    return [
      ...told,
      'No fact changed since the posting before; the contract was held, or a month was closed without it.',
    ];
  return [...told, ...learnt.map((sentence) => `Came after the close: ${sentence}`)];
}

function takenBack({ posting, postings, names }: PostingCase): string[] {
  const contra = postings.find(({ contraOf }) => contraOf === posting.id);
  return contra
    ? [`Taken back by run ${contra.run} on ${dayInWords(names.dayOf(contra.postedAt))}, as posting ${contra.id}.`]
    : [];
}

function foreign({ posting, companyCurrency }: PostingCase): string[] {
  if (posting.currency === companyCurrency) return [];
  return [
    `In the company's books: ${amountInWords(posting.functionalAmount, companyCurrency)}, at the rates of the documents it was billed with.`,
  ];
}

function changedSince({ posting, then, now, policy, names }: PostingCase): string[] {
  if (posting.contraOf !== null || then === null) return [];
  const learnt = factsLearnt(then, now, names);
  if (learnt.length === 0) return [];
  const told = [`Facts have changed since this was posted (${counted(learnt.length, 'change')}): ${learnt.join(' ')}`];
  if (posting.kind === 'prior_period' || posting.kind === 'opening') return told;
  const today = carriedBy(contractTarget(now.facts, policy), month(posting.month), posting.kind);
  const which = `${monthInWords(month(posting.month))}, ${KIND_WORDS[posting.kind]}`;
  return [
    ...told,
    `With today's facts: ${amountInWords(today, posting.currency)} for ${which}, before the differences that later runs posted.`,
  ];
}
