/**
 * Documents that came in twice under different ids: the same connection, kind and number. The first counts and the others wait,
 * excluded, until a person says which is right. The same id again is no duplicate but an update.
 */
import type { CivilDate } from '../../../shared/domain/civil-date.ts';
import { normaliseNumber } from '../../../shared/domain/document-number.ts';
import type { DocumentKind } from '../../../shared/domain/entities.ts';

/** A document as far as duplicates go. Drafts and voided documents are left out by the caller. */
export interface NumberedDocument {
  readonly connectionId: number;
  readonly externalId: string;
  readonly kind: DocumentKind;
  /** Null where the number carries its series. */
  readonly series: string | null;
  readonly number: string | null;
  readonly date: CivilDate;
  /** What a person said of this document, if anything. */
  readonly decision: 'count' | 'exclude' | null;
}

export interface DuplicateGroup<T extends NumberedDocument> {
  readonly number: string;
  /** Documents of the group that count: the first, or those that a person said count. */
  readonly counted: readonly T[];
  readonly excluded: readonly T[];
  /** Those excluded only until somebody decides. */
  readonly undecided: readonly T[];
}

/** Groups of two or more documents with one number, in canonical order; documents without a number are in none. */
export function duplicateDocuments<T extends NumberedDocument>(documents: readonly T[]): DuplicateGroup<T>[] {
  const byNumber = new Map<string, T[]>();
  for (const document of documents) {
    const number = normaliseNumber(document);
    if (number === null) continue;
    const key = `${document.connectionId}|${document.kind}|${number}`;
    const same = byNumber.get(key);
    if (!same) byNumber.set(key, [document]);
    else if (!same.some(({ externalId }) => externalId === document.externalId)) same.push(document);
  }
  const groups: DuplicateGroup<T>[] = [];
  for (const same of byNumber.values()) if (same.length > 1) groups.push(settle(same.sort(compareDocuments)));
  return groups.sort((a, b) => {
    const [first, other] = [a.counted[0] ?? a.excluded[0], b.counted[0] ?? b.excluded[0]];
    return first && other ? compareDocuments(first, other) : 0;
  });
}

function settle<T extends NumberedDocument>(same: readonly T[]): DuplicateGroup<T> {
  const first = same.find(({ decision }) => decision !== 'exclude');
  const counted = same.filter((document) => document === first || document.decision === 'count');
  const excluded = same.filter((document) => !counted.includes(document));
  return {
    number: same[0]?.number ?? '',
    counted,
    excluded,
    undecided: excluded.filter(({ decision }) => decision === null),
  };
}

function compareDocuments(a: NumberedDocument, b: NumberedDocument): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.externalId !== b.externalId) return a.externalId < b.externalId ? -1 : 1;
  return a.connectionId - b.connectionId;
}
