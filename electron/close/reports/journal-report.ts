/** The journal of a month as a page: what an accountant posts, by account or contract by contract. */
import type { MissingAccount } from '../../../shared/close/accounts.ts';
import { type Journal, journal } from '../../../shared/close/journal.ts';
import { type Month, monthInWords } from '../../../shared/domain/month.ts';
import { accountMap, accountSettings } from '../../ledger/accounts.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type MonthFacts, monthFacts, reportFrame } from '../month-facts.ts';
import { holderName } from './holder-names.ts';
import { summaryOf } from './journal-summary.ts';
import { ALL, nameOf } from './roll-forward.ts';
import { rollMonth } from './roll-month.ts';
import { money, type ReportOptions, type ReportRow, type ReportTable, refOf, text } from './table.ts';

const STYLE_WORDS = {
  balance_first: 'invoices are booked to deferred revenue, the month releases it',
  revenue_first: 'invoices are booked to revenue, the month books the movement of the balances',
  reversing: 'the month books whole balances, and the first day of the next takes them back',
} as const;

const NOBODY: MonthFacts['byKey'] = new Map();

/** The journal of a month as the company books it, or in another style. */
export function journalOf(
  ledger: Ledger,
  month: Month,
  options: Pick<ReportOptions, 'style' | 'level' | 'perService'> = {},
): Journal {
  const settings = accountSettings(ledger);
  const { rows, functional } = rollMonth(ledger, month);
  const { style = settings.style, level = 'summary', perService = true } = options;
  return journal({ month, style, level, perService, rows, functionalRows: functional, accounts: accountMap(settings) });
}

export function journalReport(ledger: Ledger, month: Month, options: ReportOptions): ReportTable {
  const detail = options.level === 'detail';
  const made = detail ? journalOf(ledger, month, options) : summaryOf(ledger, month, options);
  // Only lines of contracts ask who they are about.
  const facts = detail ? monthFacts(ledger) : { ...reportFrame(ledger), byKey: NOBODY };
  const rows: ReportRow[] = [];
  for (const entry of made.entries) {
    for (const line of entry.lines) {
      const holder = line.contractId === null ? null : holderName(facts, line.contractId);
      rows.push({
        key: `${entry.entryNo}.${line.lineNo}`,
        level: 'line',
        cells: {
          entry: entry.entryNo,
          line: line.lineNo,
          date: entry.date,
          account: line.account ?? 'no account yet',
          name: line.accountName,
          debit: line.debitMinor,
          credit: line.creditMinor,
          currency: entry.currency,
          functionalDebit: line.functionalDebitMinor,
          functionalCredit: line.functionalCreditMinor,
          service: line.service === null ? null : nameOf(facts, line.service),
          contract: holder?.code ?? null,
          client: line.client,
          memo: line.memo,
        },
        drill: drillOf(
          month,
          entry.currency,
          line.role,
          line.service,
          line.contractId,
          line.debitMinor - line.creditMinor,
        ),
      });
    }
    rows.push({
      key: `${entry.entryNo} total`,
      level: 'total',
      cells: {
        entry: entry.entryNo,
        line: null,
        date: entry.date,
        account: null,
        name: 'Total',
        debit: entry.debitMinor,
        credit: entry.creditMinor,
        currency: entry.currency,
      },
      drill: {},
    });
  }
  const style = made.style;
  return {
    title: 'Journal',
    subtitle: `${monthInWords(month)}: ${STYLE_WORDS[style]}`,
    currency: facts.currency,
    columns: [
      { key: 'entry', label: 'Entry', kind: 'int' },
      { key: 'line', label: 'Line', kind: 'int' },
      { key: 'date', label: 'Date', kind: 'date' },
      text('account', 'Account'),
      text('name', 'Account name'),
      money('debit', 'Debit'),
      money('credit', 'Credit'),
      text('currency', 'Currency'),
      money('functionalDebit', `Debit, ${facts.currency}`),
      money('functionalCredit', `Credit, ${facts.currency}`),
      text('service', 'Service'),
      text('contract', 'Contract'),
      text('client', 'Client'),
      text('memo', 'Memo'),
    ],
    rows,
    notes: made.missing.map((missing) => `${missingInWords(facts, missing)} It can be looked at, not handed over.`),
  };
}

/** "English A1 has no revenue account." */
export function missingInWords(facts: Parameters<typeof nameOf>[0], { role, service }: MissingAccount): string {
  const kind = KINDS[role];
  return role === 'revenue' ? `${nameOf(facts, service)} has no ${kind} account.` : `There is no ${kind} account yet.`;
}

export const KINDS: Readonly<Record<MissingAccount['role'], string>> = {
  deferred: 'deferred revenue',
  contractAsset: 'contract asset',
  priorPeriod: 'prior-period',
  breakage: 'breakage',
  fxGain: 'exchange gain',
  fxLoss: 'exchange loss',
  receivable: 'receivables',
  vat: 'VAT',
  revenue: 'revenue',
};

/** What a journal line is made of: the figure of the roll-forward that it books. */
function drillOf(
  month: Month,
  currency: string,
  role: string,
  service: string | null,
  contract: string | null,
  amount: number,
): Record<string, string> {
  const ref =
    contract !== null
      ? refOf('holder', contract, amount, currency, month)
      : refOf('roll', month, currency, service ?? ALL, ROLE_FIGURES[role] ?? 'closingDeferredMinor');
  return { debit: ref, credit: ref };
}

const ROLE_FIGURES: Readonly<Record<string, string>> = {
  revenue: 'serviceRevenueMinor',
  priorPeriod: 'priorPeriodMinor',
  breakage: 'breakageMinor',
  contractAsset: 'contractAssetMovementMinor',
  deferred: 'closingDeferredMinor',
  fxGain: 'foreignExchangeMinor',
  fxLoss: 'foreignExchangeMinor',
};
