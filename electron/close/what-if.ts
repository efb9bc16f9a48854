/** What would happen to one contract if: the calculation is made again with something supposed, and nothing is saved. */
import { addDays, civilDate } from '../../shared/domain/civil-date.ts';
import { type Currency, type Minor, minorToText } from '../../shared/domain/money.ts';
import { type Month, monthInWords } from '../../shared/domain/month.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions } from '../ledger/decisions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type ContractTarget, contractTarget, heldFrom } from './contract-target.ts';
import { dayInWords } from './explain-words.ts';
import type { ContractDecisions, ContractFacts, RecognitionPolicy } from './facts.ts';
import { type LoadedContract, loadContracts } from './load-contracts.ts';
import { planPostings } from './plan-postings.ts';
import { DEFAULT_POLICY, policyInWords, policyOf } from './policy.ts';

/** Something supposed. Days are as people say them: the last day of class. */
export type Supposed =
  | { readonly type: 'drop'; readonly lastDay: string; readonly refund: Minor }
  | {
      readonly type: 'pause';
      readonly lastDay: string;
      readonly returnDay: string | null;
      readonly mode: 'extend' | 'compress' | null;
    }
  | { readonly type: 'resume'; readonly firstDay: string; readonly newEnd: string }
  | { readonly type: 'complete'; readonly lastDay: string }
  | { readonly type: 'dates'; readonly start: string; readonly end: string }
  | { readonly type: 'price'; readonly amount: Minor }
  | {
      readonly type: 'price-change';
      readonly from: string;
      readonly amount: Minor;
      readonly mode: 'prospective' | 'catch_up' | null;
    };

export interface WhatIf {
  readonly contract: number;
  readonly currency: Currency;
  readonly price: { readonly before: Minor; readonly after: Minor };
  readonly held: { readonly before: Minor; readonly after: Minor };
  /** Months that carry anything before or after; what closed months would have carried lands in the first open one. */
  readonly months: readonly {
    readonly month: Month;
    readonly before: Minor;
    readonly after: Minor;
    readonly closed: boolean;
  }[];
  readonly sentences: readonly string[];
  /** Why the calculation refuses what was supposed; null when it does not. */
  readonly refused: string | null;
}

/** Null when there is no such contract. */
export function whatIf(ledger: Ledger, client: number, contract: number, events: readonly Supposed[]): WhatIf | null {
  const loaded = contractOf(ledger, client, contract);
  if (!loaded) return null;
  const { facts } = loaded;
  const before = contractTarget(facts, DEFAULT_POLICY);
  const after = contractTarget(supposing(facts, events), DEFAULT_POLICY);
  const refused = after.findings.find(({ details }) => typeof details.refused === 'string')?.details.refused;
  const [was, will] = [carried(ledger, loaded, before), carried(ledger, loaded, after)];
  const open = ledger.firstOpenMonth();
  const months = [...new Set([...was.keys(), ...will.keys()])].sort().map((month) => ({
    month,
    before: was.get(month) ?? 0,
    after: will.get(month) ?? 0,
    closed: month < open,
  }));
  const result = {
    contract,
    currency: facts.currency,
    price: { before: before.entitled, after: after.entitled },
    held: { before: heldOf(before, was), after: heldOf(after, will) },
    months,
    refused: typeof refused === 'string' ? refused : null,
  };
  return { ...result, sentences: sentencesOf(result, events, open, policyOf(facts, DEFAULT_POLICY)) };
}

function contractOf(ledger: Ledger, client: number, contract: number): LoadedContract | null {
  const decisions = new DecisionIndex(activeDecisions(ledger));
  for (const chunk of loadContracts(ledger, decisions, [client]))
    for (const each of chunk) if (each.head.id === contract) return each;
  return null;
}

/** The facts with what is supposed decided on top; a supposed answer takes the place of one that was given. */
function supposing(facts: ContractFacts, events: readonly Supposed[]): ContractFacts {
  let decisions: ContractDecisions = facts.decisions;
  let { signedPrice } = facts;
  for (const event of events) {
    switch (event.type) {
      case 'drop':
        decisions = {
          ...decisions,
          drop: { refund: event.refund, confirmedOwed: false, lastDay: civilDate(event.lastDay) },
        };
        break;
      case 'pause':
        decisions = {
          ...decisions,
          pause: [
            ...decisions.pause,
            {
              lastDay: civilDate(event.lastDay),
              returnDay: event.returnDay === null ? null : civilDate(event.returnDay),
              mode: event.mode,
            },
          ],
        };
        break;
      case 'resume':
        decisions = {
          ...decisions,
          resume: [...decisions.resume, { firstDay: civilDate(event.firstDay), newEnd: civilDate(event.newEnd) }],
        };
        break;
      case 'complete':
        decisions = { ...decisions, complete: { lastDay: civilDate(event.lastDay) } };
        break;
      case 'dates':
        decisions = { ...decisions, dates: { start: civilDate(event.start), end: civilDate(event.end) } };
        break;
      case 'price':
        signedPrice = event.amount;
        break;
      case 'price-change': {
        const { amount, mode } = event;
        const changes = [...(decisions.priceChanges ?? []), { from: civilDate(event.from), amount, mode }];
        decisions = { ...decisions, priceChanges: changes };
        break;
      }
    }
  }
  return { ...facts, decisions, signedPrice };
}

/** What each month would carry in the end: what is posted, and what accruals would post. */
function carried(ledger: Ledger, { posted }: LoadedContract, target: ContractTarget): Map<Month, Minor> {
  const months = [ledger.firstOpenMonth(), ...[...target.lines, ...posted].map(({ month }) => month)].sort();
  const last = months.at(-1) ?? ledger.firstOpenMonth();
  const due = planPostings({
    target,
    posted,
    firstMonth: ledger.firstMonth,
    lockedThrough: ledger.lockedThrough(),
    upTo: last,
  });
  const amounts = new Map<Month, Minor>();
  for (const { month, amount } of [...posted, ...due]) amounts.set(month, (amounts.get(month) ?? 0) + amount);
  for (const [month, amount] of amounts) if (amount === 0) amounts.delete(month);
  return amounts;
}

/** Price that no month carries. */
function heldOf(target: ContractTarget, months: ReadonlyMap<Month, Minor>): Minor {
  if (heldFrom(target) === null) return target.held;
  let given = 0;
  for (const amount of months.values()) given += amount;
  return target.entitled - given;
}

function sentencesOf(
  result: Omit<WhatIf, 'sentences'>,
  events: readonly Supposed[],
  open: Month,
  policy: RecognitionPolicy,
): string[] {
  const { currency, held, price, months, refused } = result;
  const money = (amount: Minor) => `${minorToText(amount, currency)} ${currency}`;
  const sentences = events.flatMap((event) => [
    supposedInWords(event, money),
    ...(event.type === 'pause' && event.returnDay !== null && event.mode === null
      ? [policyInWords('pauseMode', policy)]
      : []),
    ...(event.type === 'price-change' && event.mode === null ? [policyInWords('priceChange', policy)] : []),
  ]);
  if (refused !== null)
    return [
      ...sentences,
      'This cannot be worked out: the days contradict one another or the course. Nothing would be posted until they are corrected.',
    ];
  if (price.before !== price.after)
    sentences.push(`What the contract is worth goes from ${money(price.before)} to ${money(price.after)}.`);
  const changed = months.filter(({ before, after }) => before !== after);
  for (const { month, before, after } of changed.slice(0, 6))
    sentences.push(`${monthInWords(month)}: ${money(after)} instead of ${money(before)}.`);
  if (changed.length > 6) sentences.push(`${changed.length - 6} more months change.`);
  if (changed.length === 0) sentences.push('No month would carry anything else.');
  if (held.before !== held.after)
    sentences.push(`Held without a month: ${money(held.after)} instead of ${money(held.before)}.`);
  if (months.some(({ closed }) => closed) && changed.length > 0)
    sentences.push(`Closed months stay as they are; what they lack lands in ${monthInWords(open)}.`);
  return [...sentences, 'Nothing was saved.'];
}

function supposedInWords(event: Supposed, money: (amount: Minor) => string): string {
  switch (event.type) {
    case 'drop':
      return `Suppose the last class was on ${dayInWords(event.lastDay)}, ${event.refund === 0 ? 'and nothing is paid back' : `and ${money(event.refund)} is paid back`}.`;
    case 'pause':
      return `Suppose a pause after ${dayInWords(event.lastDay)}, ${event.returnDay === null ? 'without a return yet' : `back on ${dayInWords(event.returnDay)}`}.`;
    case 'resume':
      return `Suppose classes begin again on ${dayInWords(event.firstDay)} and end on ${dayInWords(event.newEnd)}.`;
    case 'complete':
      return `Suppose the course was finished on ${dayInWords(event.lastDay)}; from ${dayInWords(addDays(civilDate(event.lastDay), 1))} on nothing is left to teach.`;
    case 'dates':
      return `Suppose the course runs from ${dayInWords(event.start)} to ${dayInWords(event.end)}.`;
    case 'price':
      return `Suppose the price is ${money(event.amount)}.`;
    case 'price-change':
      return `Suppose a price of ${money(event.amount)} was agreed from ${dayInWords(event.from)} on.`;
  }
}
