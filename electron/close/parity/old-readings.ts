/**
 * How the old system read documents, and how the same documents read once one mistake after the other is put right. The figures of
 * two neighbouring readings differ by exactly what that mistake does.
 */

import { civilDate } from '../../../shared/domain/civil-date.ts';
import { currency, currencyDigits, parseDecimal } from '../../../shared/domain/money.ts';
import type { WholeDocument } from '../../ledger/parity-facts.ts';
import type { DefectCode } from './defects.ts';
import { type Fraction, fraction, negative, signOf, times } from './fraction.ts';
import type { OldDocument } from './old-contract.ts';

interface Reading {
  /** With tax. */
  readonly gross: boolean;
  /** Every currency taken for the company's. */
  readonly nominal: boolean;
  /** Credit notes told by their number and origin alone. */
  readonly signByNumber: boolean;
}

/** From the old system's own reading to the right one; `repairs` is the mistake that the reading before still makes. */
export const READINGS: readonly { readonly reading: Reading; readonly repairs: DefectCode | null }[] = [
  { reading: { gross: true, nominal: true, signByNumber: true }, repairs: null },
  { reading: { gross: false, nominal: true, signByNumber: true }, repairs: 'D7' },
  { reading: { gross: false, nominal: false, signByNumber: true }, repairs: 'D8' },
  { reading: { gross: false, nominal: false, signByNumber: false }, repairs: 'D18' },
];

/** A document as the old system added it to a contract. */
export function oldDocument(document: WholeDocument, reading: Reading, companyCurrency: string): OldDocument {
  const minor = reading.gross ? document.gross : document.net;
  const own = majorUnits(minor, document.currency);
  const signed = reading.signByNumber && document.kind === 'credit_note' ? bySeries(own, document) : own;
  const rate = reading.nominal || document.currency === companyCurrency ? null : document.rate;
  return { date: civilDate(document.date), number: document.number, amount: atRate(signed, rate) };
}

export function majorUnits(minor: number, code: string): Fraction {
  return fraction(minor, 10n ** BigInt(currencyDigits(currency(code))));
}

export function atRate(amount: Fraction, rate: string | null): Fraction {
  const decimal = rate === null ? null : parseDecimal(rate);
  return decimal === null ? amount : times(amount, fraction(decimal.units, 10n ** BigInt(decimal.scale)));
}

function bySeries(amount: Fraction, { number, origin_key }: WholeDocument): Fraction {
  const size = signOf(amount) < 0 ? negative(amount) : amount;
  return number?.startsWith('CN') && origin_key !== null ? negative(size) : size;
}

export function sameDocuments(a: readonly OldDocument[], b: readonly OldDocument[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((document, at) => {
    const other = b[at];
    const { over, under } = document.amount;
    return other?.date === document.date && other.amount.over === over && other.amount.under === under;
  });
}
