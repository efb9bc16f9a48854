import { z } from 'zod';
import { parseCurrency } from '../../../shared/domain/money.ts';
import { isTimeZone } from '../../platform/time-zone.ts';
import { field } from '../settings-form.ts';

const words = z.array(z.string().min(1));

const serviceTypeRule = z.object({ type: z.string().min(1), words });
const creditReasonRule = z.object({ reason: z.enum(['price_error', 'goodwill', 'cancellation']), words });

/** Everything about a Holded connection but its key. `{}` gives the defaults. */
export const holdedSettings = z.object({
  baseUrl: z
    .url()
    .optional()
    .meta(
      field({
        label: 'Address',
        help: "Replaces https://api.holded.com; the version's path is added to it.",
        advanced: true,
      }),
    ),
  privateNetwork: z.boolean().default(false),
  requestsPerSecond: z.number().positive().nullable().optional(),
  apiVersion: z
    .enum(['auto', 'v1', 'v2'])
    .default('auto')
    .meta(field({ label: 'API version', help: 'auto: the shape of the key decides.', advanced: true })),
  timeZone: z
    .string()
    .refine(isTimeZone, 'Not a time zone')
    .default('Europe/Madrid')
    .meta(field({ label: 'Time zone', help: 'Zone in whose midnights Holded dates documents.' })),
  baseCurrency: z
    .string()
    .default('EUR')
    .transform((text, context) => {
      const code = parseCurrency(text);
      if (code === null) context.addIssue('Not a currency');
      return code ?? z.NEVER;
    })
    .meta(field({ label: 'Currency of the books', help: 'The currency that Holded keeps its books in.' })),
  serviceAccountPrefixes: words
    .default(['7050'])
    .meta(
      field({ label: 'Income accounts of services', help: 'Income accounts whose number starts so are services.' }),
    ),
  serviceNamePrefixes: words
    .default(['ES', 'EU'])
    .meta(field({ label: 'Names of services', help: 'And whose name starts so. Empty: any name.' })),
  serviceTypes: z
    .array(serviceTypeRule)
    .default([
      { type: 'FS', words: ['full stack', 'fullstack', 'isa', 'fs'] },
      { type: 'DS', words: ['data science', 'ai/ml', 'machine learning', 'ds'] },
      { type: 'CS', words: ['ciberseguridad', 'cybersecurity', 'cyber security', 'cs'] },
      { type: 'AIE', words: ['ai engineering', 'ai engineer', 'aiengineering', 'aie'] },
    ])
    .meta(
      field({
        label: 'Service types',
        help: 'Service type from whole words of the name; the first rule that fits decides.',
        advanced: true,
      }),
    ),
  excludedAccounts: words.default([]).meta(
    field({
      label: 'Accounts left out',
      help: 'Income accounts (id or start of the number) that are not income of services, such as deposits.',
    }),
  ),
  maxRowsPerAnswer: z
    .int()
    .positive()
    .default(500)
    .meta(field({ label: 'Rows in one answer', help: 'Version 1 never answers with more rows.', advanced: true })),
  withholding: z
    .enum(['read', 'ignore'])
    .default('read')
    .meta(
      field({
        label: 'Retention',
        help: 'Whether the retention of a line is read as withheld from the payment.',
        advanced: true,
      }),
    ),
  foreignAmounts: z
    .enum(['document', 'base'])
    .default('document')
    .meta(
      field({
        label: 'Amounts in foreign currency',
        help: 'Currency in which Holded states the amounts of a document in foreign currency.',
        advanced: true,
      }),
    ),
  creditReasons: z
    .array(creditReasonRule)
    .default([
      { reason: 'cancellation', words: ['cancelacion', 'baja'] },
      { reason: 'goodwill', words: ['goodwill'] },
      { reason: 'price_error', words: ['error'] },
    ])
    .meta(
      field({
        label: 'Reasons of credit notes',
        help: 'Why a document was credited, from whole words of the fields below.',
        advanced: true,
      }),
    ),
  creditReasonFields: z
    .array(z.enum(['tags', 'notes', 'desc', 'customFields']))
    .default(['tags'])
    .meta(
      field({ label: 'Where reasons stand', help: 'Fields of a credit note that are looked through.', advanced: true }),
    ),
});

export type HoldedSettings = z.output<typeof holdedSettings>;
