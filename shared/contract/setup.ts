import { z } from 'zod';
import { channel } from './channel.ts';
import { monthText, step } from './common.ts';

const findings = z.array(z.object({ ok: z.boolean(), text: z.string(), fix: z.string().optional() }));

const connection = z.object({
  id: z.int(),
  provider: z.string(),
  label: z.string(),
  status: z.string(),
  lastSuccessAt: z.string().nullable(),
  settings: z.record(z.string(), z.unknown()),
});

/** Company, connections, and what the app can do with them. */
export const setup = {
  'company/init': channel(
    'write',
    z.object({
      name: z.string().min(1).max(200),
      currency: z.string().regex(/^[A-Za-z]{3}$/),
      timeZone: z.string().min(1),
      firstMonth: monthText,
    }),
    z.object({
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      firstMonth: z.string(),
      ledger: z.string(),
    }),
  ),
  'company/get': channel(
    'read',
    z.object({}),
    z.object({
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      firstMonth: z.string(),
      lockedThrough: z.string().nullable(),
      firstOpenMonth: z.string(),
      ledger: z.string(),
    }),
  ),
  'connections/providers': channel(
    'read',
    z.object({}),
    z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        category: z.string(),
        secrets: z.array(z.object({ name: z.string(), label: z.string(), help: z.string() })),
      }),
    ),
  ),
  'connections/list': channel('read', z.object({}), z.array(connection)),
  /** Adds a connection, or replaces the settings and secrets of one with the same label. Secrets go in and never come out. */
  'connections/save': channel(
    'write',
    z.object({
      provider: z.string(),
      label: z.string().min(1).max(100),
      settings: z.record(z.string(), z.unknown()),
      secrets: z.record(z.string(), z.string().min(1)),
    }),
    connection,
  ),
  /** What came from it stays; its keys are thrown away and it is read no more. Saving it again brings it back. */
  'connections/remove': channel('write', z.object({ label: z.string().min(1) }), connection),
  'connections/test': channel(
    'write',
    z.object({ connection: z.int().optional() }),
    z.array(
      z.object({
        connection,
        works: z.boolean(),
        findings,
      }),
    ),
  ),
  /**
   * Tests what is not saved yet, and stores nothing: a new connection, or other settings or another key of one there is. Without
   * secrets those of `connection` are used.
   */
  'connections/try': channel(
    'write',
    z.object({
      connection: z.int().optional(),
      provider: z.string(),
      settings: z.record(z.string(), z.unknown()),
      secrets: z.record(z.string(), z.string().min(1)),
    }),
    z.object({ works: z.boolean(), findings }),
  ),
  'steps/list': channel(
    'read',
    z.object({}),
    z.array(
      z.object({
        step,
        title: z.string(),
        monthly: z.boolean(),
        needs: z.array(step),
        /** Connections that feed it, by label. */
        fedBy: z.array(z.string()),
      }),
    ),
  ),
} as const;
