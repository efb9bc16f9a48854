/**
 * Puts every part of a client's documents on a contract, or says why it cannot. The order of authority: what a person decided,
 * then the document that a credit note corrects, then the invoice that is issued again, then a second purchase, then the score.
 * A document that follows another asks for that one to be placed first, so decisions may point forwards in time.
 */
import { type Credits, findCredits } from './credited-documents.ts';
import { documentParts, isNamed } from './document-parts.ts';
import { enrolmentChains } from './enrolment-chains.ts';
import type { ClientFacts } from './facts.ts';
import { addChain, addPart, openContract } from './open-contract.ts';
import {
  type ContractScore,
  fitsDates,
  LINK_SCORE,
  looksLikeSecondPurchase,
  scoreContract,
  scoreWords,
} from './score-contract.ts';
import type { DocumentPart, EnrolmentChain, OpenContract } from './working-model.ts';

/** Why a part is on no contract. */
export type Refusal =
  | { readonly code: 'INVOICE_UNMATCHED'; readonly part: DocumentPart; readonly reason: string }
  | { readonly code: 'CREDIT_WITHOUT_ORIGINAL'; readonly part: DocumentPart }
  | { readonly code: 'CURRENCY_MISMATCH'; readonly part: DocumentPart; readonly contract: OpenContract }
  | { readonly code: 'SERVICE_MIXED_INVOICE'; readonly part: DocumentPart; readonly contracts: readonly OpenContract[] }
  | { readonly code: 'INVOICE_AMBIGUOUS'; readonly part: DocumentPart; readonly candidates: readonly Candidate[] };

interface Candidate {
  readonly contract: OpenContract;
  readonly score: number | null;
  /** What the score is made of, in words. */
  readonly reasons: readonly string[];
}

/** One client's documents and enrolments on their way to contracts. */
export interface Placement {
  readonly facts: ClientFacts;
  readonly parts: readonly DocumentPart[];
  readonly chains: readonly EnrolmentChain[];
  readonly credits: Credits;
  readonly contracts: OpenContract[];
  readonly refusals: Refusal[];
}

/** Why the first document of a service begins a contract. */
export const FIRST_DOCUMENT = 'first document for this service';

/** Why a new contract takes an enrolment. */
export function nearestCourse(document: string): string {
  return `nearest free course to ${document}`;
}

/** Places all documents; enrolments go along as far as new contracts take them. */
export function placeDocuments(facts: ClientFacts): Placement {
  const parts = documentParts(facts.lines, facts.decisions);
  const chains = enrolmentChains(facts.enrolments, facts.transferWindowDays, facts.decisions.contractOfEnrolment);
  const placement = { facts, parts, chains, credits: findCredits(parts), contracts: [], refusals: [] };
  for (const part of parts) place(placement, part);
  return placement;
}

function place(placement: Placement, part: DocumentPart): void {
  if (part.state !== 'waiting') return;
  part.state = 'placing';
  if (!part.unlinked) {
    if (part.decision === 'new') startContract(placement, part, 'a person made it a contract of its own');
    else if (part.decision !== null) followDecision(placement, part, part.decision.with);
    else if (part.kind === 'credit_note') followOrigin(placement, part);
    else placeInvoice(placement, part);
  }
  part.state = 'done';
}

function followDecision(placement: Placement, part: DocumentPart, target: string): void {
  const named = placement.parts.filter((other) => other !== part && isNamed(other, target));
  const found = contractsHolding(placement, part, named);
  // Two documents decided for each other, or one for itself, are one contract whose place is still to be found.
  const forItself = named.length === 0 && isNamed(part, target);
  if (forItself || (found.length === 0 && named.some((other) => other.state === 'placing'))) {
    placeUndecided(placement, part);
    return;
  }
  joinOnly(placement, part, found, `a person put it with ${named[0]?.label ?? target}`, {
    code: 'INVOICE_UNMATCHED',
    part,
    reason: `decided with ${target}, which is on no contract`,
  });
}

function placeUndecided(placement: Placement, part: DocumentPart): void {
  if (part.kind === 'credit_note') followOrigin(placement, part);
  else placeInvoice(placement, part);
}

function followOrigin(placement: Placement, part: DocumentPart): void {
  const origin = part.originKey === null ? [] : placement.parts.filter((other) => other.documentKey === part.originKey);
  const [first] = origin;
  if (!first || origin.includes(part)) {
    placement.refusals.push({ code: 'CREDIT_WITHOUT_ORIGINAL', part });
    return;
  }
  joinOnly(placement, part, contractsHolding(placement, part, origin), `the credit note corrects ${first.label}`, {
    code: 'INVOICE_UNMATCHED',
    part,
    reason: `it corrects ${first.label}, which is on no contract`,
  });
}

/** The contracts that hold these parts: those of the same service where the document has that service, else all of them. */
function contractsHolding(
  placement: Placement,
  part: DocumentPart,
  others: readonly DocumentPart[],
): readonly OpenContract[] {
  const sameService = others.filter((other) => other.serviceId === part.serviceId);
  const followed = sameService.length > 0 ? sameService : others;
  for (const other of followed) place(placement, other);
  const contracts = new Set<OpenContract>();
  for (const other of followed) if (other.contract) contracts.add(other.contract);
  if (contracts.size < 2 || sameService.length === 0) return [...contracts];
  const opposite = followed.filter((other) => other.contract && other.net === -part.net);
  return opposite.length === 1 && opposite[0]?.contract ? [opposite[0].contract] : [...contracts];
}

function joinOnly(
  placement: Placement,
  part: DocumentPart,
  found: readonly OpenContract[],
  why: string,
  none: Refusal,
): void {
  const [contract, another] = found;
  if (!contract) {
    placement.refusals.push(none);
  } else if (another) {
    // Lines split a mixed invoice by themselves. The one case they cannot settle is a credit for a service that the mixed
    // invoice does not have: then nothing says which of its contracts gets the money back.
    placement.refusals.push(
      found.some((other) => other.serviceId !== part.serviceId)
        ? { code: 'SERVICE_MIXED_INVOICE', part, contracts: found }
        : {
            code: 'INVOICE_AMBIGUOUS',
            part,
            candidates: found.map((other) => ({ contract: other, score: null, reasons: [] })),
          },
    );
  } else if (contract.currency !== part.currency) {
    placement.refusals.push({ code: 'CURRENCY_MISMATCH', part, contract });
  } else {
    join(placement, contract, part, why);
  }
}

function placeInvoice(placement: Placement, part: DocumentPart): void {
  const replaced = part.replaces;
  if (replaced) {
    place(placement, replaced);
    if (replaced.contract && replaced.contract.currency === part.currency) {
      join(placement, replaced.contract, part, `issued again for ${replaced.label}, which was credited in full`);
      return;
    }
  }
  const own: OpenContract[] = [];
  const foreign: OpenContract[] = [];
  for (const contract of placement.contracts) {
    if (contract.serviceId !== part.serviceId) continue;
    (contract.currency === part.currency ? own : foreign).push(contract);
  }
  const earlier = own.at(-1) ?? foreign.at(-1);
  const free = earlier ? freeChainFor(placement, part, earlier) : null;
  if (!earlier) {
    startContract(placement, part, FIRST_DOCUMENT);
  } else if (free && looksLikeSecondPurchase(part, earlier)) {
    startContract(placement, part, `second purchase: ${free.enrolments[0]?.cohort ?? 'an enrolment'} was free`);
  } else if (own.length > 0) {
    joinBest(placement, part, own);
  } else {
    refuseOrStart(placement, part, foreign);
  }
}

/** An invoice that would be clearly theirs but for its currency is a mistake to be seen, not a contract of its own. */
function refuseOrStart(placement: Placement, part: DocumentPart, foreign: readonly OpenContract[]): void {
  const theirs = foreign.find((contract) => scoreContract(part, contract).score >= LINK_SCORE);
  if (theirs) placement.refusals.push({ code: 'CURRENCY_MISMATCH', part, contract: theirs });
  else startContract(placement, part, 'first document for this service in this currency');
}

function joinBest(placement: Placement, part: DocumentPart, own: readonly OpenContract[]): void {
  const scored: { contract: OpenContract; result: ContractScore }[] = [];
  for (const contract of own) scored.push({ contract, result: scoreContract(part, contract) });
  if (scored.length > 1) scored.sort((a, b) => b.result.score - a.result.score);
  const [best, next] = scored;
  if (best && best.result.score >= LINK_SCORE && best.result.score !== next?.result.score) {
    join(placement, best.contract, part, scoreWords(best.result));
  } else {
    const candidates = scored.map(({ contract, result }) => ({
      contract,
      score: result.score,
      reasons: result.reasons,
    }));
    placement.refusals.push({ code: 'INVOICE_AMBIGUOUS', part, candidates });
  }
}

/**
 * An enrolment that no contract uses and that this document could be for. The dates matter: an instalment of the spring course
 * is no second purchase just because the client is already enrolled for the autumn.
 */
function freeChainFor(placement: Placement, part: DocumentPart, earlier: OpenContract): EnrolmentChain | null {
  for (const chain of placement.chains) {
    if (chain.contract || chain.decidedWith !== null || chain.serviceType !== earlier.serviceType) continue;
    if (chain.start === null || chain.end === null || fitsDates(part.day, chain.start, chain.end)) return chain;
  }
  return null;
}

function startContract(placement: Placement, part: DocumentPart, why: string): void {
  const contract = openContract(placement.facts, part);
  placement.contracts.push(contract);
  join(placement, contract, part, why);
  if (contract.chains.length > 0) return;
  const chain = nearestFreeChain(placement.chains, contract, part.day);
  if (chain) addChain(contract, chain, nearestCourse(part.label));
}

function join(placement: Placement, contract: OpenContract, part: DocumentPart, why: string): void {
  addPart(placement.facts, contract, part, why);
  if (placement.facts.decisions.contractOfEnrolment.size === 0) return;
  for (const chain of placement.chains) {
    if (chain.contract || chain.decidedWith === null || chain.serviceType !== contract.serviceType) continue;
    if (isNamed(part, chain.decidedWith)) addChain(contract, chain, `a person put it with ${part.label}`);
  }
}

function nearestFreeChain(
  chains: readonly EnrolmentChain[],
  contract: OpenContract,
  day: number,
): EnrolmentChain | null {
  let nearest: EnrolmentChain | null = null;
  for (const chain of chains) {
    if (chain.contract || chain.decidedWith !== null || chain.serviceType !== contract.serviceType) continue;
    if (!nearest || isNearer(chain, nearest, day)) nearest = chain;
  }
  return nearest;
}

/** By days outside the course first, so that a late invoice stays with the course it falls in; then by days from its start. */
function isNearer(a: EnrolmentChain, b: EnrolmentChain, day: number): boolean {
  const [outsideA, outsideB] = [daysOutside(a, day), daysOutside(b, day)];
  if (outsideA !== outsideB) return outsideA < outsideB;
  return daysFromStart(a, day) < daysFromStart(b, day);
}

function daysOutside({ start, end }: EnrolmentChain, day: number): number {
  if (start === null) return Number.POSITIVE_INFINITY;
  if (day < start) return start - day;
  return end === null || day <= end ? 0 : day - end;
}

function daysFromStart({ start }: EnrolmentChain, day: number): number {
  return start === null ? Number.POSITIVE_INFINITY : Math.abs(day - start);
}
