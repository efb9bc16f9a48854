import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const script = fileURLToPath(new URL('../../../scripts/recognise.ts', import.meta.url));
// The project's own Node, not whichever one started the tests: only it runs TypeScript as it stands.
const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const reference = fileURLToPath(new URL('../../vectors/recognition.json', import.meta.url));
const vectorFile = z.looseObject({
  vectors: z.array(z.looseObject({ id: z.string(), expected: z.looseObject({ totalMinor: z.number().optional() }) })),
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recognise-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(node, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, named: stderr.split('\n').filter((line) => line !== '') };
}

function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('npm run recognise', () => {
  it('prints one object of answers by id and exits 0 when all are the expected ones', () => {
    const { status, stdout, named } = run(reference);
    const answers = z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
    expect({ status, named }).toEqual({ status: 0, named: [] });
    expect(answers.B03).toEqual({
      months: [
        { month: '2024-12', amountMinor: 51 },
        { month: '2025-01', amountMinor: 50 },
      ],
      totalMinor: 101,
    });
  });

  it('names exactly the ten vectors whose expectation was altered, and exits 1', () => {
    const file = vectorFile.parse(JSON.parse(readFileSync(reference, 'utf8')));
    const altered = file.vectors.filter(({ expected }) => expected.totalMinor !== undefined).slice(5, 15);
    for (const { expected } of altered) expected.totalMinor = (expected.totalMinor ?? 0) + 1;
    const { status, named } = run(written('altered.json', JSON.stringify(file)));
    expect({ status, named }).toEqual({ status: 1, named: altered.map(({ id }) => id) });
  });

  it('says where an answer differs when asked why', () => {
    const vector = { id: 'V1', input: { grossMinor: 121, vatRateBasisPoints: 2100 }, expected: { netMinor: 99 } };
    const { named } = run(written('why.json', JSON.stringify({ vectors: [vector] })), '--why');
    expect(named).toEqual(['V1: netMinor: expected 99, got 100']);
  });

  it('counts an input of unknown shape as differing and answers the others', () => {
    const odd = { id: 'ODD', input: { method: 1 }, expected: {} };
    const good = {
      id: 'VAT',
      input: { grossMinor: 121, vatRateBasisPoints: 2100 },
      expected: { netMinor: 100, vatMinor: 21 },
    };
    const { status, stdout, named } = run(written('odd.json', JSON.stringify({ vectors: [odd, good] })));
    expect({ status, named }).toEqual({ status: 1, named: ['ODD'] });
    expect(stdout).toContain('unknown shape');
  });

  it.each([
    ['a missing file', () => join(folder, 'nowhere.json')],
    ['a folder', () => folder],
    ['a file that is not JSON', () => written('text.json', 'hello')],
    ['JSON that is no file of vectors', () => written('list.json', '{"rows": []}')],
  ])('exits 2 with one plain sentence for %s', (_, path) => {
    const { status, stdout, named } = run(path());
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(named).toHaveLength(1);
  });

  it('exits 2 and shows its usage without a file', () => {
    expect(run().status).toBe(2);
  });
});
