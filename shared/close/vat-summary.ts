/** Tax by category and rate: a check of what the sources state, not a return. */
import type { Minor } from '../domain/money.ts';
import { proportion } from '../recognition/proportion.ts';
import { grouped, sumOf } from './sums.ts';

export const VAT_CATEGORIES = [
  'standard',
  'reduced',
  'zero',
  'exempt',
  'reverse_charge',
  'out_of_scope',
  'unknown',
] as const;
export type VatCategory = (typeof VAT_CATEGORIES)[number];

/** A line of a document counted in the month; credit notes negative. */
export interface TaxedLine {
  /** Number of the document. */
  readonly no: string;
  readonly netMinor: Minor;
  readonly vatMinor: Minor;
  /** Hundredths of a percent; null when the source states none. */
  readonly rateBasisPoints: number | null;
  /** As the source states it; told by the rate where it does not. */
  readonly category: VatCategory | null;
}

export interface VatGroup {
  readonly category: VatCategory;
  readonly rateBasisPoints: number | null;
  /** `standard 21%`, `exempt` */
  readonly label: string;
  readonly documents: number;
  readonly baseMinor: Minor;
  readonly vatMinor: Minor;
  readonly grossMinor: Minor;
  /** What the rate gives on the whole base, and whether the stated tax is within a unit a document of it. */
  readonly expectedVatMinor: Minor | null;
  readonly withinTolerance: boolean;
}

export interface VatFinding {
  readonly no: string;
  readonly code: 'VAT_MISMATCH';
  readonly expectedMinor: Minor;
  readonly statedMinor: Minor;
}

export interface VatSummary {
  readonly groups: readonly VatGroup[];
  readonly lineFindings: readonly VatFinding[];
}

/** Sums lines by category and rate, and checks each: stated tax within one unit of the rate's. */
export function vatSummary(lines: readonly TaxedLine[], standardRateBasisPoints: number = 2100): VatSummary {
  const lineFindings: VatFinding[] = [];
  for (const { no, netMinor, vatMinor, rateBasisPoints } of lines) {
    if (rateBasisPoints === null) continue;
    const expectedMinor = proportion(netMinor, rateBasisPoints, 10_000);
    if (Math.abs(vatMinor - expectedMinor) > 1)
      lineFindings.push({ no, code: 'VAT_MISMATCH', expectedMinor, statedMinor: vatMinor });
  }
  const categoryOf = (line: TaxedLine) => line.category ?? byRate(line.rateBasisPoints, standardRateBasisPoints);
  const groups = [...grouped(lines, (line) => `${categoryOf(line)} ${line.rateBasisPoints}`).values()].flatMap((own) =>
    own[0] ? [groupOf(categoryOf(own[0]), own[0].rateBasisPoints, own)] : [],
  );
  const order = (group: VatGroup) => VAT_CATEGORIES.indexOf(group.category);
  groups.sort((a, b) => order(a) - order(b) || (b.rateBasisPoints ?? 0) - (a.rateBasisPoints ?? 0));
  return { groups, lineFindings };
}

function byRate(rate: number | null, standard: number): VatCategory {
  if (rate === null) return 'unknown';
  if (rate === 0) return 'zero';
  return rate < standard ? 'reduced' : 'standard';
}

function groupOf(category: VatCategory, rate: number | null, lines: readonly TaxedLine[]): VatGroup {
  const baseMinor = sumOf(lines, (line) => line.netMinor);
  const vatMinor = sumOf(lines, (line) => line.vatMinor);
  const documents = new Set(lines.map(({ no }) => no)).size;
  const expectedVatMinor = rate === null ? null : proportion(baseMinor, rate, 10_000);
  const withinTolerance = expectedVatMinor === null || Math.abs(vatMinor - expectedVatMinor) <= documents;
  const label = rate === null || rate === 0 ? category : `${category} ${percentText(rate)}%`;
  const grossMinor = baseMinor + vatMinor;
  return {
    category,
    rateBasisPoints: rate,
    label,
    documents,
    baseMinor,
    vatMinor,
    grossMinor,
    expectedVatMinor,
    withinTolerance,
  };
}

/** 2100 as `21`, 550 as `5.5`. */
function percentText(basisPoints: number): string {
  const rest = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(basisPoints / 100)}${rest === '' ? '' : `.${rest}`}`;
}
