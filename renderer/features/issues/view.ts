/** What the screen was set to show, and what the engine is asked for it. Pure. */
import type { WindowInput } from '../../../shared/contract/window.ts';
import { ISSUE_STATUSES } from '../../../shared/domain/entities.ts';
import { ISSUE_ENTITIES } from '../../../shared/domain/issue.ts';
import { choiceField, numberField, sortField, textField, type ViewOf } from '../../state/view-fields.ts';

export const SEVERITIES = ['blocker', 'high', 'medium', 'low', 'info'] as const;
export const SORTS = ['amount', 'code', 'integration', 'firstSeen', 'timesSeen'] as const;
export type IssueSort = (typeof SORTS)[number];

export const FIELDS = {
  by: choiceField(['cause', 'each'], 'cause'),
  search: textField(),
  status: choiceField([...ISSUE_STATUSES, 'all'], 'pending'),
  integration: textField(),
  operation: textField(),
  about: choiceField(ISSUE_ENTITIES, null),
  severity: choiceField(SEVERITIES, null),
  code: textField(),
  month: textField(),
  cause: textField(),
  /** `mine`, `nobody`, or the number of an operator. */
  owner: textField(),
  /** What is put aside is left out unless it is asked for. */
  snoozed: choiceField(['show', 'only'], null),
  only: choiceField(['shortest', 'selected'], null),
  open: numberField(),
  sort: sortField(SORTS, { by: 'amount', descending: true }),
};
export type View = ViewOf<typeof FIELDS>;

/** What lists, groups, selections and the export are asked by. */
export type Filter = Omit<WindowInput<'issues/groups'>, 'ids'> & { readonly ids?: number[] };

/** Names behind the words of the owner filter. */
export interface Owners {
  /** Who is at the keyboard. */
  readonly who: string;
  readonly nameOf: (operator: number) => string | null;
}

/** `ids`: what "only" stands for; null when everything is shown. */
export function filterOf(view: View, ids: readonly number[] | null, owners: Owners = NOBODY): Filter {
  return {
    ...(view.search.trim() !== '' && { search: view.search }),
    ...(view.status !== 'all' && { status: view.status }),
    ...(view.integration !== '' && { integration: view.integration }),
    ...(view.operation !== '' && { operation: view.operation }),
    ...(view.about !== null && { entityType: view.about }),
    ...(view.severity !== null && { severity: view.severity }),
    ...(view.code !== '' && { code: view.code }),
    ...(/^\d{4}-\d{2}$/.test(view.month) && { month: view.month }),
    ...(view.cause !== '' && { group: view.cause }),
    ...ownerOf(view.owner, owners),
    ...(ids !== null ? { ids: [...ids] } : view.snoozed !== 'show' && { snoozed: view.snoozed ?? 'hide' }),
  };
}

const NOBODY: Owners = { who: '', nameOf: () => null };

function ownerOf(owner: string, { who, nameOf }: Owners): Pick<Filter, 'owner' | 'unowned'> {
  if (owner === '') return {};
  if (owner === 'nobody') return { unowned: true };
  // A number that nobody has any more finds nothing.
  return { owner: owner === 'mine' ? who : (nameOf(Number(owner)) ?? '') };
}

/** The filters set to their beginning. The selection, the sort and what is open stay. */
export const NO_FILTER = {
  search: '',
  status: 'pending',
  integration: '',
  operation: '',
  about: null,
  severity: null,
  code: '',
  month: '',
  cause: '',
  owner: '',
  snoozed: null,
  only: null,
} as const satisfies Partial<View>;

export function isFiltered(view: View): boolean {
  return Object.entries(NO_FILTER).some(([name, value]) => view[name as keyof typeof NO_FILTER] !== value);
}
