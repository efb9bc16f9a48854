import type { DocumentDraft } from '../../../shared/domain/drafts.ts';
import { halfUpDiv, type Minor, safeMinor, splitCumulative } from '../../../shared/domain/money.ts';

/** Net and VAT of a document that states only a total, at a rate that a person chose (basis points). */
export function splitVat(draft: DocumentDraft, basisPoints: number): { net: Minor; tax: Minor; lines: Minor[] } {
  const net = safeMinor(halfUpDiv(BigInt(draft.gross) * 10_000n, BigInt(10_000 + basisPoints)));
  const weights = draft.lines.map((line) => BigInt(Math.abs(line.net ?? 0)));
  const lines = splitCumulative(net, weights.some((weight) => weight > 0n) ? weights : weights.map(() => 1n));
  return { net, tax: draft.gross - net, lines: lines ?? draft.lines.map(() => 0) };
}
