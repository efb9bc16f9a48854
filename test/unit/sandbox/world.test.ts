import { describe, expect, test } from 'vitest';
import type { Connector, Stream } from '../../../electron/connectors/connector.ts';
import { fourgeeks } from '../../../electron/connectors/fourgeeks/index.ts';
import { holded } from '../../../electron/connectors/holded/index.ts';
import { notion } from '../../../electron/connectors/notion/index.ts';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { generateSchool, recordsOfCase, SAMPLE_NOW, SAMPLE_SEED } from '../../../electron/sandbox/school.ts';
import { sampleConnections, sampleWorlds, startSampleServer } from '../../../electron/sandbox/world.ts';
import type { Draft } from '../../../shared/domain/drafts.ts';

const school = generateSchool({ seed: SAMPLE_SEED, size: 1, clock: fixedClock(SAMPLE_NOW), cases: 'all' });
const worlds = sampleWorlds(school);
const connections = sampleConnections('http://127.0.0.1:1');

function settingsOf<Config>(connector: Connector<Config>): Config {
  const found = connections.find((connection) => connection.provider === connector.id);
  return connector.settings.parse(found?.settings);
}

function streamOf<Config>(connector: Connector<Config>, name: string): Stream<Config> {
  const found = connector.streams.find((stream) => stream.name === name);
  if (!found) throw new Error(`no stream ${name}`);
  return found;
}

/** Drafts of every record; a record that the wire schema refuses fails the test. */
function mapped<Config>(connector: Connector<Config>, name: string, records: readonly unknown[]): Draft[] {
  const stream = streamOf(connector, name);
  const settings = settingsOf(connector);
  return records.flatMap((raw) => {
    const parsed = stream.wire.safeParse(raw);
    expect(parsed.error?.issues, JSON.stringify(raw).slice(0, 300)).toBeUndefined();
    return stream.map(raw, settings);
  });
}

/** Cohorts and enrolments as the connector's reader hands them on. */
function fourgeeksRecords() {
  const { cohorts, enrolments } = worlds.fourgeeks;
  const microOf = new Map(
    cohorts.flatMap((macro) => macro.micro_cohorts.map((micro) => [micro.id, macro.id] as const)),
  );
  const facts = new Map(
    cohorts.map((cohort) => [
      cohort.id,
      {
        microOf: microOf.get(cohort.id) ?? null,
        neverEnds: cohort.never_ends && cohort.ending_date === null,
        timeZone: cohort.timezone,
      },
    ]),
  );
  return {
    cohorts: cohorts.map((cohort) => ({ cohort, microOf: microOf.get(cohort.id) ?? null })),
    enrolments: enrolments.map((enrolment) => ({ enrolment, cohort: facts.get(enrolment.cohort.id) ?? null })),
  };
}

describe('the raw worlds of the sample school', () => {
  test('hold nine services with a type each, and one account that is none', () => {
    const drafts = mapped(holded, 'services', worlds.holded.saleschannels);
    const services = drafts.filter((draft) => draft.draft === 'service');
    expect(services.map((service) => service.serviceType)).toEqual(school.programmes.map((one) => one.serviceType));
    expect(drafts.filter((draft) => draft.draft === 'excluded')).toHaveLength(1);
  });

  test('map documents to the amounts the school wrote, without findings but for the cases about them', () => {
    const byId = new Map(school.documents.map((document) => [document.id, document]));
    const drafts = [
      ...mapped(holded, 'invoices', worlds.holded.invoices),
      ...mapped(holded, 'creditnotes', worlds.holded.creditnotes),
    ];
    expect(drafts).toHaveLength(school.documents.length);
    const found = new Map<string, string[]>();
    for (const draft of drafts) {
      if (draft.draft !== 'document') throw new Error('not a document');
      const document = byId.get(draft.externalId);
      const net = document?.lines.reduce((sum, line) => sum + line.net, 0) ?? Number.NaN;
      expect(Math.abs(draft.net ?? Number.NaN)).toBe(net);
      expect([draft.number, draft.date, draft.currency]).toEqual([
        document?.number,
        document?.date,
        document?.currency,
      ]);
      expect(draft.lines.map((line) => line.accountExternalId)).toEqual(document?.lines.map((line) => line.accountId));
      if (document?.state !== 'approved') expect(draft.status).toBe(document?.state);
      if (draft.findings.length > 0)
        found.set(
          document?.case ?? 'ordinary',
          draft.findings.map(({ code }) => code),
        );
    }
    expect([...found].sort()).toEqual([
      ['marked-paid-but-open', ['PAID_FLAG_CONFLICT']],
      ['total-off', ['AMOUNT_MISMATCH']],
      ['vat-off', ['VAT_MISMATCH']],
    ]);
  });

  test('state the rate of every foreign document but the one without', () => {
    const rates = new Map(
      mapped(holded, 'invoices', worlds.holded.invoices).flatMap((draft) =>
        draft.draft === 'document' ? [[draft.externalId, draft.rate] as const] : [],
      ),
    );
    for (const document of school.documents.filter((one) => one.kind === 'invoice')) {
      const rate = rates.get(document.id);
      if (document.flaw?.kind === 'no_rate') expect(rate).toBeNull();
      else expect(Number(rate)).toBeCloseTo(document.rate, 4);
    }
  });

  test('withhold where the school withheld', () => {
    const [invoice] = recordsOfCase(school, 'withholding').documents;
    const raw = worlds.holded.invoices.filter((one) => one.id === invoice?.id);
    expect(mapped(holded, 'invoices', raw)).toMatchObject([{ net: 500_000, withholding: 75_000, status: 'paid' }]);
  });

  test('map people and pages one to one', () => {
    const contacts = mapped(holded, 'contacts', worlds.holded.contacts);
    const students = mapped(fourgeeks, 'students', worlds.fourgeeks.students);
    const pages = mapped(notion, 'pages', worlds.notion.pages);
    for (const [drafts, count] of [
      [contacts, school.contacts.length],
      [students, school.students.length],
      [pages, school.pages.length],
    ] as const) {
      expect(drafts.filter((draft) => draft.draft === 'party')).toHaveLength(count);
    }
    const longest = Math.max(...contacts.map((draft) => (draft.draft === 'party' ? draft.name.length : 0)));
    expect(longest).toBeGreaterThanOrEqual(9_990);
  });

  test('give every counted cohort the type of its programme, and leave channels and parts out', () => {
    const { cohorts, enrolments } = fourgeeksRecords();
    const typeOf = new Map(school.programmes.map((one) => [one.key, one.serviceType]));
    const drafts = mapped(fourgeeks, 'cohorts', cohorts).filter((draft) => draft.draft === 'cohort');
    const counted = school.cohorts.filter((cohort) => cohort.programme !== null && cohort.macroId === null);
    expect(drafts.map((draft) => [draft.externalId, draft.serviceType])).toEqual(
      counted.map((cohort) => [String(cohort.id), typeOf.get(cohort.programme ?? '')]),
    );
    const ids = new Set(counted.map((cohort) => cohort.id));
    const places = mapped(fourgeeks, 'enrolments', enrolments).filter((draft) => draft.draft === 'enrolment');
    expect(places.map((place) => place.externalId)).toEqual(
      school.enrolments.filter((place) => ids.has(place.cohortId)).map((place) => String(place.id)),
    );
  });

  test('have dates on every stop but the one without', () => {
    const { enrolments } = fourgeeksRecords();
    const undated = mapped(fourgeeks, 'enrolments', enrolments).filter(
      (draft) => draft.draft === 'enrolment' && draft.status !== 'ACTIVE' && draft.statusDate === null,
    );
    const [expected] = recordsOfCase(school, 'stopped-without-date').enrolments;
    expect(undated).toMatchObject([{ externalId: String(expected?.id) }]);
  });
});

describe('the sample server', () => {
  test('serves all three systems below one address and keeps a tally', async () => {
    const server = await startSampleServer();
    try {
      const [books] = sampleConnections(server.url);
      const key = books?.secrets.apiKey ?? '';
      const config = holded.settings.parse(books?.settings);
      const answer = await fetch(`${holded.baseUrl(config, { apiKey: key })}/saleschannels`, { headers: { key } });
      expect(await answer.json()).toHaveLength(server.school.programmes.length + 1);
      expect(server.takeTally().get('holded.services')).toBe(server.school.programmes.length + 1);
    } finally {
      await server.close();
    }
  });

  test('has connections whose settings every connector accepts, on loopback and unpaced', () => {
    for (const connector of [holded, fourgeeks, notion]) {
      const connection = connections.find((one) => one.provider === connector.id);
      expect(connector.settings.parse(connection?.settings)).toMatchObject({
        privateNetwork: true,
        requestsPerSecond: null,
        baseUrl: `http://127.0.0.1:1/${connector.id}`,
      });
      const declared = connector.secrets.map((field) => field.name);
      for (const name of Object.keys(connection?.secrets ?? {})) expect(declared).toContain(name);
    }
  });
});
