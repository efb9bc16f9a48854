/** One search over everything in the ledger; each thing found is said in a title and what tells it from others. */
import type { OutputOf } from '../../shared/contract/index.ts';
import { ok } from '../../shared/domain/problem.ts';
import { type FigureReference, parseReference, type ThingReference } from '../../shared/domain/reference.ts';
import { figurePlace } from '../close/figure-references.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { resolveThing } from '../ledger/references.ts';
import { searchHits } from '../ledger/search-index.ts';
import type { UseCases } from './app.ts';
import { toldFound, toldThing } from './reference-words.ts';
import { absent, OTHER_LEDGER, opensFigure } from './trace-reference.ts';

type Result = OutputOf<'search/all'>[number];

export const searchUseCases: UseCases<'search/all'> = {
  'search/all': ({ ledger }, { text, limit }) => {
    const hits = searchHits(ledger, text, limit).flatMap((hit): Result[] => {
      const told = toldFound(ledger, hit.kind, hit.id);
      return told === null ? [] : [{ kind: hit.kind, id: hit.id, ...told }];
    });
    const reference = parseReference(text);
    if (reference === null) return ok(hits);
    const named = namedBy(ledger, reference);
    // A number typed without its last signs may be a document's own number, too; one in full can only be a reference.
    if (reference.check !== null) return ok(named);
    const own = named.filter(({ kind, opens }) => kind !== 'reference' && opens !== null);
    const others = hits.filter((hit) => !own.some((one) => one.kind === hit.kind && one.id === hit.id));
    return ok([...own, ...others].slice(0, limit));
  },
};

/** What a reference names; a line that says so when it names nothing here. */
function namedBy(ledger: Ledger, reference: ThingReference | FigureReference): Result[] {
  if (reference.of === 'figure') {
    const place = figurePlace(ledger, reference);
    if (place === 'other' || place === null) return [nothing(OTHER_LEDGER)];
    return [
      { kind: 'figure', id: 0, title: place.title, subtitle: place.report ?? '', opens: opensFigure(reference, place) },
    ];
  }
  const found = resolveThing(ledger, reference, reference.check !== null);
  const told = found.state === 'here' ? toldThing(ledger, found.kind, found.id) : null;
  if (found.state !== 'here') return [nothing(absent(reference, found))];
  if (told === null) return [];
  const kind = found.kind === 'enrolment' ? 'period' : found.kind;
  return [{ kind, id: found.id, ...told }];
}

function nothing({ message, fix }: { readonly message: string; readonly fix: string }): Result {
  return { kind: 'reference', id: 0, title: message, subtitle: fix, opens: null };
}
