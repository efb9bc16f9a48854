/**
 * One record by its id. A contact has a route of its own in version 1; that version 2 has one, too, is not confirmed, so a page of
 * Holded's web application in its place sends the question to the list. Income accounts are one short list in both.
 */
import { type OneRecord, SourceProblem } from '../connector.ts';
import { apiVersion, askHolded, type HoldedContext } from './client.ts';
import { isFields } from './coerce.ts';
import { CONTACTS, type HoldedList, readList, SALES_CHANNELS } from './read.ts';
import { identify } from './wire.ts';

export async function readContact(context: HoldedContext, id: string): Promise<OneRecord> {
  const version = apiVersion(context.config, context.secrets);
  try {
    const raw = await askHolded(context, `${CONTACTS[version]}/${encodeURIComponent(id)}`, {}, 'contact');
    // An id that nobody has may be answered by a contact without one.
    return isFields(raw) && identify(raw) === id ? { raw } : 'missing';
  } catch (thrown) {
    if (!(thrown instanceof SourceProblem) || thrown.code !== 'RESPONSE_CHANGED') throw thrown;
    const { httpStatus, what } = thrown.details;
    if (httpStatus === 404 || /not found/i.test(String(what))) return 'missing';
    if (/HTML/.test(String(what))) return inList(context, CONTACTS, id);
    throw thrown;
  }
}

export function readChannel(context: HoldedContext, id: string): Promise<OneRecord> {
  return inList(context, SALES_CHANNELS, id);
}

async function inList(context: HoldedContext, list: HoldedList, id: string): Promise<OneRecord> {
  for await (const { records } of readList(context, list, null, null)) {
    const raw = records.find((each) => identify(each) === id);
    if (raw !== undefined) return { raw };
  }
  return 'missing';
}
