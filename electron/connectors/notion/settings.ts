import { z } from 'zod';
import { field } from '../settings-form.ts';

/** Versions of the API that are known to answer; every request names one. */
export const NOTION_VERSIONS = ['2022-06-28', '2025-09-03', '2026-03-11'] as const;
export type NotionVersion = (typeof NOTION_VERSIONS)[number];

/** Settings of a Notion connection; `{}` gives the defaults, and a database must still be named. */
export const notionSettings = z.object({
  baseUrl: z.url().default('https://api.notion.com'),
  privateNetwork: z.boolean().default(false),
  requestsPerSecond: z.number().positive().nullable().optional(),
  version: z
    .enum(NOTION_VERSIONS)
    .default('2025-09-03')
    .meta(field({ label: 'API version', help: `One of ${NOTION_VERSIONS.join(', ')}.`, advanced: true })),
  /** Dashed or 32 hexadecimal digits, as in the database's link. */
  databaseId: z
    .string()
    .trim()
    .default('')
    .meta(
      field({
        label: 'Database',
        help: 'The 32 letters and digits in the link of the database, before the question mark.',
        required: true,
      }),
    ),
  /** Only these data sources of the database; absent: all of them. */
  dataSourceIds: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .meta(
      field({ label: 'Data sources', help: 'Only these parts of the database; empty: all of them.', advanced: true }),
    ),
  /** Columns by name, or by id, which a renamed column keeps. */
  properties: z
    .object({
      email: z.string().default('Email'),
      status: z.string().default('Educational Status'),
      dropDate: z.string().default('Drop Date'),
      certificatedAt: z.string().default('Certificated At'),
      /** Absent: the column of type title, of which every database has one. */
      title: z.string().optional(),
    })
    .prefault({})
    .meta(
      field({ label: 'Columns', help: 'The names of the columns that hold e-mail, status and dates.', kind: 'json' }),
    ),
  pageSize: z
    .int()
    .min(1)
    .max(100)
    .default(100)
    .meta(field({ label: 'Page size', help: 'Pages asked for at a time, at most 100.', advanced: true })),
});

export type NotionSettings = z.infer<typeof notionSettings>;
