import { z } from 'zod';
import { parseDecimal } from '../domain/money.ts';
import { parseMonth } from '../domain/month.ts';

/**
 * The file of recognition vectors: inputs and what they must give. Everything in it comes from outside, so it is parsed here and
 * nowhere else. Dates stay text, because an impossible one is an answer (INVALID_DATE) and not a broken file.
 */

const minor = z.int();
const dateText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
const monthText = z.string().transform((text, context) => {
  const month = parseMonth(text);
  if (month !== null) return month;
  context.addIssue({ code: 'custom', message: `not a month: ${text}` });
  return z.NEVER;
});
const minorByMonth = z.record(z.string(), minor);
const pauseMode = z.enum(['extend', 'compress']).optional().catch(undefined);
const changeMode = z.enum(['prospective', 'catch_up']).optional().catch(undefined);

const knownEvents = [
  z.object({
    type: z.literal('pause'),
    from: dateText,
    to: z
      .string()
      .nullish()
      .transform((text) => text ?? null),
    mode: pauseMode,
  }),
  z.object({ type: z.literal('resume'), from: dateText, newEnd: dateText }),
  z.object({
    type: z.literal('drop'),
    date: dateText,
    refundMinor: minor.default(0),
    billedMinor: minor.nullish().transform((amount) => amount ?? undefined),
  }),
  z.object({ type: z.literal('complete'), date: dateText }),
  z.object({ type: z.literal('reprice'), effective: dateText, newTotalMinor: minor, mode: changeMode }),
  z.object({ type: z.literal('credit_note'), date: dateText, amountMinor: minor, mode: changeMode }),
  z.object({ type: z.literal('extend_end'), effective: dateText, newEnd: dateText, mode: changeMode }),
] as const;

const unknownEvent = z.object({ type: z.literal('unknown'), name: z.string() });
const knownTypes = new Set<unknown>(knownEvents.map((event) => event.shape.type.value));
const namedEvent = z.object({ type: z.string() });

/** A known event in its own shape; any other type becomes "unknown", which the engine refuses by its own code. */
const event = z.preprocess(
  (raw) => {
    const named = namedEvent.safeParse(raw);
    return !named.success || knownTypes.has(named.data.type) ? raw : { type: 'unknown', name: named.data.type };
  },
  z.discriminatedUnion('type', [...knownEvents, unknownEvent]),
);

const recognition = z.object({
  method: z.string(),
  amountMinor: minor,
  serviceStart: z.string().nullish(),
  serviceEnd: z.string().nullish(),
  servicePeriods: z
    .array(z.object({ start: dateText, end: dateText, stoppedOn: z.string().nullish() }))
    .nullish()
    .transform((periods) => periods ?? undefined),
  events: z
    .array(event)
    .nullish()
    .transform((events) => events ?? []),
  sessions: z.record(z.string(), minor.nonnegative()).optional(),
  totalSessions: minor.nonnegative().optional(),
  recogniseOn: z.string().nullish(),
});

const lateChange = z.object({
  targetMinor: minorByMonth.default({}),
  postedMinor: minorByMonth.default({}),
  lockedThrough: monthText.nullish().transform((month) => month ?? null),
});

const vat = z.object({
  grossMinor: minor,
  vatRateBasisPoints: minor.nullish().transform((rate) => rate ?? null),
  netMinor: minor.nullish(),
});

const billing = z.object({ invoices: z.array(z.object({ date: z.string(), netMinor: minor })) });

/** A rate as the file writes it, number or text, as an exact decimal. */
const rate = z.union([z.number(), z.string()]).transform((value, context) => {
  const decimal = parseDecimal(String(value));
  if (decimal !== null) return decimal;
  context.addIssue({ code: 'custom', message: `not a rate: ${value}` });
  return z.NEVER;
});

const advance = z
  .object({
    date: z.string().optional(),
    netMinor: minor.optional(),
    amountMinor: minor.optional(),
    rate: rate.optional(),
    fxRate: rate.optional(),
  })
  .transform((value) => ({
    date: value.date ?? null,
    netMinor: value.netMinor ?? value.amountMinor ?? 0,
    rate: value.rate ?? value.fxRate ?? null,
  }));

const fx = z.object({
  currency: z.string().optional(),
  functionalCurrency: z.string().optional(),
  minorUnitDigits: z.int().optional(),
  functionalMinorUnitDigits: z.int().optional(),
  amountMinor: minor.optional(),
  rate: rate.optional(),
  invoices: z.array(advance).optional(),
  layers: z.array(advance).optional(),
  advances: z.array(advance).optional(),
  recognisedMinor: minorByMonth.optional(),
  monthEndRates: z.record(z.string(), rate).optional(),
});

/** What an input asks for, told by its own fields and not by the group it is filed under. */
export type VectorInput =
  | { readonly kind: 'recognition'; readonly contract: z.output<typeof recognition> }
  | { readonly kind: 'lateChange'; readonly change: z.output<typeof lateChange> }
  | { readonly kind: 'vat'; readonly line: z.output<typeof vat> }
  | {
      readonly kind: 'instalments';
      readonly contract: z.output<typeof recognition>;
      readonly billing: z.output<typeof billing>;
    }
  | {
      readonly kind: 'fx';
      /** Absent when the input lists what was recognised by month. */
      readonly contract: z.output<typeof recognition> | null;
      readonly fx: z.output<typeof fx>;
    };

const file = z.object({
  vectors: z.array(z.object({ id: z.string(), input: z.unknown(), expected: z.unknown() })),
});

export type VectorFile = z.output<typeof file>;

/** The vectors of a file's content, or a plain sentence saying what is wrong with it. */
export function parseVectorFile(content: string): VectorFile | string {
  let raw: unknown;
  try {
    raw = JSON.parse(content);
  } catch {
    return 'it is not JSON';
  }
  const parsed = file.safeParse(raw);
  return parsed.success ? parsed.data : `it is not a file of vectors (${firstIssue(parsed.error)})`;
}

/** An input in the shape its fields promise, or a plain sentence saying why it has no known shape. */
export function parseVectorInput(raw: unknown): VectorInput | string {
  const fields = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!fields.success) return 'the input is not an object';
  try {
    return readInput(fields.data);
  } catch (error) {
    if (error instanceof z.ZodError) return `the input has an unknown shape (${firstIssue(error)})`;
    throw error;
  }
}

function readInput(fields: Readonly<Record<string, unknown>>): VectorInput {
  if ('grossMinor' in fields) return { kind: 'vat', line: vat.parse(fields) };
  if ('targetMinor' in fields || 'postedMinor' in fields || 'lockedThrough' in fields) {
    return { kind: 'lateChange', change: lateChange.parse(fields) };
  }
  if (isForeign(fields)) {
    const contract = 'recognisedMinor' in fields ? null : recognition.parse(fields);
    return { kind: 'fx', contract, fx: fx.parse(fields) };
  }
  if ('invoices' in fields) {
    return { kind: 'instalments', contract: recognition.parse(fields), billing: billing.parse(fields) };
  }
  return { kind: 'recognition', contract: recognition.parse(fields) };
}

const rated = z.array(z.union([z.looseObject({ rate: z.unknown() }), z.looseObject({ fxRate: z.unknown() })])).min(1);

function isForeign(fields: Readonly<Record<string, unknown>>): boolean {
  if ('functionalCurrency' in fields || 'layers' in fields || 'advances' in fields || 'rate' in fields) return true;
  const invoices = rated.safeParse(fields.invoices);
  return invoices.success && invoices.data.every((invoice) => 'rate' in invoice || 'fxRate' in invoice);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'no detail' : `${issue.path.join('.') || 'top level'}: ${issue.message}`;
}
