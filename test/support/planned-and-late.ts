/** Money planned and late changes, gathered from every single holder of a ledger: what the short ways to them must come to. */
import { expect } from 'vitest';
import { type MonthFacts, monthFacts } from '../../electron/close/month-facts.ts';
import { plannedCash } from '../../electron/close/planned-cash.ts';
import { changesReport } from '../../electron/close/reports/changes-report.ts';
import { rollMonth } from '../../electron/close/reports/roll-month.ts';
import { type Schedule, schedules } from '../../electron/close/schedules.ts';
import { type Invoiced, invoicesByKey } from '../../electron/ledger/billing-plans.ts';
import type { Ledger } from '../../electron/ledger/ledger.ts';
import type { PlannedCash } from '../../shared/close/cash-forecast.ts';
import { revenueOf } from '../../shared/close/roll-forward.ts';
import { addDays, type CivilDate, civilDate, daysBetween } from '../../shared/domain/civil-date.ts';
import { minorToText } from '../../shared/domain/money.ts';
import { lastDay, type Month, monthOf } from '../../shared/domain/month.ts';
import { proportion } from '../../shared/recognition/proportion.ts';

const TERMS = 30;

export function expectPlanned(ledger: Ledger, month: Month): void {
  const asOf = lastDay(month);
  const signed = new Set(
    ledger.db.prepare<[], string>('SELECT key FROM contract WHERE signed_price IS NOT NULL').pluck().all(),
  );
  const { byKey } = monthFacts(ledger);
  const expected = [...schedules(ledger)].flatMap(([key, schedule]) => {
    const lines = byKey.get(key)?.lines;
    if (lines === undefined || (schedule.refundsOwedMinor === 0 && !signed.has(key))) return [];
    return plannedOf(ledger, { lines, schedule, isSigned: signed.has(key), asOf });
  });
  expect({ asOf, planned: plannedCash(ledger, asOf, TERMS) }).toEqual({ asOf, planned: expected });
}

interface Asked {
  readonly lines: MonthFacts['holders'][number]['lines'];
  readonly schedule: Schedule;
  readonly isSigned: boolean;
  readonly asOf: CivilDate;
}

function plannedOf(ledger: Ledger, { lines, schedule, isSigned, asOf }: Asked): PlannedCash[] {
  const known = lines.billed.filter(({ date }) => date <= asOf);
  const keys = known.flatMap(({ documentId, kind }) => (kind === 'invoice' ? [documentId] : []));
  const invoices = invoicesByKey(ledger, keys);
  const last = invoices.at(-1);
  if (last === undefined) return [];
  const gross = (net: number) => grossOf(invoices, net);
  const { stoppedIn, refundsOwedMinor, priceMinor } = schedule;
  const { id: no, currency } = lines;
  const planned: PlannedCash[] = [];
  if (refundsOwedMinor > 0 && (stoppedIn === null || stoppedIn <= monthOf(asOf)))
    planned.push({ no, kind: 'refund', currency, date: asOf, amountMinor: gross(-refundsOwedMinor) });
  if (!isSigned || stoppedIn !== null) return planned;
  const each = known
    .filter(({ documentId }) => documentId === last.key)
    .reduce((sum, { netMinor }) => sum + netMinor, 0);
  const issued = civilDate(last.date);
  const wait = last.due === null ? TERMS : daysBetween(issued, civilDate(last.due));
  let left = priceMinor - known.reduce((sum, { netMinor }) => sum + netMinor, 0);
  for (let at = 1; left > 0; at++) {
    const part = each > 0 ? Math.min(left, each) : left;
    planned.push({
      no,
      kind: 'instalment',
      currency,
      date: addDays(issued, 30 * at + wait),
      amountMinor: gross(part),
    });
    left -= part;
  }
  return planned;
}

function grossOf(invoices: readonly Invoiced[], amount: number): number {
  const net = invoices.reduce((sum, each) => sum + (each.net ?? 0), 0);
  const gross = invoices.reduce((sum, each) => sum + each.gross, 0);
  return net <= 0 || gross === net ? amount : proportion(amount, gross, net);
}

/** Holds the report of late changes of a month against all that is counted and posted. */
export function expectLate(ledger: Ledger, month: Month): void {
  const facts = monthFacts(ledger);
  const { rows, functional } = rollMonth(ledger, month);
  const codeOf = (key: string) => {
    const { contractId = null, invoiceId = null } = facts.byKey.get(key) ?? {};
    return contractId !== null ? `C-${contractId}` : invoiceId !== null ? `D-${invoiceId}` : key;
  };
  const clientOf = (key: string) => facts.byKey.get(key)?.lines.client ?? null;
  const documents = facts.counted
    .filter(({ countedIn, date }) => countedIn === month && monthOf(date) < month)
    .map(({ documentId, holder, how, netMinor, currency, date }) => ({
      key: `document ${documentId} ${holder} ${how}`,
      told: [codeOf(holder), clientOf(holder), netMinor, currency, date],
    }));
  const revenue = rows
    .filter(({ priorPeriodMinor }) => priorPeriodMinor !== 0)
    .map(({ id, priorPeriodMinor, currency }) => ({
      key: `revenue ${id}`,
      told: [codeOf(id), clientOf(id), priorPeriodMinor, currency, null],
    }));
  const report = changesReport(ledger, month);
  const shown = report.rows.map(({ key, cells }) => ({
    key,
    told: [cells.contract, cells.client, cells.amount, cells.currency, cells.date],
  }));
  expect({ month, rows: shown }).toEqual({ month, rows: [...documents, ...revenue] });
  const late = functional.reduce((sum, row) => sum + row.priorPeriodMinor, 0);
  if (late === 0) return;
  const all = functional.reduce((sum, row) => sum + revenueOf(row), 0);
  const inWords = (amount: number) => `${minorToText(amount, ledger.currency)} ${ledger.currency}`;
  expect(report.notes.join(' ')).toContain(`is ${inWords(all)}; ${inWords(late)} of it came late`);
  for (const { month: original } of functional.flatMap(({ priorPeriodNote }) => priorPeriodNote))
    expect(report.notes.join(' ')).toContain(`belongs to ${original.slice(0, 4)}`);
}
