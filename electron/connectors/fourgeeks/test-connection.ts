import { type ConnectionContext, type ConnectionTest, SourceProblem } from '../connector.ts';
import { openSession } from './session.ts';
import type { FourgeeksSettings } from './settings.ts';

type Finding = ConnectionTest['findings'][number];

const PROBES: readonly { path: string; query: Record<string, string>; what: string }[] = [
  { path: '/v1/admissions/academy/cohort', query: { cache: 'false' }, what: 'cohorts and enrolments' },
  { path: '/v1/auth/academy/student', query: {}, what: 'students' },
];

/** Asks every academy for one cohort and one student: token, academy and capability are proved in one call each. */
export async function testFourgeeks(context: ConnectionContext<FourgeeksSettings>): Promise<ConnectionTest> {
  const { secrets, config } = context;
  if (!secrets.token && !(secrets.email && secrets.password)) {
    const fix = 'Enter an e-mail address and its password, or a permanent academy token.';
    return { works: false, findings: [{ ok: false, text: 'There is no key yet.', fix }] };
  }
  const session = openSession(context);
  const findings: Finding[] = [];
  for (const academy of config.academies) {
    for (const { path, query, what } of PROBES) {
      try {
        await session.json(path, { ...query, limit: 1, offset: 0 }, academy, what);
        findings.push({ ok: true, text: `Academy ${academy}: ${what} can be read.` });
      } catch (error) {
        if (!(error instanceof SourceProblem)) throw error;
        const finding = explain(error, academy, what);
        findings.push(finding);
        if (error.code !== 'AUTH_FORBIDDEN') return { works: false, findings };
        // The academy itself is refused: asking it for something else would say the same again.
        if (error.details.what === `academy ${academy}`) break;
      }
    }
  }
  return { works: findings.every((finding) => finding.ok), findings };
}

function explain(problem: SourceProblem, academy: number, what: string): Finding {
  switch (problem.code) {
    case 'AUTH_EXPIRED':
      return {
        ok: false,
        text: '4Geeks does not accept this key.',
        fix: 'Check the e-mail address and password, or paste a new academy token.',
      };
    case 'AUTH_FORBIDDEN': {
      const { capability } = problem.details;
      if (problem.details.what === `academy ${academy}` || !capability) {
        return {
          ok: false,
          text: `Academy ${academy}: this user does not belong to it, or it is not active.`,
          fix: `Take ${academy} out of the academies, or ask its administrator to add the user.`,
        };
      }
      return {
        ok: false,
        text: `Academy ${academy}: ${what} cannot be read, the capability ${capability} is missing.`,
        fix: `Ask the academy's administrator for a role with ${capability}.`,
      };
    }
    case 'RESPONSE_CHANGED':
      return {
        ok: false,
        text: 'This address does not answer like 4Geeks.',
        fix: 'Check the address of the API in the settings.',
      };
    default:
      return {
        ok: false,
        text: `4Geeks cannot be reached (${problem.details.httpStatus ?? problem.code}).`,
        fix: 'Try again later.',
      };
  }
}
