/** What became known after a close: by contract, in sentences, with the money that closed months lack or have too much. */
import { isDeepStrictEqual } from 'node:util';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import { month as monthFrom } from '../../shared/domain/month.ts';
import type { ClosedContract } from '../close/close-record.ts';
import { type ContractTarget, contractTarget, heldFrom } from '../close/contract-target.ts';
import { factsLearnt, type Names } from '../close/explain-facts.ts';
import type { ContractFacts } from '../close/facts.ts';
import { type LoadedContract, loadContracts } from '../close/load-contracts.ts';
import { DEFAULT_POLICY } from '../close/policy.ts';
import { readable } from '../close/stored-month.ts';
import { type CloseVersion, closeFacts, closeOf, closesInForce } from '../ledger/close-versions.ts';
import { DecisionIndex } from '../ledger/decision-index.ts';
import { activeDecisions, allDecisions, type Decision } from '../ledger/decisions.ts';
import { concerns, nameOfKey, subjectsOf } from '../ledger/details-contract.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { civilDateOfIso } from '../platform/time-zone.ts';

type Changes = OutputOf<'months/changes'>;

interface Changed {
  readonly contract: LoadedContract;
  readonly then: ContractFacts | null;
  readonly target: ContractTarget;
  readonly amount: number;
}

export function monthChanges(ledger: Ledger, input: ParsedInputOf<'months/changes'>): Changes {
  const wanted = monthFrom(input.month);
  const since = closeOf(ledger, wanted) ?? closesInForce(ledger).findLast((close) => close.month < wanted) ?? null;
  if (since === null) return { since: null, currency: ledger.currency, amount: 0, total: 0, changes: [] };
  const changed = changedSince(ledger, since);
  changed.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.contract.head.id - b.contract.head.id);
  const tell = teller(ledger, since);
  return {
    since: { month: since.month, version: since.version, at: since.at },
    currency: ledger.currency,
    amount: changed.reduce((sum, { amount }) => sum + amount, 0),
    total: changed.length,
    changes: changed.slice(input.offset, input.offset + input.limit).map((each) => ({
      contract: { id: each.contract.head.id, key: each.contract.head.key },
      client: each.contract.head.client_code,
      service: each.contract.head.service_name,
      sentences: tell(each),
      amount: each.amount,
    })),
  };
}

/** Contracts whose facts, or whose policy, are not those of the close. */
function changedSince(ledger: Ledger, since: CloseVersion): Changed[] {
  const before = new Map<number, ContractFacts>();
  for (const text of closeFacts(ledger, since.id)) {
    for (const { facts } of readable<ClosedContract[]>(text) ?? []) before.set(facts.contractId, facts);
  }
  const changed: Changed[] = [];
  for (const chunk of loadContracts(ledger, new DecisionIndex(activeDecisions(ledger)))) {
    for (const contract of chunk) {
      const then = before.get(contract.head.id) ?? null;
      const target = contractTarget(contract.facts, DEFAULT_POLICY);
      const was = then === null ? null : contractTarget(then, DEFAULT_POLICY);
      if (was !== null && was.inputsHash === target.inputsHash) continue;
      const amount = heldFrom(target) === '' ? 0 : carried(target, since) - (was === null ? 0 : carried(was, since));
      // A contract that is new and says nothing about closed months is no late change.
      const late = contract.facts.documents.some(({ date }) => date.slice(0, 7) <= since.month);
      if (was === null && amount === 0 && !late) continue;
      changed.push({ contract, then, target, amount });
    }
  }
  return changed;
}

/** The policies a contract follows; how its price is spread is told by itself. */
function followed({ policy = {}, formerly = [] }: ContractFacts) {
  return { policy, formerly };
}

/** What closed months should carry. */
function carried({ lines }: ContractTarget, { month }: CloseVersion): number {
  return lines.reduce((sum, line) => (line.month <= month ? sum + line.functionalAmount : sum), 0);
}

function teller(ledger: Ledger, since: CloseVersion): (changed: Changed) => string[] {
  const all = allDecisions(ledger);
  const zone = ledger.company.time_zone;
  const names: Names = {
    dayOf: (instant) => civilDateOfIso(instant, zone) ?? instant.slice(0, 10),
    nameOf: (key) => nameOfKey(ledger, key),
  };
  const inForce = all.filter(({ undoneAt }) => undoneAt === null);
  const then = all.filter(
    ({ id, undoneAt }) => id <= since.watermarks.decision && (undoneAt === null || undoneAt > since.at),
  );
  return ({ contract, then: facts, target }) => {
    const subjects = subjectsOf(ledger, contract.head.id);
    const about = (decision: Decision) => concerns(subjects, decision);
    const now = { facts: contract.facts, decisions: inForce.filter(about) };
    const nothing = { ...contract.facts, documents: [], enrolments: [], signedPrice: null };
    const told = factsLearnt(
      facts === null ? { facts: nothing, decisions: [] } : { facts, decisions: then.filter(about) },
      now,
      names,
    );
    if (facts !== null && !isDeepStrictEqual(followed(facts), followed(contract.facts)))
      told.push('A policy that it follows was changed.');
    const held = facts !== null && facts.holds.length > 0;
    if (heldFrom(target) !== null && !held) told.push('It is held now: nothing posts until its question is answered.');
    if (held && contract.facts.holds.length === 0) told.push('It was held at the close and is free now.');
    return told.length > 0 ? told : ['What it is worked out from is not what it was at the close.'];
  };
}
