/** The four lists in both API versions, and how a window of civil days is put to each. */
import { type CivilDate, dayNumber } from '../../../shared/domain/civil-date.ts';
import { epochOfDate, lastEpochOfDate } from '../../platform/time-zone.ts';
import type { DateWindow, Page } from '../connector.ts';
import { apiVersion, askHolded, type HoldedContext, notAList, type Query } from './client.ts';
import { readPagesV1 } from './paging-v1.ts';
import { readPagesV2 } from './paging-v2.ts';

export interface HoldedList {
  /** In the operator's words. */
  readonly name: string;
  readonly v1: string;
  readonly v2: string;
}

export const SALES_CHANNELS: HoldedList = { name: 'income accounts', v1: '/saleschannels', v2: '/sales-channels' };
export const CONTACTS: HoldedList = { name: 'contacts', v1: '/contacts', v2: '/contacts' };
export const INVOICES: HoldedList = { name: 'invoices', v1: '/documents/invoice', v2: '/invoices' };
export const CREDIT_NOTES: HoldedList = { name: 'credit notes', v1: '/documents/creditnote', v2: '/credit-notes' };

const V2_LIMIT = 100;

/** Pages of a list; with a window, its documents dated in these days. */
export function readList(
  context: HoldedContext,
  list: HoldedList,
  window: DateWindow | null,
  cursor: unknown,
): AsyncGenerator<Page, void, void> {
  const { config, secrets } = context;
  if (apiVersion(config, secrets) === 'v2') {
    const query = v2Query(window, config.timeZone);
    return readPagesV2(
      (after) => askHolded(context, list.v2, { ...query, cursor: after }, list.name),
      cursor,
      list.name,
    );
  }
  const ask = async (part: DateWindow | null, page: number) => {
    // Sales channels are one short list without pages.
    const paged = list === SALES_CHANNELS ? {} : { page };
    const answer = await askHolded(context, list.v1, { ...v1Window(part, config.timeZone), ...paged }, list.name);
    if (!Array.isArray(answer)) throw notAList(list.name);
    const rows: readonly unknown[] = answer;
    return rows;
  };
  const maxRows = list === SALES_CHANNELS ? Number.POSITIVE_INFINITY : config.maxRowsPerAnswer;
  return readPagesV1(ask, window, cursor, maxRows, list.name);
}

/** The first answer of a list, for a test of the connection. */
export async function firstAnswer(
  context: HoldedContext,
  list: HoldedList,
  window: DateWindow | null,
): Promise<readonly unknown[]> {
  const pages = readList(context, list, window, null);
  const { value } = await pages.next();
  await pages.return();
  return value?.records ?? [];
}

/** Holded v1 rejects one bound without the other. The last second of the last day is inside whether `endtmp` counts or not. */
function v1Window(window: DateWindow | null, zone: string): Query {
  if (window === null) return {};
  return { starttmp: epochOfDate(window.from, zone), endtmp: lastEpochOfDate(window.to, zone) };
}

function v2Query(window: DateWindow | null, zone: string): Query {
  if (window === null) return { limit: V2_LIMIT };
  const start = offsetText(dayNumber(window.from) * 86_400 - epochOfDate(window.from, zone));
  const end = offsetText(dayNumber(window.to) * 86_400 + 86_399 - lastEpochOfDate(window.to, zone));
  return { limit: V2_LIMIT, start_date: at(window.from, '00:00:00', start), end_date: at(window.to, '23:59:59', end) };
}

function at(date: CivilDate, time: string, offset: string): string {
  return `${date}T${time}${offset}`;
}

function offsetText(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
