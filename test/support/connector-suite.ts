/** What every connector promises, whatever system it speaks to. One suite, run for each with its own simulator. */
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type CommonSettings,
  type ConnectionContext,
  type Connector,
  type DateWindow,
  type Page,
  type SecretValues,
  SourceProblem,
  type Stream,
} from '../../electron/connectors/connector.ts';
import { FAULTS, type Simulator, type SimulatorServer, serveSimulators } from '../../electron/connectors/simulator.ts';
import { fixedClock } from '../../electron/platform/clock.ts';
import { createHttpClient } from '../../electron/platform/http.ts';
import { silentLog } from '../../electron/platform/log.ts';
import { seededRandom } from '../../electron/platform/random.ts';
import { firstDay, lastDay, month } from '../../shared/domain/month.ts';
import { hostileRedirect, idsOf, recordsOf } from './connect.ts';

export interface Subject<Config> {
  readonly connector: Connector<Config>;
  /** A fresh simulator with several pages in every list and, in windowed ones, records in `month`. */
  readonly simulator: () => Simulator;
  readonly secrets: SecretValues;
  readonly config?: object;
  readonly month: string;
}

export function connectorSuite<Config>(subject: Subject<Config>): void {
  const { connector, secrets } = subject;
  const window: DateWindow = { from: firstDay(month(subject.month)), to: lastDay(month(subject.month)) };

  /** The connector and a simulator, put together as the app does it. */
  async function open(
    given: { readonly simulator?: Simulator; readonly shuffleSeed?: number } = {},
  ): Promise<{ context: ConnectionContext<Config>; server: SimulatorServer }> {
    const server = await serveSimulators([given.simulator ?? subject.simulator()], { ...given, slowMs: 50 });
    const clock = fixedClock('2026-03-31T10:00:00.000Z');
    const config = connector.settings.parse({ ...subject.config, baseUrl: `${server.url}/${connector.id}` });
    const http = createHttpClient({
      baseUrl: connector.baseUrl(config, secrets),
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
    return { context: { config, http, secrets, clock }, server };
  }

  async function pagesOf(
    stream: Stream<Config>,
    context: ConnectionContext<Config>,
    cursor: unknown = null,
  ): Promise<Page[]> {
    const pages: Page[] = [];
    const from: unknown = JSON.parse(JSON.stringify(cursor));
    for await (const page of stream.read(context, stream.window === 'month' ? window : null, from)) pages.push(page);
    return pages;
  }

  const sorted = (ids: readonly (string | null)[]) => [...new Set(ids)].sort();

  describe(connector.name, () => {
    test('has settings that work without a word, and keeps to public networks unless told', () => {
      const settings = connector.settings.parse({}) as CommonSettings;
      expect(settings.privateNetwork).toBe(false);
      expect(new URL(connector.baseUrl(settings as Config, secrets)).protocol).toBe('https:');
    });

    test('says of each secret where to find it, and of each stream what a record is', () => {
      for (const { label, help } of connector.secrets) expect([label, help]).not.toContain('');
      for (const { record, mapperVersion } of connector.streams)
        expect([record.length > 0, mapperVersion > 0]).toEqual([true, true]);
      expect(new Set(connector.streams.map(({ name }) => name)).size).toBe(connector.streams.length);
    });

    test('tests a connection in words, with a good key and with none', async () => {
      const { context } = await open();
      const good = await connector.test(context);
      expect(good.works).toBe(true);
      const none = await connector.test({ ...context, secrets: {} });
      expect(none.works).toBe(false);
      for (const { text } of [...good.findings, ...none.findings]) expect(text).toMatch(/\w \w/);
      expect(none.findings.find(({ ok }) => !ok)?.fix).toMatch(/\w \w/);
    });

    describe.each(connector.streams)('$name', (stream) => {
      test('every record has an id, fits the wire schema and maps to something, the same each time', async () => {
        const { context } = await open();
        const records = recordsOf(await pagesOf(stream, context));
        expect(records.length).toBeGreaterThan(0);
        for (const raw of records) {
          expect(stream.identify(raw)).toMatch(/\S/);
          const parsed = stream.wire.parse(raw);
          const before = JSON.stringify(parsed);
          const drafts = stream.map(parsed, context.config);
          expect(drafts.length).toBeGreaterThan(0);
          expect(stream.map(parsed, context.config)).toEqual(drafts);
          expect(JSON.stringify(parsed)).toBe(before);
        }
      });

      test('as many distinct records arrive as were served', async () => {
        const { context, server } = await open();
        const ids = idsOf(stream, await pagesOf(stream, context));
        expect(server.takeTally().get(`${connector.id}.${stream.name}`)).toBe(new Set(ids).size);
      });

      test('a read resumed from any of its cursors gives what a straight one gives', async () => {
        const { context } = await open({ shuffleSeed: 5 });
        const straight = await pagesOf(stream, context);
        expect(straight.at(-1)?.cursor).toBeNull();
        const ids = sorted(idsOf(stream, straight));
        for (const [at, page] of straight.slice(0, -1).entries()) {
          const rest = await pagesOf(stream, context, page.cursor);
          expect(sorted([...idsOf(stream, straight.slice(0, at + 1)), ...idsOf(stream, rest)])).toEqual(ids);
        }
      });

      test('a redirect to another host gets no header of ours', async () => {
        const heard: unknown[] = [];
        const thief = await serveSimulators([
          { id: 'thief', answer: ({ headers }) => ({ status: 200, body: heard.push(headers) }) },
        ]);
        onTestFinished(() => thief.close());
        const { context } = await open({ simulator: hostileRedirect(connector.id, `${thief.url}/thief/`) });
        await expect(pagesOf(stream, context)).rejects.toThrow(SourceProblem);
        expect(heard).toEqual([]);
      });

      test.each(FAULTS)(
        '%s on the way ends in a full read or in a problem that is told, and passes when it is over',
        async (kind) => {
          const { context, server } = await open();
          const all = sorted(idsOf(stream, await pagesOf(stream, context)));
          server.setFaults([{ connector: connector.id, kind, from: 1, times: 2 }]);
          try {
            const pages = await pagesOf(stream, context);
            if (kind === 'breaking_schema_drift') expect(recordsOf(pages).length).toBeGreaterThanOrEqual(all.length);
            else expect(sorted(idsOf(stream, pages))).toEqual(all);
          } catch (thrown) {
            if (!(thrown instanceof SourceProblem)) throw thrown;
          }
          server.setFaults([]);
          expect(sorted(idsOf(stream, await pagesOf(stream, context)))).toEqual(all);
        },
      );
    });
  });
}
