/**
 * Reading the lists. An enrolment's own JSON does not say whether its cohort is a micro cohort of another one, whether that cohort ever
 * ends or which zone it keeps; the academy's list of cohorts does. Mapping is pure per record, so that list (a few hundred rows) is read
 * first and every cohort and enrolment record carries what it says of it.
 */
import { z } from 'zod';
import type { ConnectionContext, Page } from '../connector.ts';
import { packIds, unpackIds } from './id-set.ts';
import { type ListRequest, pagesOf, rowId } from './paging.ts';
import { openSession, type Session } from './session.ts';
import type { FourgeeksSettings } from './settings.ts';

type Context = ConnectionContext<FourgeeksSettings>;
type Pages = AsyncGenerator<Page, void, void>;

/** Where a read stands: which academy, how far, and which rows it had. */
const listCursor = z.object({
  academy: z.number(),
  offset: z.number(),
  declared: z.number().nullable(),
  /** Rows had of this academy, and users given in the whole read, packed. */
  rows: z.string(),
  users: z.string(),
});
type ListCursor = z.infer<typeof listCursor>;

const cohortRow = z.looseObject({
  id: z.number(),
  never_ends: z.boolean().nullish(),
  ending_date: z.string().nullish(),
  timezone: z.string().nullish(),
  micro_cohorts: z.array(z.union([z.number(), z.looseObject({ id: z.number() })])).nullish(),
});

/** What an academy's list says of one cohort beyond what an enrolment repeats of it. */
interface CohortFacts {
  readonly microOf: number | null;
  readonly neverEnds: boolean;
  readonly timeZone: string | null;
}

/** All cohorts of an academy, by ascending id, and what they say of each other. */
export async function listCohorts(
  session: Session,
  settings: FourgeeksSettings,
  academy: number,
): Promise<{ rows: unknown[]; facts: ReadonlyMap<number, CohortFacts> }> {
  const rows: unknown[] = [];
  const start = { offset: 0, declared: null };
  for await (const page of pagesOf(session, cohortList(settings, academy), start, new Set())) {
    rows.push(...page.rows);
    if (page.partial) throw page.partial;
  }
  rows.sort((a, b) => (rowId(a) ?? 0) - (rowId(b) ?? 0));
  const parsed = rows.map((row) => cohortRow.safeParse(row).data).filter((row) => row !== undefined);
  const microOf = new Map<number, number>();
  for (const row of parsed) {
    for (const micro of row.micro_cohorts ?? []) microOf.set(typeof micro === 'number' ? micro : micro.id, row.id);
  }
  const facts = new Map(
    parsed.map((row) => [
      row.id,
      {
        microOf: microOf.get(row.id) ?? null,
        neverEnds: row.never_ends === true && !row.ending_date,
        timeZone: row.timezone ?? null,
      },
    ]),
  );
  return { rows, facts };
}

/**
 * Students of every academy. The same person in two academies is one record, the first academy's: both rows carry the same user, and
 * two payloads under one id would make every read look like a change.
 */
export function readStudents(context: Context, cursor: unknown): Pages {
  return readList(context, cursor, {
    request: (academy) => ({
      ...listOf(context.config, academy),
      path: '/v1/auth/academy/student',
      entity: 'students',
    }),
    prepare: async () => (row) => row,
    userOf: (row) => studentUser.safeParse(row).data?.user?.id ?? null,
  });
}

const studentUser = z.looseObject({ user: z.looseObject({ id: z.number() }).nullish() });

/** Enrolments of every academy, each with what the academy's list says of its cohort. */
export function readEnrolments(context: Context, cursor: unknown): Pages {
  const settings = context.config;
  return readList(context, cursor, {
    request: (academy) => ({
      ...listOf(settings, academy),
      path: '/v1/admissions/academy/cohort/user',
      entity: 'enrolments',
      query: { roles: settings.studentRoles.join(','), sort: 'id', cache: 'false' },
    }),
    prepare: async (session, academy) => {
      const { facts } = await listCohorts(session, settings, academy);
      return (row) => ({ enrolment: row, cohort: facts.get(cohortOf.safeParse(row).data?.cohort.id ?? -1) ?? null });
    },
    userOf: null,
  });
}

const cohortOf = z.looseObject({ cohort: z.looseObject({ id: z.number() }) });

/** Cohorts of every academy. An academy's list is read whole first, so a cursor only needs the last cohort given. */
export async function* readCohorts(context: Context, cursor: unknown): Pages {
  const settings = context.config;
  const session = openSession(context);
  const resume = resumed(cohortCursor.safeParse(cursor).data, settings);
  const academies = academiesFrom(settings, resume?.academy);
  for (const [index, academy] of academies.entries()) {
    const { rows, facts } = await listCohorts(session, settings, academy);
    const after = index === 0 && resume ? resume.after : 0;
    const left = rows.filter((row) => (rowId(row) ?? Number.MAX_SAFE_INTEGER) > after);
    const following = academies[index + 1];
    const onward = following === undefined ? null : { academy: following, after: 0 };
    for (let start = 0; start === 0 || start < left.length; start += settings.pageSize) {
      const slice = left.slice(start, start + settings.pageSize);
      const last = start + settings.pageSize >= left.length;
      yield {
        records: slice.map((row) => ({ cohort: row, microOf: facts.get(rowId(row) ?? -1)?.microOf ?? null })),
        cursor: last ? onward : { academy, after: rowId(slice.at(-1)) ?? after },
        declared: settings.academies.length === 1 ? rows.length : undefined,
      };
    }
  }
}

const cohortCursor = z.object({ academy: z.number(), after: z.number() });

interface ListRead {
  request(academy: number): ListRequest;
  /** What must be known of the academy before its rows can be given. */
  prepare(session: Session, academy: number): Promise<(row: unknown) => unknown>;
  /** Set when one user must be given only once. */
  readonly userOf: ((row: unknown) => number | null) | null;
}

async function* readList(context: Context, cursor: unknown, list: ListRead): Pages {
  const session = openSession(context);
  const resume = resumed(listCursor.safeParse(cursor).data, context.config);
  const academies = academiesFrom(context.config, resume?.academy);
  const users = unpackIds(resume?.users ?? '');
  for (const [index, academy] of academies.entries()) {
    const wrap = await list.prepare(session, academy);
    const here = resume && index === 0 ? resume : startOf(academy, users);
    const seen = unpackIds(here.rows);
    const following = academies[index + 1];
    for await (const page of pagesOf(session, list.request(academy), here, seen)) {
      const records = page.rows.filter((row) => isFirst(row, users, list.userOf)).map(wrap);
      const onward = following === undefined ? null : startOf(following, users);
      yield {
        records,
        cursor: page.partial
          ? startOf(academy, users) // what came stays; a resumed read asks for this academy again
          : page.next
            ? { academy, ...page.next, rows: packIds(seen), users: packIds(users) }
            : onward,
        // Rows are records only where nobody is merged and one academy is the whole read.
        declared: context.config.academies.length === 1 && list.userOf === null ? page.declared : undefined,
      };
      if (page.partial) throw page.partial;
    }
  }
}

function isFirst(row: unknown, users: Set<number>, userOf: ListRead['userOf']): boolean {
  const user = userOf?.(row) ?? null;
  if (user === null) return true;
  if (users.has(user)) return false;
  users.add(user);
  return true;
}

function startOf(academy: number, users: ReadonlySet<number>): ListCursor {
  return { academy, offset: 0, declared: null, rows: '', users: packIds(users) };
}

/** A cursor, unless it is of an academy that the settings no longer name: then the read starts over. */
export function resumed<T extends { academy: number }>(cursor: T | undefined, settings: FourgeeksSettings): T | null {
  return cursor && settings.academies.includes(cursor.academy) ? cursor : null;
}

/** The academies still to read: all of them, or those from the one a cursor names. */
export function academiesFrom(settings: FourgeeksSettings, academy: number | undefined): readonly number[] {
  const all = [...new Set(settings.academies)];
  return academy === undefined ? all : all.slice(all.indexOf(academy));
}

function cohortList(settings: FourgeeksSettings, academy: number): ListRequest {
  return {
    ...listOf(settings, academy),
    path: '/v1/admissions/academy/cohort',
    entity: 'cohorts',
    query: { sort: 'id', cache: 'false' },
  };
}

function listOf(settings: FourgeeksSettings, academy: number) {
  return { academy, pageSize: settings.pageSize, query: {} };
}
