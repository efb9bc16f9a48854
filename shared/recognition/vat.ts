import type { Minor } from '../domain/money.ts';
import { proportion } from './proportion.ts';
import type { Refusal } from './types.ts';

/** What a source says about the tax of a line. */
export interface VatInput {
  readonly grossMinor: Minor;
  /** Hundredths of a percent; 0 for exempt, zero-rated and reverse charge; `null` when unknown. */
  readonly vatRateBasisPoints: number | null;
  /** The net the source states, if it does. */
  readonly netMinor?: Minor | null;
}

export interface VatSplit {
  readonly ok: true;
  readonly netMinor: Minor;
  readonly vatMinor: Minor;
}

/**
 * Net and tax of a gross amount. A stated net is used as it is; only without one is it computed from the rate, and without a rate
 * either the line is refused with NET_MISSING, because tax is never revenue and a guess would make it so.
 */
export function splitVat({ grossMinor, vatRateBasisPoints, netMinor }: VatInput): VatSplit | Refusal<'NET_MISSING'> {
  if (netMinor !== undefined && netMinor !== null) return { ok: true, netMinor, vatMinor: grossMinor - netMinor };
  if (vatRateBasisPoints === null || vatRateBasisPoints <= -10_000) return { ok: false, error: 'NET_MISSING' };
  const net = proportion(grossMinor, 10_000, 10_000 + vatRateBasisPoints);
  return { ok: true, netMinor: net, vatMinor: grossMinor - net };
}
