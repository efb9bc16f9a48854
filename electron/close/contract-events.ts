/**
 * Translates the facts about a contract into what the revenue engine reads: a price, service days and events. Everything that
 * people and sources leave open ends here, as a hold or a finding: the engine only ever sees a settled story.
 */
import { addDays, addMonthsToDate, type CivilDate } from '../../shared/domain/civil-date.ts';
import type { Minor } from '../../shared/domain/money.ts';
import { monthOf } from '../../shared/domain/month.ts';
import { recognise } from '../../shared/recognition/index.ts';
import type { RecognitionInput, ServiceEvent } from '../../shared/recognition/types.ts';
import { type ContractPrice, contractPrice, creditEvents, priceBy, priceEvents } from './contract-price.ts';
import { withDecisions } from './decided-events.ts';
import { type Place, readPlaces, type Stop } from './enrolment-places.ts';
import { type DayRange, timelineOf } from './enrolment-timeline.ts';
import type { ContractDecisions, ContractFacts, Hold, RecognitionPolicy } from './facts.ts';
import { amountText, type Finding, finding } from './findings.ts';
import { policyOf } from './policy.ts';

export interface RecognitionCase {
  /** Null: there is nothing the engine could be asked. */
  readonly input: RecognitionInput | null;
  /** Price by now, before a drop takes its refund. Minor units, as all amounts here. */
  readonly price: Minor;
  /** Price in force from the first day; later changes are events of the input. */
  readonly basePrice: Minor;
  /** What the company is entitled to: the price, or after a decided drop what was billed and is owed less the refund. */
  readonly entitled: Minor;
  /** Net of all documents. */
  readonly billed: Minor;
  /** Refund of a decided drop, promised or issued, and how much of it was credited. */
  readonly refund: Minor;
  readonly refundIssued: Minor;
  /** The stop nobody has settled yet. */
  readonly open: Stop | null;
  /** Whether a course, or a person, says that service was or will be given. */
  readonly evidence: boolean;
  /** A contract below zero that a person confirmed: taken whole in the month of its last credit note. */
  readonly wholeOn: CivilDate | null;
  readonly holds: readonly Hold[];
  readonly findings: readonly Finding[];
}

/** Translates facts into the engine's input. Pure; see {@link RecognitionCase}. */
export function recognitionCase(facts: ContractFacts, given: RecognitionPolicy): RecognitionCase {
  const policy = policyOf(facts, given);
  const { places, holds: placeHolds, findings: placeFindings } = readPlaces(facts);
  const holds: Hold[] = [...facts.holds, ...placeHolds];
  const findings: Finding[] = [...placeFindings, ...overlaps(facts, places)];
  const timeline = timelineOf(places, policy);
  const decisions = released(facts.decisions, timeline.open, policy);
  const entered = facts.enrolments.length === 0 ? decisions.dates : null;
  const periods = entered === null ? timeline.periods : [entered];
  const settled = withDecisions(timeline, places, decisions, policy, facts.method);
  const endedOn = settled.dropOn ?? completedAfter(settled.events);
  const price = contractPrice(facts, settled.dropOn, endedOn);
  const refund = decisions.drop === null ? 0 : Math.max(decisions.drop.refund, price.refundIssued);
  const evidence = periods.length > 0 || decisions.complete !== null || settled.dropOn !== null;

  if (settled.dropWithoutDay) {
    holds.push({ code: 'STATUS_DATE_MISSING', from: null });
    findings.push(finding(facts, 'STATUS_DATE_MISSING', { details: { status: 'DROPPED' }, amount: price.price }));
  }
  if (price.price < 0 && !decisions.negativeConfirmed) {
    holds.push({ code: 'NEGATIVE_TOTAL', from: null });
    const details = { amount: amountText(facts, -price.price) };
    findings.push(finding(facts, 'NEGATIVE_TOTAL', { details, amount: price.price }));
  } else if (!evidence && facts.enrolments.length === 0 && price.price > 0) {
    holds.push({ code: 'CONTRACT_WITHOUT_PERIOD', from: null });
    findings.push(withoutPeriod(facts, price.price, policy));
  }
  findings.push(...openStop(facts, settled.open, policy), ...unconfirmedPrices(facts, price, periods));

  const wholeOn = wholeDay(facts, price);
  const events: ServiceEvent[] = [
    ...settled.events,
    ...creditEvents(price.credits, settled.events, policy),
    ...priceEvents(price.agreed, policy),
  ];
  const input = wholeOn === null && (evidence || price.base !== 0) ? inputOf(facts, price.base, periods, events) : null;
  const common = { price: price.price, basePrice: price.base, refund, refundIssued: price.refundIssued, wholeOn };
  const billed = price.billed - price.refundIssued;
  const ended = input === null ? null : withEnding(facts, input, price, settled.dropOn, refund);
  const entitled = ended?.entitled ?? price.price;
  return { ...common, input: ended?.input ?? null, entitled, billed, open: settled.open, evidence, holds, findings };
}

/** Where the policy settles a departure that no person has said anything about. */
function released(
  decisions: ContractDecisions,
  open: Stop | null,
  { releaseWithoutAsking }: RecognitionPolicy,
): ContractDecisions {
  const { drop, resume, complete, pause } = decisions;
  if (!releaseWithoutAsking || open?.kind !== 'drop' || drop !== null) return decisions;
  if (complete !== null || resume.length + pause.length > 0) return decisions;
  return { ...decisions, drop: { refund: 0, confirmedOwed: false, lastDay: null } };
}

function completedAfter(events: readonly ServiceEvent[]): CivilDate | null {
  for (const event of events) if (event.type === 'complete') return addDays(event.date as CivilDate, 1);
  return null;
}

function inputOf(
  { method }: ContractFacts,
  amountMinor: Minor,
  periods: readonly DayRange[],
  events: readonly ServiceEvent[],
): RecognitionInput {
  const only = periods.length === 1 ? periods[0] : undefined;
  if (method === 'point_in_time') {
    // Delivered for certain only when the service is over; an earlier day would recognise ahead of the evidence.
    const recogniseOn = periods.reduce<string | null>(
      (last, { end }) => (last === null || end > last ? end : last),
      null,
    );
    const kept = events.filter(({ type }) => type !== 'pause' && type !== 'resume' && type !== 'extend_end');
    return { method, amountMinor, servicePeriods: periods, recogniseOn, events: kept };
  }
  if (only === undefined) return { method, amountMinor, servicePeriods: periods, events };
  return { method, amountMinor, serviceStart: only.start, serviceEnd: only.end, events };
}

/** The input with the decided drop, and with the invoices that came when nothing was left to deliver. */
function withEnding(
  facts: ContractFacts,
  input: RecognitionInput,
  price: ContractPrice,
  dropOn: CivilDate | null,
  refund: Minor,
): { readonly input: RecognitionInput; readonly entitled: Minor } {
  let entitled = dropOn === null ? price.base + sumOf(price.credits) : priceBy(price, dropOn);
  const events: ServiceEvent[] = [...(input.events ?? [])];
  let refundLeft = 0;
  if (dropOn !== null) {
    const billedMinor = countsAsBilled(facts, input, price, dropOn, refund);
    const billed = billedMinor ?? entitled;
    // What was invoiced only after the student left can be refunded, too: that part lowers those invoices.
    const later = price.afterwards.reduce((total, { net }) => total + Math.max(net, 0), 0);
    const refundMinor = refund > billed && refund <= billed + later ? billed : refund;
    refundLeft = refund - refundMinor;
    entitled = billed - refundMinor;
    events.push({ type: 'drop', date: dropOn, refundMinor, ...(billedMinor === null ? {} : { billedMinor }) });
  }
  for (const document of price.afterwards) {
    const refunded = Math.min(refundLeft, Math.max(document.net, 0));
    refundLeft -= refunded;
    entitled += document.net - refunded;
    // The price on that day: credit notes still to come have not lowered it yet.
    const toCome = price.credits.reduce((total, { date, net }) => (date >= document.date ? total + net : total), 0);
    events.push({ type: 'reprice', effective: document.date, newTotalMinor: entitled - toCome, mode: 'catch_up' });
  }
  // A price agreed for after the end has the last word; one from before it was in force when the student left.
  const agreed = price.agreed.findLast(({ from }) => dropOn === null || from > dropOn);
  if (agreed !== undefined) entitled = agreed.amount;
  return { input: { ...input, events }, entitled };
}

/**
 * What counts as billed when a student left for good: no more than was earned up to the stop or paid, unless a person confirmed
 * that the rest is owed. Credit notes come out of what counts no further than that, because they take back what was never owed
 * first. Null: the price by then.
 */
function countsAsBilled(
  facts: ContractFacts,
  input: RecognitionInput,
  price: ContractPrice,
  dropOn: CivilDate,
  refund: Minor,
): Minor | null {
  if (facts.decisions.drop?.confirmedOwed === true) return null;
  const byThen = priceBy(price, dropOn);
  const later = sumOf(price.afterwards);
  const billed = Math.min(price.billed - later, byThen);
  const paid = Math.min(price.paid, billed);
  if (paid + refund >= billed) return billed;
  const trial = recognise({
    ...input,
    events: [...(input.events ?? []), { type: 'drop', date: dropOn, refundMinor: 0 }],
  });
  if (!trial.ok) return billed;
  const earned = trial.months.reduce((total, { parts }) => total + parts.service + parts.catchUp, 0);
  return Math.min(billed, Math.max(earned, paid) + refund);
}

function sumOf(documents: readonly { readonly net: Minor }[]): Minor {
  return documents.reduce((total, { net }) => total + net, 0);
}

function wholeDay(facts: ContractFacts, { price, base, credits }: ContractPrice): CivilDate | null {
  if (price >= 0 || base > 0 || !facts.decisions.negativeConfirmed) return null;
  return credits.at(-1)?.date ?? facts.documents.at(-1)?.date ?? null;
}

function withoutPeriod(facts: ContractFacts, net: Minor, policy: RecognitionPolicy): Finding {
  const first = facts.documents.reduce<CivilDate | null>((a, { date }) => (a === null || date < a ? date : a), null);
  const graceUntil = first === null ? null : addDays(first, policy.graceDays);
  const details = { net: amountText(facts, net), graceUntil };
  return finding(facts, 'CONTRACT_WITHOUT_PERIOD', { details, amount: net, date: first, noticeUntil: graceUntil });
}

function openStop(facts: ContractFacts, open: Stop | null, policy: RecognitionPolicy): Finding[] {
  if (open === null) return [];
  const from = addDays(open.lastDay, 1);
  if (open.kind === 'drop') {
    const details = { date: open.lastDay };
    return [finding(facts, 'DROP_UNDECIDED', { about: open.lastDay, details, date: open.lastDay, dueOn: from })];
  }
  const dueOn = addMonthsToDate(from, policy.pauseLimitMonths);
  const details = { from, limit: policy.pauseLimitMonths, date: dueOn };
  return [finding(facts, 'PAUSE_TOO_LONG', { about: from, details, date: dueOn, dueOn })];
}

function overlaps(facts: ContractFacts, places: readonly Place[]): Finding[] {
  const found: Finding[] = [];
  places.forEach((place, at) => {
    for (const other of places.slice(at + 1)) {
      // A stop is followed, not overlapped: only places without one can both mean the same days.
      if (place.stop !== null || other.stop !== null || other.start > place.lastServed) continue;
      const details = { a: place.cohort, b: other.cohort };
      const about = `${place.key} ${other.key}`;
      found.push(finding(facts, 'PERIOD_OVERLAP', { about, details, date: other.start }));
    }
  });
  return found;
}

/** Another invoice while the course runs raises a price that nobody has confirmed. */
function unconfirmedPrices(facts: ContractFacts, price: ContractPrice, periods: readonly DayRange[]): Finding[] {
  if (facts.signedPrice !== null || facts.documents.length < 2) return [];
  const invoices = facts.documents.filter(({ kind }) => kind === 'invoice');
  const first = invoices.reduce<CivilDate | null>((a, { date }) => (a === null || date < a ? date : a), null);
  const late = new Set(price.afterwards.map(({ key }) => key));
  const agreedFrom = price.agreed[0]?.from ?? null;
  return invoices
    .filter(
      ({ date, key }) =>
        date !== first &&
        !late.has(key) &&
        (agreedFrom === null || date < agreedFrom) &&
        periods.some((p) => p.start <= date && date <= p.end),
    )
    .map((invoice) =>
      finding(facts, 'PRICE_UNCONFIRMED', {
        about: invoice.key,
        details: { number: invoice.number, amount: amountText(facts, invoice.net), openMonth: monthOf(invoice.date) },
        amount: invoice.net,
        date: invoice.date,
      }),
    );
}
