/** Runs the import rules, and refuses a pass that looked at nothing: a checker that finds no modules finds no violations either. */
import { execFileSync, spawnSync } from 'node:child_process';

const FEWEST = 300;
const ROOMS = ['shared', 'electron', 'renderer', 'scripts'];

const { stdout, status } = spawnSync(
  'depcruise',
  ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...ROOMS],
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
);
if (status !== 0) {
  process.stdout.write(stdout);
  process.exit(1);
}
const listed = execFileSync('depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...ROOMS], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'ignore'],
});
const { totalCruised } = (JSON.parse(listed) as { summary: { totalCruised: number } }).summary;
if (totalCruised < FEWEST) {
  process.stdout.write(`The import rules saw ${totalCruised} modules; at least ${FEWEST} were expected.\n`);
  process.exit(1);
}
process.stdout.write(`Import rules hold over ${totalCruised} modules.\n`);
