import { useTold } from '../i18n/engine/use-told.ts';

/** A sentence of the engine in the reader's language; where nobody has worded it there, it is read aloud as the English it is. */
export function Told({ children }: { readonly children: string }) {
  const told = useTold()(children);
  const asItCame = told === children && told.includes(' ');
  return (
    <bdi lang={asItCame ? 'en' : undefined} dir="auto">
      {told}
    </bdi>
  );
}
