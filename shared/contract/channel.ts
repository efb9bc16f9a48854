import type { z } from 'zod';

/** One use case: what goes in and what comes out, as zod schemas. Both sides derive their types from it. */
export interface Channel<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly input: In;
  readonly output: Out;
  /** `write`: needs the one writing connection. `read`: any. */
  readonly access: 'read' | 'write';
}

/** Declares a channel; only here so that the schemas keep their types. */
export function channel<In extends z.ZodType, Out extends z.ZodType>(
  access: 'read' | 'write',
  input: In,
  output: Out,
): Channel<In, Out> {
  return { access, input, output };
}
