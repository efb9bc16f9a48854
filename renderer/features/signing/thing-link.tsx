import { Name } from '../../components/texts.tsx';
import { linkTo } from '../ledger/places.ts';

interface Props {
  readonly contract: number | null;
  readonly document: number | null;
  /** Its code, as the ledger names it. */
  readonly children: string;
}

/** The code of a contract or document as a link to its page. */
export function ThingLink({ contract, document, children }: Props) {
  if (contract !== null) {
    return (
      <a href={linkTo('contracts', contract)}>
        <Name>{children}</Name>
      </a>
    );
  }
  if (document !== null) {
    return (
      <a href={linkTo('documents', document)}>
        <Name>{children}</Name>
      </a>
    );
  }
  return <Name>{children}</Name>;
}
