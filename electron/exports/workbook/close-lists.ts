/** The sheets that are lists and nothing else: documents, journal, receivables, exceptions. */
import type { AgeingLine, DocumentRow, ExceptionRow, JournalRow } from '../../../shared/close/close-data.ts';
import { moneyColumn, textColumn, writeList } from './list-sheet.ts';
import { type Ground, monthSerial, serial } from './sheet-ground.ts';

/** Buckets in words: `1-30` would be read as a day. */
const AGE_WORDS: Readonly<Record<AgeingLine['bucket'], string>> = {
  current: 'not due',
  '1-30': '1 to 30 days',
  '31-60': '31 to 60 days',
  '61-90': '61 to 90 days',
  '91+': 'over 90 days',
  unapplied: 'unapplied',
};

export async function writeDocuments(ground: Ground): Promise<void> {
  await writeList<DocumentRow>(ground, {
    name: 'Documents',
    title: 'Documents',
    purpose: 'invoices and credit notes that the month counts, holds or leaves out, with the reason',
    table: 'tblDocuments',
    rows: ground.data.documents,
    columns: [
      textColumn('Ref', 15, ({ ref }) => ref),
      textColumn('Number', 16, ({ number }) => number),
      textColumn('Kind', 12, ({ kind }) => (kind === null ? 'record' : kind === 'invoice' ? 'invoice' : 'credit note')),
      textColumn('Date', 12, ({ date }) => (date === null ? null : serial(date)), 'date'),
      textColumn('Counted in', 12, ({ countedIn }) => (countedIn === null ? null : monthSerial(countedIn)), 'month'),
      textColumn('State', 11, ({ state }) => state),
      textColumn('Reason', 34, ({ reason }) => (reason === '' ? null : reason)),
      textColumn('Contracts', 16, ({ contracts }) => (contracts === '' ? null : contracts)),
      textColumn('Client', 12, ({ client }) => client),
      textColumn('Service', 26, ({ service }) => service),
      textColumn('Currency', 9, ({ currency }) => currency),
      moneyColumn('Counted', ({ countedMinor, currency }) => [countedMinor, currency]),
      { ...moneyColumn('Counted own', ({ functionalCountedMinor }) => [functionalCountedMinor, ground.base]) },
      moneyColumn('Net', ({ netMinor, currency }) => (netMinor === null ? null : [netMinor, currency])),
      moneyColumn('VAT', ({ vatMinor, currency }) => [vatMinor, currency]),
      moneyColumn('Gross', ({ grossMinor, currency }) => [grossMinor, currency]),
      textColumn('Key', 26, ({ key }) => key),
    ],
  });
}

export async function writeJournal(ground: Ground): Promise<void> {
  const { base } = ground;
  const side = (title: string, debit: (row: JournalRow) => number) =>
    moneyColumn<JournalRow>(title, (row) => [debit(row), row.currency]);
  const own = (title: string, debit: (row: JournalRow) => number) =>
    moneyColumn<JournalRow>(title, (row) => [debit(row), base]);
  await writeList<JournalRow>(ground, {
    name: 'Journal',
    title: 'Journal',
    purpose: `what is posted for the month, style ${ground.data.journalStyle}`,
    table: 'tblJournal',
    rows: ground.data.journal,
    columns: [
      textColumn('Ref', 20, ({ ref }) => ref),
      textColumn('Entry', 7, ({ entryNo }) => entryNo, 'int'),
      textColumn('Line', 6, ({ lineNo }) => lineNo, 'int'),
      textColumn('Date', 12, ({ date }) => serial(date), 'date'),
      textColumn('Account', 11, ({ account }) => account ?? 'not chosen'),
      textColumn('Account name', 34, ({ accountName }) => accountName),
      textColumn('Books', 9, ({ revenue }) => (revenue ? 'revenue' : 'balance')),
      side('Debit', ({ debitMinor }) => debitMinor),
      side('Credit', ({ creditMinor }) => creditMinor),
      textColumn('Currency', 9, ({ currency }) => currency),
      own('Functional debit', ({ functionalDebitMinor }) => functionalDebitMinor),
      own('Functional credit', ({ functionalCreditMinor }) => functionalCreditMinor),
      textColumn('Service', 26, ({ service }) => service),
      textColumn('Contract', 12, ({ contract }) => contract),
      textColumn('Client', 12, ({ client }) => client),
      textColumn('Memo', 46, ({ memo }) => memo),
      textColumn('Run', 8, () => ground.data.head.run),
    ],
  });
}

export async function writeAgeing(ground: Ground): Promise<void> {
  await writeList<AgeingLine>(ground, {
    name: 'Ageing',
    title: 'Receivables by age',
    purpose: 'what is open on the last day of the month; gross with VAT, unlike deferred revenue, which is net',
    table: 'tblAgeing',
    rows: ground.data.ageing,
    columns: [
      textColumn('Ref', 15, ({ ref }) => ref),
      textColumn('Number', 16, ({ number }) => number),
      textColumn('Client', 12, ({ client }) => client),
      textColumn('Due', 12, ({ due }) => (due === null ? null : serial(due)), 'date'),
      textColumn('Due by', 16, ({ dueByTerms }) => (dueByTerms ? 'usual terms' : 'document')),
      textColumn('Days late', 9, ({ daysPastDue }) => (daysPastDue === null ? null : daysPastDue), 'int'),
      textColumn('Age', 15, ({ bucket }) => AGE_WORDS[bucket]),
      textColumn('Currency', 9, ({ currency }) => currency),
      moneyColumn('Open', ({ openMinor, currency }) => [openMinor, currency]),
    ],
  });
}

export async function writeExceptions(ground: Ground): Promise<void> {
  const { base } = ground;
  await writeList<ExceptionRow>(ground, {
    name: 'Exceptions',
    title: 'Exceptions',
    purpose: 'open issues and those that somebody passed with a reason',
    table: 'tblExceptions',
    rows: ground.data.exceptions,
    ownCurrency: true,
    columns: [
      textColumn('Ref', 15, ({ ref }) => ref),
      textColumn('Code', 26, ({ code }) => code),
      textColumn('What', 34, ({ title }) => title, 'wrapped'),
      textColumn('What happened', 50, ({ message }) => message, 'wrapped'),
      textColumn('What to do', 40, ({ fix }) => fix, 'wrapped'),
      textColumn('Severity', 10, ({ severity }) => severity),
      textColumn('Status', 11, ({ status }) => status),
      moneyColumn('At risk', ({ atRiskMinor }) => [atRiskMinor, base]),
      moneyColumn('Of the month', ({ monthAtRiskMinor }) => [monthAtRiskMinor, base]),
      textColumn('Owner', 12, ({ owner }) => owner),
      textColumn('Decision', 26, ({ decision }) => (decision === '' ? null : decision), 'wrapped'),
      textColumn('Reason', 34, ({ reason }) => reason, 'wrapped'),
    ],
  });
}
