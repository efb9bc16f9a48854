/** What the company follows: the choices people made, laid over what holds without one. */
import { isDeepStrictEqual } from 'node:util';
import type { RecognitionMethod } from '../../shared/domain/entities.ts';
import type { DecisionIndex } from '../ledger/decision-index.ts';
import type { PolicyPeriod } from '../ledger/policies.ts';
import type { ContractFacts, FormerPolicy } from './facts.ts';

type Followed = Pick<ContractFacts, 'method' | 'policy' | 'formerly'>;

interface PoliciesInForce {
  /**
   * What contracts of a service follow: the method is the service's choice, else the company's, else what its source gave it; of the
   * rest only what is not what holds for all. What held before a choice that begins in a later month stands beside it.
   */
  of(service: string, own: RecognitionMethod): Followed;
}

export function policiesInForce({ policies }: DecisionIndex): PoliciesInForce {
  const known = new Map<string, Followed>();
  return {
    of(service, own) {
      const key = `${own} ${service}`;
      let followed = known.get(key);
      if (followed === undefined) {
        followed = over(policies, service, own);
        known.set(key, followed);
      }
      return followed;
    },
  };
}

function over(periods: readonly PolicyPeriod[], service: string, own: RecognitionMethod): Followed {
  const formerly: FormerPolicy[] = [];
  let held: Omit<FormerPolicy, 'until'> = { method: own };
  for (const [at, period] of periods.entries()) {
    const next = followedIn(period, service, own);
    if (at > 0 && period.from !== null && !isDeepStrictEqual(next, held))
      formerly.push({ until: period.from, ...held });
    held = next;
  }
  return formerly.length === 0 ? held : { ...held, formerly };
}

function followedIn({ company, byService }: PolicyPeriod, service: string, own: RecognitionMethod) {
  const { method = own, ...chosen } = { ...company, ...byService.get(service) };
  return Object.keys(chosen).length === 0 ? { method } : { method, policy: chosen };
}
