/**
 * What each month of a contract should carry, by kind of posting, given everything known today. It says nothing about what is
 * posted already: bringing the ledger to this target is `plan-postings.ts`.
 */
import type { Minor } from '../../shared/domain/money.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import { type MonthEndRate, recognise } from '../../shared/recognition/index.ts';
import type { Recognition, RefusalCode } from '../../shared/recognition/types.ts';
import { type RecognitionCase, recognitionCase } from './contract-events.ts';
import { inDateOrder } from './contract-price.ts';
import type { Stop } from './enrolment-places.ts';
import type { ContractFacts, Hold, RecognitionPolicy } from './facts.ts';
import { amountText, type Finding, finding } from './findings.ts';
import { followedFrom, type Line, type TargetKind } from './follow-policies.ts';
import { functionalAmounts } from './functional-amounts.ts';
import { inputsHash } from './inputs-hash.ts';
import { factsUnder, policyOf } from './policy.ts';

export interface TargetLine {
  readonly month: Month;
  readonly kind: TargetKind;
  /** Minor units of the contract's currency. */
  readonly amount: Minor;
  /** Minor units of the company's currency. */
  readonly functionalAmount: Minor;
}

export interface ContractTarget {
  readonly contractId: number;
  readonly key: string;
  /** In month order; months and kinds that carry nothing are left out. Held months are listed too: a hold only stops posting. */
  readonly lines: readonly TargetLine[];
  readonly price: Minor;
  /** The price, or after a decided drop what is owed less the refund. */
  readonly entitled: Minor;
  /** All that the lines will ever recognise, decided manual lines included. */
  readonly recognised: Minor;
  /** Money without days: paused, undecided, without dates. Lines of the schedule + held = entitled. */
  readonly held: Minor;
  /** Net of all documents. */
  readonly billed: Minor;
  readonly refund: Minor;
  readonly refundIssued: Minor;
  readonly open: Stop | null;
  /** Reasons why nothing may move, the earliest first. */
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
  /** First month with a document; decides whether a contract starts with an opening amount. */
  readonly firstDocument: Month | null;
  readonly inputsHash: string;
  /** What the facts were taken to mean. */
  readonly story: RecognitionCase;
}

const NO_RATES: MonthEndRate = () => null;

/** The target of a contract. `rate` is the reference rate of a month's last day, for revenue beyond what was billed. */
export function contractTarget(
  facts: ContractFacts,
  given: RecognitionPolicy,
  rate: MonthEndRate = NO_RATES,
): ContractTarget {
  const { story, held, lines, holds, findings } =
    facts.formerly === undefined ? workedOut(facts, given) : inTime(facts, given);
  const functional = functionalAmounts(facts, lines, rate);
  if (functional.missingFrom !== null) {
    holds.push({ code: 'RATE_MISSING', from: functional.missingFrom });
    const details = { pair: `${facts.currency}/${facts.companyCurrency}`, date: functional.missingFrom };
    findings.push(finding(facts, 'RATE_MISSING', { details, amount: story.price }));
  }
  let fingerprint: string | null = null;
  return {
    contractId: facts.contractId,
    key: facts.key,
    lines: lines.map((line, at) => ({ ...line, functionalAmount: functional.amounts[at] ?? 0 })),
    price: story.price,
    entitled: story.entitled,
    recognised: lines.reduce((total, { amount }) => total + amount, 0),
    held,
    billed: story.billed,
    refund: story.refund,
    refundIssued: story.refundIssued,
    open: story.open,
    holds: holds.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)),
    findings,
    firstDocument: facts.documents.reduce<Month | null>(
      (first, { date }) => (first === null || monthOf(date) < first ? monthOf(date) : first),
      null,
    ),
    // Only what is posted carries it, and it is not cheap.
    get inputsHash() {
      fingerprint ??= inputsHash(facts, given);
      return fingerprint;
    },
    story,
  };
}

/** What the facts come to under one set of policies. */
interface WorkedOut {
  readonly story: RecognitionCase;
  readonly held: Minor;
  readonly lines: Line[];
  readonly holds: Hold[];
  readonly findings: Finding[];
}

function workedOut(facts: ContractFacts, given: RecognitionPolicy): WorkedOut {
  const policy = policyOf(facts, given);
  const story = recognitionCase(facts, policy);
  const holds: Hold[] = [...story.holds];
  const findings: Finding[] = [...story.findings];
  const result = story.input === null ? null : recognise(story.input);
  let months: Recognition | null = null;
  if (result?.ok) months = result;
  else if (result !== null) {
    const code = holdOfRefusal(result.error);
    holds.push({ code, from: null });
    findings.push(
      finding(facts, code, { about: result.error, details: { refused: result.error }, amount: story.price }),
    );
  }
  const lines = linesOf(facts, story, months, policy);
  findings.push(...oversizedCredits(facts, story, lines));
  const held = months?.suspendedMinor ?? (story.wholeOn === null ? story.entitled : 0);
  return { story, held, lines, holds, findings: findings.map((found) => withHeldAmount(facts, found, held)) };
}

/** The same where a choice began in a later month: each month by what held in it, and what is asked by what holds when it is asked. */
function inTime(facts: ContractFacts, given: RecognitionPolicy): WorkedOut {
  const formerly = facts.formerly ?? [];
  const periods = [...formerly.map((former) => workedOut(factsUnder(facts, former), given)), workedOut(facts, given)];
  const last = periods.at(-1);
  if (last === undefined) throw new Error('A contract follows no policy at all');
  const begins: (Month | null)[] = [null, ...formerly.map(({ until }) => until)];
  const lines = periods.reduce<Line[]>((before, { lines: after }, at) => {
    const from = begins[at] ?? null;
    return from === null ? after : followedFrom(from, before, after);
  }, []);
  const findings = periods.flatMap((period, at) => {
    const under = { from: begins[at] ?? null, until: begins[at + 1] ?? null };
    return period.findings.map((found) => ({ ...found, under }));
  });
  const holds = new Map(periods.flatMap((period) => period.holds.map((hold) => [`${hold.code} ${hold.from}`, hold])));
  return { ...last, lines, holds: [...holds.values()], findings };
}

/** The first month in which a hold stops the contract; '' from the beginning, null when nothing holds it. */
export function heldFrom({ holds }: Pick<ContractTarget, 'holds'>): Month | '' | null {
  let earliest: Month | '' | null = null;
  for (const { from } of holds) {
    if (from === null) return '';
    if (earliest === null || from < earliest) earliest = from;
  }
  return earliest;
}

function linesOf(
  facts: ContractFacts,
  { wholeOn, price }: RecognitionCase,
  months: Recognition | null,
  policy: RecognitionPolicy,
): Line[] {
  let lines: Line[] = [];
  if (wholeOn !== null) lines.push({ month: monthOf(wholeOn), kind: 'catch_up', amount: price });
  for (const { month, parts } of months?.months ?? []) {
    if (parts.service !== 0) lines.push({ month, kind: 'service', amount: parts.service });
    if (parts.catchUp !== 0) lines.push({ month, kind: 'catch_up', amount: parts.catchUp });
    if (parts.reversal !== 0) lines.push({ month, kind: 'reversal', amount: parts.reversal });
    if (parts.breakage !== 0) lines.push({ month, kind: 'breakage', amount: parts.breakage });
  }
  if (!policy.recogniseBeforeInvoice) lines = upToBilled(facts, lines);
  const { manual } = facts.decisions;
  if (manual.length === 0) return lines;
  for (const { month, amount } of manual) lines.push({ month, kind: 'manual', amount });
  return lines.sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0));
}

/** The policy "never above billed": what a month earns beyond its invoices is service of the month that bills it. */
function upToBilled(facts: ContractFacts, lines: readonly Line[]): Line[] {
  const documents = inDateOrder(facts.documents);
  const months = [
    ...new Set([...lines.map(({ month }) => month), ...documents.map(({ date }) => monthOf(date))]),
  ].sort();
  const capped: Line[] = [];
  let [earned, given] = [0, 0];
  for (const month of months) {
    const own = lines.filter((line) => line.month === month);
    const amount = own.reduce((total, line) => total + line.amount, 0);
    earned += amount;
    const billed = documents.reduce((total, { date, net }) => (monthOf(date) <= month ? total + net : total), 0);
    const allowed = earned < 0 ? earned : Math.min(earned, Math.max(billed, 0));
    const shift = allowed - given - amount;
    given = allowed;
    const service =
      shift + own.reduce((total, { kind, amount: part }) => (kind === 'service' ? total + part : total), 0);
    if (service !== 0) capped.push({ month, kind: 'service', amount: service });
    capped.push(...own.filter(({ kind }) => kind !== 'service'));
  }
  return capped;
}

/** The engine refuses stories that cannot be true; each is an issue that names what to correct. */
function holdOfRefusal(error: RefusalCode): Hold['code'] {
  switch (error) {
    case 'INVALID_DATE':
    case 'END_BEFORE_START':
    case 'NO_ACTIVE_DAYS':
      return 'DATES_REVERSED';
    case 'REFUND_EXCEEDS_BILLED':
      return 'NEGATIVE_TOTAL';
    case 'NOT_PAUSED':
    case 'ALREADY_PAUSED':
    case 'MODE_MISSING':
      return 'STATUS_DATE_MISSING';
    case 'NO_WEIGHT':
    case 'UNKNOWN_METHOD':
    case 'UNKNOWN_EVENT':
    case 'UNSUPPORTED_EVENT':
      return 'DATES_MISSING';
  }
}

/** A credit note larger than what was still deferred at the end of the month before it takes back earned revenue. */
function oversizedCredits(facts: ContractFacts, story: RecognitionCase, lines: readonly Line[]): Finding[] {
  if (facts.decisions.negativeConfirmed || facts.signedPrice !== null || story.price < 0) return [];
  const credits = (story.input?.events ?? []).filter((event) => event.type === 'credit_note');
  let price = story.basePrice;
  return credits.flatMap((credit) => {
    const earned = lines.reduce(
      (total, { month, amount }) => (month < credit.date.slice(0, 7) ? total + amount : total),
      0,
    );
    const remaining = price - earned;
    price -= credit.amountMinor;
    if (credit.amountMinor <= remaining) return [];
    const document = facts.documents.find(({ date, net }) => date <= credit.date && net === -credit.amountMinor);
    const details = {
      number: document?.number ?? null,
      amount: amountText(facts, credit.amountMinor),
      remaining: amountText(facts, remaining),
    };
    const amount = credit.amountMinor - remaining;
    return [
      finding(facts, 'CREDIT_EXCEEDS_REMAINING', {
        about: document?.key ?? credit.date,
        details,
        amount,
        date: document?.date ?? null,
      }),
    ];
  });
}

/** The questions about waiting money name the money that waits. */
function withHeldAmount(facts: ContractFacts, found: Finding, held: Minor): Finding {
  if (found.code !== 'DROP_UNDECIDED' && found.code !== 'PAUSE_TOO_LONG') return found;
  return { ...found, amount: Math.abs(held), details: { ...found.details, amount: amountText(facts, held) } };
}
