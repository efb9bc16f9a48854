/** A problem on a terminal: what happened, what it means, what to do. */
import type { Problem } from '../../shared/domain/problem.ts';
import type { Paint } from './paint.ts';
import { plain } from './plain-text.ts';

/** The lines of a problem. Technical detail stays in `--json`. */
export function problemLines(problem: Problem, paint: Paint): string[] {
  return [
    paint.strong(plain(problem.message)),
    ...(problem.meaning ? [`  It means  ${plain(problem.meaning)}`] : []),
    `  To do     ${plain(problem.fix)}`,
  ];
}

/** A command that was not understood, in our words: the parser's own begin with "error:" and call values invalid. */
export function usageProblem(said: string): Problem {
  const sentence = plain(said)
    .trim()
    .replace(/^error: /, '')
    .replace(/^unknown option '([^']*)'/, 'There is no option $1')
    .replace(/^unknown command '([^']*)'/, 'There is no command $1')
    .replace(/^missing required argument '([^']*)'/, 'The command needs $1')
    .replace(/^required option '([^']*)' not specified/, 'The command needs $1')
    .replace(/^option '([^']*)' argument missing/, 'A value is missing after $1')
    .replace(/^option '([^']*)' argument '([^']*)' is invalid\./, '"$2" is no value for $1.')
    .replace(/^command-argument value '([^']*)' is invalid for argument '([^']*)'\./, '"$1" is no value for $2.')
    .replace(/^too many arguments.*$/s, 'The command was given more words than it takes')
    .replace('Allowed choices are ', 'Choose one of: ')
    .replace(/\s*\(Did you mean (.*)\?\)$/, '. Did you mean $1?');
  const message = /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
  return { code: 'BAD_USAGE', message, fix: 'Add --help to the command to see what it takes.' };
}

/** What stood in the way of some executions, each thing said once: twelve months that wait for one step are one problem. */
export function executionProblems(
  executions: readonly { readonly step: string; readonly problem: Problem | null }[],
  paint: Paint,
): string[] {
  const said = new Set<string>();
  return executions.flatMap(({ step, problem }) => {
    if (!problem || said.has(`${step} ${problem.message}`)) return [];
    said.add(`${step} ${problem.message}`);
    return problemLines({ ...problem, message: `${step}: ${problem.message}` }, paint);
  });
}
