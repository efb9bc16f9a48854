/**
 * The form of a system's settings, drawn from the settings themselves. What a schema cannot say (a label, a sentence of help, what is
 * seldom needed) stands beside it in the connector's `settings.ts`: `z.boolean().default(true).meta(field({ label: ... }))`.
 */
import { z } from 'zod';

const KINDS = ['text', 'number', 'switch', 'list', 'json'] as const;

const fieldMeta = z.object({
  label: z.string(),
  help: z.string().optional(),
  kind: z.enum(KINDS).optional(),
  /** Shown only under "more settings". */
  advanced: z.boolean().optional(),
  /** Needed although it has a default, such as an empty text. */
  required: z.boolean().optional(),
});
export type FieldMeta = z.output<typeof fieldMeta>;

export interface SettingsField {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly kind: (typeof KINDS)[number];
  readonly required: boolean;
  readonly initial: unknown;
  readonly advanced: boolean;
}

/** What a form says about a setting. */
export function field(meta: FieldMeta): { readonly field: FieldMeta } {
  return { field: meta };
}

/** Settings that every connection has; a connector may say it in words of its own. */
const COMMON: Readonly<Record<string, FieldMeta>> = {
  baseUrl: {
    label: 'Address',
    help: "Only for a proxy or a sandbox: replaces the system's own address.",
    advanced: true,
  },
  privateNetwork: {
    label: 'Allow private addresses',
    help: 'Lets the address be one of this computer or of your own network.',
    advanced: true,
  },
  requestsPerSecond: {
    label: 'Requests per second',
    help: 'Empty: as many as the system allows.',
    kind: 'number',
    advanced: true,
  },
};

/** The fields in the order of the settings; those seldom needed come last. */
export function settingsForm(settings: z.ZodType): SettingsField[] {
  if (!(settings instanceof z.ZodObject)) return [];
  const fields = Object.entries(settings.shape as Record<string, z.ZodType>).map(([name, schema]) =>
    formField(name, schema),
  );
  return [...fields.filter(({ advanced }) => !advanced), ...fields.filter(({ advanced }) => advanced)];
}

function formField(name: string, schema: z.ZodType): SettingsField {
  const said = fieldMeta.safeParse(schema.meta()?.field).data ?? COMMON[name];
  const without = schema.safeParse(undefined);
  return {
    name,
    label: said?.label ?? spaced(name),
    help: said?.help ?? schema.description ?? '',
    kind: said?.kind ?? kindOf(schema),
    required: said?.required ?? !without.success,
    initial: without.data ?? null,
    advanced: said?.advanced ?? false,
  };
}

/** `pageSize` -> "Page size". */
function spaced(name: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function kindOf(schema: z.ZodType): SettingsField['kind'] {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodBoolean) return 'switch';
  if (bare instanceof z.ZodNumber) return 'number';
  if (bare instanceof z.ZodString || bare instanceof z.ZodEnum || bare instanceof z.ZodURL) return 'text';
  if (bare instanceof z.ZodArray) {
    const item = unwrapped(bare.element as z.ZodType);
    if (item instanceof z.ZodString || item instanceof z.ZodNumber || item instanceof z.ZodEnum) return 'list';
  }
  return 'json';
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in as z.ZodType);
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  )
    return unwrapped(schema.unwrap() as z.ZodType);
  return schema;
}
