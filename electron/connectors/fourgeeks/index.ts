/** 4Geeks (BreatheCode): students, cohorts and who is enrolled in them. Facts and their sources: README.md. */
import type { Connector } from '../connector.ts';
import { mapCohort, mapEnrolment, mapStatusChange, mapStudent, statusChangeId, studentId } from './map.ts';
import { rowId } from './paging.ts';
import { readCohorts, readEnrolments, readStudents } from './read.ts';
import { readStudent } from './read-one.ts';
import { type FourgeeksSettings, fourgeeksSettings } from './settings.ts';
import { readStatusLog } from './status-log.ts';
import { testFourgeeks } from './test-connection.ts';
import { type CohortWire, type EnrolmentWire, type StatusChangeWire, type StudentWire, wire } from './wire.ts';

export const fourgeeks: Connector<FourgeeksSettings> = {
  id: 'fourgeeks',
  name: '4Geeks',
  category: 'crm',
  secrets: [
    {
      name: 'email',
      label: 'E-mail',
      help: 'Of a user with a staff role in each academy; leave empty when you use a token.',
    },
    { name: 'password', label: 'Password', help: 'Of the same user; it is kept in the keychain.' },
    {
      name: 'token',
      label: 'Academy token',
      help: 'Instead of e-mail and password: a permanent token that the academy can create; it needs no renewal.',
    },
  ],
  settings: fourgeeksSettings,
  // No limit is published; each enrolment costs the server several queries.
  limits: { requestsPerSecond: 5, timeoutMs: 60_000 },
  baseUrl: (settings) => settings.baseUrl,
  test: testFourgeeks,
  streams: [
    {
      name: 'students',
      record: 'student',
      step: 'crm-clients',
      window: 'none',
      mapperVersion: 1,
      wire: wire.student,
      read: (context, _window, cursor) => readStudents(context, cursor),
      one: { of: 'client', ask: readStudent },
      identify: identifyStudent,
      map: (raw) => mapStudent(raw as StudentWire),
    },
    {
      name: 'cohorts',
      record: 'cohort',
      step: 'service-periods',
      window: 'none',
      mapperVersion: 1,
      wire: wire.cohort,
      read: (context, _window, cursor) => readCohorts(context, cursor),
      identify: (raw) => idText(field(raw, 'cohort')),
      map: (raw, settings) => mapCohort(raw as CohortWire, settings),
    },
    {
      name: 'enrolments',
      record: 'enrolment',
      step: 'service-periods',
      window: 'none',
      mapperVersion: 1,
      wire: wire.enrolment,
      read: (context, _window, cursor) => readEnrolments(context, cursor),
      identify: (raw) => idText(field(raw, 'enrolment')),
      map: (raw, settings) => mapEnrolment(raw as EnrolmentWire, settings),
    },
    {
      name: 'status-log',
      record: 'change of status',
      step: 'service-periods',
      window: 'none',
      mapperVersion: 1,
      wire: wire.statusChange,
      read: (context, _window, cursor) => readStatusLog(context, cursor),
      identify: (raw) => {
        const change = wire.statusChange.safeParse(raw);
        return change.success ? statusChangeId(change.data) : null;
      },
      map: (raw, settings) => mapStatusChange(raw as StatusChangeWire, settings),
    },
  ],
};

function identifyStudent(raw: unknown): string | null {
  const [user, profile] = [rowId(field(raw, 'user')), rowId(raw)];
  if (user !== null) return String(user);
  return profile === null ? null : studentId({ id: profile, user: null });
}

function idText(row: unknown): string | null {
  const id = rowId(row);
  return id === null ? null : String(id);
}

function field(raw: unknown, name: string): unknown {
  return typeof raw === 'object' && raw !== null ? Object.entries(raw).find(([key]) => key === name)?.[1] : undefined;
}
