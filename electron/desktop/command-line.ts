/** What the desktop app can be told when it starts. Everything it does not know is Electron's own business. */
import { screenOfArguments } from './deep-link.ts';

export interface DesktopStart {
  /** Opens the sample company. */
  readonly sample: boolean;
  /** Keeps everything in this folder. */
  readonly home: string | null;
  /** The screen a link asked for. */
  readonly screen: string | null;
}

/** Reads `--sample`, `--home FOLDER` (or `--home=FOLDER`) and a `monthend://` link. */
export function readStart(argv: readonly string[]): DesktopStart {
  const at = argv.findIndex((word) => word === '--home' || word.startsWith('--home='));
  const word = argv[at] ?? '';
  const home = word === '--home' ? (argv[at + 1] ?? '') : word.slice('--home='.length);
  return { sample: argv.includes('--sample'), home: home === '' ? null : home, screen: screenOfArguments(argv) };
}
