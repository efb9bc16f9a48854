/** The one shape of all reports, and references from a figure to what it is made of. */
import { type Currency, minorToText } from '../../../shared/domain/money.ts';
import { type Month, monthInWords } from '../../../shared/domain/month.ts';

export type ColumnKind = 'text' | 'money' | 'int' | 'date' | 'month' | 'percent';

export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  readonly kind: ColumnKind;
}

export interface ReportRow {
  readonly key: string;
  readonly level: 'line' | 'total' | 'note';
  readonly cells: Readonly<Record<string, string | number | null>>;
  /** By column: a reference to hand back for what the figure is made of. */
  readonly drill: Readonly<Record<string, string>>;
}

export interface ReportTable {
  readonly title: string;
  readonly subtitle: string;
  readonly currency: Currency;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  readonly notes: readonly string[];
}

export interface ReportOptions {
  readonly months?: number;
  readonly currency?: string;
  readonly perService?: boolean;
  readonly perContract?: boolean;
  readonly style?: 'balance_first' | 'revenue_first' | 'reversing';
  readonly level?: 'summary' | 'detail';
  readonly asOf?: string;
  readonly by?: 'due' | 'invoice';
  readonly comparedWith?: string;
  readonly strict?: boolean;
}

/** A holder behind a figure. */
export interface Part {
  /** Key of a contract or of a document. */
  readonly id: string;
  readonly amountMinor: number;
}

export interface Drilled {
  readonly words: string;
  readonly currency: Currency;
  readonly parts: readonly Part[];
  /** Month whose postings make the amount; null when it is no revenue of one month. */
  readonly month: Month | null;
  /** Kinds of postings that make it; all of the month when left out. */
  readonly kinds?: readonly string[];
}

export type RefKind = 'roll' | 'flux' | 'waterfall' | 'cohort' | 'ageing' | 'vat' | 'bridge' | 'holder';

/** A reference: which figure of which report, in as many words as it takes. */
export function refOf(kind: RefKind, ...words: readonly (string | number)[]): string {
  return JSON.stringify([kind, ...words]);
}

/** The words of a reference; null when it is none. */
export function wordsOf(ref: string): readonly string[] | null {
  try {
    const parsed: unknown = JSON.parse(ref);
    return Array.isArray(parsed) && parsed.length > 0 ? parsed.map(String) : null;
  } catch {
    return null;
  }
}

export function text(key: string, label: string): ReportColumn {
  return { key, label, kind: 'text' };
}

export function money(key: string, label: string): ReportColumn {
  return { key, label, kind: 'money' };
}

export function monthColumn(month: Month): ReportColumn {
  return { key: month, label: monthInWords(month), kind: 'money' };
}

export function amountIn(amount: number, currency: Currency): string {
  return `${minorToText(amount, currency)} ${currency}`;
}
