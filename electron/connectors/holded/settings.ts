import { z } from 'zod';
import { parseCurrency } from '../../../shared/domain/money.ts';
import { isTimeZone } from '../../platform/time-zone.ts';

const words = z.array(z.string().min(1));

const serviceTypeRule = z.object({ type: z.string().min(1), words });
const creditReasonRule = z.object({ reason: z.enum(['price_error', 'goodwill', 'cancellation']), words });

/** Everything about a Holded connection but its key. `{}` gives the defaults. */
export const holdedSettings = z.object({
  baseUrl: z.url().optional().describe("Replaces https://api.holded.com; the version's path is added to it."),
  privateNetwork: z.boolean().default(false),
  requestsPerSecond: z.number().positive().nullable().optional(),
  apiVersion: z.enum(['auto', 'v1', 'v2']).default('auto').describe('auto: the shape of the key decides.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'Not a time zone')
    .default('Europe/Madrid')
    .describe('Zone in whose midnights Holded dates documents.'),
  baseCurrency: z
    .string()
    .default('EUR')
    .transform((text, context) => {
      const code = parseCurrency(text);
      if (code === null) context.addIssue('Not a currency');
      return code ?? z.NEVER;
    }),
  serviceAccountPrefixes: words.default(['7050']).describe('Income accounts whose number starts so are services.'),
  serviceNamePrefixes: words.default(['ES', 'EU']).describe('And whose name starts so. Empty: any name.'),
  serviceTypes: z
    .array(serviceTypeRule)
    .default([
      { type: 'FS', words: ['full stack', 'fullstack', 'isa', 'fs'] },
      { type: 'DS', words: ['data science', 'ai/ml', 'machine learning', 'ds'] },
      { type: 'CS', words: ['ciberseguridad', 'cybersecurity', 'cyber security', 'cs'] },
      { type: 'AIE', words: ['ai engineering', 'ai engineer', 'aiengineering', 'aie'] },
    ])
    .describe('Service type from whole words of the name; the first rule that fits decides.'),
  excludedAccounts: words
    .default([])
    .describe('Income accounts (id or start of the number) that are not income of services, such as deposits.'),
  maxRowsPerAnswer: z.int().positive().default(500).describe('Version 1 never answers with more rows.'),
  withholding: z
    .enum(['read', 'ignore'])
    .default('read')
    .describe('Whether the retention of a line is read as withheld from the payment.'),
  foreignAmounts: z
    .enum(['document', 'base'])
    .default('document')
    .describe('Currency in which Holded states the amounts of a document in foreign currency.'),
  creditReasons: z
    .array(creditReasonRule)
    .default([
      { reason: 'cancellation', words: ['cancelacion', 'baja'] },
      { reason: 'goodwill', words: ['goodwill'] },
      { reason: 'price_error', words: ['error'] },
    ])
    .describe('Why a document was credited, from whole words of the fields below.'),
  creditReasonFields: z.array(z.enum(['tags', 'notes', 'desc', 'customFields'])).default(['tags']),
});

export type HoldedSettings = z.output<typeof holdedSettings>;
