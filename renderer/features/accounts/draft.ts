/** The accounts as they are being typed, and what of it is to be saved. Pure. */
import { ACCOUNT_ROLES } from '../../../shared/close/accounts.ts';
import type { WindowInput, WindowOutput } from '../../../shared/contract/window.ts';

export type Accounts = WindowOutput<'accounts/get'>;
export type Save = WindowInput<'accounts/save'>;
export const ROLES = ACCOUNT_ROLES;

export interface Draft {
  readonly roles: Readonly<Record<string, string>>;
  readonly revenue: string;
  /** By key of the service; empty uses the company's. */
  readonly services: Readonly<Record<string, string>>;
  /** By role, and `revenue`. */
  readonly names: Readonly<Record<string, string>>;
  readonly style: Accounts['style'];
  readonly csv: Accounts['csv'];
}

export function draftOf(accounts: Accounts): Draft {
  const name = (code: string | null) => (code === null ? '' : (accounts.names[code] ?? ''));
  return {
    roles: Object.fromEntries(ROLES.map((role) => [role, accounts.roles[role] ?? ''])),
    revenue: accounts.revenue ?? '',
    services: Object.fromEntries(accounts.services.map(({ key, account }) => [key, account ?? ''])),
    names: Object.fromEntries([
      ['revenue', name(accounts.revenue)],
      ...ROLES.map((role) => [role, name(accounts.roles[role] ?? null)]),
    ]),
    style: accounts.style,
    csv: accounts.csv,
  };
}

const code = (typed: string | undefined): string | null => ((typed ?? '').trim() === '' ? null : (typed ?? '').trim());

export function saveOf(draft: Draft, accounts: Accounts): Save {
  const names: Record<string, string> = {};
  for (const [place, typed] of Object.entries(draft.names)) {
    const account = code(place === 'revenue' ? draft.revenue : draft.roles[place]);
    if (account !== null && typed.trim() !== (accounts.names[account] ?? '')) names[account] = typed.trim();
  }
  return {
    roles: Object.fromEntries(ROLES.map((role) => [role, code(draft.roles[role])])),
    revenue: code(draft.revenue),
    services: Object.fromEntries(Object.entries(draft.services).map(([key, typed]) => [key, code(typed)])),
    names,
    style: draft.style,
    csv: draft.csv,
  };
}

export function isSame(draft: Draft, accounts: Accounts): boolean {
  return JSON.stringify(draft) === JSON.stringify(draftOf(accounts));
}
