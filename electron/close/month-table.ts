/** What each month carries: recognised, deferred, held; and whether a month may be closed. Company currency, minor units. */

import { DEFAULT_MATERIALITY_BASIS_POINTS, type Gate, gate } from '../../shared/close/gate.ts';
import { civilDate } from '../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import type { IssueCode } from '../../shared/domain/issue-taxonomy.ts';
import { addMonths, type Month, type MonthRange, monthOf, monthsOf } from '../../shared/domain/month.ts';
import { documentsWithoutContract } from '../ledger/contract-facts.ts';
import { listIssues } from '../ledger/issues.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { remembered } from '../ledger/remembered.ts';
import { setting } from '../ledger/setup.ts';
import { contractTarget } from './contract-target.ts';
import { contractBalance } from './deferred.ts';
import { loadContracts } from './load-contracts.ts';
import type { AccrualsInput } from './run-accruals.ts';

export interface MonthFigures {
  readonly month: Month;
  /** Postings of the month. */
  readonly recognised: number;
  /** Billed and not earned at the end of the month, documents without a contract included with their sign. */
  readonly deferred: number;
  /** Of deferred: what waits for somebody: on hold, paused, undecided, without a contract. */
  readonly held: number;
  readonly contractAsset: number;
  readonly currency: string;
}

/** The months of a range, from what is posted and billed: worked out over every contract, so remembered until something is written. */
export function monthTable(input: Omit<AccrualsInput, 'at' | 'writer'>, range: MonthRange): readonly MonthFigures[] {
  const question = `month table ${JSON.stringify([range, input.policy])}`;
  return remembered(input.ledger, question, () => workedOut(input, range));
}

function workedOut(input: Omit<AccrualsInput, 'at' | 'writer'>, range: MonthRange): MonthFigures[] {
  const { ledger } = input;
  const months = monthsOf(range);
  const sums = new Map(months.map((month) => [month, { recognised: 0, deferred: 0, held: 0, contractAsset: 0 }]));
  for (const chunk of loadContracts(ledger, input.decisions)) {
    for (const { facts, posted } of chunk) {
      const target = contractTarget(facts, input.policy);
      const documents = facts.documents.map(({ date, net, rate }) => ({
        month: monthOf(date),
        net: toCompanyCurrency(net, rate),
      }));
      const lines = posted.map((line) => ({ ...line, amount: line.functionalAmount }));
      const held = { ...target, held: toCompanyCurrency(target.held, facts.documents[0]?.rate ?? null) };
      for (const [month, sum] of sums) {
        const balance = contractBalance(held, documents, lines, month);
        sum.deferred += balance.deferred;
        sum.contractAsset += balance.contractAsset;
        sum.held += balance.onHold + balance.suspended;
      }
      for (const line of lines) {
        const sum = sums.get(line.month);
        if (sum) sum.recognised += line.amount;
      }
    }
  }
  for (const { date, net, rate } of documentsWithoutContract(ledger)) {
    const amount = toCompanyCurrency(net, rate);
    for (const [month, sum] of sums) {
      if (monthOf(civilDate(date)) > month) continue;
      sum.deferred += amount;
      sum.held += amount;
    }
  }
  return months.map((month) => ({
    month,
    ...(sums.get(month) ?? { recognised: 0, deferred: 0, held: 0, contractAsset: 0 }),
    currency: ledger.currency,
  }));
}

/** READY, REVIEW or BLOCKED for a month, with the money that decides it. */
export function gateOf(input: Omit<AccrualsInput, 'at' | 'writer'>): Gate {
  const [figures] = monthTable(input, { from: input.month, until: addMonths(input.month, 1) });
  return gate({
    issues: listIssues(input.ledger, { status: 'pending' }).map((row) => ({
      code: row.code as IssueCode,
      subject: `${row.entity_type} ${row.external_id}`,
      balance: row.at_risk,
      month: row.month_at_risk,
      overridden: false,
    })),
    monthRevenue: figures?.recognised ?? 0,
    closingDeferred: figures?.deferred ?? 0,
    materialityBasisPoints: materiality(input.ledger),
  });
}

/** Where the setting is kept: it says when to look closer and changes no figure. */
export const MATERIALITY_SETTING = 'close.materialityBasisPoints';

/** Basis points of the month's revenue below which money at risk needs no review. */
export function materiality(ledger: Ledger): number {
  const value = setting(ledger, MATERIALITY_SETTING);
  return typeof value === 'number' ? value : DEFAULT_MATERIALITY_BASIS_POINTS;
}
