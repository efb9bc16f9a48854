import { fourgeeksCohort, fourgeeksEnrolment, fourgeeksStudent } from '../../electron/connectors/fourgeeks/builders.ts';
import type { FourgeeksWorld } from '../../electron/connectors/fourgeeks/simulator.ts';

export const campus = { id: 6, slug: 'campus-levante', timezone: 'Europe/Madrid' };
export const norte = { id: 9, slug: 'campus-norte', timezone: 'Europe/Madrid' };
export const user = { email: 'finance-bot@campus.example', password: 'correct horse' };

/** Two academies, 23 students each of whom one is in both, a macro cohort with a micro one, and one dated drop in its log. */
export function world(): FourgeeksWorld {
  const students = [campus, norte].flatMap((academy, a) =>
    Array.from({ length: 23 }, (_, i) =>
      fourgeeksStudent({
        profileId: 100 * (a + 1) + i,
        userId: i === 5 && a === 0 ? null : i === 0 ? 4000 : 4000 + 100 * a + i,
        firstName: `Student${i}`,
        lastName: academy.slug,
        email: `student${i}.${a}@mail.example`,
        academy,
        createdAt: `2026-01-08T11:${String(i + 10)}:00Z`,
      }),
    ),
  );
  const macro = fourgeeksCohort({
    id: 1502,
    slug: 'spain-ds-pt-12',
    academy: campus,
    kickoff: '2026-01-12',
    ending: '2026-05-29',
    micro: [{ id: 1511, slug: 'python-basics-ds12' }],
  });
  const micro = fourgeeksCohort({
    id: 1511,
    slug: 'python-basics-ds12',
    academy: campus,
    kickoff: '2026-01-12',
    ending: null,
  });
  const other = fourgeeksCohort({
    id: 1600,
    slug: 'spain-fs-ft-40',
    academy: norte,
    kickoff: '2026-02-02',
    ending: '2026-04-30',
  });
  const enrolments = students.flatMap((student, i) => {
    const main = student.academy.id === 6 ? macro : other;
    const row = fourgeeksEnrolment({
      id: 81000 + 2 * i,
      student,
      cohort: main,
      status: i % 7 === 3 ? 'DROPPED' : 'ACTIVE',
      updatedAt: '2026-02-20T09:03:11.870401Z',
    });
    // An old row: only the list of cohorts tells that its cohort is a micro one.
    const part = fourgeeksEnrolment({
      id: 81001 + 2 * i,
      student,
      cohort: micro,
      status: null,
      updatedAt: '2026-02-18T17:45:09Z',
    });
    return main === macro ? [row, part] : [row];
  });
  return {
    users: [user],
    tokens: ['a-permanent-token'],
    academies: [campus, norte],
    students,
    cohorts: [macro, micro, other],
    enrolments,
    log: { 1502: { 4003: [{ status: 'DROPPED', date: '2026-02-17' }] } },
  };
}

export const config = { academies: [6, 9], pageSize: 7 };
