/**
 * The sample company as three outside systems on loopback. The keys are fixed and printed here on purpose: they open nothing but a
 * server on this machine that serves made-up people.
 */
import { type FourgeeksWorld, fourgeeksSimulator } from '../connectors/fourgeeks/simulator.ts';
import { type HoldedWorld, holdedSimulator } from '../connectors/holded/simulator.ts';
import { notionDataSource } from '../connectors/notion/builders.ts';
import { type NotionWorld, notionSimulator } from '../connectors/notion/simulator.ts';
import { type SimulatorServer, type SimulatorServerOptions, serveSimulators } from '../connectors/simulator.ts';
import { fixedClock } from '../platform/clock.ts';
import {
  ACADEMY,
  DATA_SOURCE_ID,
  DATABASE_ID,
  rawChannel,
  rawCohort,
  rawContact,
  rawDocument,
  rawEnrolment,
  rawPage,
  rawStatusChange,
  rawStudent,
} from './raw-records.ts';
import { generateSchool, SAMPLE_NOW, SAMPLE_SEED } from './school.ts';
import type { School, SchoolCohort } from './school-model.ts';
import { LANGUAGE_WORDS, OTHER_INCOME } from './school-programmes.ts';

/** In the shape of a version 1 key: the simulator then speaks version 1. */
export const SAMPLE_HOLDED_KEY = '5a3b1e0000000000000000000000e5a1';
export const SAMPLE_FOURGEEKS_LOGIN = {
  email: 'finance-bot@escuela-lumen.example',
  password: 'loopback-only',
} as const;
export const SAMPLE_NOTION_TOKEN = 'ntn_loopback_only_0000000000000000';

/** What the three systems hold, in the shapes of their APIs. Lists may be edited while a server serves them. */
export interface SampleWorlds {
  readonly holded: HoldedWorld;
  readonly fourgeeks: FourgeeksWorld & { log: Record<number, Record<string, unknown>[]> };
  readonly notion: NotionWorld;
}

/** Three systems that know the keys and nothing else. */
export function blankWorlds(): SampleWorlds {
  return {
    holded: { keys: [SAMPLE_HOLDED_KEY], saleschannels: [], contacts: [], invoices: [], creditnotes: [] },
    fourgeeks: {
      users: [{ ...SAMPLE_FOURGEEKS_LOGIN }],
      tokens: [],
      academies: [ACADEMY],
      students: [],
      cohorts: [],
      enrolments: [],
      log: {},
    },
    notion: {
      tokens: [SAMPLE_NOTION_TOKEN],
      databaseId: DATABASE_ID,
      dataSources: [notionDataSource(DATA_SOURCE_ID, 'Alumnos')],
      pages: [],
    },
  };
}

/** The school as its three systems hold it. */
export function sampleWorlds(school: School): SampleWorlds {
  const worlds = blankWorlds();
  const { holded, fourgeeks, notion } = worlds;
  holded.saleschannels.push(...school.programmes.map(rawChannel), rawChannel(OTHER_INCOME));
  for (const contact of school.contacts) holded.contacts.push(rawContact(contact));
  for (const document of school.documents) {
    (document.kind === 'invoice' ? holded.invoices : holded.creditnotes).push(rawDocument(document));
  }
  const parts = new Map<number, SchoolCohort[]>();
  for (const cohort of school.cohorts) {
    if (cohort.macroId !== null) parts.set(cohort.macroId, [...(parts.get(cohort.macroId) ?? []), cohort]);
  }
  for (const cohort of school.cohorts) fourgeeks.cohorts.push(rawCohort(cohort, parts.get(cohort.id) ?? []));
  for (const student of school.students) fourgeeks.students.push(rawStudent(student));
  addEnrolments(school, fourgeeks);
  for (const page of school.pages) notion.pages.push(rawPage(page));
  return worlds;
}

function addEnrolments(school: School, fourgeeks: SampleWorlds['fourgeeks']): void {
  const students = new Map(fourgeeks.students.map((student) => [student.user?.id, student]));
  const cohorts = new Map(fourgeeks.cohorts.map((cohort) => [cohort.id, cohort]));
  const macroOf = new Map(school.cohorts.map((cohort) => [cohort.id, cohort.macroId]));
  for (const enrolment of school.enrolments) {
    const [student, cohort] = [students.get(enrolment.studentId), cohorts.get(enrolment.cohortId)];
    if (!student || !cohort) throw new RangeError(`Enrolment ${enrolment.id} is of nobody or nowhere`);
    const macroId = macroOf.get(enrolment.cohortId);
    const macro = typeof macroId === 'number' ? cohorts.get(macroId) : undefined;
    fourgeeks.enrolments.push(rawEnrolment(enrolment, student, cohort, macro, school.today));
    const change = rawStatusChange(enrolment);
    if (change) fourgeeks.log[cohort.id] = [...(fourgeeks.log[cohort.id] ?? []), change];
  }
}

/** Serves worlds on one loopback server. */
export function serveWorlds(worlds: SampleWorlds, options: SimulatorServerOptions = {}): Promise<SimulatorServer> {
  const { holded, fourgeeks, notion } = worlds;
  return serveSimulators([holdedSimulator(holded), fourgeeksSimulator(fourgeeks), notionSimulator(notion)], options);
}

export interface SampleServerOptions extends SimulatorServerOptions {
  readonly seed?: number;
  readonly size?: number;
  readonly cases?: 'everyday' | 'all';
}

/** Makes up the sample company as it stands at {@link SAMPLE_NOW} and serves it. */
export async function startSampleServer(
  options: SampleServerOptions = {},
): Promise<SimulatorServer & { readonly worlds: SampleWorlds; readonly school: School }> {
  const { seed = SAMPLE_SEED, size = 1, cases, ...serving } = options;
  const school = generateSchool({ seed, size, cases, clock: fixedClock(SAMPLE_NOW) });
  const worlds = sampleWorlds(school);
  const server = await serveWorlds(worlds, serving);
  return { ...server, worlds, school };
}

/** What is needed to connect the app to one of the sample company's systems. */
export interface SampleConnection {
  /** The connector's id. */
  readonly provider: string;
  readonly label: string;
  /** As the connection's settings form would save them; to be parsed by the connector's schema. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

const CODING_WORDS: Readonly<Record<string, readonly string[]>> = {
  FS: ['full stack', 'fullstack', 'fs'],
  DS: ['data science', 'machine learning', 'ds'],
  CS: ['cybersecurity', 'cs'],
  AIE: ['ai engineering', 'aie'],
};

/** The connections to the systems that a server at `url` plays. */
export function sampleConnections(url: string): readonly SampleConnection[] {
  // Loopback needs no pacing, and is the private network that connections otherwise may not reach.
  const common = { privateNetwork: true, requestsPerSecond: null };
  const words = Object.entries({ ...LANGUAGE_WORDS, ...CODING_WORDS });
  return [
    {
      provider: 'holded',
      label: 'Holded (sample)',
      settings: {
        ...common,
        baseUrl: `${url}/holded`,
        serviceTypes: words.map(([type, list]) => ({ type, words: list })),
      },
      secrets: { apiKey: SAMPLE_HOLDED_KEY },
    },
    {
      provider: 'fourgeeks',
      label: '4Geeks (sample)',
      settings: {
        ...common,
        baseUrl: `${url}/fourgeeks`,
        academies: [ACADEMY.id],
        serviceTypes: words.flatMap(([serviceType, list]) =>
          list.map((phrase) => ({ tokens: phrase.split(' '), serviceType })),
        ),
      },
      secrets: { ...SAMPLE_FOURGEEKS_LOGIN },
    },
    {
      provider: 'notion',
      label: 'Notion (sample)',
      settings: { ...common, baseUrl: `${url}/notion`, databaseId: DATABASE_ID },
      secrets: { token: SAMPLE_NOTION_TOKEN },
    },
  ];
}
