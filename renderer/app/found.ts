import type { Opens } from '../../shared/contract/opens.ts';

/** Where something that was found, or that a reference names, is shown. */
export function placeOfFound(opens: Opens): string {
  switch (opens.at) {
    case 'thing':
      return placeOfThing(opens);
    case 'posting':
      return `/ledger/contracts/${opens.contract}?why=${opens.id}`;
    case 'report': {
      const query = new URLSearchParams({
        month: opens.month,
        ...(opens.figure === null ? {} : { figure: opens.figure }),
      });
      return `/reports/${opens.report}?${query}`;
    }
    case 'month':
      return `/close?month=${opens.month}`;
    case 'policies':
      return '/policies';
  }
}

function placeOfThing({ kind, id }: Extract<Opens, { readonly at: 'thing' }>): string {
  switch (kind) {
    case 'client':
      return `/ledger/clients/${id}`;
    case 'contract':
      return `/ledger/contracts/${id}`;
    case 'document':
      return `/ledger/documents/${id}`;
    case 'service':
      return `/ledger/services/${id}`;
    case 'period':
      return `/ledger/periods?open=${id}`;
    case 'payment':
      return `/ledger/payments?open=${id}`;
    case 'issue':
      return `/issues?open=${id}`;
    case 'run':
      return `/runs/${id}`;
  }
}
