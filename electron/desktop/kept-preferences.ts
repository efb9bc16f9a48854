/** What is kept of a person's preferences, read part by part: one that does not fit is replaced by its default, and the log says so. */
import { z } from 'zod';
import { appearance } from '../../shared/contract/desk.ts';
import type { Log } from '../platform/log.ts';
import { windowPlace } from './window-place.ts';

const kept = z.object({ window: windowPlace, appearance });
export type Kept = z.output<typeof kept>;

/** Each part on its own, so that a window off its screen does not cost the theme. */
export function readKept(content: unknown, log: Log): Kept {
  const parts = z.record(z.string(), z.unknown()).catch({}).parse(content);
  return {
    window: part(windowPlace, parts.window, 'window', log),
    appearance: part(appearance, parts.appearance, 'appearance', log),
  };
}

function part<Out>(schema: z.ZodType<Out>, value: unknown, entity: string, log: Log): Out {
  const read = schema.safeParse(value ?? {});
  if (read.success) return read.data;
  log.warn('preferences.replaced', { entity, reason: 'does not fit' });
  return schema.parse({});
}
