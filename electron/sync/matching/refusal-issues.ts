/** The issue for each part of a document that found no contract. None of these can be confirmed away: money would be lost sight of. */
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { minorToText } from '../../../shared/domain/money.ts';
import { monthOf } from '../../../shared/domain/month.ts';
import { partDiscriminator } from './document-parts.ts';
import type { ClientFacts } from './facts.ts';
import type { Refusal } from './place-documents.ts';

/** Turns a refusal into its issue. Contracts must have their names. */
export function refusalIssue(facts: ClientFacts, refusal: Refusal): IssueDraft {
  const { part } = refusal;
  return {
    code: refusal.code,
    subject: { entity: 'invoice', key: part.documentKey },
    discriminator: partDiscriminator(part),
    details: {
      number: part.label,
      amount: `${minorToText(part.net, part.currency)} ${part.currency}`,
      currency: part.currency,
      client: facts.clientCode,
      ...specificDetails(facts, refusal),
    },
    amount: Math.abs(part.net),
    month: monthOf(part.date),
  };
}

function specificDetails(facts: ClientFacts, refusal: Refusal): IssueDraft['details'] {
  switch (refusal.code) {
    case 'INVOICE_UNMATCHED':
      return { reason: refusal.reason };
    case 'CREDIT_WITHOUT_ORIGINAL':
      return { origin: refusal.part.originKey };
    case 'CURRENCY_MISMATCH':
      return { a: refusal.contract.currency, b: refusal.part.currency, contract: refusal.contract.key };
    case 'SERVICE_MIXED_INVOICE':
      return {
        services: refusal.contracts.map((contract) => contract.serviceName),
        candidates: refusal.contracts.map((contract) => contract.key),
        service: facts.services.get(refusal.part.serviceId)?.name ?? refusal.part.serviceKey,
      };
    case 'INVOICE_AMBIGUOUS':
      return {
        candidates: refusal.candidates.map(({ contract }) => contract.key),
        scores: refusal.candidates.map(({ score }) => (score === null ? '' : String(score))),
        reasons: refusal.candidates.map(({ reasons }) => reasons.join(', ')),
      };
  }
}
