import { onTestFinished } from 'vitest';
import {
  type ConnectionContext,
  type Connector,
  type Page,
  type SecretValues,
  SourceProblem,
  type Stream,
} from '../../electron/connectors/connector.ts';
import { type Simulator, type SimulatorServer, serveSimulators } from '../../electron/connectors/simulator.ts';
import { fixedClock } from '../../electron/platform/clock.ts';
import { createHttpClient } from '../../electron/platform/http.ts';
import { silentLog } from '../../electron/platform/log.ts';
import { seededRandom } from '../../electron/platform/random.ts';

/** A connector talking to its simulator over real loopback HTTP, for one test. Waiting takes no time. */
export async function connect<Config>(
  connector: Connector<Config>,
  simulator: Simulator,
  given: { readonly secrets: SecretValues; readonly config?: unknown; readonly shuffleSeed?: number },
): Promise<{ context: ConnectionContext<Config>; server: SimulatorServer }> {
  const server = await serveSimulators([simulator], { shuffleSeed: given.shuffleSeed });
  const clock = fixedClock('2026-03-31T10:00:00.000Z');
  const http = createHttpClient({
    baseUrl: `${server.url}/${simulator.id}`,
    label: connector.id,
    policy: { requestsPerSecond: null, privateNetworkAllowed: true },
    clock,
    random: seededRandom(1),
    log: silentLog,
  });
  onTestFinished(async () => {
    await http.close();
    await server.close();
  });
  return {
    context: { config: connector.settings.parse(given.config ?? {}), http, secrets: given.secrets, clock },
    server,
  };
}

/** The stream of that name. */
export function streamOf<Config>(connector: Connector<Config>, name: string): Stream<Config> {
  const stream = connector.streams.find((candidate) => candidate.name === name);
  if (!stream) throw new Error(`${connector.id} has no stream ${name}`);
  return stream;
}

/** All pages of a stream from a cursor on; the cursor goes through JSON, as it does when it is stored. */
export async function readAll<Config>(
  stream: Stream<Config>,
  context: ConnectionContext<Config>,
  cursor: unknown = null,
): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of stream.read(context, null, JSON.parse(JSON.stringify(cursor)))) pages.push(page);
  return pages;
}

/** The records of pages. */
export function recordsOf(pages: readonly Page[]): unknown[] {
  return pages.flatMap((page) => page.records);
}

/** Ids of the records of pages, in order. */
export function idsOf<Config>(stream: Stream<Config>, pages: readonly Page[]): (string | null)[] {
  return recordsOf(pages).map((record) => stream.identify(record));
}

/** Ids of all records, the read resumed from its last cursor whenever the source has a problem; ten times at most. */
export async function readThrough<Config>(
  stream: Stream<Config>,
  context: ConnectionContext<Config>,
): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  let cursor: unknown = null;
  for (let problems = 0; ; problems++) {
    try {
      for await (const page of stream.read(context, null, cursor)) {
        ids.push(...page.records.map((record) => stream.identify(record)));
        cursor = page.cursor;
      }
      return ids;
    } catch (error) {
      if (!(error instanceof SourceProblem) || problems === 10) throw error;
    }
  }
}

/** What `work` throws. */
export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}

/** A simulator that sends every request on to `location`. */
export function hostileRedirect(id: string, location: string): Simulator {
  return { id, answer: () => ({ status: 302, headers: { location }, body: {} }) };
}
