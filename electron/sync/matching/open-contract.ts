/** How a contract grows from a client's documents and enrolments, and what it is called in the end. */
import type { Minor } from '../../../shared/domain/money.ts';
import type { ClientFacts } from './facts.ts';
import type { DocumentPart, EnrolmentChain, OpenContract } from './working-model.ts';

/** A contract without documents yet, of the part's service and currency. */
export function openContract(facts: ClientFacts, part: DocumentPart): OpenContract {
  const service = facts.services.get(part.serviceId);
  return {
    serviceId: part.serviceId,
    serviceKey: part.serviceKey,
    serviceName: service?.name ?? part.serviceKey,
    serviceType: service?.serviceType ?? null,
    currency: part.currency,
    parts: [],
    chains: [],
    net: 0,
    signedPrice: null,
    key: '',
    start: null,
    end: null,
    servedUntil: null,
  };
}

export function addPart(facts: ClientFacts, contract: OpenContract, part: DocumentPart, why: string): void {
  contract.parts.push({ part, why });
  contract.net += part.net;
  part.contract = contract;
  if (facts.decisions.signedPrice.size > 0) contract.signedPrice ??= signedPriceOf(facts, part);
}

export function addChain(contract: OpenContract, chain: EnrolmentChain, why: string): void {
  const first = contract.chains.length === 0;
  contract.chains.push({ chain, why });
  chain.contract = contract;
  if (chain.start !== null && (contract.start === null || chain.start < contract.start)) contract.start = chain.start;
  contract.end = first ? chain.end : laterOf(contract.end, chain.end);
  contract.servedUntil = first ? chain.servedUntil : laterOf(contract.servedUntil, chain.servedUntil);
}

/** The price so far: what was signed, else what the documents come to. */
export function priceOf(contract: OpenContract): Minor {
  return contract.signedPrice ?? contract.net;
}

/** The document that begins the contract in canonical order. */
export function firstPart(contract: OpenContract): DocumentPart {
  let first = contract.parts[0]?.part;
  for (const { part } of contract.parts) if (!first || part.order < first.order) first = part;
  if (!first) throw new RangeError('A contract has at least one document');
  return first;
}

/**
 * Puts contracts and their documents into canonical order and names each `SERVICE_KEY@DOCUMENT_KEY` by its first document; where
 * a person split one document of one service over several contracts, the line tells them apart.
 */
export function nameContracts(contracts: OpenContract[]): void {
  for (const { parts } of contracts) if (parts.length > 1) parts.sort((a, b) => a.part.order - b.part.order);
  const [only, another] = contracts;
  if (only && !another) {
    only.key = `${only.serviceKey}@${firstPart(only).documentKey}`;
    return;
  }
  contracts.sort((a, b) => firstPart(a).order - firstPart(b).order);
  const taken = new Set<string>();
  for (const contract of contracts) {
    const first = firstPart(contract);
    const key = `${contract.serviceKey}@${first.documentKey}`;
    contract.key = taken.has(key) ? `${key}#${first.lines[0]?.lineKey ?? ''}` : key;
    taken.add(contract.key);
  }
}

function signedPriceOf(facts: ClientFacts, part: DocumentPart): Minor | null {
  const prices = facts.decisions.signedPrice;
  for (const line of part.lines) {
    const price = prices.get(`${line.documentKey}#${line.lineKey}`);
    if (price !== undefined) return price;
  }
  return prices.get(part.documentKey) ?? null;
}

/** An unknown end stays unknown: a later one may be behind it. */
function laterOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b);
}
