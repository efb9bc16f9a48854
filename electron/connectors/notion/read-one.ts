/** One page by its id. Notion says the same of a page that is gone and of one that is not shared: there is none for us. */
import { z } from 'zod';
import { type ConnectionContext, type OneRecord, SourceProblem } from '../connector.ts';
import { ask, NOT_SHARED, RefusedRequest } from './api.ts';
import type { NotionSettings } from './settings.ts';

/** Versions call the bin by different names; a page in it is answered like any other. */
const binned = z.looseObject({
  in_trash: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  is_archived: z.boolean().nullish(),
});

export async function readPage(context: ConnectionContext<NotionSettings>, id: string): Promise<OneRecord> {
  try {
    const raw = await ask(context, context.config.version, {
      method: 'GET',
      path: `/v1/pages/${encodeURIComponent(id)}`,
      entity: 'page',
    });
    const { in_trash, archived, is_archived } = binned.safeParse(raw).data ?? {};
    return in_trash || archived || is_archived ? 'missing' : { raw };
  } catch (thrown) {
    // What is no id of a page is refused before it is looked for.
    if (thrown instanceof RefusedRequest) return 'missing';
    if (thrown instanceof SourceProblem && thrown.code === 'AUTH_FORBIDDEN' && thrown.details.what === NOT_SHARED)
      return 'missing';
    throw thrown;
  }
}
