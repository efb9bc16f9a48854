import { beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../electron/connectors/simulator.ts';
import { CONNECTORS, type FaultReport, faultMatrix, SPANS } from '../torture/faults.ts';
import { type KillReport, torture } from '../torture/kills.ts';
import { PHASES } from '../torture/live-run.ts';

const MINUTES = 60_000;

describe('a live run that is killed twenty times', () => {
  let report: KillReport;
  beforeAll(async () => {
    report = await torture({ kills: 20, seed: 7, size: 2 });
  }, 6 * MINUTES);

  it('was hit while it was alive, in every phase', () => {
    expect(report.total).toBeGreaterThanOrEqual(20);
    for (const phase of PHASES) expect(report.kills[phase], phase).toBeGreaterThanOrEqual(4);
  });

  it('resumes to the ledger of a run that nobody disturbed', () => {
    expect(report.runs.map(({ run, equal, faults }) => ({ run, equal, faults }))).toEqual(
      report.runs.map(({ run }) => ({ run, equal: true, faults: [] })),
    );
  });

  it('leaves nothing for one more sync to write', () => {
    expect(report.runs.map(({ rowsOfAnotherSync }) => rowsOfAnotherSync)).toEqual(report.runs.map(() => 0));
  });
});

describe('a run under a fault', () => {
  let report: FaultReport;
  beforeAll(async () => {
    report = await faultMatrix({ size: 0.2 });
  }, 6 * MINUTES);

  const cases = CONNECTORS.flatMap((connector) =>
    FAULTS.flatMap((fault) => SPANS.map((span) => ({ connector, fault, span }))),
  );
  it.each(cases)(
    'of $connector ($fault, $span) completes, or fails plainly and resumes',
    ({ connector, fault, span }) => {
      const run = report.runs.find(
        (each) => each.connector === connector && each.fault === fault && each.span === span,
      );
      expect(run?.faults).toEqual([]);
    },
  );
});
