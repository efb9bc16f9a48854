/** Whether an id that links a client or a service to an outside system still leads there: the system itself is asked. */
import { fail, ok } from '../../shared/domain/problem.ts';
import { SourceProblem, type Stream } from '../connectors/connector.ts';
import { asSourceProblem } from '../connectors/source-errors.ts';
import { clientById, emailsOf, externalIdsOf } from '../ledger/clients.ts';
import { outsideIdsOfService } from '../ledger/details-service.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { serviceRows } from '../ledger/lists-clients.ts';
import { sourceProblem } from '../sync/source-words.ts';
import type { UseCases } from './app.ts';
import { OpenConnections, readConnections } from './connections.ts';

/** What the ledger knows the thing by. */
interface KnownAs {
  readonly ids: readonly { readonly system: string; readonly externalId: string }[];
  readonly names: readonly string[];
}

export const outsideIdUseCases: UseCases<'ids/test'> = {
  'ids/test': async (app, { of, row, system, externalId }, signal) => {
    const known = of === 'client' ? clientKnownAs(app.ledger, row) : serviceKnownAs(app.ledger, row);
    if (!known?.ids.some((each) => each.system === system && each.externalId === externalId)) {
      return fail({
        code: 'ID_UNKNOWN',
        message: 'That id is not linked here any more.',
        meaning: 'Nothing was asked.',
        fix: 'Look at the page again: somebody may have changed it meanwhile.',
      });
    }
    const asked = readConnections(app).filter(({ connector }) => connector.id === system);
    const name = asked[0]?.connector.name ?? app.connectors.get(system)?.name ?? system;
    const answer = (
      state: 'same' | 'other' | 'missing' | 'cannot' | 'silent',
      called: string | null = null,
      problem: { message: string; fix: string } | null = null,
    ) => ok({ state, system: name, name: called, problem });
    const open = new OpenConnections(app, signal);
    let missing = false;
    try {
      for (const connection of asked) {
        const stream = connection.connector.streams.find((each) => each.one?.of === of);
        if (!stream?.one) continue;
        const found = await stream.one.ask(await open.open({ connection }), externalId);
        if (found === 'cannot') continue;
        missing = true;
        if (found === 'missing') continue;
        const there = namesOf(stream, found.raw, connection.config);
        const same = there.some((each) => known.names.includes(folded(each)));
        return answer(same ? 'same' : 'other', there[0] ?? null);
      }
    } catch (thrown) {
      const meant = asSourceProblem(thrown, name);
      if (!(meant instanceof SourceProblem)) throw thrown;
      const { message, fix } = sourceProblem(meant, name, 'test');
      return answer('silent', null, { message, fix });
    } finally {
      await open.close();
    }
    return answer(missing ? 'missing' : 'cannot');
  },
};

function clientKnownAs(ledger: Ledger, id: number): KnownAs | null {
  const client = clientById(ledger, id);
  if (!client) return null;
  const emails = emailsOf(ledger, id).map(({ email }) => email);
  return {
    ids: externalIdsOf(ledger, id).map((each) => ({ system: each.system, externalId: each.external_id })),
    names: [client.name, ...emails].map(folded),
  };
}

function serviceKnownAs(ledger: Ledger, id: number): KnownAs | null {
  const [service] = serviceRows(ledger, [id]);
  return service ? { ids: outsideIdsOfService(ledger, id), names: [folded(service.name)] } : null;
}

/** What the record is called there, the name first; nothing where it is not what it used to be. */
function namesOf(stream: Stream<never>, raw: unknown, config: unknown): string[] {
  if (!stream.wire.safeParse(raw).success) return [];
  return stream.map(raw, config as never).flatMap((draft) => {
    if (draft.draft === 'service') return [draft.name];
    if (draft.draft === 'party') return [draft.name, ...(draft.email === null ? [] : [draft.email])];
    return [];
  });
}

/** Spelling that differs in blanks and capitals is the same name. */
function folded(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
