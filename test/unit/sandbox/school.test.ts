import { describe, expect, test } from 'vitest';
import { fixedClock } from '../../../electron/platform/clock.ts';
import { generateSchool, recordsOfCase, SAMPLE_NOW, SAMPLE_SEED } from '../../../electron/sandbox/school.ts';
import { SPECIAL_CASES } from '../../../electron/sandbox/special-cases.ts';
import { isIssueCode } from '../../../shared/domain/issue-taxonomy.ts';

const clock = fixedClock(SAMPLE_NOW);
const school = generateSchool({ seed: SAMPLE_SEED, size: 1, clock, cases: 'all' });
const demo = generateSchool({ seed: SAMPLE_SEED, size: 1, clock });

describe('the sample school', () => {
  test('is the same from the same seed and size', () => {
    const again = generateSchool({ seed: SAMPLE_SEED, size: 1, clock: fixedClock(SAMPLE_NOW), cases: 'all' });
    expect(JSON.stringify(again)).toBe(JSON.stringify(school));
  });

  test('is another one from another seed, with the same special cases', () => {
    const other = generateSchool({ seed: 7, size: 1, clock, cases: 'all' });
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(school));
    const withoutNumbers = (id: string, of: typeof school) =>
      recordsOfCase(of, id).documents.map((document) => ({ ...document, number: null }));
    for (const { id } of SPECIAL_CASES) expect(withoutNumbers(id, other)).toEqual(withoutNumbers(id, school));
  });

  test('has some 600 invoices over two years, half of them in the last one', () => {
    const invoices = demo.documents.filter((document) => document.kind === 'invoice');
    const last = invoices.filter((document) => document.date.startsWith('2025'));
    expect(invoices.length).toBeGreaterThanOrEqual(570);
    expect(invoices.length).toBeLessThanOrEqual(630);
    expect(last.length).toBeGreaterThanOrEqual(280);
    expect(last.length).toBeLessThanOrEqual(320);
  });

  test('grows with its size and leaves the special cases as they are', () => {
    const large = generateSchool({ seed: SAMPLE_SEED, size: 9, clock, cases: 'all' });
    const ordinary = (of: typeof school) => of.documents.filter((document) => document.case === null).length;
    expect(ordinary(large) / ordinary(school)).toBeCloseTo(9, 0);
    for (const { id } of SPECIAL_CASES) {
      expect(recordsOfCase(large, id).enrolments).toEqual(recordsOfCase(school, id).enrolments);
      expect(recordsOfCase(large, id).contacts).toEqual(recordsOfCase(school, id).contacts);
    }
  });

  test('keeps demo issues the exception: 25 to 45 of them', () => {
    const expected = demo.cases.flatMap((special) => special.issues);
    const ordinaryDrops = demo.enrolments.filter(
      ({ case: id, status, createdOn }) => id === null && status === 'DROPPED' && createdOn >= '2025-01-01',
    );
    expect(expected.length + ordinaryDrops.length).toBeGreaterThanOrEqual(25);
    expect(expected.length + ordinaryDrops.length).toBeLessThanOrEqual(45);
    expect(new Set(expected).size).toBeGreaterThanOrEqual(15);
  });

  test('writes down something for every special case, under codes that exist', () => {
    expect(new Set(SPECIAL_CASES.map(({ id }) => id)).size).toBe(SPECIAL_CASES.length);
    expect(school.cases.map(({ id }) => id)).toEqual(SPECIAL_CASES.map(({ id }) => id));
    for (const { id, issues } of school.cases) {
      const records = recordsOfCase(school, id);
      expect(Object.values(records).flat().length, id).toBeGreaterThan(0);
      for (const code of issues) expect(isIssueCode(code), code).toBe(true);
    }
    expect(() => recordsOfCase(school, 'no-such-case')).toThrow(RangeError);
  });

  test('gives every record an id of its own', () => {
    const { cohorts, contacts, students, pages, enrolments, documents } = school;
    for (const list of [cohorts, contacts, students, pages, enrolments, documents]) {
      expect(new Set(list.map((record) => record.id)).size).toBe(list.length);
    }
    expect(new Set(cohorts.map((cohort) => cohort.slug)).size).toBe(cohorts.length);
  });

  test('refers only to students, cohorts, contacts and invoices that exist', () => {
    const ids = (list: readonly { readonly id: unknown }[]) => new Set(list.map((record) => record.id));
    const [students, cohorts, contacts, documents] = [
      ids(school.students),
      ids(school.cohorts),
      ids(school.contacts),
      ids(school.documents),
    ];
    for (const enrolment of school.enrolments) {
      expect(students.has(enrolment.studentId)).toBe(true);
      expect(cohorts.has(enrolment.cohortId)).toBe(true);
    }
    for (const document of school.documents) {
      if (document.contactId !== null) expect(contacts.has(document.contactId)).toBe(true);
      if (document.originId !== null) expect(documents.has(document.originId)).toBe(true);
    }
    for (const cohort of school.cohorts) if (cohort.macroId !== null) expect(cohorts.has(cohort.macroId)).toBe(true);
  });

  test('numbers documents by date without gaps, but for the cases about numbers', () => {
    const numbers = demo.documents.map((document) => document.number).filter((number) => number !== null);
    for (const series of ['F24', 'F25', 'F26', 'CN24', 'CN25']) {
      const counts = numbers.filter((number) => number.startsWith(series)).map((n) => Number(n.slice(series.length)));
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      expect(new Set(counts).size).toBe(Math.max(...counts));
    }
    const twice = recordsOfCase(demo, 'same-invoice-twice').documents;
    expect(twice[0]?.number).toBe(twice[1]?.number);
    expect(recordsOfCase(demo, 'draft-invoice').documents.filter((document) => document.number === null)).toHaveLength(
      1,
    );
  });

  test('pays nobody in one year for a course of the year before or after', () => {
    const kickoffs = new Map(demo.cohorts.map((cohort) => [cohort.id, cohort]));
    const contactOf = new Map(demo.contacts.map((contact) => [contact.email, contact.id]));
    const invoiced = new Set(demo.documents.map((document) => `${document.contactId}/${document.date.slice(0, 4)}`));
    const emails = new Map(demo.students.map((student) => [student.id, student.email]));
    for (const enrolment of demo.enrolments.filter((one) => one.case === null)) {
      const cohort = kickoffs.get(enrolment.cohortId);
      if (!cohort?.kickoff || cohort.neverEnds) continue;
      const year = cohort.kickoff.slice(0, 4);
      expect(year === '2025' || (cohort.end ?? '') < '2025-01-01').toBe(true);
      expect(invoiced.has(`${contactOf.get(emails.get(enrolment.studentId) ?? '')}/${year}`)).toBe(true);
    }
  });

  test('has no two ordinary people with one e-mail or with both surnames in common', () => {
    const people = demo.contacts.filter((contact) => contact.case === null);
    const surnames = people.map(({ name }) => name.split(' ').slice(1).sort().join(' '));
    expect(new Set(people.map((contact) => contact.email)).size).toBe(people.length);
    expect(new Set(surnames).size).toBe(people.length);
  });

  test('has nothing dated after its present but what a case is about', () => {
    for (const document of demo.documents) expect(document.date <= demo.today).toBe(true);
    for (const { payments } of demo.documents) for (const { date } of payments) expect(date <= demo.today).toBe(true);
    const future = demo.enrolments.filter((enrolment) => (enrolment.statusDate ?? '') > demo.today);
    expect(future.map((enrolment) => enrolment.case)).toEqual(['stop-in-the-future']);
  });
});
