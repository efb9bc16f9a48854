/**
 * What open issues put at risk in one month: of its recognition and of the balance at its end. A month is not in doubt for what
 * happened after it, and a contract counts once, with its largest issue, whichever record the issue is about.
 */
import type { Risk } from '../../shared/close/gate.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import { type Month, monthOf } from '../../shared/domain/month.ts';
import { clientsOfContracts } from '../ledger/contracts.ts';
import { type IssueWithShare, pendingIssues } from '../ledger/issues-of-month.ts';
import { whileUnchanged } from '../ledger/while-unchanged.ts';
import type { ContractTarget } from './contract-target.ts';
import { contractTarget } from './contract-target.ts';
import { type LoadedContract, loadContracts } from './load-contracts.ts';
import { amountsOf, concernedContracts, riskOf } from './money-at-risk.ts';
import type { AccrualsInput } from './run-accruals.ts';

type Input = Omit<AccrualsInput, 'writer' | 'at'>;

const NOTHING: Risk = { balance: 0, month: 0 };
/** Their share is the price over the usual months of a course, which is the same in whichever month it is asked. */
const WITHOUT_DATES: ReadonlySet<string> = new Set(['CONTRACT_WITHOUT_PERIOD', 'DATES_MISSING', 'DATES_REVERSED']);
/** Differences that were found as of a month, and concern no month before it. */
const FOUND_IN: ReadonlySet<string> = new Set(['STATUS_DATE_SUSPECT', 'CREDIT_EXCEEDS_REMAINING', 'OVER_RECOGNISED']);
const OF_A_STOP: ReadonlySet<string> = new Set(['DROP_UNDECIDED', 'PAUSE_TOO_LONG']);

/** The sums of a month, company currency. Reads only the contracts that issues concern. */
export function riskInMonth(input: Input): Risk {
  return whileUnchanged(input.ledger, `risk ${input.month}`, () => work(input));
}

function work(input: Input): Risk {
  const { ledger, decisions, month } = input;
  const issues = pendingIssues(ledger);
  const shares = new Map(issues.map(({ id, share }) => [id, share]));
  const concerned = concernedContracts(ledger, issues);
  const placed = new Set([...concerned.values()].flat().map(({ id }) => id));
  const largest = new Map<string, Risk>();
  const take = (subject: string, risk: Risk) => {
    const before = largest.get(subject) ?? NOTHING;
    largest.set(subject, {
      balance: Math.max(before.balance, risk.balance),
      month: Math.max(before.month, risk.month),
    });
  };
  for (const chunk of loadContracts(ledger, decisions, clientsOfContracts(ledger, [...concerned.keys()]))) {
    for (const contract of chunk) {
      const own = concerned.get(contract.head.id) ?? [];
      if (own.length === 0) continue;
      const known = amountsByThen(input, contract);
      if (known === null) continue;
      for (const issue of own) {
        if (FOUND_IN.has(issue.code) && isLater(issue, month)) continue;
        if (OF_A_STOP.has(issue.code) && !known.stopped) continue;
        const risk = riskOf(issue, known);
        const share = WITHOUT_DATES.has(issue.code) ? (shares.get(issue.id) ?? risk.month) : risk.month;
        take(`contract ${contract.head.id}`, { balance: risk.balance, month: share });
      }
    }
  }
  for (const issue of issues) {
    if (placed.has(issue.id) || isLater(issue, month)) continue;
    take(`${issue.entity_type} ${issue.external_id}`, { balance: Math.abs(issue.amount), month: issue.share });
  }
  let [balance, share] = [0, 0];
  for (const risk of largest.values()) {
    balance += risk.balance;
    share += risk.month;
  }
  return { balance, month: share };
}

function isLater(issue: Pick<IssueWithShare, 'month'>, month: Month): boolean {
  return issue.month !== null && issue.month > month;
}

/** The figures of a contract as they were by the end of the month; null when it had not begun. */
function amountsByThen(input: Input, contract: LoadedContract) {
  const { month, policy } = input;
  const { facts, posted } = contract;
  const target = contractTarget(facts, policy);
  const billed = facts.documents.filter(({ date }) => monthOf(date) <= month);
  if (billed.length === 0 && !hasBegun(target, posted, month)) return null;
  const known = amountsOf({ ...input, asOf: month }, contract, new Map());
  const net = billed.reduce((sum, document) => sum + toCompanyCurrency(document.net, document.rate), 0);
  const stopped = target.open === null || monthOf(target.open.lastDay) <= month;
  return { ...known, stopped, amounts: { ...known.amounts, net } };
}

function hasBegun(target: ContractTarget, posted: LoadedContract['posted'], month: Month): boolean {
  return target.lines.some((line) => line.month <= month) || posted.some((line) => line.month <= month);
}
