/**
 * Which month counts a document. A closed month keeps what it counted; what has come, changed or gone since counts in the first
 * month that is still open, and a document that changed its holder moves there without being billed again.
 */
import type { Minor } from '../../shared/domain/money.ts';
import { addMonths, type Month, monthOf } from '../../shared/domain/month.ts';
import type { CountedDocument } from './month-reports.ts';

/** A document's part in a holder as the ledger has it now. */
export type LivePart = Omit<CountedDocument, 'how'>;

export interface CountedPart extends CountedDocument {
  readonly countedIn: Month;
}

interface Difference {
  readonly of: LivePart;
  net: Minor;
  functional: Minor;
}

/**
 * Every part in the month that counts it.
 *
 * @param stored what closed months counted, by the month that did
 * @param lastClosed the last month whose close is on file; null when none is
 * @param firstMonth of the ledger: what is dated before it is part of the opening balance until the first month is closed
 */
export function countedParts(
  live: readonly LivePart[],
  stored: readonly (CountedDocument & { readonly month: Month })[],
  lastClosed: Month | null,
  firstMonth: Month,
): CountedPart[] {
  const counted: CountedPart[] = stored.map(({ month, ...part }) => ({
    ...part,
    // The first close counts what was there before the ledger, too: it belongs where it is dated.
    countedIn:
      part.how === 'billed' && monthOf(part.date) < firstMonth && month === firstMonth ? monthOf(part.date) : month,
  }));
  if (lastClosed === null) {
    for (const part of live) counted.push({ ...part, how: 'billed', countedIn: monthOf(part.date) });
    return counted;
  }
  const open = addMonths(lastClosed, 1);
  const before = Map.groupBy(stored, ({ documentId }) => documentId);
  const now = Map.groupBy(live, ({ documentId }) => documentId);
  for (const [document, parts] of now) {
    const known = before.get(document);
    if (known) counted.push(...sinceClosed(known, parts, open));
    else for (const part of parts) counted.push({ ...part, how: 'billed', countedIn: later(monthOf(part.date), open) });
  }
  for (const [document, parts] of before) if (!now.has(document)) counted.push(...sinceClosed(parts, [], open));
  return counted;
}

/** What changed of a document since closed months counted it: first what moved between holders, then what was billed more or less. */
function sinceClosed(stored: readonly CountedDocument[], live: readonly LivePart[], open: Month): CountedPart[] {
  const differences = new Map<string, Difference>();
  const add = (part: LivePart, sign: 1 | -1) => {
    const known = differences.get(part.holder) ?? { of: part, net: 0, functional: 0 };
    known.net += sign * part.netMinor;
    known.functional += sign * part.functionalMinor;
    differences.set(part.holder, sign === 1 ? { ...known, of: part } : known);
  };
  for (const part of stored) add(part, -1);
  for (const part of live) add(part, 1);
  const all = [...differences.values()].filter(({ net, functional }) => net !== 0 || functional !== 0);
  const countedIn = live[0] === undefined ? open : later(monthOf(live[0].date), open);
  const parts: CountedPart[] = [];
  const gaining = all.filter(({ net }) => net > 0);
  for (const giving of all.filter(({ net }) => net < 0)) {
    for (const taking of gaining) {
      const net = Math.min(-giving.net, taking.net);
      if (net <= 0) continue;
      const functional = net === taking.net ? taking.functional : Math.round((taking.functional * net) / taking.net);
      parts.push(
        partOf(giving, -net, -functional, 'moved', countedIn),
        partOf(taking, net, functional, 'moved', countedIn),
      );
      giving.net += net;
      giving.functional += functional;
      taking.net -= net;
      taking.functional -= functional;
    }
  }
  for (const each of all)
    if (each.net !== 0 || each.functional !== 0)
      parts.push(partOf(each, each.net, each.functional, 'billed', countedIn));
  return parts;
}

function partOf(
  { of }: Difference,
  netMinor: Minor,
  functionalMinor: Minor,
  how: CountedDocument['how'],
  countedIn: Month,
): CountedPart {
  const { documentId, holder, kind, date, currency } = of;
  return { documentId, holder, kind, date, currency, netMinor, functionalMinor, how, countedIn };
}

function later(a: Month, b: Month): Month {
  return a > b ? a : b;
}
