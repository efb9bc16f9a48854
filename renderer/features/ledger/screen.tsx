/** The ledger: six lists, and a page for each client, service, contract and document. */
import { useEffect } from 'react';
import { goTo, useHashPath, useHashQuery } from '../../state/location.ts';
import { numberField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { ClientPage } from './client-page.tsx';
import { ClientsList } from './clients-list.tsx';
import { ContractPage } from './contract-page.tsx';
import { ContractsList } from './contracts-list.tsx';
import { DocumentPage } from './document-page.tsx';
import { DocumentsList } from './documents-list.tsx';
import { rememberList } from './list-places.ts';
import { PaymentsList } from './payments-list.tsx';
import { PeriodsList } from './periods-list.tsx';
import { hasPage, ledgerPlace, type PageTab, pageOf, type Tab } from './places.ts';
import { ServicePage } from './service-page.tsx';
import { ServicesList } from './services-list.tsx';

const LINK = { open: numberField() };

const LISTS: Readonly<Record<Tab, () => React.JSX.Element>> = {
  clients: ClientsList,
  services: ServicesList,
  contracts: ContractsList,
  documents: DocumentsList,
  periods: PeriodsList,
  payments: PaymentsList,
};

const PAGES: Readonly<Record<PageTab, (props: { readonly id: number }) => React.JSX.Element>> = {
  clients: ClientPage,
  services: ServicePage,
  contracts: ContractPage,
  documents: DocumentPage,
};

export function LedgerScreen() {
  const [path] = useHashPath();
  const query = useHashQuery();
  const [{ open }] = useViewState('ledger', LINK);
  const { tab, id } = ledgerPlace(path);
  const page = hasPage(tab) ? tab : null;
  // A link that was written for the list leads to the page.
  const leads = page !== null && id === null ? open : null;
  useEffect(() => {
    if (page !== null && leads !== null) goTo(pageOf(page, leads), { replace: true });
    else if (id === null) rememberList(tab, query);
  }, [page, leads, id, tab, query]);
  if (page !== null && id !== null) {
    const Shown = PAGES[page];
    return <Shown key={`${page} ${id}`} id={id} />;
  }
  const List = LISTS[tab];
  return <List key={tab} />;
}
