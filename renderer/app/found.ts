import type { WindowOutput } from '../../shared/contract/window.ts';

type Kind = WindowOutput<'search/all'>[number]['kind'];

/** Where something that was found is shown. */
export function placeOfFound(kind: Kind, id: number): string {
  switch (kind) {
    case 'client':
      return `/ledger/clients?open=${id}`;
    case 'contract':
      return `/ledger/contracts?open=${id}`;
    case 'document':
      return `/ledger/documents?open=${id}`;
    case 'service':
      return `/ledger/services?open=${id}`;
    case 'period':
      return `/ledger/periods?open=${id}`;
    case 'issue':
      return `/issues?open=${id}`;
  }
}
