/** Notion: pages about students in one database, linked by e-mail and read as evidence. Facts and their sources: README.md. */
import type { Connector } from '../connector.ts';
import { mapPage } from './map.ts';
import { readPages } from './read.ts';
import { readPage } from './read-one.ts';
import { type NotionSettings, notionSettings } from './settings.ts';
import { testNotion } from './test-connection.ts';
import { type PageWire, wire } from './wire.ts';

export const notion: Connector<NotionSettings> = {
  id: 'notion',
  name: 'Notion',
  category: 'pages',
  secrets: [
    {
      name: 'token',
      label: 'Integration secret',
      help: 'In Notion: Settings > Connections > Develop or manage integrations > your integration > Internal integration secret.',
    },
  ],
  settings: notionSettings,
  limits: { requestsPerSecond: 3, timeoutMs: 60_000 },
  baseUrl: (settings) => settings.baseUrl,
  test: testNotion,
  streams: [
    {
      name: 'pages',
      record: 'page',
      step: 'notion-external-id',
      window: 'none',
      mapperVersion: 1,
      wire: wire.page,
      read: (context, _window, cursor) => readPages(context, cursor),
      one: { of: 'client', ask: readPage },
      identify: (raw) => wire.page.pick({ id: true }).safeParse(raw).data?.id ?? null,
      map: (raw, settings) => mapPage(raw as PageWire, settings),
    },
  ],
};
