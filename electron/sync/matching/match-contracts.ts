/**
 * Which contracts a client has: a pure function of that client's documents, enrolments and decisions, whatever order they came
 * in, so that twelve monthly syncs and one yearly sync give the same contracts.
 */
import { assignEnrolments } from './assign-enrolments.ts';
import { contractFindings } from './contract-findings.ts';
import type { ClientFacts, DerivedContract, MatchResult } from './facts.ts';
import { nameContracts } from './open-contract.ts';
import { FIRST_DOCUMENT, nearestCourse, placeDocuments } from './place-documents.ts';
import { refusalIssue } from './refusal-issues.ts';
import type { OpenContract } from './working-model.ts';

/**
 * Works out a client's contracts. Every line is on exactly one contract, or in `unlinkedLines` with an issue that says why
 * unless a person took it off; every enrolment is on at most one.
 */
export function matchContracts(facts: ClientFacts): MatchResult {
  const plain = matchPlainClient(facts);
  if (plain) return plain;
  const placement = placeDocuments(facts);
  const { contracts, chains, parts, refusals } = placement;
  nameContracts(contracts);
  const enrolmentIssues = chains.length === 0 ? [] : assignEnrolments(facts, contracts, chains);
  const issues = contractFindings(placement);
  if (enrolmentIssues.length > 0) issues.push(...enrolmentIssues);
  for (const refusal of refusals) issues.push(refusalIssue(facts, refusal));
  const unlinkedLines: number[] = [];
  for (const part of parts) if (!part.contract) for (const line of part.lines) unlinkedLines.push(line.lineId);
  const unlinkedPeriods: number[] = [];
  for (const chain of chains) {
    if (!chain.contract) for (const enrolment of chain.enrolments) unlinkedPeriods.push(enrolment.periodId);
  }
  return { contracts: contracts.map(derivedContract), unlinkedLines, unlinkedPeriods, issues };
}

/**
 * The commonest client by far, at a fraction of the work: one invoice line and at most one enrolment of its course, with nothing
 * decided. Gives what the long way gives, word for word; null for everybody else.
 */
function matchPlainClient({ lines, enrolments, services, decisions }: ClientFacts): MatchResult | null {
  const [line] = lines;
  const [enrolment] = enrolments;
  if (!line || lines.length > 1 || enrolments.length > 1 || line.kind !== 'invoice' || line.net <= 0) return null;
  const { contractOfDocument, contractOfEnrolment, unlinked, signedPrice } = decisions;
  if (contractOfDocument.size + contractOfEnrolment.size + unlinked.size + signedPrice.size > 0) return null;
  if (enrolment && enrolment.serviceType !== (services.get(line.serviceId)?.serviceType ?? null)) return null;
  const contract: DerivedContract = {
    key: `${line.serviceKey}@${line.documentKey}`,
    serviceId: line.serviceId,
    currency: line.currency,
    signedPrice: null,
    lines: [{ lineId: line.lineId, why: FIRST_DOCUMENT }],
    enrolments: enrolment
      ? [{ periodId: enrolment.periodId, why: nearestCourse(line.number ?? line.documentKey) }]
      : [],
  };
  return { contracts: [contract], unlinkedLines: [], unlinkedPeriods: [], issues: [] };
}

function derivedContract(contract: OpenContract): DerivedContract {
  const lines: { lineId: number; why: string }[] = [];
  for (const { part, why } of contract.parts) for (const { lineId } of part.lines) lines.push({ lineId, why });
  const enrolments: { periodId: number; why: string }[] = [];
  for (const { chain, why } of contract.chains) {
    chain.enrolments.forEach(({ periodId, cohort }, index) => {
      enrolments.push({ periodId, why: index === 0 ? why : `${cohort} continues the course after a stop` });
    });
  }
  const { key, serviceId, currency, signedPrice } = contract;
  return { key, serviceId, currency, signedPrice, lines, enrolments };
}
