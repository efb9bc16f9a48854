import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder } from '../../support/school.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'electron', 'serve.ts');

test('the program prints one address, and Ctrl+C closes it in good order', async () => {
  const child = spawn(process.execPath, [PROGRAM, '--no-open', '--home', newFolder()], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let printed = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdout.on('data', (text) => {
    printed += text;
    if (!printed.includes('Closed') && printed.endsWith('it)\n')) child.kill('SIGINT');
  });
  expect(await ended).toBe(0);
  expect(printed).toMatch(
    /^Monthend is at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43} \(opens once; Ctrl\+C stops it\)\n\nClosed\.\n$/,
  );
});

test('a slip in the command line is told with what can be given', async () => {
  const child = spawn(process.execPath, [PROGRAM, '--prot', '1'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
  expect(said).toContain('--port NUMBER');
});
