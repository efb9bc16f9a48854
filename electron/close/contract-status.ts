import type { CivilDate } from '../../shared/domain/civil-date.ts';
import type { ContractStatus } from '../../shared/domain/entities.ts';
import { type RecognitionCase, recognitionCase } from './contract-events.ts';
import { readPlaces } from './enrolment-places.ts';
import type { ContractFacts, RecognitionPolicy } from './facts.ts';

/**
 * The status of a contract on a day, derived from its evidence. Canceled: a person decided that the student left, the student left
 * and nothing followed, or everything was credited. Closed: the course, or the last of several, is over. Else active, a paused
 * contract included: it is waiting, not over.
 */
export function contractStatus(
  facts: ContractFacts,
  policy: RecognitionPolicy,
  asOf: CivilDate,
  story: RecognitionCase = recognitionCase(facts, policy),
): ContractStatus {
  const events = story.input?.events ?? [];
  if (events.some((event) => event.type === 'drop' && event.date <= asOf)) return 'CANCELED';
  if (story.open?.kind === 'drop' && story.open.lastDay < asOf) return 'CANCELED';
  if (facts.documents.length > 0 && story.price <= 0) return 'CANCELED';
  if (events.some((event) => event.type === 'complete' && event.date <= asOf)) return 'CLOSED';
  if (story.open !== null) return 'ACTIVE';
  const ends: string[] = readPlaces(facts).places.map(({ end }) => end);
  if (facts.decisions.dates !== null && ends.length === 0) ends.push(facts.decisions.dates.end);
  for (const event of events) if (event.type === 'resume' || event.type === 'extend_end') ends.push(event.newEnd);
  for (const event of events) if (event.type === 'pause' && event.to !== null) ends.push(event.to);
  return ends.length > 0 && ends.every((end) => end < asOf) ? 'CLOSED' : 'ACTIVE';
}
