/** What each month carries: recognised, deferred, held; and whether a month may be closed. Company currency, minor units. */

import { DEFAULT_MATERIALITY_BASIS_POINTS, type Gate, gateFrom } from '../../shared/close/gate.ts';
import { civilDate } from '../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../shared/domain/company-amount.ts';
import { addMonths, type Month, type MonthRange, monthOf, monthsOf } from '../../shared/domain/month.ts';
import { documentsWithoutContract } from '../ledger/contract-facts.ts';
import { blockingIssues } from '../ledger/issues-of-month.ts';
import { keptMonths } from '../ledger/kept-months.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { remembered } from '../ledger/remembered.ts';
import { setting } from '../ledger/setup.ts';
import { contractTarget } from './contract-target.ts';
import { contractBalance } from './deferred.ts';
import { loadContracts } from './load-contracts.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { riskInMonth } from './risk-in-month.ts';
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

type Input = Omit<AccrualsInput, 'at' | 'writer'>;

/**
 * The months of a range, from what is posted and billed. Added up from the figures that are kept of each contract; while these wait
 * for something that was just written, worked out over every contract, and remembered until more is written.
 */
export function monthTable(input: Input, range: MonthRange): readonly MonthFigures[] {
  const question = `month table ${JSON.stringify([range, input.policy])}`;
  return remembered(input.ledger, question, () => fromKept(input, range) ?? monthTableInFull(input, range));
}

/** By the policy that everything is worked out with: figures are kept by no other. */
function fromKept({ ledger, policy }: Input, range: MonthRange): MonthFigures[] | null {
  if (policy !== DEFAULT_POLICY) return null;
  const kept = keptMonths(ledger, range, () => documentsWithoutContract(ledger));
  if (kept === null) return null;
  const sums = new Map([...kept.months].map(([month, sum]) => [month, { ...sum }]));
  addDocuments(sums, kept.more);
  return tableOf(ledger, sums);
}

/** The same from every contract: what the figures that are kept must come to. */
export function monthTableInFull(input: Input, range: MonthRange): MonthFigures[] {
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
  addDocuments(sums, documentsWithoutContract(ledger));
  return tableOf(ledger, sums);
}

type Sums = Map<Month, { recognised: number; deferred: number; held: number; contractAsset: number }>;

/** Money without a contract waits for somebody, from the month of its document on. */
function addDocuments(sums: Sums, documents: ReturnType<typeof documentsWithoutContract>): void {
  for (const { date, net, rate } of documents) {
    const amount = toCompanyCurrency(net, rate);
    for (const [month, sum] of sums) {
      if (monthOf(civilDate(date)) > month) continue;
      sum.deferred += amount;
      sum.held += amount;
    }
  }
}

function tableOf({ currency }: Ledger, sums: Sums): MonthFigures[] {
  return [...sums].map(([month, sum]) => ({ month, ...sum, currency }));
}

/** READY, REVIEW or BLOCKED for a month, with the money that decides it. */
export function gateOf(input: Input): Gate {
  const [figures] = monthTable(input, { from: input.month, until: addMonths(input.month, 1) });
  const { balance, month } = riskInMonth(input);
  return gateFrom({
    blocked: blockingIssues(input.ledger, input.month) > 0,
    balanceAtRisk: balance,
    monthAtRisk: month,
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
