/** Findings about a whole list rather than one record: unmapped accounts, number gaps, clients the CRM does not know. */

import { civilDate } from '../../../shared/domain/civil-date.ts';
import { toCompanyCurrency } from '../../../shared/domain/company-amount.ts';
import type { ImportStep } from '../../../shared/domain/entities.ts';
import type { IssueDraft } from '../../../shared/domain/issue.ts';
import { currency, minorToText } from '../../../shared/domain/money.ts';
import { monthOf, parseMonth } from '../../../shared/domain/month.ts';
import { type InvoicedClient, invoicedWithout } from '../../ledger/clients.ts';
import {
  documentsOfClient,
  type InvoicedAmount,
  invoicedAmounts,
  numbersInUse,
  unmappedAccount,
} from '../../ledger/documents.ts';
import { settleIssues } from '../../ledger/issues.ts';
import type { ApplyContext } from './context.ts';

/** One missing mapping is one issue, with all the documents and money that wait for it. */
export function settleUnmappedAccounts(context: ApplyContext, accounts: ReadonlySet<string>): void {
  for (const account of accounts) {
    const waiting = unmappedAccount(context.ledger, account);
    const issues: IssueDraft[] =
      waiting === null
        ? []
        : [
            {
              code: 'SERVICE_UNKNOWN',
              subject: { entity: 'service', key: account },
              details: { key: account, number: waiting.number, documents: waiting.documents },
              amount: waiting.amount,
              month: waiting.month === null ? null : parseMonth(waiting.month),
            },
          ];
    settle(context, `service:${account}`, account.slice(0, account.indexOf(':')), 'invoices', issues);
  }
}

/** What is only true of a list once it is complete. */
export function settleStep(context: ApplyContext, step: ImportStep): void {
  if (step === 'invoices') {
    settle(context, 'numbers', 'monthend', step, numberGaps(context));
    settle(context, 'outliers', 'monthend', step, outliers(context));
  }
  if (step === 'crm-clients') {
    for (const connection of context.connections) {
      if (connection.connector.category !== 'crm') continue;
      const crm = connection.connector.id;
      const issues = invoicedWithout(context.ledger, crm).flatMap((client) =>
        strangers(context, client, connection.connector.name),
      );
      settle(context, `not-in:${crm}`, crm, step, issues);
    }
  }
}

/** Somebody invoiced whom the CRM does not know: a person is missing there, an organisation pays for somebody else. */
function strangers(context: ApplyContext, client: InvoicedClient, crm: string): IssueDraft[] {
  if (client.organisation !== 1) {
    const issue: IssueDraft = {
      code: 'CLIENT_NOT_IN_CRM',
      subject: { entity: 'client', key: client.key },
      details: { client: client.code, crm },
      amount: client.net,
      month: null,
    };
    // Where a person entered the days of the course, the CRM is not needed for them.
    const dated = documentsOfClient(context.ledger, client.id).some(
      ({ key }) => context.decisions.get('dates', key) !== null,
    );
    return dated || context.decisions.isConfirmed(issue.code, client.key) ? [] : [issue];
  }
  return documentsOfClient(context.ledger, client.id)
    .filter(({ key }) => !context.decisions.isConfirmed('PAYER_NOT_STUDENT', key))
    .map(({ key, date, net, rate }) => ({
      code: 'PAYER_NOT_STUDENT',
      subject: { entity: 'invoice', key },
      details: { payer: client.code },
      amount: toCompanyCurrency(Math.abs(net), rate),
      month: monthOf(civilDate(date)),
    }));
}

/** From this many documents on a service has a usual amount; and this many times it is most often a misplaced decimal. */
const ENOUGH = 10;
const TIMES_USUAL = 5;

function outliers(context: ApplyContext): IssueDraft[] {
  const byService = new Map<string, InvoicedAmount[]>();
  for (const each of invoicedAmounts(context.ledger)) {
    const group = `${each.service} ${each.currency}`;
    const list = byService.get(group);
    if (list) list.push(each);
    else byService.set(group, [each]);
  }
  const issues: IssueDraft[] = [];
  for (const amounts of byService.values()) {
    if (amounts.length < ENOUGH) continue;
    const usual = [...amounts].sort((a, b) => a.net - b.net)[Math.floor((amounts.length - 1) / 2)]?.net ?? 0;
    for (const { key, number, service, net, currency: code, date, rate } of amounts) {
      if (net < usual * TIMES_USUAL || context.decisions.isConfirmed('AMOUNT_OUTLIER', key)) continue;
      const text = (minor: number) => `${minorToText(minor, currency(code))} ${code}`;
      issues.push({
        code: 'AMOUNT_OUTLIER',
        subject: { entity: 'invoice', key },
        details: { number: number ?? key, x: text(net), service, usual: text(usual) },
        amount: toCompanyCurrency(net - usual, rate),
        month: monthOf(civilDate(date)),
      });
    }
  }
  return issues;
}

/** A series is worth checking once it has this many numbers, and is dense: a hole in it means something. */
const SMALLEST_SERIES = 10;
const SHARE_OF_GAPS = 0.2;

function numberGaps(context: ApplyContext): IssueDraft[] {
  const series = new Map<string, Set<number>>();
  let net = 0;
  let documents = 0;
  for (const { number, amount } of numbersInUse(context.ledger)) {
    const match = /^(.*?)(\d{1,9})$/.exec(number);
    if (!match) continue;
    const key = match[1] ?? '';
    const numbers = series.get(key) ?? new Set<number>();
    numbers.add(Number(match[2]));
    series.set(key, numbers);
    net += amount;
    documents += 1;
  }
  const issues: IssueDraft[] = [];
  for (const [key, numbers] of series) {
    const sorted = [...numbers].sort((a, b) => a - b);
    const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
    const gaps = last - first + 1 - numbers.size;
    if (numbers.size < SMALLEST_SERIES || gaps === 0 || gaps > numbers.size * SHARE_OF_GAPS) continue;
    const missing: number[] = [];
    for (let number = first; number <= last; number++) if (!numbers.has(number)) missing.push(number);
    const draft: IssueDraft = {
      code: 'NUMBER_GAP',
      subject: { entity: 'stream', key: `series:${key}` },
      discriminator: missing.join(),
      details: { series: key, numbers: missing.slice(0, 20).join(', ') + (missing.length > 20 ? ', …' : '') },
      amount: Math.round((net / Math.max(documents, 1)) * gaps),
      month: null,
    };
    if (!context.decisions.isConfirmed(draft.code, draft.subject.key, draft.discriminator)) issues.push(draft);
  }
  return issues;
}

function settle(
  context: ApplyContext,
  scope: string,
  integration: string,
  operation: string,
  issues: readonly IssueDraft[],
): void {
  settleIssues(
    context.ledger,
    context.writer,
    { scope, integration, operation, at: context.at, sourceRecord: null },
    issues,
  );
}
