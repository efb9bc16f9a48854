import { describe, expect, test } from 'vitest';
import {
  type CohortFactsForBuilder,
  fourgeeksCohort,
  fourgeeksEnrolment,
  fourgeeksStudent,
} from '../../../electron/connectors/fourgeeks/builders.ts';
import { preworkDaysOf, serviceTypeOf } from '../../../electron/connectors/fourgeeks/cohort-rules.ts';
import { fourgeeks } from '../../../electron/connectors/fourgeeks/index.ts';
import { fourgeeksSettings } from '../../../electron/connectors/fourgeeks/settings.ts';
import { statusChanges } from '../../../electron/connectors/fourgeeks/status-log.ts';
import { streamOf } from '../../support/connect.ts';

const settings = fourgeeksSettings.parse({});
const academy = { id: 6, slug: 'campus-levante', timezone: 'Europe/Madrid' };
const irune = fourgeeksStudent({
  profileId: 55120,
  userId: 40317,
  firstName: 'Irune',
  lastName: 'Valdarra',
  email: 'irune.valdarra@mail.example',
  academy,
});

function cohort(facts: Partial<CohortFactsForBuilder> = {}) {
  return fourgeeksCohort({
    id: 1502,
    slug: 'spain-ds-pt-12',
    academy,
    kickoff: '2026-01-12',
    ending: '2026-05-29',
    ...facts,
  });
}

function map(stream: string, raw: unknown, config: unknown = {}) {
  const { wire, map: mapRecord } = streamOf(fourgeeks, stream);
  return mapRecord(wire.parse(raw), fourgeeksSettings.parse(config));
}

const facts = { microOf: null, neverEnds: false, timeZone: 'Europe/Madrid' };

describe('service type', () => {
  test.each([
    ['spain-ds-pt-12', 'DS'],
    ['spain-fs-ft-40', 'FS'],
    ['FS-online-3', 'FS'],
    ['madrid-ft-7', 'FS'],
    ['miami-cs-2', 'CS'],
    ['latam-aie-1', 'AIE'],
    ['spain-ml-4', 'DS'],
  ])('%s is %s', (slug, type) => {
    expect(serviceTypeOf(slug, settings.serviceTypes)).toBe(type);
  });

  test.each(['ads-campaign', 'physics-101', 'basics-cs101', 'madrid-pt-ft', 'ft-madrid', 'ai2-lab'])(
    'no part of a word decides: %s has none',
    (slug) => {
      expect(serviceTypeOf(slug, settings.serviceTypes)).toBeNull();
    },
  );

  test('the list can be edited', () => {
    expect(serviceTypeOf('berlin-ux-1', [{ tokens: ['ux'], serviceType: 'UX' }])).toBe('UX');
  });
});

describe('cohorts', () => {
  test('start with the pre-work and end on the last day', () => {
    expect(map('cohorts', { cohort: cohort(), microOf: null })).toEqual([
      {
        draft: 'cohort',
        externalId: '1502',
        slug: 'spain-ds-pt-12',
        serviceType: 'DS',
        start: '2025-12-29',
        end: '2026-05-29',
        preworkDays: 14,
      },
    ]);
    expect(preworkDaysOf('miami-ds-pt-12', settings.prework)).toBe(0);
  });

  test('have the days of their own zone, across midnight and summer time', () => {
    const raw = cohort({ slug: 'x', kickoff: '2026-03-28T23:30:00Z', ending: '2026-06-30T22:15:00Z' });
    expect(map('cohorts', { cohort: raw, microOf: null })).toMatchObject([{ start: '2026-03-29', end: '2026-07-01' }]);
    const miami = cohort({
      slug: 'x',
      kickoff: '2026-03-29T03:00:00Z',
      ending: '2026-07-01T03:00:00Z',
      timeZone: 'America/New_York',
    });
    expect(map('cohorts', { cohort: miami, microOf: null })).toMatchObject([
      { start: '2026-03-28', end: '2026-06-30' },
    ]);
  });

  test('without a zone or with an unknown one have the days of the connection', () => {
    for (const timeZone of [null, 'Mars/Olympus']) {
      const raw = cohort({ slug: 'x', kickoff: '2026-01-12T23:30:00Z', timeZone });
      expect(map('cohorts', { cohort: raw, microOf: null })).toMatchObject([{ start: '2026-01-13' }]);
      const config = { timeZone: 'America/New_York' };
      expect(map('cohorts', { cohort: raw, microOf: null }, config)).toMatchObject([{ start: '2026-01-12' }]);
    }
  });

  test('that nobody pays for, never end, are deleted or part of another are excluded with a reason', () => {
    const reasons = [
      { cohort: cohort({ slug: 'yomequedoencasa' }), microOf: null },
      { cohort: cohort({ slug: 'campus-levante-pt-general' }), microOf: null },
      { cohort: cohort({ ending: null, neverEnds: true }), microOf: null },
      { cohort: cohort({ stage: 'DELETED' }), microOf: null },
      { cohort: cohort(), microOf: 1400 },
    ].map((raw) => map('cohorts', raw));
    expect(reasons).toEqual([
      [{ draft: 'excluded', reason: 'a cohort that nobody pays for' }],
      [{ draft: 'excluded', reason: 'a cohort that nobody pays for' }],
      [{ draft: 'excluded', reason: 'a cohort that never ends' }],
      [{ draft: 'excluded', reason: 'its cohort is deleted in 4Geeks' }],
      [{ draft: 'excluded', reason: 'part of a larger cohort' }],
    ]);
  });

  test('whose end is merely unknown stay, without one', () => {
    expect(map('cohorts', { cohort: cohort({ ending: null }), microOf: null })).toMatchObject([
      { draft: 'cohort', end: null },
    ]);
  });
});

describe('enrolments', () => {
  const row = (more: object = {}) =>
    fourgeeksEnrolment({
      id: 81002,
      student: irune,
      cohort: cohort(),
      status: 'dropped',
      updatedAt: '2026-02-20T23:30:11.870401Z',
      ...more,
    });

  test('carry the raw status and, as its date, no more than the day of the last edit', () => {
    expect(map('enrolments', { enrolment: row(), cohort: facts })).toEqual([
      {
        draft: 'enrolment',
        externalId: '81002',
        partyExternalId: '40317',
        cohortExternalId: '1502',
        status: 'DROPPED',
        statusDate: '2026-02-21',
        statusDateSource: 'record_edit',
        editedAt: '2026-02-20T23:30:11.870401Z',
      },
    ]);
  });

  test('that are active or have no status have no date of a change', () => {
    for (const status of ['ACTIVE', null]) {
      expect(map('enrolments', { enrolment: row({ status }), cohort: facts })).toMatchObject([
        { status, statusDate: null, statusDateSource: 'none' },
      ]);
    }
  });

  test('in a micro cohort are excluded, whether the row says so or only the list of cohorts', () => {
    const excluded = [{ draft: 'excluded', reason: 'part of a larger cohort' }];
    expect(map('enrolments', { enrolment: row({ macro: cohort({ id: 1 }) }), cohort: facts })).toEqual(excluded);
    expect(map('enrolments', { enrolment: row(), cohort: { ...facts, microOf: 1 } })).toEqual(excluded);
  });

  test('of teachers and in endless or deleted cohorts are excluded', () => {
    const drafts = [
      { enrolment: row({ role: 'TEACHER' }), cohort: facts },
      { enrolment: row(), cohort: { ...facts, neverEnds: true } },
      { enrolment: row({ cohort: cohort({ stage: 'DELETED' }) }), cohort: null },
      { enrolment: row({ cohort: cohort({ slug: 'yomequedoencasa' }) }), cohort: facts },
    ].map((raw) => map('enrolments', raw)[0]?.draft);
    expect(drafts).toEqual(['excluded', 'excluded', 'excluded', 'excluded']);
  });

  test('of somebody without an account go by the profile', () => {
    const otto = fourgeeksStudent({
      profileId: 7,
      userId: null,
      firstName: 'Otto',
      lastName: 'Brenn',
      email: 'o@b.example',
      academy,
    });
    const raw = { enrolment: row({ student: otto }), cohort: null };
    expect(map('enrolments', raw)).toMatchObject([{ partyExternalId: 'profile:7' }]);
    expect(map('students', otto)).toMatchObject([{ externalId: 'profile:7', email: 'o@b.example' }]);
  });

  test('that name nobody are not understood', () => {
    const raw = { enrolment: { ...row(), user: null, profile_academy: null }, cohort: null };
    expect(streamOf(fourgeeks, 'enrolments').wire.safeParse(raw).success).toBe(false);
  });
});

test('a student becomes a client only when enrolled, and blank values are none', () => {
  expect(map('students', { ...irune, phone: ' ' })).toEqual([
    {
      draft: 'party',
      externalId: '40317',
      name: 'Irune Valdarra',
      email: 'irune.valdarra@mail.example',
      taxId: null,
      phone: null,
      creates: 'enrolled',
      evidence: null,
    },
  ]);
});

describe('a cohort log', () => {
  const about = { id: 1502, timeZone: 'Europe/Madrid' };
  const change = { educational_status: 'dropped', date: '2026-02-20' };
  const asFound = { user: '40317', status: 'DROPPED', at: '2026-02-20' };

  test.each([
    ['a list', [{ ...change, user: 40317 }]],
    ['a list with user objects', [{ status: 'DROPPED', at: '2026-02-20', user: { id: 40317 } }]],
    ['a list of cohort users', [{ status: 'DROPPED', created_at: '2026-02-20', cohort_user: { user: { id: 40317 } } }]],
    ['an object by user', { 40317: [change] }],
    ['an object by user with one entry each', { 40317: change }],
    ['an object by day', { '2026-02-20': [{ status: 'dropped', user_id: '40317' }] }],
  ])('is understood as %s', (_, log) => {
    expect(statusChanges(about, log)).toMatchObject([asFound]);
  });

  test.each([
    ['class days', [{ current_module: 'a', teacher_comments: null, attendance_ids: [40317] }]],
    ['financial statuses', [{ user: 40317, status: 'LATE', date: '2026-02-20' }]],
    ['changes without a person', [{ ...change, cohort_user: 81002 }]],
    ['changes without a date', [{ user: 40317, status: 'DROPPED' }]],
    ['nothing', null],
    ['text', 'gone'],
  ])('of %s holds no change of status', (_, log) => {
    expect(statusChanges(about, log)).toEqual([]);
  });

  test('gives days of the cohort', () => {
    const [record] = statusChanges(about, [{ user: 1, status: 'POSTPONED', at: '2026-02-20T23:30:00Z' }]);
    expect(map('status-log', record)).toEqual([
      {
        draft: 'status_change',
        externalId: '1502:1:POSTPONED:2026-02-20T23:30:00Z',
        partyExternalId: '1',
        cohortExternalId: '1502',
        status: 'POSTPONED',
        date: '2026-02-21',
      },
    ]);
  });
});
