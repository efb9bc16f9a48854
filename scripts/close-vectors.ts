import { readFileSync } from 'node:fs';
import { answerBlocks } from './close-vectors/answer-blocks.ts';
import { parseBlocks } from './close-vectors/vector-file.ts';

/**
 * `node scripts/close-vectors.ts FILE`: computes every block of a file of close vectors and prints one line a block, equal or
 * different, with where (`--quiet` leaves that out). Exit 0 when all are equal, 1 when not, 2 when there is no such file to read.
 */
function main(args: readonly string[]): number {
  const path = args.find((arg) => !arg.startsWith('--'));
  if (path === undefined) return fail('Which file? Usage: node scripts/close-vectors.ts FILE [--quiet]');
  const content = readText(path);
  if (content === null) return fail(`Cannot read ${path}: no such file, or it may not be read.`);
  const blocks = parseBlocks(content);
  if (typeof blocks === 'string') return fail(`Cannot use ${path}: ${blocks}.`);
  const answers = answerBlocks(blocks);
  for (const { block, compared, differences } of answers) {
    process.stdout.write(`${differences.length === 0 ? 'equal    ' : 'different'} ${block} (${compared})\n`);
    if (!args.includes('--quiet')) for (const line of differences) process.stdout.write(`  ${line}\n`);
  }
  return answers.length > 0 && answers.every(({ differences }) => differences.length === 0) ? 0 : 1;
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
