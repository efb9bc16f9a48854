/**
 * The 4Geeks API on loopback: its routes, its ways of refusing, its quirks. A world is plain data in the API's own shapes and may be
 * changed between two requests.
 */
import { createHash } from 'node:crypto';
import type { SimAnswer, SimRequest, Simulator, SimWorld } from '../simulator.ts';
import type { FourgeeksAcademy, FourgeeksCohort, FourgeeksEnrolment, FourgeeksStudent } from './builders.ts';
import { statusChangeId, studentId } from './map.ts';
import { drifted, error, listAnswer } from './simulator-answers.ts';
import { statusChanges } from './status-log.ts';

export interface FourgeeksWorld {
  users: { email: string; password: string }[];
  /** Permanent academy tokens. */
  tokens: string[];
  academies: FourgeeksAcademy[];
  students: FourgeeksStudent[];
  cohorts: FourgeeksCohort[];
  enrolments: FourgeeksEnrolment[];
  /** What a cohort's log answers, by cohort id; absent: the route does not exist. */
  log?: Record<number, unknown>;
  /** Cohorts and enrolments come from the server's cache as first asked, unless `cache=false`. */
  staleCache?: boolean;
}

/** A simulator of `world`. Tokens of logins are its own business: they expire with the fault and a new login gives a new one. */
export function fourgeeksSimulator(world: FourgeeksWorld): Simulator {
  const issued = new Map<string, { email: string; whileExpired: boolean }>();
  const cache = new Map<string, SimAnswer>();
  let logins = 0;

  function login(request: SimRequest, sim: SimWorld): SimAnswer {
    const { email, password } = (request.body ?? {}) as { email?: unknown; password?: unknown };
    for (const [field, value] of Object.entries({ email, password })) {
      if (typeof value !== 'string' || value === '') return error(400, { [field]: ['This field is required.'] });
    }
    const user = world.users.find(
      (u) => u.email.toLowerCase() === String(email).toLowerCase() && u.password === password,
    );
    if (!user) return error(400, { non_field_errors: ['Unable to log in with provided credentials.'] });
    // Get or create: the same token until it has expired.
    let [token] = [...issued].find(([, t]) => t.email === user.email && t.whileExpired === sim.tokenExpired) ?? [];
    if (token === undefined) {
      for (const [old, t] of issued) if (t.email === user.email) issued.delete(old);
      token = createHash('sha1').update(`${user.email}/${++logins}`).digest('hex');
      issued.set(token, { email: user.email, whileExpired: sim.tokenExpired });
    }
    const body = { token, user_id: 9041, email: user.email, expires_at: '2026-12-01T10:15:42.118204Z' };
    return { status: 200, body };
  }

  function unauthenticated(request: SimRequest, sim: SimWorld): SimAnswer | null {
    const [word, token = ''] = (request.headers.authorization ?? '').split(' ');
    if (word !== 'Token' || token === '')
      return error(401, { detail: 'Authentication credentials were not provided.' });
    const session = issued.get(token);
    if (!session && !world.tokens.includes(token)) {
      return error(401, { error: 'Invalid or Inactive Token', is_authenticated: 'False' });
    }
    if (sim.tokenExpired && !session?.whileExpired) {
      issued.delete(token);
      return error(401, { error: 'Token expired at 2026-08-26 10:15:42.118204+00:00', is_authenticated: 'False' });
    }
    return null;
  }

  function forbidden(request: SimRequest, capability: string): SimAnswer | FourgeeksAcademy {
    const header = request.headers.academy ?? request.query.get('academy');
    if (!header)
      return error(403, { detail: "Missing academy_id parameter expected for the endpoint url or 'Academy' header" });
    if (!/^\d+$/.test(header)) return error(400, { detail: `Academy ID needs to be an integer: ${header}` });
    const academy = world.academies.find((a) => a.id === Number(header));
    const able = academy && (academy.capabilities?.includes(capability) ?? true);
    if (able) return academy;
    return error(403, { detail: `You (user: 9041) don't have this capability: ${capability} for academy ${header}` });
  }

  function route(request: SimRequest, sim: SimWorld): SimAnswer {
    const { path, query } = request;
    if (path === '/v1/auth/user/me') return { status: 200, body: identity(world) };
    const [, students, studentKey] = /^\/v1\/auth\/academy\/(student|member)(?:\/([^/]+))?$/.exec(path) ?? [];
    const [, logOf] = /^\/v1\/admissions\/academy\/cohort\/(\d+)\/log$/.exec(path) ?? [];
    const enrolments = /^\/v1\/admissions\/academy\/cohort\/(?:\d+\/)?user$/.test(path);
    const [, cohortKey] = /^\/v1\/admissions\/academy\/cohort\/([^/]+)$/.exec(path) ?? [];
    const cohorts = path === '/v1/admissions/academy/cohort';
    if (!students && !logOf && !enrolments && !cohortKey && !cohorts) return notFoundPage;
    const capability = students ? `read_${students}` : logOf ? 'read_cohort_log' : 'read_all_cohort';
    const academy = forbidden(request, capability);
    if ('status' in academy) return academy;
    const mine = world.cohorts.filter((cohort) => cohort.academy.id === academy.id);

    if (students) {
      const all = world.students.filter((s) => s.academy.id === academy.id);
      if (studentKey) return oneStudent(all, decodeURIComponent(studentKey));
      const like = query.get('like')?.toLowerCase();
      const wanted = all
        .filter((s) => !like || `${s.first_name} ${s.last_name} ${s.email}`.toLowerCase().includes(like))
        .sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
      return listAnswer(request, sim, wanted, { stream: 'students', id: studentId, kind: 'student' });
    }
    if (logOf) {
      if (!world.log) return notFoundPage;
      const cohort = mine.find((c) => c.id === Number(logOf));
      if (!cohort) return error(404, { detail: 'Cohort not found on this academy' });
      const body = world.log[cohort.id] ?? [];
      const changes = statusChanges({ id: cohort.id, timeZone: cohort.timezone }, body);
      return { status: 200, body, served: { stream: 'status-log', ids: changes.map(statusChangeId) } };
    }
    if (enrolments) {
      const ids = new Set(mine.map((cohort) => cohort.id));
      const roles = query.get('roles')?.toUpperCase().split(',');
      const users = query.get('users')?.split(',').map(Number);
      const wanted = world.enrolments
        .filter((row) => ids.has(row.cohort.id))
        .filter((row) => !roles || roles.includes(row.role))
        .filter((row) => !users || (row.user !== null && users.includes(row.user.id)));
      return listAnswer(request, sim, wanted, { stream: 'enrolments', id: (row) => String(row.id), kind: 'enrolment' });
    }
    if (cohortKey) {
      const one = mine.find((c) => (/^\d+$/.test(cohortKey) ? c.id === Number(cohortKey) : c.slug === cohortKey));
      return one ? { status: 200, body: one } : error(404, { detail: `Cohort ${cohortKey} not found` });
    }
    const stages = query.get('stage')?.toUpperCase().split(',');
    const wanted = mine.filter((c) => (stages ? stages.includes(c.stage) : c.stage !== 'DELETED'));
    return listAnswer(request, sim, wanted, { stream: 'cohorts', id: (row) => String(row.id), kind: 'cohort' });
  }

  return {
    id: 'fourgeeks',
    answer(request, sim) {
      if (request.path === '/v1/auth/login/' && request.method === 'POST') return login(request, sim);
      const refused = unauthenticated(request, sim);
      if (refused) return refused;
      if (!world.staleCache || request.query.get('cache') === 'false' || !request.path.includes('/admissions/')) {
        return drifted(route(request, sim), sim);
      }
      const key = `${request.path}?${request.query} ${request.headers.academy}`;
      const answer = cache.get(key) ?? structuredClone(route(request, sim));
      cache.set(key, answer);
      return answer;
    },
  };
}

const notFoundPage: SimAnswer = { status: 404, text: '<!doctype html><html><body><h1>Not Found</h1></body></html>' };

/** The detail form takes a user id or the account's e-mail, exactly as written; roles are ignored there. */
function oneStudent(students: readonly FourgeeksStudent[], key: string): SimAnswer {
  const one = students.find((s) => (/^\d+$/.test(key) ? s.user?.id === Number(key) : s.user?.email === key));
  return one ? { status: 200, body: one } : error(404, { detail: 'Profile not found' });
}

function identity(world: FourgeeksWorld): unknown {
  const roles = world.academies.map(({ id, slug, timezone }) => ({
    id: 5600 + id,
    academy: { id, name: slug, slug, timezone },
    role: 'country_manager',
    created_at: '2025-09-01T09:05:00Z',
  }));
  return { id: 9041, email: world.users[0]?.email ?? null, username: 'finance-bot', roles, permissions: [] };
}
