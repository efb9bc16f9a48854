/** Reports as files: all of what the screen shows a page of. */
import { month } from '../../shared/domain/month.ts';
import { reportOf } from '../close/reports/all-reports.ts';
import { exportReport, type PrintedReport } from '../exports/report-csv.ts';
import { referencesOf } from '../ledger/references.ts';
import type { App, UseCases } from './app.ts';
import { parityUseCases } from './parity.ts';
import { rowsShown } from './reports.ts';
import { namesInExports } from './settings.ts';

export const reportFileUseCases: UseCases<'reports/export' | 'parity/export'> = {
  'reports/export': ({ ledger, clock }, { report, month: wanted, options, names, path, who }) => {
    const table = reportOf(ledger, report, month(wanted), options);
    const rows = names && namesInExports(ledger) ? rowsShown(ledger, report, table.rows) : table.rows;
    return exportReport(
      ledger,
      { name: report, currency: table.currency, columns: table.columns, rows },
      { path, who, at: clock.now().toISOString() },
    );
  },
  async 'parity/export'(app, { names, path, who, ...filter }) {
    const answer = await parityUseCases['parity/report'](
      app,
      { ...filter, offset: 0, limit: Number.MAX_SAFE_INTEGER },
      new AbortController().signal,
    );
    if (!answer.ok) return answer;
    const printed = parityPrinted(app, answer.value.rows, names && namesInExports(app.ledger));
    return exportReport(app.ledger, printed, { path, who, at: app.clock.now().toISOString() });
  },
};

type ParityRow = Extract<
  Awaited<ReturnType<(typeof parityUseCases)['parity/report']>>,
  { readonly ok: true }
>['value']['rows'][number];

function parityPrinted({ ledger }: App, rows: readonly ParityRow[], names: boolean): PrintedReport {
  const refs = referencesOf(
    ledger,
    'contract',
    new Set(rows.flatMap(({ contracts }) => contracts.map(({ id }) => id))),
  );
  return {
    name: 'parity',
    currency: ledger.currency,
    columns: [
      { key: 'client', label: 'Client code', kind: 'text' },
      ...(names ? [{ key: 'name', label: 'Client', kind: 'text' } as const] : []),
      { key: 'service', label: 'Service', kind: 'text' },
      { key: 'contracts', label: 'Contracts', kind: 'text' },
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'old', label: 'Old', kind: 'money' },
      { key: 'now', label: 'Here', kind: 'money' },
      { key: 'difference', label: 'Difference', kind: 'money' },
      { key: 'did', label: 'What the old system did', kind: 'text' },
      { key: 'causes', label: 'Why they differ', kind: 'text' },
    ],
    rows: rows.map((row) => ({
      key: `${row.client.id} ${row.service.id} ${row.month}`,
      level: 'line',
      cells: {
        client: row.client.code,
        name: row.client.name,
        service: row.service.name,
        contracts: row.contracts.map(({ id }) => refs.get(id) ?? '').join(', '),
        month: row.month,
        old: row.old,
        now: row.now,
        difference: row.difference,
        did: row.did,
        causes: row.causes.map(({ code, words }) => `${code}: ${words}`).join('; '),
      },
    })),
  };
}
