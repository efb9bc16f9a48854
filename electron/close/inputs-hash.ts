import { hash } from 'node:crypto';
import { inDateOrder } from './contract-price.ts';
import type { ContractFacts, RecognitionPolicy } from './facts.ts';
import { factsUnder, policyOf } from './policy.ts';

/**
 * A fingerprint of everything that decides a contract's revenue, the same for the same facts in whatever order they were read.
 * It is stored with each posting, so that a figure can be told from one that other facts gave.
 */
export function inputsHash(facts: ContractFacts, given: RecognitionPolicy): string {
  const policy = policyOf(facts, given);
  const { decisions } = facts;
  const canonical: unknown[] = [
    facts.key,
    facts.currency,
    facts.companyCurrency,
    facts.method,
    facts.signedPrice,
    inDateOrder(facts.documents).map((d) => [
      d.key,
      d.kind,
      d.date,
      d.net,
      d.paidNet,
      d.rate,
      d.originKey,
      d.creditReason,
    ]),
    sorted(
      facts.enrolments.map((e) => [
        e.key,
        e.start,
        e.end,
        e.status,
        e.statusWord,
        e.statusDate,
        e.statusDateSource,
        e.observedOn,
        e.planVersions.map((version) => [version.start, version.end, version.firstOpenMonth]),
      ]),
    ),
    decisions.drop && [decisions.drop.refund, decisions.drop.confirmedOwed, decisions.drop.lastDay],
    sorted(decisions.pause.map(({ lastDay, returnDay, mode }) => [lastDay, returnDay, mode ?? policy.pauseMode])),
    sorted(decisions.resume.map(({ firstDay, newEnd }) => [firstDay, newEnd])),
    decisions.complete?.lastDay ?? null,
    decisions.dates && [decisions.dates.start, decisions.dates.end],
    sorted(decisions.manual.map(({ month, amount }) => [month, amount])),
    decisions.negativeConfirmed,
    sorted(facts.holds.map(({ code, from }) => [code, from])),
    [
      policy.pauseLimitMonths,
      policy.transferWindowDays,
      policy.creditWithoutReason,
      policy.extension,
      policy.recogniseBeforeInvoice,
      policy.releaseWithoutAsking,
    ],
  ];
  // Only where there is any: what was posted before such things could be said keeps the fingerprint it has.
  const changes = decisions.priceChanges ?? [];
  if (changes.length > 0)
    canonical.push(['prices', changes.map(({ from, amount, mode }) => [from, amount, mode ?? policy.priceChange])]);
  for (const former of facts.formerly ?? [])
    canonical.push(['formerly', former.until, inputsHash(factsUnder(facts, former), given)]);
  return hash('sha256', JSON.stringify(canonical));
}

function sorted(rows: readonly (readonly unknown[])[]): readonly unknown[] {
  if (rows.length < 2) return rows;
  return rows
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ row }) => row);
}
