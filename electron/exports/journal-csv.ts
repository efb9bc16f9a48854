/** The journal as a file for the accounting program, in the way that it wants to be written. */
import type { JournalRow } from '../../shared/close/close-data.ts';
import { type Currency, minorToText } from '../../shared/domain/money.ts';
import type { JournalCsvPreset } from '../ledger/accounts.ts';
import { safeText } from './csv.ts';

interface Column {
  readonly title: string;
  readonly value: (row: JournalRow) => string;
  /** Numbers are written as they are, sign and all; text is kept from being evaluated. */
  readonly number?: boolean;
}

/** The bytes of the file: heads, one line a journal line, in the encoding of the preset. */
export function journalCsv(rows: readonly JournalRow[], base: Currency, run: string, preset: JournalCsvPreset): Buffer {
  const money = (minor: number, currency: Currency) => {
    const text = minorToText(minor, currency);
    return preset.decimal === ',' ? text.replace('.', ',') : text;
  };
  const columns: readonly Column[] = [
    { title: 'Entry', value: (row) => String(row.entryNo), number: true },
    { title: 'Line', value: (row) => String(row.lineNo), number: true },
    { title: 'Date', value: (row) => row.date },
    { title: 'Account', value: (row) => row.account ?? '' },
    { title: 'Account name', value: (row) => row.accountName },
    { title: 'Debit', value: (row) => money(row.debitMinor, row.currency), number: true },
    { title: 'Credit', value: (row) => money(row.creditMinor, row.currency), number: true },
    { title: 'Currency', value: (row) => row.currency },
    { title: 'Functional debit', value: (row) => money(row.functionalDebitMinor, base), number: true },
    { title: 'Functional credit', value: (row) => money(row.functionalCreditMinor, base), number: true },
    { title: 'Service', value: (row) => row.service ?? '' },
    { title: 'Contract', value: (row) => row.contract ?? '' },
    { title: 'Client code', value: (row) => row.client ?? '' },
    { title: 'Memo', value: (row) => row.memo },
    { title: 'Reference', value: (row) => row.ref },
    { title: 'Run', value: () => run },
  ];
  const separator = preset.separator === 'tab' ? '\t' : preset.separator;
  const cell = (text: string) =>
    /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (cells: readonly string[]) => `${cells.map(cell).join(separator)}\r\n`;
  const text = [
    line(columns.map(({ title }) => title)),
    ...rows.map((row) => line(columns.map(({ value, number }) => (number ? value(row) : safeText(value(row)))))),
  ].join('');
  return encoded(text, preset.encoding);
}

/** What a one-byte encoding cannot carry becomes a question mark: accents of western Europe all fit. */
function encoded(text: string, encoding: JournalCsvPreset['encoding']): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`, 'utf8');
  const bytes = [...text].map((character) => {
    const code = character.codePointAt(0) ?? 63;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
    return WINDOWS.get(character) ?? 63;
  });
  return Buffer.from(bytes);
}

/** What Windows-1252 has where Latin-1 has control codes. */
const WINDOWS: ReadonlyMap<string, number> = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((character, at) => [character, 0x80 + at]),
);
