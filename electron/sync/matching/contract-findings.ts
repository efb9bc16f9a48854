/** What is worth a look on contracts that were put together without doubt. A person's confirmation silences each of these. */
import { type CivilDate, dateOfDay } from '../../../shared/domain/civil-date.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { type Currency, type Minor, minorToText } from '../../../shared/domain/money.ts';
import { type Month, monthOf } from '../../../shared/domain/month.ts';
import { isConfirmed } from './confirmed.ts';
import { type Credits, creditedOn, isSameSale } from './credited-documents.ts';
import { partDiscriminator } from './document-parts.ts';
import { servedDays, stopDay } from './enrolment-chains.ts';
import type { EnrolmentFact } from './facts.ts';
import { firstPart } from './open-contract.ts';
import type { Placement } from './place-documents.ts';
import type { DocumentPart, OpenContract } from './working-model.ts';

const DUPLICATE_DAYS = 7;

/** All findings of a client whose documents and enrolments are placed and whose contracts have their names. */
export function contractFindings(placement: Placement): IssueDraft[] {
  const found: IssueDraft[] = [];
  for (const part of placement.parts) addZeroAmounts(part, found);
  if (placement.parts.length > 1) addSoftDuplicates(placement, found);
  for (const contract of placement.contracts) {
    addNegativeTotal(contract, found);
    if (contract.signedPrice === null && contract.parts.length > 1) addUnconfirmedPrices(placement, contract, found);
    addEnrolmentOverlaps(placement, contract, found);
  }
  if (placement.contracts.length > 1) addContractOverlaps(placement, found);
  const { facts } = placement;
  if (found.length === 0 || facts.decisions.confirmed.size === 0) return found;
  return found.filter((issue) => !isConfirmed(facts, issue.code, issue.subject.key, issue.discriminator));
}

function addZeroAmounts(part: DocumentPart, found: IssueDraft[]): void {
  if (part.unlinked) return;
  for (const line of part.lines) {
    if (line.net !== 0) continue;
    const whole = part.whole && part.lines.length === 1;
    found.push({
      code: 'ZERO_AMOUNT',
      subject: { entity: 'invoice', key: part.documentKey },
      discriminator: whole ? undefined : line.lineKey,
      // The sentence must not call a whole invoice free for one free line.
      details: { number: whole ? part.label : `${part.label}, line ${line.lineKey},` },
      amount: 0,
      month: monthOf(part.date),
    });
  }
}

/**
 * One finding for each invoice that looks like the one before it, however many services they share. Only the nearest: of a hundred
 * equal invoices a week each is asked about once, not against every other.
 */
function addSoftDuplicates({ parts, credits }: Placement, found: IssueDraft[]): void {
  const pairs = new Map<string, { earlier: DocumentPart; later: Set<DocumentPart> }>();
  for (const later of parts) {
    if (later.kind !== 'invoice' || later.net <= 0 || later.unlinked) continue;
    for (let i = later.order - 1; i >= 0; i--) {
      const earlier = parts[i];
      if (!earlier || later.day - earlier.day > DUPLICATE_DAYS) break;
      if (earlier.unlinked || !isSameSale(earlier, later)) continue;
      if (isExplained(parts, credits, earlier, later)) continue;
      const name = `${later.documentKey}|${earlier.documentKey}`;
      const pair = pairs.get(name);
      if (pair) pair.later.add(later);
      else pairs.set(name, { earlier, later: new Set([later]) });
      break;
    }
  }
  for (const { earlier, later } of pairs.values()) {
    const [first] = later;
    if (!first) continue;
    let amount = 0;
    for (const { net } of later) amount += net;
    found.push({
      code: 'INVOICE_DUPLICATE_SOFT',
      subject: { entity: 'invoice', key: first.documentKey },
      discriminator: earlier.documentKey,
      details: { a: earlier.label, b: first.label, days: first.day - earlier.day, currency: first.currency },
      amount,
      month: monthOf(first.date),
    });
  }
}

/** One of the two was credited in full, or issued again after a credit note. */
function isExplained(
  parts: readonly DocumentPart[],
  credits: Credits,
  earlier: DocumentPart,
  later: DocumentPart,
): boolean {
  const credited = (part: DocumentPart): boolean => creditedOn(credits, part, Number.POSITIVE_INFINITY) !== null;
  return credited(earlier) || credited(later) || creditBetween(parts, earlier, later);
}

/** A credit note of the same amount between two invoices explains them, even when it does not say what it corrects. */
function creditBetween(parts: readonly DocumentPart[], earlier: DocumentPart, later: DocumentPart): boolean {
  return parts.some(
    (part) =>
      part.kind === 'credit_note' &&
      part.serviceId === earlier.serviceId &&
      part.currency === earlier.currency &&
      part.net === -earlier.net &&
      part.day >= earlier.day &&
      part.day <= later.day,
  );
}

function addNegativeTotal(contract: OpenContract, found: IssueDraft[]): void {
  if (contract.net >= 0) return;
  const last = contract.parts.at(-1)?.part ?? firstPart(contract);
  found.push({
    code: 'NEGATIVE_TOTAL',
    subject: { entity: 'contract', key: contract.key },
    details: { amount: amountText(-contract.net, contract.currency), currency: contract.currency },
    amount: -contract.net,
    month: monthOf(last.date),
  });
}

/** Every further invoice raises the price unless it stands in for one that was credited in full, or bills a price agreed by then. */
function addUnconfirmedPrices({ credits, facts }: Placement, contract: OpenContract, found: IssueDraft[]): void {
  const agreedFrom = facts.decisions.priceAgreedFrom;
  const agreed =
    (agreedFrom?.size ?? 0) === 0 ? [] : contract.parts.map(({ part }) => agreedFrom?.get(part.documentKey));
  for (const { part } of contract.parts) {
    if (agreed.some((from) => from !== undefined && from <= part.date)) continue;
    if (part.kind !== 'invoice' || part.net <= 0 || part.replaces || !raisesPrice(credits, contract, part)) continue;
    found.push({
      code: 'PRICE_UNCONFIRMED',
      subject: { entity: 'invoice', key: part.documentKey },
      discriminator: partDiscriminator(part),
      details: {
        number: part.label,
        amount: amountText(part.net, part.currency),
        contract: contract.key,
        currency: part.currency,
        // Which month is open is the books' matter, not this client's.
        openMonth: null,
      },
      amount: part.net,
      month: monthOf(part.date),
    });
  }
}

/** Whether an earlier invoice of the contract still stood when this one came. */
function raisesPrice(credits: Credits, contract: OpenContract, part: DocumentPart): boolean {
  for (const { part: earlier } of contract.parts) {
    if (earlier.order >= part.order) return false;
    if (earlier.kind !== 'invoice' || earlier.net <= 0 || earlier.documentKey === part.documentKey) continue;
    if (creditedOn(credits, earlier, part.day) === null) return true;
  }
  return false;
}

function addEnrolmentOverlaps({ facts }: Placement, contract: OpenContract, found: IssueDraft[]): void {
  if (contract.chains.length < 2) return;
  const running = contract.chains
    .flatMap(({ chain }) => chain.enrolments)
    .filter((enrolment) => stopDay(enrolment) === null);
  for (const [index, a] of running.entries()) {
    for (const b of running.slice(index + 1)) {
      const overlap = firstSharedDay([a], [b]);
      if (overlap === null) continue;
      const [first, second] = a.key < b.key ? [a, b] : [b, a];
      found.push({
        code: 'PERIOD_OVERLAP',
        subject: { entity: 'contract', key: contract.key },
        discriminator: `${first.key}+${second.key}`,
        details: { student: facts.clientCode, a: first.cohort, b: second.cohort, currency: contract.currency },
        amount: Math.abs(contract.net),
        month: monthOf(overlap),
      });
    }
  }
}

function addContractOverlaps({ facts, contracts }: Placement, found: IssueDraft[]): void {
  for (const [index, a] of contracts.entries()) {
    for (const b of contracts.slice(index + 1)) {
      if (a.serviceId !== b.serviceId || a.chains.length === 0 || b.chains.length === 0) continue;
      const overlap = firstSharedDay(enrolmentsOf(a), enrolmentsOf(b));
      if (overlap !== null) found.push(contractOverlap(facts, a, b, monthOf(overlap)));
    }
  }
}

function contractOverlap(facts: Placement['facts'], a: OpenContract, b: OpenContract, month: Month): IssueDraft {
  return {
    code: 'CONTRACT_OVERLAP',
    subject: { entity: 'client', key: facts.clientKey },
    discriminator: `${a.key}+${b.key}`,
    details: { client: facts.clientCode, a: a.key, b: b.key, currency: a.currency },
    amount: Math.min(Math.abs(a.net), Math.abs(b.net)),
    month,
  };
}

function enrolmentsOf(contract: OpenContract): EnrolmentFact[] {
  return contract.chains.flatMap(({ chain }) => chain.enrolments);
}

/** The first day that both lists of enrolments serve; null when they share none or dates are unknown. */
function firstSharedDay(some: readonly EnrolmentFact[], others: readonly EnrolmentFact[]): CivilDate | null {
  let first: number | null = null;
  for (const one of some) {
    const a = servedDays(one);
    if (!a) continue;
    for (const other of others) {
      const b = servedDays(other);
      if (!b) continue;
      const from = Math.max(a.from, b.from);
      if (from <= Math.min(a.to, b.to) && (first === null || from < first)) first = from;
    }
  }
  return first === null ? null : dateOfDay(first);
}

function amountText(amount: Minor, currency: Currency): string {
  return `${minorToText(amount, currency)} ${currency}`;
}
