import type { Draft } from '../../../shared/domain/drafts.ts';
import { dateOf, propertyOf, textOf } from './property-values.ts';
import type { NotionSettings } from './settings.ts';
import type { PageWire } from './wire.ts';

/**
 * A page about a student. It never creates a client, and its status and date are evidence that may be proposed, never posted: anybody
 * who may edit the page may change them.
 */
export function mapPage(page: PageWire, settings: NotionSettings): readonly Draft[] {
  if (page.in_trash ?? page.archived) return [{ draft: 'excluded', reason: 'a page in the trash' }];
  const names = settings.properties;
  const title = names.title === undefined ? titleOf(page) : propertyOf(page, names.title);
  const status = textOf(propertyOf(page, names.status))?.toUpperCase().replace(/\s+/g, '_') ?? null;
  const date = dateOf(propertyOf(page, names.dropDate)) ?? dateOf(propertyOf(page, names.certificatedAt));
  return [
    {
      draft: 'party',
      externalId: page.id,
      name: textOf(title) ?? '',
      email: textOf(propertyOf(page, names.email)),
      taxId: null,
      phone: null,
      creates: 'never',
      evidence: status === null && date === null ? null : { status, date },
    },
  ];
}

function titleOf(page: PageWire) {
  return Object.values(page.properties).find((property) => property.type === 'title') ?? null;
}
