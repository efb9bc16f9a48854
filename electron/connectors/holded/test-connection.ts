/** "Test the connection" in plain words: one short read of each list, and what to do about the first thing that is wrong. */
import { todayIn } from '../../platform/time-zone.ts';
import { type ConnectionTest, SourceProblem } from '../connector.ts';
import { apiVersion, type HoldedContext, versionOfKey } from './client.ts';
import { mapService } from './map-services.ts';
import { CONTACTS, CREDIT_NOTES, firstAnswer, type HoldedList, INVOICES, SALES_CHANNELS } from './read.ts';
import type { HoldedSettings } from './settings.ts';
import { channelWire } from './wire.ts';

type Finding = ConnectionTest['findings'][number];

/** Reads the income accounts, today's documents and the first contacts. Costs four calls. */
export async function testHolded(context: HoldedContext): Promise<ConnectionTest> {
  const today = todayIn(context.config.timeZone, context.clock.now());
  const day = { from: today, to: today };
  const findings: Finding[] = [];
  let works = true;
  for (const list of [SALES_CHANNELS, INVOICES, CREDIT_NOTES, CONTACTS]) {
    const window = list === INVOICES || list === CREDIT_NOTES ? day : null;
    try {
      const records = await firstAnswer(context, list, window);
      findings.push(list === SALES_CHANNELS ? servicesFound(records, context.config) : readable(list));
    } catch (error) {
      if (!(error instanceof SourceProblem)) throw error;
      works = false;
      findings.push(inWords(error, list, context));
      // Only a missing permission leaves something to learn from the other lists.
      if (error.details.reason !== 'permission') break;
    }
  }
  if (works) findings.unshift({ ok: true, text: `Holded accepts the key (API version ${versionNumber(context)}).` });
  return { works, findings };
}

function versionNumber(context: HoldedContext): string {
  return apiVersion(context.config, context.secrets).slice(1);
}

function readable(list: HoldedList): Finding {
  return { ok: true, text: `The key may read ${list.name}.` };
}

function servicesFound(records: readonly unknown[], settings: HoldedSettings): Finding {
  const channels = records.filter((record) => channelWire.safeParse(record).success);
  const services = channels.flatMap((record) => mapService(record, settings)).filter((d) => d.draft === 'service');
  const text = `Of ${records.length} income accounts, ${services.length} are services.`;
  if (services.length > 0) return { ok: true, text };
  const fix = 'Change the rule for services in the settings: the start of the account number and of the name.';
  return { ok: false, text, fix };
}

const NEW_KEY = 'In Holded open Settings > Developers, create a key and paste it here.';

function inWords({ code, details }: SourceProblem, list: HoldedList, context: HoldedContext): Finding {
  const version = versionNumber(context);
  switch (code) {
    case 'AUTH_EXPIRED': {
      const other = versionOfKey(context.secrets.apiKey ?? '').slice(1);
      if (other !== version) {
        const text = `This is a key for version ${other} of Holded's API, and the connection is set to version ${version}.`;
        return { ok: false, text, fix: 'Set the API version to automatic.' };
      }
      return { ok: false, text: 'Holded does not accept this key.', fix: NEW_KEY };
    }
    case 'AUTH_FORBIDDEN':
      if (details.reason === 'blocked') {
        const text = `Holded accepts the key, but we may not read ${details.what}.`;
        return { ok: false, text, fix: 'Settle the Holded subscription, then test again.' };
      }
      return {
        ok: false,
        text: `The key may not read ${list.name}${details.what === list.name ? '' : `: ${details.what} is missing`}.`,
        fix: 'Give the key this permission in Holded, under Settings > Developers.',
      };
    case 'RESPONSE_CHANGED':
      return {
        ok: false,
        text: `Holded's answer to the request for ${list.name} was not understood: ${details.what ?? `status ${details.httpStatus}`}.`,
        fix: 'Check the address in the settings; if it is right, update Monthend.',
      };
    case 'OFFLINE':
      return { ok: false, text: 'This computer is offline.', fix: 'Check the network or the company proxy.' };
    case 'RATE_LIMITED':
    case 'RATE_LIMIT_EXHAUSTED':
      return { ok: false, text: 'Holded asked us to slow down.', fix: 'Wait a few minutes, then test again.' };
    case 'SOURCE_UNAVAILABLE':
    case 'SOURCE_PARTIAL':
      return {
        ok: false,
        text: `Holded is not answering (${details.httpStatus ?? details.what}).`,
        fix: 'Try again later.',
      };
  }
}
