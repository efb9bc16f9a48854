/** Where the things of the ledger are: one list and one page a kind. Pure. */
export const TABS = ['clients', 'services', 'contracts', 'documents', 'periods', 'payments'] as const;
export type Tab = (typeof TABS)[number];

/** Kinds whose details are a page; the others' open beside their list. */
const WITH_PAGE = ['clients', 'services', 'contracts', 'documents'] as const;
export type PageTab = (typeof WITH_PAGE)[number];

export interface LedgerPlace {
  readonly tab: Tab;
  /** The thing whose page is shown; null for the list. */
  readonly id: number | null;
}

/** Reads `/ledger/contracts/1182`. What it does not know is the list of clients. */
export function ledgerPlace(path: string): LedgerPlace {
  const [, , name, id] = path.split('/');
  const tab = TABS.find((one) => one === name) ?? 'clients';
  return { tab, id: hasPage(tab) && id !== undefined && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null };
}

export function hasPage(tab: Tab): tab is PageTab {
  return WITH_PAGE.some((one) => one === tab);
}

export const pageOf = (tab: PageTab, id: number): string => `/ledger/${tab}/${id}`;
export const linkTo = (tab: PageTab, id: number): string => `#${pageOf(tab, id)}`;
