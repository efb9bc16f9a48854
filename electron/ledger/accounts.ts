/** The accounts that a company posts to, as it mapped them; the ledger keeps them beside its settings. */
import { ACCOUNT_PRESETS, ACCOUNT_ROLES, type AccountMap, type AccountRole } from '../../shared/close/accounts.ts';
import { POSTING_STYLES, type PostingStyle } from '../../shared/close/journal-bookings.ts';
import type { Ledger } from './ledger.ts';
import { saveSetting, setting } from './setup.ts';

/** How a journal file is written. */
export interface JournalCsvPreset {
  readonly separator: ',' | ';' | 'tab';
  readonly decimal: '.' | ',';
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'windows-1252';
}

export interface AccountSettings {
  readonly roles: Readonly<Record<AccountRole, string | null>>;
  readonly revenue: string | null;
  readonly names: Readonly<Record<string, string>>;
  /** Revenue accounts by key of the service, where it has one of its own. */
  readonly services: Readonly<Record<string, string>>;
  readonly style: PostingStyle;
  readonly csv: JournalCsvPreset;
}

/** It chooses where figures go and changes none, so it takes no part in the ledger's hash. */
const KEY = 'close.accounts';

const CSV: JournalCsvPreset = { separator: ';', decimal: ',', encoding: 'utf-8-bom' };
const NEUTRAL_CSV: JournalCsvPreset = { separator: ',', decimal: '.', encoding: 'utf-8' };

/** What a preset begins with. */
export function presetSettings(id: 'spain-pgc' | 'neutral'): AccountSettings {
  const preset = ACCOUNT_PRESETS.find((each) => each.id === id);
  if (!preset) throw new RangeError(`No chart of accounts ${id}`);
  const { roles, revenue, names } = preset;
  return { roles, revenue, names, services: {}, style: 'balance_first', csv: id === 'neutral' ? NEUTRAL_CSV : CSV };
}

/** Until somebody chooses, the neutral chart: a month can be worked and closed before the accountant has been asked. */
export function accountSettings(ledger: Ledger): AccountSettings {
  const value = setting(ledger, KEY);
  if (typeof value !== 'object' || value === null) return presetSettings('neutral');
  const stored = value as Partial<AccountSettings>;
  const roles = Object.fromEntries(
    ACCOUNT_ROLES.map((role) => [role, stored.roles?.[role] ?? null]),
  ) as AccountSettings['roles'];
  return {
    roles,
    revenue: stored.revenue ?? null,
    names: stored.names ?? {},
    services: stored.services ?? {},
    style: POSTING_STYLES.find((style) => style === stored.style) ?? 'balance_first',
    csv: { ...NEUTRAL_CSV, ...stored.csv },
  };
}

/** Whether somebody chose the accounts, or the neutral chart merely stands in. */
export function accountsChosen(ledger: Ledger): boolean {
  return setting(ledger, KEY) !== undefined;
}

export function saveAccountSettings(ledger: Ledger, settings: AccountSettings): void {
  saveSetting(ledger, KEY, settings);
}

/** The map that a journal is built with. */
export function accountMap({ roles, revenue, names }: AccountSettings): AccountMap {
  return { roles, revenue, names };
}
