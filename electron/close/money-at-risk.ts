/** Money at risk of every open issue as of a month: by the taxonomy's formulas, from the contracts they concern. */

import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { monthOf } from '../../shared/domain/month.ts';
import { clientIdByAnyKey, contractsOfDocument } from '../ledger/contract-facts.ts';
import { clientsOfContracts, contractByKey, contractsOfClients } from '../ledger/contracts.ts';
import { type OpenIssue, openIssues, setRisk } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { periodContracts } from '../ledger/periods.ts';
import {
  type ContractAmounts,
  contractRisk,
  monthShare,
  shareWithoutDates,
  stopRisk,
  usualMonths,
} from './amount-at-risk.ts';
import { contractTarget } from './contract-target.ts';
import { contractBalance } from './deferred.ts';
import { type LoadedContract, loadContracts } from './load-contracts.ts';
import type { AccrualsInput } from './run-accruals.ts';

/** What the formulas are worked out from for one contract. */
export interface Known {
  readonly amounts: Omit<ContractAmounts, 'issueAmount'>;
  readonly dropped: boolean;
}

/** Months that the courses of each service touch: what a course without dates is measured by. */
export type TouchedMonths = ReadonlyMap<number, readonly number[]>;

/** Works out and stores what every open issue puts at risk as of a month. Reads only the contracts that issues concern. */
export function settleRisk(input: Omit<AccrualsInput, 'writer' | 'at'>, touched: TouchedMonths): void {
  const { ledger, decisions } = input;
  const issues = openIssues(ledger);
  const concerned = concernedContracts(ledger, issues);
  const found = new Map<number, { balance: number; month: number }>();
  for (const chunk of loadContracts(ledger, decisions, clientsOfContracts(ledger, [...concerned.keys()]))) {
    for (const contract of chunk) {
      const own = concerned.get(contract.head.id) ?? [];
      if (own.length === 0) continue;
      const known = amountsOf(input, contract, touched);
      for (const issue of own) {
        const risk = riskOf(issue, known);
        const before = found.get(issue.id) ?? { balance: 0, month: 0 };
        found.set(issue.id, { balance: before.balance + risk.balance, month: before.month + risk.month });
      }
    }
  }
  // Money without a contract is shared over the usual months of a course.
  const months = usualMonths(null, [...touched.values()].flat());
  for (const issue of issues) {
    const risk = found.get(issue.id) ?? {
      balance: issue.amount,
      month: Math.abs(shareWithoutDates(issue.amount, months)),
    };
    setRisk(ledger, issue.id, risk.balance, risk.month);
  }
}

/** Which contracts each issue concerns, by whatever natural key it names. */
export function concernedContracts(ledger: Ledger, issues: readonly OpenIssue[]): Map<number, OpenIssue[]> {
  const concerned = new Map<number, OpenIssue[]>();
  const add = (contract: number, issue: OpenIssue) => {
    const list = concerned.get(contract);
    if (list) list.push(issue);
    else concerned.set(contract, [issue]);
  };
  for (const issue of issues) {
    const { entity_type: entity, external_id: key } = issue;
    if (entity === 'contract') {
      const contract = contractByKey(ledger, key);
      if (contract) add(contract.id, issue);
    } else if (entity === 'invoice') {
      for (const id of contractsOfDocument(ledger, key)) add(id, issue);
    } else if (entity === 'client') {
      const client = clientIdByAnyKey(ledger, key);
      if (client !== null)
        for (const contract of contractsOfClients(ledger, [client]).get(client) ?? []) add(contract.id, issue);
    } else if (entity === 'period' || entity === 'cohort' || entity === 'status') {
      for (const id of periodContracts(ledger, entity, key)) add(id, issue);
    }
  }
  return concerned;
}

/** What one issue puts at risk in one contract. */
export function riskOf(issue: OpenIssue, known: Known): { balance: number; month: number } {
  const code = issue.code as IssueCode;
  const amounts = { ...known.amounts, issueAmount: issue.amount };
  return code === 'STATUS_DATE_MISSING'
    ? stopRisk(known.dropped ? 'drop' : 'pause', amounts)
    : contractRisk(code, amounts);
}

/** The figures of a contract as of a month. */
export function amountsOf(
  { ledger, asOf, policy }: Omit<AccrualsInput, 'writer' | 'at'>,
  contract: LoadedContract,
  touched: TouchedMonths,
): Known {
  const { facts } = contract;
  const target = contractTarget(facts, policy);
  const documents = facts.documents.map(({ date, net, rate }) => ({
    month: monthOf(date),
    net: toCompanyCurrency(net, rate),
  }));
  const posted = contract.posted.map((line) => ({ ...line, amount: line.functionalAmount }));
  return {
    dropped: facts.enrolments.some(({ status, statusWord }) => status === 'DROPPED' || statusWord === 'NOT_COMPLETING'),
    amounts: {
      net: documents.reduce((sum, document) => sum + document.net, 0),
      deferred: contractBalance(target, documents, posted, asOf).deferred,
      held: toCompanyCurrency(target.held, facts.documents[0]?.rate ?? null),
      monthShare: monthShare({
        target,
        posted: contract.posted,
        firstMonth: ledger.firstMonth,
        lockedThrough: ledger.lockedThrough(),
        month: asOf,
      }),
      usualMonths: usualMonths(facts.usualMonths, touched.get(contract.head.service_id) ?? []),
    },
  };
}
