/** Handing a close out, and the issues as a workbook that comes back. */
import packageFile from '../../package.json' with { type: 'json' };
import type { packages } from '../../shared/contract/packages.ts';
import { month, monthInWords } from '../../shared/domain/month.ts';
import { fail, ok } from '../../shared/domain/problem.ts';
import { noteExport } from '../ledger/exports.ts';
import { listIssues } from '../ledger/issues.ts';
import { addPackage, lastPosting, packageRows } from '../ledger/package-queries.ts';
import { ledgerMark } from '../ledger/references.ts';
import { allServices } from '../ledger/services.ts';
import type { UseCases } from './app.ts';
import { exclusively } from './exclusively.ts';
import { importDiff, importIssues, mappingWords, NO_COURSE, wordOfStatus } from './import-issues.ts';
import { booksToday, caredFor } from './issue-care.ts';
import { issueView } from './issues.ts';
import { latestSynced } from './run-context.ts';
import { namesInExports } from './settings.ts';

export const packageUseCases: UseCases<keyof typeof packages> = {
  async 'packages/make'({ ledger, clock, exporter }, input) {
    const wanted = month(input.month);
    if (wanted < ledger.firstMonth || wanted > latestSynced(ledger, ledger.firstMonth)) {
      return fail({
        code: 'MONTH_OUTSIDE',
        message: `${monthInWords(wanted)} is not in this ledger yet.`,
        meaning: 'Nothing was written.',
        fix: `Choose a month from ${monthInWords(ledger.firstMonth)} to ${monthInWords(latestSynced(ledger, ledger.firstMonth))}.`,
      });
    }
    const at = clock.now().toISOString();
    // What is posted from here on is a change since this package, even if it comes while the files are written.
    const posting = lastPosting(ledger);
    const made = await exporter({
      kind: 'package',
      at,
      ledgerPath: ledger.path,
      month: wanted,
      folder: input.folder,
      names: input.names && namesInExports(ledger),
      who: input.who,
    });
    if (!made.ok) return made;
    if (made.value.kind !== 'package') throw new Error('Another job was answered');
    const { folder, files, datasetHash, manifestSha256, state } = made.value;
    ledger.transaction(() => {
      addPackage(ledger, {
        month: wanted,
        at,
        who: input.who,
        folder,
        state,
        dataset_hash: datasetHash,
        manifest_sha256: manifestSha256,
        posting_id: posting,
        files: JSON.stringify(files),
      });
      noteExport(ledger, {
        at,
        who: input.who,
        kind: 'package',
        path: folder,
        sha256: manifestSha256,
        rows: files.reduce((sum, file) => sum + file.rows, 0),
      });
    });
    return ok({ month: wanted, folder, state, files, datasetHash, manifestSha256 });
  },
  'packages/list': ({ ledger }, input) =>
    ok(
      packageRows(ledger, input.month).map((row) => ({
        id: row.id,
        month: row.month,
        at: row.at,
        who: row.who,
        folder: row.folder,
        state: row.state,
        files: JSON.parse(row.files),
        datasetHash: row.dataset_hash,
        manifestSha256: row.manifest_sha256,
      })),
    ),
  async 'issues/export-workbook'(app, { path, who, ...asked }) {
    const { ledger, clock, exporter } = app;
    const filter = caredFor(app, asked);
    const today = booksToday(app);
    const at = clock.now().toISOString();
    const made = await exporter({
      kind: 'issues',
      at,
      path,
      data: {
        company: ledger.company.name,
        currency: ledger.currency,
        ledger: ledgerMark(ledger),
        appVersion: packageFile.version,
        createdAt: at,
        services: [...allServices(ledger).map(({ name }) => name), NO_COURSE],
        rows: listIssues(ledger, filter).map((row) => {
          const view = issueView(row, today);
          return {
            id: row.id,
            code: row.code,
            about: `${row.entity_type} ${row.external_id}`,
            title: view.title,
            message: row.message,
            fix: view.fix,
            severity: row.severity,
            month: row.month,
            atRiskMinor: row.at_risk,
            monthAtRiskMinor: row.month_at_risk,
            status: wordOfStatus(row.status),
            note: row.reason ?? '',
            owner: view.owner?.name ?? '',
            snoozedUntil: view.snooze?.asleep === true ? view.snooze.until : '',
            mapsTo: mappingWords(row.code),
          };
        }),
      },
    });
    if (!made.ok) return made;
    if (made.value.kind !== 'issues') throw new Error('Another job was answered');
    const { rows, sha256 } = made.value;
    noteExport(ledger, { at, who, kind: 'issues workbook', path, sha256, rows });
    return ok({ path, rows, sha256 });
  },
  'issues/import-preview': (app, { path }) => importDiff(app, path),
  'issues/import': (app, input) => exclusively(app, () => importIssues(app, input)),
};
