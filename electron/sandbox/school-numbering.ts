/** Document numbers follow the dates, as a tax office wants them: one series a year for invoices, one for credit notes, no gaps. */
import type { SchoolDocument } from './school-model.ts';

/** The case whose document is followed by a number that nobody ever sees. */
export const GAP_CASE = 'number-gap';
/** The case whose second document repeats the number of its first. */
export const REPEAT_CASE = 'same-invoice-twice';

/** The documents, in order of date, with their numbers. */
export function numbered(documents: readonly SchoolDocument[]): SchoolDocument[] {
  const next = new Map<string, number>();
  let repeated: string | null = null;
  return [...documents]
    .sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1))
    .map((document) => {
      if (document.state === 'draft') return document;
      if (document.case === REPEAT_CASE && repeated !== null) return { ...document, number: repeated };
      const series = `${document.kind === 'invoice' ? 'F' : 'CN'}${document.date.slice(2, 4)}`;
      const count = (next.get(series) ?? 0) + 1;
      next.set(series, document.case === GAP_CASE ? count + 1 : count);
      const number = `${series}${String(count).padStart(5, '0')}`;
      if (document.case === REPEAT_CASE) repeated = number;
      return { ...document, number };
    });
}
