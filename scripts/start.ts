/**
 * `npm start`: builds what is out of date, then opens the desktop app. Where Electron's program is not there, for npm brings only its
 * types and no install script may run, the same app opens in the browser; nothing is looked for on the network.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const stamp = join(root, 'out', 'built');
const SOURCES = [
  'shared',
  'electron',
  'renderer',
  'electron.vite.config.ts',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** The program of Electron, or null. */
export function electronProgram(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function build(): void {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.every((source) => newest(join(root, source)) < built)) return;
  const began = new Date();
  process.stdout.write('Building Monthend ...\n');
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const done = spawnSync(process.execPath, [program, 'build'], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout}${done.stderr}\nMonthend could not be built; the lines above say why.\n`);
    process.exit(1);
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, began.toISOString());
}

function start(): void {
  build();
  const program = electronProgram();
  if (program === null) {
    process.stdout.write(
      'The Electron program is not installed here, so Monthend opens in the browser instead: it is the same app.\n',
    );
    void import(join(root, 'out', 'main', 'serve.js'));
    return;
  }
  const child = spawn(program, [join(root, 'out', 'main', 'main.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl+C reaches both; the app closes in its own good order and then this ends with it.
  process.on('SIGINT', () => {});
  child.on('exit', (code) => process.exit(code ?? 0));
}

if (import.meta.main) start();
