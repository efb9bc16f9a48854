/**
 * Which invoices were taken back in full, and which were issued again in their place. An invoice, a credit note of the same
 * amount and the same invoice again are one sale: without this they would read as a duplicate and a second purchase.
 */
import type { DocumentPart } from './working-model.ts';

/** A new invoice replaces a credited one up to this long after the credit note; later it is a sale of its own. */
const REISSUE_WINDOW_DAYS = 90;

export interface Credits {
  /** Credit notes by the part they correct. */
  readonly of: ReadonlyMap<DocumentPart, readonly DocumentPart[]>;
}

const NO_CREDITS: Credits = { of: new Map() };

/** Finds what each credit note corrects, and sets `replaces` on every invoice that was issued again. */
export function findCredits(parts: readonly DocumentPart[]): Credits {
  if (!parts.some((part) => part.kind === 'credit_note')) return NO_CREDITS;
  const of = new Map<DocumentPart, DocumentPart[]>();
  for (const credit of parts) {
    if (credit.kind !== 'credit_note' || credit.unlinked) continue;
    const corrected = correctedPart(parts, credit);
    if (!corrected) continue;
    const known = of.get(corrected);
    if (known) known.push(credit);
    else of.set(corrected, [credit]);
  }
  const credits = { of };
  markReissues(parts, credits);
  return credits;
}

/** Day by which the part was credited in full, no later than `untilDay`; null when it was not. */
export function creditedOn(credits: Credits, part: DocumentPart, untilDay: number): number | null {
  if (part.net <= 0) return null;
  const notes = credits.of.get(part);
  if (!notes) return null;
  let left = part.net;
  let day = part.day;
  for (const note of notes) {
    if (note.day > untilDay) continue;
    left += note.net;
    day = Math.max(day, note.day);
  }
  return left === 0 ? day : null;
}

function correctedPart(parts: readonly DocumentPart[], credit: DocumentPart): DocumentPart | null {
  const decided = credit.decision !== null && credit.decision !== 'new' ? credit.decision.with : null;
  const originKey = credit.originKey ?? decided;
  const sameService = (part: DocumentPart): boolean => part !== credit && part.serviceId === credit.serviceId;
  const ofOrigin = parts.filter((part) => part.documentKey === originKey && sameService(part));
  if (ofOrigin.length > 0) return ofOrigin.find((part) => part.net === -credit.net) ?? ofOrigin[0] ?? null;
  // A credit note that names nothing we know still shows which invoice it takes back if only one has that amount.
  const alike = parts.filter(
    (part) =>
      sameService(part) &&
      part.kind === 'invoice' &&
      part.currency === credit.currency &&
      part.net === -credit.net &&
      part.day <= credit.day,
  );
  const earlier = alike.filter((part) => part.day < credit.day);
  const candidates = earlier.length === 1 ? earlier : alike;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function markReissues(parts: readonly DocumentPart[], credits: Credits): void {
  const replaced = new Set<DocumentPart>();
  for (const part of parts) {
    if (part.kind !== 'invoice' || part.net <= 0 || part.unlinked) continue;
    for (let i = part.order - 1; i >= 0; i--) {
      const earlier = parts[i];
      if (!earlier || !isSameSale(earlier, part) || replaced.has(earlier)) continue;
      const credited = creditedOn(credits, earlier, part.day);
      if (credited === null || part.day - credited > REISSUE_WINDOW_DAYS) continue;
      part.replaces = earlier;
      replaced.add(earlier);
      break;
    }
  }
}

/** Same service, currency and amount on two invoices. */
export function isSameSale(a: DocumentPart, b: DocumentPart): boolean {
  return (
    a.kind === 'invoice' &&
    b.kind === 'invoice' &&
    a.net === b.net &&
    a.serviceId === b.serviceId &&
    a.currency === b.currency &&
    a.documentKey !== b.documentKey
  );
}
