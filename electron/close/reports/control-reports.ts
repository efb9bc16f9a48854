/** Reports that ask rather than tell: tax that does not add up, numbers left out, what may sit on the wrong side of a month's end. */
import { type CutOffTest, cutOffFindings } from '../../../shared/close/cut-off.ts';
import { numberGaps } from '../../../shared/close/number-gaps.ts';
import { type TaxedLine, vatSummary } from '../../../shared/close/vat-summary.ts';
import { addDays, civilDate } from '../../../shared/domain/civil-date.ts';
import type { DocumentKind } from '../../../shared/domain/entities.ts';
import { type Currency, currency } from '../../../shared/domain/money.ts';
import { addMonths, firstDay, lastDay, type Month, monthInWords } from '../../../shared/domain/month.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import {
  cutOffDocuments,
  firstReadAt,
  numberedDocuments,
  statusesSeenLate,
  type TaxedRow,
  taxedLines,
} from '../../ledger/report-queries-documents.ts';
import { amountIn, type Drilled, money, type ReportRow, type ReportTable, refOf, text } from './table.ts';

export function vatReport(ledger: Ledger, month: Month): ReportTable {
  const lines = taxedLines(ledger, firstDay(month), firstDay(addMonths(month, 1)));
  const rows: ReportRow[] = [];
  const notes: string[] = [];
  for (const [code, own] of [...Map.groupBy(lines, (line) => line.currency)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { groups, lineFindings } = vatSummary(own.map(taxedLine));
    const sum = { baseMinor: 0, vatMinor: 0, grossMinor: 0 };
    for (const group of groups) {
      sum.baseMinor += group.baseMinor;
      sum.vatMinor += group.vatMinor;
      sum.grossMinor += group.grossMinor;
      const ref = (what: string) => refOf('vat', month, code, group.category, String(group.rateBasisPoints), what);
      rows.push({
        key: `${code} ${group.label}`,
        level: 'line',
        cells: {
          group: group.label,
          currency: code,
          rate: group.rateBasisPoints,
          documents: group.documents,
          base: group.baseMinor,
          vat: group.vatMinor,
          gross: group.grossMinor,
          expected: group.expectedVatMinor,
          check: group.withinTolerance ? 'agrees' : 'look at it',
        },
        drill: { base: ref('base'), vat: ref('vat'), gross: ref('gross') },
      });
    }
    rows.push({
      key: `${code} total`,
      level: 'total',
      cells: {
        group: 'Total',
        currency: code,
        rate: null,
        documents: new Set(own.map(({ key }) => key)).size,
        base: sum.baseMinor,
        vat: sum.vatMinor,
        gross: sum.grossMinor,
        expected: null,
        check: null,
      },
      drill: {},
    });
    for (const { no, expectedMinor, statedMinor } of lineFindings.slice(0, 50)) {
      const number = own.find(({ key }) => key === no)?.number ?? no;
      notes.push(
        `${number}: VAT of ${amountIn(statedMinor, currency(code))} stated, ${amountIn(expectedMinor, currency(code))} by its rate.`,
      );
    }
  }
  return {
    title: 'VAT summary',
    subtitle: `Documents dated in ${monthInWords(month)}`,
    currency: ledger.currency,
    columns: [
      text('group', 'Category and rate'),
      text('currency', 'Currency'),
      { key: 'rate', label: 'Rate', kind: 'percent' },
      { key: 'documents', label: 'Documents', kind: 'int' },
      money('base', 'Base'),
      money('vat', 'VAT'),
      money('gross', 'Gross'),
      money('expected', 'VAT by the rate'),
      text('check', 'Check'),
    ],
    rows,
    notes: ['A check of what the sources state, not a return. Credit notes are negative in their own month.', ...notes],
  };
}

function taxedLine({ key, net, tax, rate }: TaxedRow): TaxedLine {
  return { no: key, netMinor: net, vatMinor: tax ?? 0, rateBasisPoints: rate, category: null };
}

export function drillVat(
  ledger: Ledger,
  month: Month,
  code: string,
  category: string,
  rate: string,
  what: string,
): Drilled {
  const lines = taxedLines(ledger, firstDay(month), firstDay(addMonths(month, 1))).filter(
    (line) => line.currency === code && String(line.rate) === rate,
  );
  const amounts = new Map<string, number>();
  for (const { key, net, tax } of lines) {
    const amount = what === 'vat' ? (tax ?? 0) : what === 'gross' ? net + (tax ?? 0) : net;
    amounts.set(key, (amounts.get(key) ?? 0) + amount);
  }
  const parts = [...amounts].map(([id, amountMinor]) => ({ id, amountMinor }));
  return { words: `VAT summary ${monthInWords(month)}, ${category}`, currency: code as Currency, parts, month: null };
}

export function numberGapReport(ledger: Ledger): ReportTable {
  const gaps = numberGaps(numberedDocuments(ledger).map(({ number, date }) => ({ number, date: civilDate(date) })));
  return {
    title: 'Number gaps',
    subtitle: 'All series, all documents received',
    currency: ledger.currency,
    columns: [
      text('series', 'Series'),
      text('from', 'Missing from'),
      text('to', 'to'),
      { key: 'count', label: 'Numbers', kind: 'int' },
      text('after', 'After'),
      { key: 'afterDate', label: 'of', kind: 'date' },
      text('before', 'Before'),
      { key: 'beforeDate', label: 'of', kind: 'date' },
    ],
    rows: gaps.map((gap) => ({
      key: `${gap.series} ${gap.from}`,
      level: 'line',
      cells: {
        series: gap.series,
        from: gap.from,
        to: gap.to,
        count: gap.count,
        after: gap.after.number,
        afterDate: gap.after.date,
        before: gap.before.number,
        beforeDate: gap.before.date,
      },
      drill: {},
    })),
    notes:
      gaps.length === 0
        ? ['No number is left out.']
        : ['Ask the invoicing system what became of them: a number may be a draft that was deleted.'],
  };
}

const TEST_WORDS: Readonly<Record<CutOffTest, string>> = {
  created_late: 'Dated in the month, arrived later',
  billed_next_month: 'Billed next month, service began in this one',
  credited_next_month: 'Credited early next month, corrects this one',
  status_seen_late: 'Status counts from before, seen after the month',
};

export function cutOffReport(ledger: Ledger, month: Month): ReportTable {
  const next = addMonths(month, 1);
  const firstRead = firstReadAt(ledger, month);
  const documents = cutOffDocuments(ledger, firstDay(month), firstDay(addMonths(next, 1)));
  const byKey = new Map(documents.map((row) => [row.key, row]));
  const findings = cutOffFindings({
    month,
    documents: documents.map((row) => ({
      id: row.key,
      number: row.number,
      kind: row.kind as DocumentKind,
      date: civilDate(row.date),
      // What was there when the month was first read was made by then; only what came later is told by the day it was seen.
      createdOn: firstRead !== null && row.seen > firstRead ? civilDate(row.seen.slice(0, 10)) : null,
      currency: currency(row.currency),
      netMinor: row.net ?? 0,
      contractId: row.contract,
      serviceStart: row.starts === null ? null : civilDate(row.starts),
      originDate: row.origin_date === null ? null : civilDate(row.origin_date),
    })),
    statuses: statusesSeenLate(ledger, lastDay(month), firstRead).map((row) => ({
      contractId: row.contract,
      status: row.status,
      effective: civilDate(row.effective),
      recordedOn: civilDate(row.seen),
    })),
  });
  return {
    title: 'Cut-off tests',
    subtitle: `Around the end of ${monthInWords(month)}, up to ${addDays(lastDay(month), 10)}`,
    currency: ledger.currency,
    columns: [
      text('test', 'Question'),
      text('document', 'Document or contract'),
      { key: 'date', label: 'Date', kind: 'date' },
      { key: 'days', label: 'Days', kind: 'int' },
      money('net', 'Net'),
      text('currency', 'Currency'),
    ],
    rows: findings.map((found, at) => ({
      key: `${found.test} ${found.subject} ${at}`,
      level: 'line',
      cells: {
        test: TEST_WORDS[found.test],
        document: found.number ?? byKey.get(found.subject)?.number ?? found.subject,
        date: found.date,
        days: found.days,
        net: found.netMinor,
        currency: found.currency,
      },
      drill: {
        net: refOf('holder', found.contractId ?? found.subject, found.netMinor ?? 0, found.currency ?? ledger.currency),
      },
    })),
    notes:
      findings.length === 0
        ? ['Nothing around the end of the month asks for a look.']
        : ['Each line is a question, not a fault.'],
  };
}
