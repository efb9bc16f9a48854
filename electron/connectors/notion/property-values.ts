/**
 * A column's value whatever its type: an e-mail may be kept in a text column, a status in a select, a date behind a formula. What cannot
 * be read is no value, never an error: people change their columns' types.
 */
import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../shared/domain/civil-date.ts';
import type { PageWire, PropertyWire } from './wire.ts';

const richText = z.array(z.looseObject({ plain_text: z.string() }));
const option = z.looseObject({ name: z.string() });
const dateValue = z.looseObject({ start: z.string() });
const arrayRollup = z.looseObject({ type: z.literal('array'), array: z.array(z.looseObject({ type: z.string() })) });

/** The property called so, or with that id; null when the page has none. */
export function propertyOf(page: PageWire, nameOrId: string): PropertyWire | null {
  return (
    page.properties[nameOrId] ?? Object.values(page.properties).find((property) => property.id === nameOrId) ?? null
  );
}

/** A property's value as text, trimmed; null when empty, absent or of a type that has no text. */
export function textOf(property: PropertyWire | null): string | null {
  if (!property?.type) return null;
  const value = property[property.type];
  switch (property.type) {
    case 'title':
    case 'rich_text': {
      const parts = richText.safeParse(value);
      return parts.success ? blankAsNull(parts.data.map((part) => part.plain_text).join('')) : null;
    }
    case 'select':
    case 'status':
      return blankAsNull(option.safeParse(value).data?.name);
    case 'multi_select':
      return blankAsNull(z.array(option).safeParse(value).data?.[0]?.name);
    case 'formula':
    case 'rollup':
      return textOf(inner(value));
    default:
      // email, url, phone_number, and the string of a formula
      return typeof value === 'string' ? blankAsNull(value.replace(/^mailto:/i, '')) : null;
  }
}

/**
 * A property's value as a day; null when it has none. A date with a time is taken as it is written: Notion writes it with the offset it
 * was entered in, so its first ten characters are the day that the person saw.
 */
export function dateOf(property: PropertyWire | null): CivilDate | null {
  if (!property?.type) return null;
  const value = property[property.type];
  if (property.type === 'formula' || property.type === 'rollup') return dateOf(inner(value));
  const start = property.type === 'date' ? dateValue.safeParse(value).data?.start : textOf(property);
  return start ? parseCivilDate(start.slice(0, 10)) : null;
}

/** What a formula or rollup results in, as if it were a property itself; the first of a rollup's values. */
function inner(value: unknown): PropertyWire | null {
  const list = arrayRollup.safeParse(value);
  if (list.success) return list.data.array[0] ?? null;
  return z.looseObject({ type: z.string() }).safeParse(value).data ?? null;
}

function blankAsNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed ? trimmed : null;
}
