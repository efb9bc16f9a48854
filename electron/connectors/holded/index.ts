/** Holded: services (its income accounts), contacts, invoices and credit notes, from version 1 or 2 of its API. */
import type { Connector } from '../connector.ts';
import { holdedBaseUrl } from './client.ts';
import { mapContact } from './map-contacts.ts';
import { mapDocument } from './map-documents.ts';
import { mapService } from './map-services.ts';
import { CONTACTS, CREDIT_NOTES, INVOICES, readList, SALES_CHANNELS } from './read.ts';
import { readChannel, readContact } from './read-one.ts';
import { type HoldedSettings, holdedSettings } from './settings.ts';
import { testHolded } from './test-connection.ts';
import { channelWire, contactWire, documentWire, identify } from './wire.ts';

export const holded: Connector<HoldedSettings> = {
  id: 'holded',
  name: 'Holded',
  category: 'invoicing',
  secrets: [
    {
      name: 'apiKey',
      label: 'API key',
      help: 'In Holded: Settings > Developers > API keys. New keys start with pat_, older ones are 32 letters and digits.',
    },
  ],
  settings: holdedSettings,
  // Nothing is published for version 1; version 2 stops at 100 a minute.
  limits: { requestsPerSecond: 1, timeoutMs: 60_000 },
  baseUrl: holdedBaseUrl,
  test: testHolded,
  streams: [
    {
      name: 'services',
      record: 'income account',
      step: 'services',
      window: 'none',
      mapperVersion: 1,
      wire: channelWire,
      read: (context, _window, cursor) => readList(context, SALES_CHANNELS, null, cursor),
      one: { of: 'service', ask: readChannel },
      identify,
      map: mapService,
    },
    {
      name: 'contacts',
      record: 'contact',
      step: 'invoices',
      window: 'none',
      mapperVersion: 1,
      wire: contactWire,
      read: (context, _window, cursor) => readList(context, CONTACTS, null, cursor),
      one: { of: 'client', ask: readContact },
      identify,
      map: mapContact,
    },
    {
      name: 'invoices',
      record: 'invoice',
      step: 'invoices',
      window: 'month',
      mapperVersion: 1,
      wire: documentWire,
      read: (context, window, cursor) => readList(context, INVOICES, window, cursor),
      identify,
      map: (raw, settings) => mapDocument(raw, 'invoice', settings),
    },
    {
      name: 'creditnotes',
      record: 'credit note',
      step: 'invoices',
      window: 'month',
      mapperVersion: 1,
      wire: documentWire,
      read: (context, window, cursor) => readList(context, CREDIT_NOTES, window, cursor),
      identify,
      map: (raw, settings) => mapDocument(raw, 'credit_note', settings),
    },
  ],
};
