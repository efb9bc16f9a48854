/** What the Notion API is known to send, tolerantly. Columns differ by database, so a property is only known to be an object. */
import { z } from 'zod';

const page = z.looseObject({
  id: z.string().min(1),
  created_time: z.string(),
  in_trash: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  properties: z.record(z.string(), z.looseObject({ id: z.string().nullish(), type: z.string().nullish() })),
});

const queryAnswer = z.looseObject({
  results: z.array(z.unknown()),
  next_cursor: z.string().nullish(),
  has_more: z.boolean(),
  request_status: z.looseObject({ type: z.string() }).nullish(),
});

const database = z.looseObject({
  data_sources: z.array(z.looseObject({ id: z.string(), name: z.string().nullish() })).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});

const errorBody = z.looseObject({
  code: z.string(),
  additional_data: z
    .looseObject({ error_type: z.string().nullish(), child_data_source_ids: z.array(z.string()).nullish() })
    .nullish(),
});

export const wire = { page, queryAnswer, database, errorBody };

export type PageWire = z.infer<typeof page>;
export type PropertyWire = PageWire['properties'][string];
