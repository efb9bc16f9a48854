/** What changed from one month to another, and which of it wants a word. */
import type { Minor } from '../domain/money.ts';
import { proportion } from '../recognition/proportion.ts';

export interface FluxLine {
  readonly line: string;
  readonly currentMinor: Minor;
  readonly priorMinor: Minor;
  /** What somebody wrote about it. */
  readonly comment?: string | null;
}

export interface FluxThresholds {
  readonly absoluteMinor: Minor;
  readonly percentBasisPoints: number;
  /** One threshold is enough; otherwise it takes both. */
  readonly strict?: boolean;
}

export interface FluxRow {
  readonly line: string;
  readonly currentMinor: Minor;
  readonly priorMinor: Minor;
  readonly deltaMinor: Minor;
  /** Hundredths of a percent of the prior amount without its sign; null when that was 0. */
  readonly percentBasisPoints: number | null;
  readonly explain: boolean;
  readonly comment: string | null;
  /** A change that wants a word and has none yet. */
  readonly open: boolean;
}

/** 10 %, and half a percent of the month's revenue. */
export function defaultFluxThresholds(monthRevenueMinor: Minor): FluxThresholds {
  return { absoluteMinor: proportion(Math.abs(monthRevenueMinor), 50, 10_000), percentBasisPoints: 1000 };
}

/** The change of each line, in the order given. Percentages are compared exactly and rounded only to be shown. */
export function flux(lines: readonly FluxLine[], thresholds: FluxThresholds): FluxRow[] {
  return lines.map(({ line, currentMinor, priorMinor, comment = null }) => {
    const deltaMinor = currentMinor - priorMinor;
    const base = Math.abs(priorMinor);
    const size = Math.abs(deltaMinor);
    const large = size >= thresholds.absoluteMinor;
    const steep =
      base === 0 ? size > 0 : BigInt(size) * 10_000n >= BigInt(base) * BigInt(thresholds.percentBasisPoints);
    const explain = size > 0 && (thresholds.strict === true ? large || steep : large && steep);
    const text = comment === null || comment.trim() === '' ? null : comment;
    return {
      line,
      currentMinor,
      priorMinor,
      deltaMinor,
      percentBasisPoints: base === 0 ? null : proportion(deltaMinor, 10_000, base),
      explain,
      comment: text,
      open: explain && text === null,
    };
  });
}
