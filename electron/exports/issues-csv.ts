import { minorToText } from '../../shared/domain/money.ts';
import type { Result } from '../../shared/domain/problem.ts';
import { noteExport } from '../ledger/exports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { maskPersonal } from '../platform/mask.ts';
import { writeCsv } from './csv.ts';

export interface ExportedIssue {
  readonly firstSeen: string;
  readonly integration: string;
  readonly operation: string;
  readonly entityExternalId: string;
  readonly title: string;
  readonly message: string;
  readonly code: string;
  readonly fix: string;
  readonly amountAtRisk: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly status: string;
  readonly owner: { readonly name: string } | null;
  readonly snooze: { readonly until: string; readonly asleep: boolean } | null;
}

/** The issues file in the columns its readers know, with what was added behind them, without a limit of rows. */
export function exportIssues(
  ledger: Ledger,
  issues: readonly ExportedIssue[],
  to: { readonly path: string; readonly who: string; readonly at: string },
): Result<{ path: string; rows: number; sha256: string }> {
  const written = writeCsv<ExportedIssue>(
    to.path,
    [
      { title: 'Date', kind: 'text', value: (issue) => issue.firstSeen.slice(0, 10) },
      { title: 'Integration/Operation', kind: 'text', value: (issue) => `${issue.integration}/${issue.operation}` },
      { title: 'Entity external ID', kind: 'text', value: (issue) => issue.entityExternalId },
      { title: 'Error Message', kind: 'text', value: (issue) => `${issue.title}. ${issue.message}` },
      {
        title: 'Error Details',
        kind: 'text',
        value: (issue) =>
          maskPersonal(
            JSON.stringify({
              code: issue.code,
              fix: issue.fix,
              amountAtRisk: `${minorToText(issue.amountAtRisk, ledger.currency)} ${ledger.currency}`,
              ...issue.details,
            }),
          ),
      },
      { title: 'Status', kind: 'text', value: (issue) => issue.status },
      { title: 'Owner', kind: 'text', value: (issue) => issue.owner?.name ?? '' },
      {
        title: 'Snoozed until',
        kind: 'text',
        value: (issue) => (issue.snooze?.asleep === true ? issue.snooze.until : ''),
      },
    ],
    issues,
  );
  if (written.ok) noteExport(ledger, { kind: 'issues', ...to, ...written.value });
  return written;
}
