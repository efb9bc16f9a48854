import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { Name } from '../../components/texts.tsx';
import type { ValueKind } from './columns-in-words.ts';
import { linkTo } from './places.ts';

const PAGES = { service: 'services', contract: 'contracts', invoice: 'documents' } as const;

/** A value that names a thing with a page is a link to it. */
export function EntityLink(props: { readonly kind: ValueKind; readonly id: unknown; readonly children: ReactNode }) {
  const { kind, id } = props;
  if (typeof id !== 'number') return props.children;
  if (kind === 'client') return <ClientLink id={id}>{props.children}</ClientLink>;
  if (kind !== 'service' && kind !== 'contract' && kind !== 'invoice') return props.children;
  return <a href={linkTo(PAGES[kind], id)}>{props.children}</a>;
}

function ClientLink({ id, children }: { readonly id: number; readonly children: ReactNode }) {
  const { data } = useCall('clients/get', { id });
  return <a href={linkTo('clients', id)}>{data === undefined ? children : <Name>{data.client.name}</Name>}</a>;
}
