/** Money at risk of every open issue as of a month: by the taxonomy's formulas, from the contracts they concern. */

import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import { clientIdByAnyKey, contractsOfDocument } from '../ledger/contract-facts.ts';
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
import type { ContractTarget } from './contract-target.ts';
import { contractBalance } from './deferred.ts';
import type { LoadedContract } from './load-contracts.ts';

interface Known {
  readonly amounts: Omit<ContractAmounts, 'issueAmount'>;
  readonly dropped: boolean;
}

export class RiskBook {
  readonly #ledger: Ledger;
  readonly #asOf: Month;
  readonly #issues: readonly OpenIssue[];
  readonly #wanted: ReadonlyMap<number, readonly OpenIssue[]>;
  readonly #clients: ReadonlyMap<number, readonly OpenIssue[]>;
  readonly #byKey: ReadonlyMap<string, readonly OpenIssue[]>;
  readonly #found = new Map<number, { balance: number; month: number }>();
  readonly #touched: number[] = [];

  constructor({ ledger, asOf }: { readonly ledger: Ledger; readonly asOf: Month }) {
    this.#ledger = ledger;
    this.#asOf = asOf;
    this.#issues = openIssues(ledger);
    const wanted = new Map<number, OpenIssue[]>();
    const clients = new Map<number, OpenIssue[]>();
    const byKey = new Map<string, OpenIssue[]>();
    const add = <K>(map: Map<K, OpenIssue[]>, key: K, issue: OpenIssue) =>
      map.set(key, [...(map.get(key) ?? []), issue]);
    for (const issue of this.#issues) {
      if (issue.entity_type === 'contract') add(byKey, issue.external_id, issue);
      if (issue.entity_type === 'invoice')
        for (const id of contractsOfDocument(ledger, issue.external_id)) add(wanted, id, issue);
      if (issue.entity_type === 'client') {
        const client = clientIdByAnyKey(ledger, issue.external_id);
        if (client !== null) add(clients, client, issue);
      }
      if (issue.entity_type === 'period' || issue.entity_type === 'cohort' || issue.entity_type === 'status') {
        for (const id of periodContracts(ledger, issue.entity_type, issue.external_id)) add(wanted, id, issue);
      }
    }
    this.#wanted = wanted;
    this.#clients = clients;
    this.#byKey = byKey;
  }

  /** Notes what a contract puts at risk for the issues that concern it. */
  add(contract: LoadedContract, target: ContractTarget): void {
    const touched = new Set(target.lines.map((line) => line.month)).size;
    if (touched > 0) this.#touched.push(touched);
    const issues = [
      ...(this.#byKey.get(contract.head.key) ?? []),
      ...(this.#wanted.get(contract.head.id) ?? []),
      ...(this.#clients.get(contract.head.client_id) ?? []),
    ];
    if (issues.length === 0) return;
    const known = this.#amounts(contract, target);
    for (const issue of issues) {
      const code = issue.code as IssueCode;
      const amounts = { ...known.amounts, issueAmount: issue.amount };
      const risk =
        code === 'STATUS_DATE_MISSING'
          ? stopRisk(known.dropped ? 'drop' : 'pause', amounts)
          : contractRisk(code, amounts);
      const before = this.#found.get(issue.id) ?? { balance: 0, month: 0 };
      this.#found.set(issue.id, { balance: before.balance + risk.balance, month: before.month + risk.month });
    }
  }

  #amounts(contract: LoadedContract, target: ContractTarget): Known {
    const documents = contract.facts.documents.map(({ date, net, rate }) => ({
      month: monthOf(date),
      net: toCompanyCurrency(net, rate),
    }));
    const posted = contract.posted.map((line) => ({ ...line, amount: line.functionalAmount }));
    const balance = contractBalance(target, documents, posted, this.#asOf);
    const net = documents.reduce((sum, document) => sum + document.net, 0);
    return {
      dropped: contract.facts.enrolments.some(
        ({ status, statusWord }) => status === 'DROPPED' || statusWord === 'NOT_COMPLETING',
      ),
      amounts: {
        net,
        deferred: balance.deferred,
        held: target.held,
        monthShare: monthShare({
          target,
          posted: contract.posted,
          firstMonth: this.#ledger.firstMonth,
          lockedThrough: this.#ledger.lockedThrough(),
          month: this.#asOf,
        }),
        usualMonths: usualMonths(contract.facts.usualMonths, this.#touched),
      },
    };
  }

  /** Writes what was found. Issues on money without a contract are shared over the usual months of a course. */
  write(): void {
    const months = usualMonths(null, this.#touched);
    for (const issue of this.#issues) {
      const risk = this.#found.get(issue.id) ?? {
        balance: issue.amount,
        month: Math.abs(shareWithoutDates(issue.amount, months)),
      };
      setRisk(this.#ledger, issue.id, risk.balance, risk.month);
    }
  }
}
