/** The file of close vectors. Everything in it comes from outside, so its shapes are parsed here and nowhere else. */
import { z } from 'zod';
import { civilDate, parseCivilDate } from '../../shared/domain/civil-date.ts';
import { month, parseMonth } from '../../shared/domain/month.ts';

export const minor = z.int();
export const day = z
  .string()
  .refine((text) => parseCivilDate(text) !== null)
  .transform(civilDate);
export const monthText = z
  .string()
  .refine((text) => parseMonth(text) !== null)
  .transform(month);

const file = z.object({ blocks: z.record(z.string(), z.record(z.string(), z.unknown())) });
export type Blocks = z.output<typeof file>['blocks'];

/** The blocks of a file's content, or a plain sentence saying what is wrong with it. */
export function parseBlocks(content: string): Blocks | string {
  let raw: unknown;
  try {
    raw = JSON.parse(content);
  } catch {
    return 'it is not JSON';
  }
  const parsed = file.safeParse(raw);
  return parsed.success ? parsed.data.blocks : 'it is not a file of close vectors';
}

const document = z.object({ no: z.string(), date: day, netMinor: minor });
const recognised = z.object({
  service: minor.default(0),
  breakage: minor.default(0),
  reversal: minor.default(0),
  catchUp: minor.default(0),
  manual: minor.default(0),
  prior: minor.default(0),
});

export const rollForwardInput = z.object({
  contracts: z.array(
    z.object({
      id: z.string(),
      account: z.string(),
      invoices: z.array(document),
      credits: z.array(document).default([]),
      input: z.unknown(),
      lockedThroughWhenFound: monthText.nullish().transform((locked) => locked ?? null),
    }),
  ),
  months: z.array(monthText).min(1),
  perContractRecognition: z.record(z.string(), z.record(monthText, recognised)).optional(),
});
export type RollForwardInput = z.output<typeof rollForwardInput>;

export const ageingRow = z.object({
  no: z.string(),
  date: day.optional(),
  due: day.nullish().transform((due) => due ?? null),
  openMinor: minor,
  kind: z.enum(['invoice', 'unapplied_credit', 'unapplied_cash']).default('invoice'),
  client: z.string().nullish(),
});
