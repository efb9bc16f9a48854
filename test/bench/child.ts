/** Each measurement runs in a process of its own, so that its memory and its event loop are its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { COMPILE_CACHE } from '../../electron/platform/compile-cache.ts';

export type Script =
  | 'serve'
  | 'sync'
  | 'floor'
  | 'accruals'
  | 'thread'
  | 'lists'
  | 'start-desk'
  | 'scroll'
  | 'loop'
  | 'workbook'
  | 'reports'
  | 'close';

/** Starts a script of this folder and gives its first message. Rejects when it ends without one. */
export function start<Answer>(script: Script, args: readonly (string | number)[]): Promise<[Answer, ChildProcess]> {
  const child = fork(new URL(`./${script}.ts`, import.meta.url), args.map(String), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // As the npm scripts and the command line start: a small young generation, and what was compiled before.
    execArgv: ['--max-semi-space-size=8'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve([message as Answer, child]));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${script}.ts ended with code ${code} before it had a figure`)));
  });
}

/** Runs a script to its end and gives what it measured. */
export async function measure<Answer>(script: Script, args: readonly (string | number)[]): Promise<Answer> {
  const [answer, child] = await start<Answer>(script, args);
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
  return answer;
}

/** Reports a script's figures to whoever started it. */
export function report(answer: object): void {
  if (!process.send) console.log(JSON.stringify(answer, null, 2));
  else process.send(answer, () => process.disconnect());
}

/** The most memory this process ever held, in MB. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}
