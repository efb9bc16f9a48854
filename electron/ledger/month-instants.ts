/** When a month of the books begins and ends on every clock. */
import { firstDay, lastDay, type Month } from '../../shared/domain/month.ts';
import { epochOfDate, lastEpochOfDate } from '../platform/time-zone.ts';

/** The first and the last second of a month in a zone, as UTC. */
export function monthInstants(month: Month, zone: string): string {
  const text = (epoch: number) => new Date(epoch * 1000).toISOString().replace('.000Z', 'Z');
  return `${text(epochOfDate(firstDay(month), zone))} to ${text(lastEpochOfDate(lastDay(month), zone))}`;
}
