import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

interface Document {
  readonly node: string;
  readonly sqlite: string;
  readonly machine: string;
  readonly figures: readonly Readonly<Record<string, unknown>>[];
}

// What it takes is never asserted: machines differ, and two tests may share one. Only that the bench still measures what it says.
test('the bench measures every figure beside its floor, and a second sync writes no business row', {
  timeout: 300_000,
}, async () => {
  const { stdout } = await run(process.execPath, ['test/bench/bench.ts', '--quick', '--json']);
  const document = JSON.parse(stdout) as Document;
  expect(document).toMatchObject({ node: process.version, sqlite: expect.any(String), machine: expect.any(String) });
  expect(document.figures.length).toBeGreaterThanOrEqual(8);
  for (const figure of document.figures) {
    expect(figure).toMatchObject({
      name: expect.any(String),
      value: expect.any(Number),
      unit: expect.any(String),
      floor: expect.any(Number),
      ratio: expect.any(Number),
      aim: expect.any(String),
      holds: expect.any(Boolean),
    });
  }
  const unchanged = document.figures.filter(({ name }) => String(name).endsWith('unchanged'));
  expect(unchanged).toHaveLength(2);
  for (const { note } of unchanged) expect(note).toContain('business rows written: 0');
});
