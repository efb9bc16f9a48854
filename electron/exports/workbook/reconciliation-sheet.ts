/** Payments beside their invoices, and under them how what clients owe moved from the end of one month to the end of the next. */
import type { ReceivablesMove, ReconciliationRow } from '../../../shared/close/close-data.ts';
import { lastDay } from '../../../shared/domain/month.ts';
import { moneyColumn, textColumn, writeList } from './list-sheet.ts';
import { coloursOf } from './roll-forward-sheet.ts';
import { amount, difference, type Ground, moneyStyle, serial, verdict } from './sheet-ground.ts';
import type { Formula, SheetWriter, WordColour } from './workbook-port.ts';

export async function writeReconciliation(ground: Ground): Promise<void> {
  const colours: WordColour[] = [];
  await writeList<ReconciliationRow>(ground, {
    name: 'Reconciliation',
    title: 'Payments and invoices',
    purpose:
      'payments of the month and the invoices they were set against, and documents called paid without one; no bank lines are read, so the third side is yours to tick',
    table: 'tblReconciliation',
    rows: ground.data.reconciliation,
    columns: [
      textColumn('Ref', 17, ({ ref }) => ref),
      textColumn('Date', 12, ({ date }) => serial(date), 'date'),
      textColumn('Invoice', 16, ({ number }) => number),
      textColumn('Invoice ref', 15, ({ invoice }) => invoice),
      textColumn('Invoice date', 12, ({ invoiceDate }) => serial(invoiceDate), 'date'),
      textColumn('Due', 12, ({ due }) => (due === null ? null : serial(due)), 'date'),
      textColumn('Client', 12, ({ client }) => client),
      textColumn('Currency', 9, ({ currency }) => currency),
      moneyColumn('Payment', ({ paymentMinor, currency }) => [paymentMinor, currency]),
      moneyColumn('Invoice gross', ({ invoiceMinor, currency }) => [invoiceMinor, currency]),
      moneyColumn('Open before', ({ openBeforeMinor, currency }) => [openBeforeMinor, currency]),
      moneyColumn('Left open', ({ openMinor, currency }) => [openMinor, currency]),
      textColumn('Tier', 6, ({ tier }) => tier),
      textColumn('State', 40, ({ state }) => state, 'wrapped'),
      textColumn('Counts', 8, (row) => (counts(row) ? 'yes' : 'no')),
      textColumn('Matched by', 34, ({ matchedBy }) => matchedBy, 'wrapped'),
      textColumn('On file since (UTC)', 20, ({ seen }) => seen.slice(0, 16).replace('T', ' ')),
      textColumn('Bank line', 18, () => null, 'input'),
    ],
    below(sheet) {
      sheet.row([]);
      sheet.row(['T1: number, amount and currency agree; T2: the number agrees, the amount does not.'], 'subtle');
      for (const move of ground.data.receivables) writeMove(ground, sheet, move, colours);
    },
    end: () => ({ colours }),
  });
}

/** Whether it lowered what clients owe at the end of the month. */
function counts({ state, tier }: ReconciliationRow): boolean {
  return tier !== null && !state.startsWith('not counted');
}

/** One currency: opening and documents are stated, payments and the closing balance are summed from the sheets. */
function writeMove(ground: Ground, sheet: SheetWriter, move: ReceivablesMove, colours: WordColour[]): void {
  const { currency } = move;
  const money = moneyStyle(ground, currency);
  const only = `"${currency}"`;
  const line = (label: string, value: number | Formula) =>
    sheet.row([label, null, null, null, null, null, null, currency, value], LABELS(money));
  sheet.row([]);
  sheet.row([`What clients owe, ${currency}`], 'title');
  const first = sheet.rows + 1;
  line('Open at the end of the month before', amount(move.openingMinor, currency));
  line('+ Invoices less credit notes of the month, with VAT', amount(move.documentsMinor, currency));
  const listed = ground.data.reconciliation.reduce(
    (sum, row) => (row.currency === currency && counts(row) ? sum + row.paymentMinor : sum),
    0,
  );
  line('- Payments of the month', {
    formula: `SUMIFS(tblReconciliation[Payment],tblReconciliation[Currency],${only},tblReconciliation[Counts],"yes")`,
    value: amount(listed, currency),
  });
  line('- Called paid, without a payment that says when', amount(move.paidByWordMinor, currency));
  line('- Paid in an earlier month, before the invoice', amount(move.paidEarlyMinor, currency));
  const moved = move.openingMinor + move.documentsMinor - listed - move.paidByWordMinor - move.paidEarlyMinor;
  sheet.row(
    [
      `= Open on ${lastDay(ground.data.head.month)}`,
      null,
      null,
      null,
      null,
      null,
      null,
      currency,
      {
        formula: `I${first}+I${first + 1}-I${first + 2}-I${first + 3}-I${first + 4}`,
        value: amount(moved, currency),
      },
    ],
    LABELS(moneyStyle(ground, currency, 'moneyTotal')),
  );
  const aged = ground.data.ageing.reduce((sum, row) => (row.currency === currency ? sum + row.openMinor : sum), 0);
  line('Sheet Ageing', {
    formula: `SUMIFS(tblAgeing[Open],tblAgeing[Currency],${only})`,
    value: amount(aged, currency),
  });
  line('Difference', difference(`I${first + 5}-I${first + 6}`, moved - aged, currency));
  sheet.row(
    ['Check', null, null, null, null, null, null, null, verdict(`I${first + 7}`, moved - aged, currency)],
    LABELS('check'),
  );
  colours.push(...coloursOf(`I${sheet.rows}:I${sheet.rows}`));
}

const LABELS = (last: ReturnType<typeof moneyStyle>) =>
  ['text', 'text', 'text', 'text', 'text', 'text', 'text', 'text', last] as const;
