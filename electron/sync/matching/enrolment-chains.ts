/**
 * Enrolments as matching sees them: a chain is one stay in a programme. A student who stops and starts again soon, in another
 * cohort perhaps, is still on the same course; two enrolments without a stop between them are two stays until something shows
 * that they were bought together.
 */
import { dayNumber } from '../../../shared/domain/civil-date.ts';
import type { EnrolmentFact } from './facts.ts';
import type { EnrolmentChain } from './working-model.ts';

/** Canonical order of enrolments: start (none last), then key. */
function compareEnrolments(a: EnrolmentFact, b: EnrolmentFact): number {
  if (a.start !== b.start) {
    if (a.start === null) return 1;
    if (b.start === null) return -1;
    return a.start < b.start ? -1 : 1;
  }
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/**
 * Last day of service as a day number when the enrolment stopped early, else null. A stop dated on the last day or later is none:
 * the plan ran out.
 */
export function stopDay(enrolment: EnrolmentFact): number | null {
  if (enrolment.status !== 'POSTPONED' && enrolment.status !== 'DROPPED') return null;
  if (enrolment.stoppedAfter === null) return null;
  if (enrolment.end !== null && enrolment.stoppedAfter >= enrolment.end) return null;
  return dayNumber(enrolment.stoppedAfter);
}

/**
 * The chains of a client's enrolments, in canonical order. An enrolment continues the chain whose stop is nearest to its start,
 * no further than the transfer window. One that a person gave to another contract never continues a chain.
 */
export function enrolmentChains(
  enrolments: readonly EnrolmentFact[],
  transferWindowDays: number,
  decided: ReadonlyMap<string, { readonly with: string }>,
): EnrolmentChain[] {
  const sorted = enrolments.length > 1 ? [...enrolments].sort(compareEnrolments) : enrolments;
  const chains: EnrolmentChain[] = [];
  for (const enrolment of sorted) {
    const decidedWith = decided.size > 0 ? (decided.get(enrolment.key)?.with ?? null) : null;
    const chain = continuedChain(chains, enrolment, decidedWith, transferWindowDays);
    if (chain) extend(chain, enrolment);
    else chains.push(startChain(enrolment, decidedWith));
  }
  return chains;
}

/** Days the enrolment really covers, as day numbers, both inclusive; null when a date is unknown or no day was served. */
export function servedDays(enrolment: EnrolmentFact): { readonly from: number; readonly to: number } | null {
  const to = stopDay(enrolment) ?? (enrolment.end === null ? null : dayNumber(enrolment.end));
  if (enrolment.start === null || to === null) return null;
  const from = dayNumber(enrolment.start);
  return to < from ? null : { from, to };
}

function continuedChain(
  chains: readonly EnrolmentChain[],
  next: EnrolmentFact,
  decidedWith: string | null,
  transferWindowDays: number,
): EnrolmentChain | null {
  if (chains.length === 0 || next.start === null) return null;
  const start = dayNumber(next.start);
  let nearest: EnrolmentChain | null = null;
  let nearestGap = transferWindowDays + 1;
  for (const chain of chains) {
    if (chain.serviceType !== next.serviceType) continue;
    if (decidedWith !== null && decidedWith !== chain.decidedWith) continue;
    const last = chain.enrolments[chain.enrolments.length - 1];
    const stop = last ? stopDay(last) : null;
    if (stop === null) continue;
    // The new cohort may have begun a little before the old one was left.
    const gap = Math.abs(start - stop);
    if (gap < nearestGap) {
      nearest = chain;
      nearestGap = gap;
    }
  }
  return nearest;
}

function startChain(enrolment: EnrolmentFact, decidedWith: string | null): EnrolmentChain {
  const end = enrolment.end === null ? null : dayNumber(enrolment.end);
  return {
    serviceType: enrolment.serviceType,
    enrolments: [enrolment],
    decidedWith,
    start: enrolment.start === null ? null : dayNumber(enrolment.start),
    end,
    servedUntil: (enrolment.status === 'DROPPED' ? stopDay(enrolment) : null) ?? end,
    contract: null,
  };
}

function extend(chain: EnrolmentChain, enrolment: EnrolmentFact): void {
  const end = enrolment.end === null ? null : dayNumber(enrolment.end);
  chain.enrolments.push(enrolment);
  // What the stopped enrolment had planned is replaced by the cohort that continues it.
  chain.end = end;
  chain.servedUntil = (enrolment.status === 'DROPPED' ? stopDay(enrolment) : null) ?? end;
}
