import { readFileSync } from 'node:fs';
import { answerVector, type VectorAnswer } from '../shared/recognition/vector-answer.ts';
import { differences } from '../shared/recognition/vector-comparison.ts';
import { parseVectorFile, parseVectorInput } from '../shared/recognition/vector-file.ts';

/**
 * `npm run recognise -- FILE`: computes every vector of a file from its input alone and prints one JSON object, answer by id.
 * Exit 0 when all answers are the expected ones, 1 naming on stderr those that are not (`--why` adds where they differ), 2 when
 * there is no such file to read.
 */
function main(args: readonly string[]): number {
  const path = args.find((arg) => !arg.startsWith('--'));
  const why = args.includes('--why');
  if (path === undefined) return fail('Which file? Usage: npm run recognise -- FILE [--why]');
  const content = readText(path);
  if (content === null) return fail(`Cannot read ${path}: no such file, or it may not be read.`);
  const file = parseVectorFile(content);
  if (typeof file === 'string') return fail(`Cannot use ${path}: ${file}.`);
  const answers: Record<string, VectorAnswer> = {};
  const differing: string[] = [];
  for (const { id, input, expected } of file.vectors) {
    const parsed = parseVectorInput(input);
    const answer = typeof parsed === 'string' ? { error: parsed } : answerVector(parsed);
    const found = typeof parsed === 'string' ? [parsed] : differences(expected, answer);
    answers[id] = answer;
    if (found.length > 0) differing.push(why ? `${id}: ${found.join('; ')}` : id);
  }
  process.stdout.write(`${JSON.stringify(answers, null, 2)}\n`);
  for (const line of differing) process.stderr.write(`${line}\n`);
  return differing.length > 0 ? 1 : 0;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
