import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/close-vectors.ts', import.meta.url));
const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const reference = fileURLToPath(new URL('../../vectors/close.json', import.meta.url));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'close-vectors-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(node, [script, ...args], { encoding: 'utf8' });
  return { status, lines: stdout.trim().split('\n'), said: stderr.trim() };
}

describe('node scripts/close-vectors.ts', () => {
  it('prints one line a block and exits 0 when all are equal', () => {
    const { status, lines } = run(reference);
    expect(status).toBe(0);
    expect(lines).toHaveLength(17);
    expect(lines.every((line) => line.startsWith('equal'))).toBe(true);
  });

  it('names the block and the place that differ, and exits 1', () => {
    const altered = join(folder, 'altered.json');
    writeFileSync(altered, readFileSync(reference, 'utf8').replace('"dso": 28.28', '"dso": 28.29'));
    const { status, lines } = run(altered);
    expect(status).toBe(1);
    expect(lines.filter((line) => !line.startsWith('equal'))).toEqual([
      'different dso (1)',
      '  dso.dso: expected 28.29, got 28.28',
    ]);
  });

  it('exits 2 with one plain sentence when there is nothing to read', () => {
    expect(run(join(folder, 'nowhere.json'))).toMatchObject({ status: 2, said: expect.stringMatching(/^Cannot read/) });
    expect(run()).toMatchObject({ status: 2, said: expect.stringMatching(/^Which file/) });
  });
});
