/** What the torture found, for a reader. */
import { FAULTS } from '../../electron/connectors/simulator.ts';
import { CONNECTORS, type FaultReport, type FaultRun, SPANS } from './faults.ts';
import type { KilledRun, KillReport } from './kills.ts';
import { PHASES } from './live-run.ts';

/** One line about one ledger that was killed and resumed. */
export function killedRunLine({ run, kills, lives, equal, faults }: KilledRun): string {
  const head = `run ${String(run).padStart(2)}  ${String(kills.length).padStart(2)} kills, ${lives} processes`;
  return [
    `${head}  ${equal ? 'equal' : 'NOT EQUAL'}  ${kills.join(' ')}`,
    ...faults.map((fault) => `        ! ${fault}`),
  ].join('\n');
}

/** The kills by phase, and whether every ledger came out the same. */
export function killLines({ kills, quota, wished, total, attempts, hash, runs, holds }: KillReport): string[] {
  const equal = runs.filter((run) => run.equal).length;
  return [
    'Kills',
    ...PHASES.map(
      (phase) =>
        `  ${phase.padEnd(10)} ${String(kills[phase]).padStart(4)}   at least ${quota}${kills[phase] < quota ? '   TOO FEW' : ''}`,
    ),
    `  ${'elsewhere'.padEnd(10)} ${String(kills.elsewhere).padStart(4)}   starting up, between two parts, reporting`,
    `  ${'together'.padEnd(10)} ${String(total).padStart(4)}   of ${wished} wished for, in ${attempts} attempts${total < wished ? '   TOO FEW' : ''}`,
    `  ${equal} of ${runs.length} ledgers equal the undisturbed one (${hash.slice(0, 16)})`,
    `  ${holds ? 'holds' : 'DOES NOT HOLD'}`,
  ];
}

/** One row a fault, one column a connector and span. */
export function faultLines({ hash, runs, holds }: FaultReport): string[] {
  const width = 28;
  const find = (connector: string, fault: string, span: string) =>
    runs.find((run) => run.connector === connector && run.fault === fault && run.span === span);
  const columns = CONNECTORS.flatMap((connector) => SPANS.map((span) => ({ connector, span })));
  return [
    'Faults',
    `  ${''.padEnd(34)}${columns.map(({ connector, span }) => `${connector}, ${span}`.padEnd(width)).join('')}`,
    ...FAULTS.map((fault) => {
      const cells = columns.map(({ connector, span }) => cell(find(connector, fault, span)).padEnd(width));
      return `  ${fault.padEnd(34)}${cells.join('')}`.trimEnd();
    }),
    ...runs.flatMap(({ connector, fault, span, faults }) =>
      faults.map((text) => `  ! ${connector}, ${fault}, ${span}: ${text}`),
    ),
    `  ${runs.filter(({ equal }) => equal).length} of ${runs.length} ledgers equal the one without faults (${hash.slice(0, 16)})`,
    `  ${holds ? 'holds' : 'DOES NOT HOLD'}`,
  ];
}

function cell(run: FaultRun | undefined): string {
  if (!run) return 'not run';
  const { ended, equal, equalAtOnce } = run;
  // Healed, with nobody at fault and yet not the same to the letter: see `metInAnotherOrder`.
  if (!equal && run.faults.length === 0) return `${run.unreadable} held, healed, differs`;
  const way = ended === 'failed' ? 'failed, resumed' : equalAtOnce ? 'completed' : `${run.unreadable} held, healed`;
  return `${way}, ${equal ? 'equal' : 'NOT EQUAL'}`;
}
