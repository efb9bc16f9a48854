/** What the company follows: the choices people made, laid over what holds without one. */
import type { RecognitionMethod } from '../../shared/domain/entities.ts';
import type { DecisionIndex } from '../ledger/decision-index.ts';
import type { ContractFacts, RecognitionPolicy } from './facts.ts';

interface PoliciesInForce {
  /** The method of a service: its own, else the company's, else what its source gave it. */
  method(service: string, own: RecognitionMethod): RecognitionMethod;
  /** What contracts of a service follow that is not what holds for all; nothing when nobody chose anything. */
  of(service: string): Pick<ContractFacts, 'policy'>;
}

const NOTHING: Pick<ContractFacts, 'policy'> = {};

export function policiesInForce({ policies }: DecisionIndex): PoliciesInForce {
  const { company, byService } = policies;
  const known = new Map<string, Pick<ContractFacts, 'policy'>>();
  return {
    method: (service, own) => byService.get(service)?.method ?? company.method ?? own,
    of(service) {
      let policy = known.get(service);
      if (policy === undefined) {
        const { method: _, ...chosen } = { ...company, ...byService.get(service) };
        policy = Object.keys(chosen).length === 0 ? NOTHING : { policy: chosen satisfies Partial<RecognitionPolicy> };
        known.set(service, policy);
      }
      return policy;
    },
  };
}
