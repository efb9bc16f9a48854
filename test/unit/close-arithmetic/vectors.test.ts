import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerBlocks } from '../../../scripts/close-vectors/answer-blocks.ts';
import { parseBlocks } from '../../../scripts/close-vectors/vector-file.ts';

const content = readFileSync(fileURLToPath(new URL('../../vectors/close.json', import.meta.url)), 'utf8');
const parsed = parseBlocks(content);
const blocks = typeof parsed === 'string' ? {} : parsed;
const answers = answerBlocks(blocks);
const tree = z.json();
type Tree = z.output<typeof tree>;

describe('every block of the close vectors comes out to the minor unit', () => {
  it('the file is read whole', () => {
    expect(answers.map(({ block }) => block)).toEqual(Object.keys(blocks));
    expect(answers).toHaveLength(17);
  });

  it.each(answers)('$block', ({ differences, compared }) => {
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(0);
  });
});

describe('what the runner refuses', () => {
  it('a block of a name it has no rule for', () => {
    expect(answerBlocks({ weather: {} })).toEqual([
      { block: 'weather', compared: 0, differences: ['there is no rule for a block of this name'] },
    ]);
  });

  it('a block without cases', () => {
    const [answer] = answerBlocks({ payouts: { cases: [] } });
    expect(answer?.differences).toEqual(['it expects nothing']);
  });

  it('a block of another shape, and a text that is no file of vectors', () => {
    expect(answerBlocks({ dso: {} })[0]?.differences[0]).toMatch(/unknown shape/);
    expect([parseBlocks('hello'), parseBlocks('{"rows": []}')]).toEqual([
      'it is not JSON',
      'it is not a file of close vectors',
    ]);
  });

  it.each(Object.keys(blocks))('any expected figure of %s that is one off', (block) => {
    // An altered figure must show in its own block; what other blocks take from it is theirs.
    const missed: string[] = [];
    const whole = tree.parse(blocks);
    forEachExpectedFigure(at(whole, block), [], (path) => {
      const altered = structuredClone(whole);
      bump(altered, [block, ...path]);
      const again = parseBlocks(JSON.stringify({ blocks: altered }));
      if (typeof again === 'string') throw new Error(again);
      if (answerBlocks(again).every(({ differences }) => differences.length === 0)) missed.push(path.join('.'));
    });
    expect(missed).toEqual([]);
  });
});

function at(node: Tree, key: string): Tree {
  return node !== null && typeof node === 'object' && !Array.isArray(node) ? (node[key] ?? null) : null;
}

/** The first figure of each kind is enough: the others go the same way. */
function forEachExpectedFigure(node: Tree, path: readonly string[], visit: (path: readonly string[]) => void): void {
  const seen = new Set<string>();
  const walk = (here: Tree, way: readonly string[]): void => {
    if (typeof here === 'number') {
      const kind = way.filter((part) => !/^\d/.test(part)).join('.');
      if (!way.includes('expected') || seen.has(kind)) return;
      seen.add(kind);
      visit(way);
    } else if (here !== null && typeof here === 'object')
      for (const [key, child] of Object.entries(here)) walk(child, [...way, key]);
  };
  walk(node, path);
}

function bump(node: Tree, path: readonly string[]): void {
  const [key, ...rest] = path;
  if (key === undefined || node === null || typeof node !== 'object') return;
  const holder: Record<string, Tree> | Tree[] = node;
  const child = Array.isArray(holder) ? holder[Number(key)] : holder[key];
  if (rest.length > 0) bump(child ?? null, rest);
  else if (typeof child === 'number') {
    if (Array.isArray(holder)) holder[Number(key)] = child + 1;
    else holder[key] = child + 1;
  }
}
