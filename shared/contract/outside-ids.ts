/** Whether an id that links a client or a service to an outside system still leads there. */
import { z } from 'zod';
import { channel } from './channel.ts';
import { id } from './paging.ts';

export const outsideIds = {
  /** Asks the system for the one record of that id. Reads only, there and here. */
  'ids/test': channel(
    'write',
    z.object({
      of: z.enum(['client', 'service']),
      /** The client or the service that has the id. */
      row: id,
      system: z.string().max(100),
      externalId: z.string().min(1).max(500),
    }),
    z.object({
      /**
       * `same`: it is there under a name or an e-mail known here. `other`: it is there as somebody or something else. `missing`: the
       * system has no such record. `cannot`: the system cannot be asked for one record. `silent`: it did not answer.
       */
      state: z.enum(['same', 'other', 'missing', 'cannot', 'silent']),
      /** As the system calls itself. */
      system: z.string(),
      /** What the record is called there. */
      name: z.string().nullable(),
      /** Why it did not answer, and what to do. */
      problem: z.object({ message: z.string(), fix: z.string() }).nullable(),
    }),
  ),
} as const;
