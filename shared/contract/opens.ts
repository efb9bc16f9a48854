import { z } from 'zod';

/** Where the app shows something that was found or traced. */
export const opens = z.discriminatedUnion('at', [
  z.object({
    at: z.literal('thing'),
    kind: z.enum(['client', 'contract', 'document', 'service', 'period', 'payment', 'issue', 'run']),
    id: z.int(),
  }),
  /** Why a posting is what it is, on the page of its contract. */
  z.object({ at: z.literal('posting'), contract: z.int(), id: z.int() }),
  /** A report of a month, with what stands behind one of its figures when `figure` is given. */
  z.object({ at: z.literal('report'), report: z.string(), month: z.string(), figure: z.string().nullable() }),
  /** The board of a month, with its checks. */
  z.object({ at: z.literal('month'), month: z.string() }),
  z.object({ at: z.literal('policies') }),
]);
export type Opens = z.output<typeof opens>;
