/**
 * Dated changes of status from a cohort's log. In the published source that log holds class days (module, comments, who attended) and no
 * statuses; installations that keep a history there are read in every shape seen: a list, or an object by user or by day. Where there is
 * nothing of the kind this stream is empty, and an enrolment's own date of last edit remains.
 */
import { z } from 'zod';
import type { HttpResponse } from '../../platform/http-port.ts';
import type { ConnectionContext, Page } from '../connector.ts';
import { answeredProblem, notJson } from '../source-errors.ts';
import { rowId } from './paging.ts';
import { academiesFrom, listCohorts, resumed } from './read.ts';
import { openSession, type Session, SOURCE } from './session.ts';
import type { FourgeeksSettings } from './settings.ts';
import type { StatusChangeWire } from './wire.ts';

const STATUS = /^(EARLY_)?(ACTIVE|POSTPONED|GRADUATED|SUSPENDED|DROPPED|ENDED|NOT_COMPLETING)$/;
const DAY = /^\d{4}-\d{2}-\d{2}/;

const idLike = z.union([z.number(), z.string().regex(/^\d+$/)]);
const person = z.union([idLike, z.looseObject({ id: idLike })]);
const text = z.string().nullish();
const entry = z.looseObject({
  user: person.nullish(),
  user_id: idLike.nullish(),
  // A bare number would be the id of an enrolment, which names nobody.
  cohort_user: z.union([z.looseObject({ user: person }), z.unknown()]).nullish(),
  educational_status: text,
  status: text,
  date: text,
  created_at: text,
  at: text,
});

interface Cohort {
  readonly id: number;
  readonly timeZone: string | null;
}

const cursorSchema = z.object({ academy: z.number(), after: z.number() });

/** The status changes of every cohort that is not part of another one, a page a cohort. */
export async function* readStatusLog(
  context: ConnectionContext<FourgeeksSettings>,
  cursor: unknown,
): AsyncGenerator<Page, void, void> {
  const { config } = context;
  if (!config.useStatusLog) {
    yield { records: [], cursor: null };
    return;
  }
  const session = openSession(context);
  const resume = resumed(cursorSchema.safeParse(cursor).data, config);
  for (const [index, academy] of academiesFrom(config, resume?.academy).entries()) {
    const after = index === 0 && resume ? resume.after : 0;
    for (const cohort of await macroCohorts(session, config, academy)) {
      if (cohort.id <= after) continue;
      const body = await logOf(session, academy, cohort.id);
      // One cohort's log of class days, or none at all, tells of the whole academy's: no need to ask hundreds of times.
      if (body === 'unavailable' || isClassDays(body)) break;
      const records = statusChanges(cohort, body);
      if (records.length > 0) yield { records, cursor: { academy, after: cohort.id } };
    }
  }
  yield { records: [], cursor: null };
}

async function macroCohorts(session: Session, settings: FourgeeksSettings, academy: number): Promise<Cohort[]> {
  const { rows, facts } = await listCohorts(session, settings, academy);
  return rows.flatMap((row) => {
    const id = rowId(row);
    const known = id === null ? undefined : facts.get(id);
    return id === null || !known || known.microOf !== null ? [] : [{ id, timeZone: known.timeZone }];
  });
}

/** A cohort's log; `unavailable` where the academy keeps none or does not let us read it (capability `read_cohort_log`). */
async function logOf(session: Session, academy: number, cohort: number): Promise<unknown> {
  const response = await session.send(`/v1/admissions/academy/cohort/${cohort}/log`, {}, academy);
  if (response.status === 403) return 'unavailable';
  // JSON says that this cohort is unknown, HTML that the address is.
  if (response.status === 404) return response.json === undefined ? 'unavailable' : null;
  return successful(response);
}

function successful(response: HttpResponse): unknown {
  if (response.status !== 200) throw answeredProblem(response, SOURCE, 'cohort log');
  if (response.json === undefined) throw notJson(response, SOURCE, 'cohort log');
  return response.json;
}

/** The status changes in a log, each a record of its own; entries of any other kind are not records of this stream. */
export function statusChanges(cohort: Cohort, log: unknown): (StatusChangeWire & { entry: unknown })[] {
  return entriesOf(log).flatMap(({ group, raw }) => {
    const parsed = entry.safeParse(raw);
    if (!parsed.success) return [];
    const found = parsed.data;
    const status = (found.educational_status ?? found.status ?? '').trim().toUpperCase();
    const user = userOf(found) ?? (group !== null && /^\d+$/.test(group) ? group : null);
    const at = found.date ?? found.created_at ?? found.at ?? (group !== null && DAY.test(group) ? group : null);
    if (!STATUS.test(status) || user === null || at === null) return [];
    return [{ cohort: { id: cohort.id, timeZone: cohort.timeZone }, user, status, at, entry: raw }];
  });
}

/** A log's entries with the key of the group they stand in, whether it is a list, a list by key or one entry a key. */
function entriesOf(log: unknown): { group: string | null; raw: unknown }[] {
  if (Array.isArray(log)) return log.map((raw: unknown) => ({ group: null, raw }));
  if (typeof log !== 'object' || log === null) return [];
  return Object.entries(log).flatMap(([group, value]: [string, unknown]) =>
    Array.isArray(value) ? value.map((raw: unknown) => ({ group, raw })) : [{ group, raw: value }],
  );
}

function userOf(found: z.infer<typeof entry>): string | null {
  const nested = z.looseObject({ user: person }).safeParse(found.cohort_user).data?.user;
  const who = found.user ?? found.user_id ?? nested ?? null;
  if (who === null) return null;
  return String(typeof who === 'object' ? who.id : who);
}

const classDay = z.union([
  z.looseObject({ attendance_ids: z.array(z.unknown()) }),
  z.looseObject({ current_module: z.unknown(), teacher_comments: z.unknown() }),
]);

function isClassDays(log: unknown): boolean {
  const entries = entriesOf(log);
  return entries.length > 0 && entries.every(({ raw }) => classDay.safeParse(raw).success);
}
