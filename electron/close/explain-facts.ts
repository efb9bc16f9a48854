/** What a contract's facts are in plain sentences, and how they differ from what they were. */
import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../ledger/decisions.ts';
import { inDateOrder } from './contract-price.ts';
import { decisionInWords } from './explain-decision.ts';
import { amountInWords, dayInWords, figureInWords, rangeInWords } from './explain-words.ts';
import type { ContractDocument, ContractFacts, EnrolmentPlan } from './facts.ts';

/** "Invoice F250031 of 12 Jan 2025" */
export function documentInWords({ kind, number, key, date }: ContractDocument): string {
  return `${documentName({ kind, number, key })} of ${dayInWords(date)}`;
}

/** "Invoice F250031" */
export function documentName({ kind, number, key }: { kind: string; number: string | null; key: string }): string {
  return `${kind === 'credit_note' ? 'Credit note' : 'Invoice'} ${number ?? key}`;
}

/** What makes the price: every document with its sign, or the signed price. */
export function priceInWords(facts: ContractFacts): string {
  const documents = inDateOrder(facts.documents).map(
    (document) =>
      `${documentInWords(document)} (${document.net < 0 ? '' : '+'}${figureInWords(document.net, facts.currency)})`,
  );
  const billed = documents.length === 0 ? 'Nothing is billed yet' : `Billed: ${documents.join('; ')}`;
  const agreed = (facts.decisions.priceChanges ?? []).map(
    ({ from, amount }) => ` From ${dayInWords(from)} on the agreed price is ${amountInWords(amount, facts.currency)}.`,
  );
  const set =
    facts.signedPrice === null ? '' : `The price was set to ${amountInWords(facts.signedPrice, facts.currency)}. `;
  return `${set}${billed}.${agreed.join('')}`;
}

/** "Enrolled in madrid-fs-12 from 12 Jan to 29 May 2025, status postponed since 20 Feb 2025" */
export function enrolmentInWords(enrolment: EnrolmentPlan): string {
  const { cohort, start, end, status, statusWord, statusDate } = enrolment;
  const dates =
    start !== null && end !== null && start <= end
      ? rangeInWords(start, end)
      : `${start === null ? 'start not known' : dayInWords(start)} to ${end === null ? 'end not known' : dayInWords(end)}`;
  const word = statusWord ?? status;
  if (word === null) return `Enrolled in ${cohort}, ${dates}`;
  return `Enrolled in ${cohort}, ${dates}, status ${word}${statusDate === null ? '' : ` of ${dayInWords(statusDate)}`}`;
}

/** How things are called that decisions and postings only refer to. */
export interface Names {
  /** The company's civil day of an instant. */
  readonly dayOf: (instant: string) => string;
  /** A client, document, service or enrolment by its key. */
  readonly nameOf: (key: string) => string;
}

/** The facts of a contract and the decisions about it, at one moment. */
export interface Known {
  readonly facts: ContractFacts;
  readonly decisions: readonly Decision[];
}

/** What differs between two moments, one sentence a fact, in the order an accountant asks: price, course, decisions. */
export function factsLearnt(before: Known, after: Known, names: Names): string[] {
  const { currency } = after.facts;
  const told: string[] = [];
  compare(before.facts.documents, after.facts.documents, {
    came: (each) => told.push(`${documentInWords(each)}: ${amountInWords(each.net, currency)} came in.`),
    left: (each) => told.push(`${documentInWords(each)}: ${amountInWords(each.net, currency)} no longer counts here.`),
    changed: (was, each) => {
      if (was.net !== each.net)
        told.push(
          `${documentInWords(each)}: ${amountInWords(was.net, currency)} became ${figureInWords(each.net, currency)}.`,
        );
      if (was.date !== each.date)
        told.push(`${documentName(each)}: its date ${dayInWords(was.date)} became ${dayInWords(each.date)}.`);
      const settled = was.paidNet === was.net && each.paidNet === each.net;
      if (was.paidNet !== each.paidNet && !settled)
        told.push(
          `${documentInWords(each)}: paid ${figureInWords(was.paidNet, currency)} became ${amountInWords(each.paidNet, currency)} (without VAT).`,
        );
      if (was.rate !== each.rate)
        told.push(`${documentInWords(each)}: exchange rate ${was.rate ?? 'none'} became ${each.rate ?? 'none'}.`);
      if (was.originKey !== each.originKey || was.creditReason !== each.creditReason)
        told.push(`${documentInWords(each)}: what it corrects, or why, was changed.`);
    },
  });
  compare(before.facts.enrolments, after.facts.enrolments, {
    came: (each) => told.push(`${enrolmentInWords(each)}: came in.`),
    left: (each) => told.push(`${enrolmentInWords(each)}: no longer belongs here.`),
    changed: (was, each) => {
      const [old, now] = [enrolmentInWords(was), enrolmentInWords(each)];
      if (old !== now) told.push(`${now}; before: ${old}.`);
    },
  });
  if (before.facts.signedPrice !== after.facts.signedPrice)
    told.push(`The set price ${amountOrNone(before.facts)} became ${amountOrNone(after.facts)}.`);
  if (before.facts.method !== after.facts.method)
    told.push(`The way to spread the price changed from ${before.facts.method} to ${after.facts.method}.`);
  const known = new Set(before.decisions.map(({ id }) => id));
  const inForce = new Set(after.decisions.map(({ id }) => id));
  for (const decision of after.decisions)
    if (!known.has(decision.id)) told.push(`Decided: ${decisionTold(decision, currency, names)}.`);
  for (const decision of before.decisions)
    if (!inForce.has(decision.id)) told.push(`Taken back: ${decisionTold(decision, currency, names)}.`);
  return told;
}

/** "Left for good after 20 Feb 2025, nothing is refunded (ana, 9 Mar 2025: terms of the course)" */
export function decisionTold(decision: Decision, currency: string, names: Names): string {
  const { who, decidedAt, reason } = decision;
  return `${decisionInWords(decision, currency, names)} (${who}, ${dayInWords(names.dayOf(decidedAt))}${reason === '' ? '' : `: ${reason}`})`;
}

function amountOrNone({ signedPrice, currency }: ContractFacts): string {
  return signedPrice === null ? 'none' : amountInWords(signedPrice, currency);
}

function compare<T extends { readonly key: string }>(
  before: readonly T[],
  after: readonly T[],
  tell: { came: (each: T) => void; left: (each: T) => void; changed: (was: T, each: T) => void },
): void {
  const was = new Map(before.map((each) => [each.key, each]));
  for (const each of after) {
    const old = was.get(each.key);
    if (old === undefined) tell.came(each);
    else if (!isDeepStrictEqual(old, each)) tell.changed(old, each);
    was.delete(each.key);
  }
  for (const old of was.values()) tell.left(old);
}
