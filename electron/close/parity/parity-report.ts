/** The comparison of a whole ledger with the old system: contract by contract and month by month, with what makes each difference. */
import type { Minor } from '../../../shared/domain/money.ts';
import { type Month, type MonthRange, monthsOf } from '../../../shared/domain/month.ts';
import type { DecisionIndex } from '../../ledger/decision-index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type WholeDocument, wholeDocuments } from '../../ledger/parity-facts.ts';
import { contractTarget } from '../contract-target.ts';
import type { RecognitionPolicy } from '../facts.ts';
import { type LoadedContract, loadContracts } from '../load-contracts.ts';
import { type ComparedMonth, comparedMonths, type OldGroup } from './compare-contract.ts';
import type { DefectCode } from './defects.ts';
import type { Evidence } from './old-contract.ts';

export interface ParityRow extends ComparedMonth {
  readonly contracts: readonly { readonly id: number; readonly key: string }[];
  readonly client: { readonly id: number; readonly code: string; readonly name: string };
  readonly service: { readonly id: number; readonly name: string };
}

export interface ParityReport {
  /** The largest difference first. */
  readonly rows: readonly ParityRow[];
  readonly months: readonly { readonly month: Month; readonly old: Minor; readonly now: Minor }[];
  /** What each defect comes to, the largest first. */
  readonly reasons: readonly { readonly reason: DefectCode; readonly amount: Minor; readonly months: number }[];
}

export interface ParityInput {
  readonly ledger: Ledger;
  readonly decisions: DecisionIndex;
  readonly policy: RecognitionPolicy;
  readonly range: MonthRange;
  /** What the pages say about a client. */
  readonly evidenceOf: (client: number) => Evidence;
}

type Head = Pick<ParityRow, 'client' | 'service'>;

/** Works every contract through the old rules, and compares with what is posted here. Writes nothing. */
export function parityReport(input: ParityInput): ParityReport {
  const { ledger, policy, range } = input;
  const comparison = {
    ...range,
    currency: ledger.currency,
    holdsOf: oncePerContract(({ facts }) => contractTarget(facts, policy).holds.map(({ code }) => code)),
  };
  const rows: ParityRow[] = [];
  for (const { head, group } of groupsOf(input).values()) {
    const contracts = group.contracts.map(({ head: { id, key } }) => ({ id, key }));
    for (const month of comparedMonths(group, comparison)) rows.push({ ...month, ...head, contracts });
  }
  const size = ({ now, old }: ParityRow) => Math.abs(now - old);
  rows.sort((a, b) => size(b) - size(a) || (a.month < b.month ? -1 : Number(a.month > b.month)));
  return { rows, months: sumsByMonth(rows, range), reasons: sumsByReason(rows) };
}

/** Asked for month after month of the same contract, worked out once. */
function oncePerContract<T>(ask: (contract: LoadedContract) => T): (contract: LoadedContract) => T {
  const answers = new WeakMap<LoadedContract, { readonly answer: T }>();
  return (contract) => {
    const known = answers.get(contract) ?? { answer: ask(contract) };
    answers.set(contract, known);
    return known.answer;
  };
}

interface GroupedContract {
  readonly head: Head;
  readonly group: OldGroup;
}

/** Contracts as the old system had them, by client and service. */
function groupsOf({ ledger, decisions, evidenceOf }: ParityInput): ReadonlyMap<string, GroupedContract> {
  const groups = new Map<string, { head: Head; documents: WholeDocument[]; contracts: LoadedContract[] }>();
  const groupOf = (head: Head) => {
    const key = `${head.client.id} ${head.service.id}`;
    const known = groups.get(key) ?? { head, documents: [], contracts: [] };
    groups.set(key, known);
    return known;
  };
  for (const chunk of loadContracts(ledger, decisions)) {
    for (const contract of chunk) {
      const { client_id, client_code, client_name, service_id, service_name } = contract.head;
      const head = {
        client: { id: client_id, code: client_code, name: client_name },
        service: { id: service_id, name: service_name },
      };
      groupOf(head).contracts.push(contract);
    }
  }
  for (const document of wholeDocuments(ledger)) {
    const { client_id, client_code, client_name, service_id, service_name } = document;
    // Without a service it stayed aside, unlinked and unnoticed.
    if (service_id === null || service_name === null) continue;
    const head = {
      client: { id: client_id, code: client_code, name: client_name },
      service: { id: service_id, name: service_name },
    };
    groupOf(head).documents.push(document);
  }
  return new Map(
    [...groups].map(([key, { head, documents, contracts }]) => [
      key,
      { head, group: { service: head.service.name, documents, contracts, evidence: evidenceOf(head.client.id) } },
    ]),
  );
}

function sumsByMonth(rows: readonly ParityRow[], range: MonthRange): ParityReport['months'] {
  const sums = new Map(monthsOf(range).map((month) => [month, { month, old: 0, now: 0 }]));
  for (const { month, old, now } of rows) {
    const sum = sums.get(month);
    if (sum === undefined) continue;
    sum.old += old;
    sum.now += now;
  }
  return [...sums.values()];
}

function sumsByReason(rows: readonly ParityRow[]): ParityReport['reasons'] {
  const sums = new Map<DefectCode, { amount: Minor; months: number }>();
  for (const { causes } of rows) {
    for (const { reason, amount } of causes) {
      const sum = sums.get(reason) ?? { amount: 0, months: 0 };
      sums.set(reason, { amount: sum.amount + amount, months: sum.months + 1 });
    }
  }
  return [...sums]
    .map(([reason, sum]) => ({ reason, ...sum }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || b.months - a.months);
}
