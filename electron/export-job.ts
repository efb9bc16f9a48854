/** What the exporting thread does: it reads the ledger through a connection of its own, at one moment, and writes files. */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { fail, ok, type Result } from '../shared/domain/problem.ts';
import type { Exported, ExportJob } from './app/exporter.ts';
import { makePackage } from './app/make-package.ts';
import { writeIssuesWorkbook } from './exports/issues-workbook.ts';
import { placeFile, writingProblem } from './exports/place-files.ts';
import { beginWorkbook } from './exports/workbook/exceljs-workbook.ts';
import { Ledger } from './ledger/ledger.ts';
import { openLedgerFile } from './ledger/open-ledger.ts';
import { holdSnapshot } from './ledger/package-queries.ts';
import { fixedClock } from './platform/clock.ts';

export async function runExport(job: ExportJob): Promise<Result<Exported>> {
  const clock = fixedClock(job.at);
  if (job.kind === 'issues') return issuesFile(job);
  const opened = openLedgerFile(job.ledgerPath, { clock, readonly: true, trusted: true });
  if (!opened.ok) return opened;
  const ledger = new Ledger(opened.value, job.ledgerPath);
  const letGo = holdSnapshot(ledger);
  try {
    const made = await makePackage(ledger, clock, job);
    return made.ok ? ok({ kind: 'package', ...made.value }) : made;
  } finally {
    letGo();
    ledger.db.close();
  }
}

async function issuesFile({ path, data }: ExportJob & { kind: 'issues' }): Promise<Result<Exported>> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeIssuesWorkbook(beginWorkbook, draft, data);
  } catch (thrown) {
    rmSync(draft, { force: true });
    const problem = writingProblem(thrown, path);
    if (problem) return fail(problem);
    throw thrown;
  }
  const sha256 = createHash('sha256').update(readFileSync(draft)).digest('hex');
  const placed = placeFile(draft, path);
  return placed.ok ? ok({ kind: 'issues', path, rows: data.rows.length, sha256 }) : placed;
}
