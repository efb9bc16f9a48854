/** The fetching half of a step: pages in, checkpoint with each, nothing interpreted. */
import { firstDay, lastDay, type Month } from '../../shared/domain/month.ts';
import type { ConnectionContext, Stream } from '../connectors/connector.ts';
import { SourceProblem } from '../connectors/connector.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { canonicalJson, checkpoints, payloadHash, storePage } from '../ledger/source-records.ts';
import type { Ids } from '../ledger/writer.ts';
import type { Clock } from '../platform/clock.ts';
import type { StreamOf } from './apply/context.ts';

/** Payloads kept in memory between fetch and apply; beyond it apply reads them back, so memory stays level. */
const KEEP = 2_000;

export interface FetchJob {
  readonly ledger: Ledger;
  readonly ids: Ids;
  readonly run: number;
  readonly execution: number;
  readonly month: Month | null;
  readonly clock: Clock;
  readonly open: (of: StreamOf) => Promise<ConnectionContext<never>>;
  readonly onPage: (of: StreamOf, received: number) => void;
  /** Filled with what new and changed records say. */
  readonly fresh: Map<number, unknown>;
}

/** Reads one stream to its end from wherever an earlier attempt left it. Throws {@link SourceProblem} or what the network threw. */
export async function fetchStream(job: FetchJob, of: StreamOf): Promise<void> {
  const checkpoint = checkpoints(job.ledger, job.execution).find(
    (each) => each.connection === of.connection.row.id && each.stream === of.stream.name,
  );
  if (checkpoint?.complete) return;
  const context = await job.open(of);
  const stream: Stream<never> = of.stream;
  const window =
    job.month !== null && stream.window === 'month' ? { from: firstDay(job.month), to: lastDay(job.month) } : null;
  let ended = false;
  for await (const page of stream.read(context, window, checkpoint?.cursor ?? null)) {
    context.signal?.throwIfAborted();
    if (ended) throw new Error(`${stream.name} went on after its last page`);
    const stored = storePage(job.ledger, job.ids, {
      execution: job.execution,
      run: job.run,
      connection: of.connection.row.id,
      stream: stream.name,
      month: stream.window === 'month' ? job.month : null,
      // A record without an id is stored under its content, so that it can be reported and does not vanish.
      records: page.records.map((raw) => ({
        externalId: stream.identify(raw) ?? `no-id:${payloadHash(canonicalJson(raw))}`,
        raw,
      })),
      cursor: page.cursor,
      declared: page.declared ?? null,
      fetchedAt: job.clock.now().toISOString(),
      firstOpenMonth: job.ledger.firstOpenMonth(),
    });
    for (const [id, raw] of stored.changed) if (job.fresh.size < KEEP) job.fresh.set(id, raw);
    ended = page.cursor === null;
    job.onPage(of, stored.ids.length);
  }
  if (!ended) {
    throw new SourceProblem('SOURCE_PARTIAL', {
      source: of.connection.connector.name,
      entity: stream.record,
      received: null,
    });
  }
}
