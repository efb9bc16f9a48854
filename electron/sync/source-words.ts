/** What a source that cannot be read means to the operator: the issue's words, and the problem that ends the execution. */
import type { IssueDraft } from '../../shared/domain/issue.ts';
import { fillWords, issueKind } from '../../shared/domain/issue-taxonomy.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import type { SourceProblem, SourceProblemCode } from '../connectors/connector.ts';

/** Codes after which the rest of the step is provisional and resuming makes sense. */
export function sourceProblem(problem: SourceProblem, source: string, step: string): Problem {
  const kind = issueKind(problem.code);
  const details = detailsOf(problem, source);
  // The key never left this machine: it is missing here, or the keychain is shut. The source has nothing to do with it.
  if (typeof problem.details.said === 'string') {
    return {
      code: String(problem.details.reason),
      message: problem.details.said,
      meaning: `${source} was not asked; what had arrived before is kept.`,
      fix: `${String(problem.details.what)} Then resume: monthend sync --resume.`,
      details: { step },
    };
  }
  return {
    code: problem.code,
    message: `${fillWords(kind.title, details)}.`,
    meaning: `${meaning(problem.code, details)} What had arrived before is kept.`,
    fix: `${fillWords(kind.fix, details)} Then resume: monthend sync --resume.`,
    details: { ...problem.details, step },
  };
}

/** The issue on the connection; closes when the same step next reads to its end. */
export function sourceIssue(
  problem: SourceProblem,
  source: string,
  connection: string,
  step: string,
  amount: number,
): IssueDraft {
  return {
    code: problem.code,
    subject: { entity: 'connection', key: connection },
    discriminator: step,
    details: detailsOf(problem, source),
    amount,
    month: null,
  };
}

function meaning(code: SourceProblemCode, details: Readonly<Record<string, unknown>>): string {
  const words = fillWords(issueKind(code).meaning, details);
  return words.includes('…') ? '' : words;
}

/** What fills the sentences. Not every system says when it may be asked again. */
function detailsOf({ details }: SourceProblem, source: string): SourceProblem['details'] {
  return { source, ...details, resetAt: details.resetAt ?? 'a few minutes have passed' };
}
