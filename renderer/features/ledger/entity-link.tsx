import type { ReactNode } from 'react';
import type { ValueKind } from './columns-in-words.ts';
import { linkTo } from './places.ts';

const PAGES = { client: 'clients', service: 'services', contract: 'contracts', invoice: 'documents' } as const;

/** A value that names a thing with a page is a link to it. */
export function EntityLink(props: { readonly kind: ValueKind; readonly id: unknown; readonly children: ReactNode }) {
  const { kind, id } = props;
  if (typeof id !== 'number') return props.children;
  if (kind !== 'client' && kind !== 'service' && kind !== 'contract' && kind !== 'invoice') return props.children;
  return <a href={linkTo(PAGES[kind], id)}>{props.children}</a>;
}
