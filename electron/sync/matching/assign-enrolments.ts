/**
 * Gives the enrolments that no new contract took to the contract they most likely belong to: the one without days, else the one
 * that was bought nearest to them. What cannot be told apart is left to a person.
 */
import { dateOfDay } from '../../../shared/domain/civil-date.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { monthOf } from '../../../shared/domain/month.ts';
import { isConfirmed } from './confirmed.ts';
import { isNamed } from './document-parts.ts';
import type { ClientFacts, EnrolmentFact } from './facts.ts';
import { addChain, firstPart } from './open-contract.ts';
import type { EnrolmentChain, OpenContract } from './working-model.ts';

/** Assigns the chains that are still free. Contracts must have their names. */
export function assignEnrolments(
  facts: ClientFacts,
  contracts: readonly OpenContract[],
  chains: readonly EnrolmentChain[],
): IssueDraft[] {
  const issues: IssueDraft[] = [];
  const withoutContract: EnrolmentChain[] = [];
  for (const chain of chains) {
    if (chain.contract) continue;
    const sameType = contracts.filter((contract) => contract.serviceType === chain.serviceType);
    if (chain.decidedWith !== null) assignDecided(facts, chain, contracts, withoutContract, issues);
    else if (sameType.length === 0) withoutContract.push(chain);
    else assignFree(facts, chain, sameType, issues);
  }
  for (const chain of withoutContract) {
    for (const enrolment of chain.enrolments) {
      const issue = missingContract(facts, chain, enrolment, contracts);
      if (issue) issues.push(issue);
    }
  }
  return issues;
}

function assignDecided(
  facts: ClientFacts,
  chain: EnrolmentChain,
  contracts: readonly OpenContract[],
  withoutContract: EnrolmentChain[],
  issues: IssueDraft[],
): void {
  const target = chain.decidedWith ?? '';
  const holding = contracts.filter((contract) => contract.parts.some(({ part }) => isNamed(part, target)));
  const [contract, another] = holding;
  if (!contract) withoutContract.push(chain);
  else if (another) issues.push(...undecidable(facts, chain, contract, another));
  else addChain(contract, chain, `a person put it with ${firstPart(contract).label}`);
}

function assignFree(
  facts: ClientFacts,
  chain: EnrolmentChain,
  sameType: readonly OpenContract[],
  issues: IssueDraft[],
): void {
  const withoutDays = sameType.filter((contract) => contract.chains.length === 0);
  const [empty] = withoutDays;
  if (empty && withoutDays.length === 1) {
    addChain(empty, chain, 'the only contract of this course without days');
    return;
  }
  const [nearest, next] = byDistance(sameType, chain);
  if (!nearest) return;
  if (next && next.days === nearest.days) {
    issues.push(...undecidable(facts, chain, nearest.contract, next.contract));
    return;
  }
  const why = next
    ? `${firstPart(nearest.contract).label} is the nearest first document`
    : 'the only contract of this course';
  addChain(nearest.contract, chain, why);
}

/** Contracts by the days from their first document to the start of the chain; all equally near when the start is unknown. */
function byDistance(contracts: readonly OpenContract[], { start }: EnrolmentChain) {
  return contracts
    .map((contract) => ({ contract, days: start === null ? 0 : Math.abs(firstPart(contract).day - start) }))
    .sort((a, b) => a.days - b.days);
}

/** Not silenced by a confirmation: the enrolment would be on no contract and nothing would say so. */
function undecidable(facts: ClientFacts, chain: EnrolmentChain, a: OpenContract, b: OpenContract): IssueDraft[] {
  return chain.enrolments.map((enrolment) => ({
    code: 'CONTRACT_OVERLAP',
    subject: { entity: 'client', key: facts.clientKey },
    discriminator: enrolment.key,
    details: {
      client: facts.clientCode,
      a: a.key,
      b: b.key,
      enrolment: enrolment.key,
      cohort: enrolment.cohort,
      currency: a.currency,
    },
    amount: Math.min(Math.abs(a.net), Math.abs(b.net)),
    month: enrolment.start === null ? null : monthOf(enrolment.start),
  }));
}

function missingContract(
  facts: ClientFacts,
  chain: EnrolmentChain,
  enrolment: EnrolmentFact,
  contracts: readonly OpenContract[],
): IssueDraft | null {
  const empty = contracts.filter((contract) => contract.chains.length === 0);
  const other = byDistance(empty, chain)[0]?.contract;
  const month = enrolment.start === null ? null : monthOf(enrolment.start);
  if (other && other.serviceType !== chain.serviceType) {
    if (isConfirmed(facts, 'SERVICE_TYPE_MISMATCH', other.key, enrolment.key)) return null;
    return {
      code: 'SERVICE_TYPE_MISMATCH',
      subject: { entity: 'contract', key: other.key },
      discriminator: enrolment.key,
      details: {
        cohort: enrolment.cohort,
        typeA: chain.serviceType,
        service: other.serviceName,
        typeB: other.serviceType,
        currency: other.currency,
      },
      amount: Math.abs(other.net),
      month: month ?? monthOf(firstPart(other).date),
    };
  }
  if (isConfirmed(facts, 'PERIOD_WITHOUT_CONTRACT', enrolment.key)) return null;
  return {
    code: 'PERIOD_WITHOUT_CONTRACT',
    subject: { entity: 'period', key: enrolment.key },
    details: {
      student: facts.clientCode,
      cohort: enrolment.cohort,
      start: enrolment.start ?? (chain.start === null ? null : dateOfDay(chain.start)),
    },
    // The usual price of the course is not among one client's facts.
    amount: 0,
    month,
  };
}
