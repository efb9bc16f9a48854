/** What the system used before would have booked, beside what is posted here, with the reason of every difference. */
import { useState } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportButton, type WrittenFile, WrittenNote } from '../../components/export-file.tsx';
import { Choice } from '../../components/filters.tsx';
import { MoneyText } from '../../components/money.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { MonthText, Name } from '../../components/texts.tsx';
import { common } from '../../i18n/common.ts';
import { useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { numberField, textField } from '../../state/view-fields.ts';
import { useViewState } from '../../state/view-state.ts';
import { linkTo } from '../ledger/places.ts';
import { SimpleTable } from '../ledger/simple-table.tsx';
import { Pager, ROWS } from './pager.tsx';
import classes from './reports.module.css';
import { words } from './words.ts';

const FIELDS = { reason: textField(), page: numberField() };

export function ParityPage() {
  const say = useWords(words);
  const told = useTold();
  const sayCommon = useWords(common);
  const [view, setView] = useViewState('reports', FIELDS);
  const page = Math.max(1, view.page ?? 1);
  const [written, setWritten] = useState<WrittenFile | null>(null);
  const answer = useCall('parity/report', {
    ...(view.reason !== '' && { reason: view.reason }),
    offset: (page - 1) * ROWS,
    limit: ROWS,
  });
  const report = answer.data;
  const money = (amount: number) => <MoneyText amount={amount} {...(report && { currency: report.currency })} />;
  const figures = <Row extends { readonly old: number; readonly now: number; readonly difference: number }>(
    sum: Row | null,
  ) =>
    (['old', 'now', 'difference'] as const).map((id) => ({
      id,
      header: `${say(`parity.${id}`)} ${report?.currency ?? ''}`,
      figure: true,
      cell: (row: Row) => money(row[id]),
      ...(sum && { total: money(sum[id]) }),
    }));
  return (
    <Page
      title={say('parity.title')}
      actions={
        <ExportButton
          channel="desk/export-parity"
          label={say('export')}
          input={view.reason === '' ? {} : { reason: view.reason }}
          onWritten={setWritten}
        />
      }
      toolbar={
        <Choice
          label={say('parity.reason')}
          value={view.reason === '' ? null : view.reason}
          onChange={(reason) => setView({ reason: reason ?? '', page: null })}
          options={(report?.reasons ?? []).map(({ code }) => ({ value: code, label: code }))}
        />
      }
    >
      <nav aria-label={say('where')} className={classes.crumb}>
        <a href="#/reports">{say('back')}</a>
        <span className={shared.soft}>{say('parity.means')}</span>
      </nav>
      {written !== null && (
        <WrittenNote
          key={written.sha256}
          file={written}
          said={say('exported', { count: written.rows, path: isolate(written.path) })}
        />
      )}
      {answer.error !== null && report === undefined && (
        <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />
      )}
      {answer.error === null && report === undefined && <p className={shared.soft}>{sayCommon('loading')}</p>}
      {report !== undefined && report.sum.old === 0 && report.sum.now === 0 && report.total === 0 && (
        <EmptyState title={say('parity.none')} />
      )}
      {report !== undefined && (
        <>
          <div className={classes.part}>
            <h2>{say('parity.months')}</h2>
            <SimpleTable
              label={say('parity.months')}
              rows={report.months}
              rowKey={({ month }) => month}
              none={say('parity.none')}
              columns={[
                {
                  id: 'month',
                  header: say('month'),
                  cell: (row) => <MonthText month={row.month} />,
                  total: say('parity.sum'),
                },
                ...figures<(typeof report.months)[number]>({ ...report.sum, month: '' }),
              ]}
            />
          </div>
          <div className={classes.part}>
            <h2>{say('parity.reasons')}</h2>
            <SimpleTable
              label={say('parity.reasons')}
              rows={report.reasons}
              rowKey={({ code }) => code}
              none={say('parity.same')}
              columns={[
                { id: 'code', header: say('parity.rule'), cell: ({ code }) => code },
                { id: 'words', header: say('parity.why'), cell: (row) => <Name wrap>{told(row.words)}</Name> },
                { id: 'months', header: say('parity.count'), figure: true, cell: (row) => row.months },
                {
                  id: 'amount',
                  header: `${say('parity.difference')} ${report.currency}`,
                  figure: true,
                  cell: (row) => money(row.amount),
                },
              ]}
            />
          </div>
          <div className={classes.part}>
            <h2>{say('parity.rows')}</h2>
            <SimpleTable
              label={say('parity.rows')}
              rows={report.rows}
              rowKey={(row) => `${row.client.id} ${row.service.id} ${row.month}`}
              none={say('parity.same')}
              columns={[
                {
                  id: 'who',
                  header: say('drill.who'),
                  cell: (row) => (
                    <>
                      <a href={linkTo('clients', row.client.id)}>
                        <Name wrap>{row.client.name}</Name>
                      </a>
                      {row.contracts.map(({ id }) => (
                        <div key={id}>
                          <a href={linkTo('contracts', id)}>{say('drill.contract', { code: String(id) })}</a>
                        </div>
                      ))}
                    </>
                  ),
                },
                { id: 'month', header: say('month'), cell: (row) => <MonthText month={row.month} length="short" /> },
                ...figures<(typeof report.rows)[number]>(null),
                {
                  id: 'why',
                  header: say('parity.why'),
                  cell: (row) => (
                    <>
                      <div dir="auto">{told(row.did)}</div>
                      {row.causes.map((cause) => (
                        <div key={cause.code} className={shared.soft} dir="auto">
                          {cause.code}: {told(cause.words)} ({money(cause.amount)})
                        </div>
                      ))}
                    </>
                  ),
                },
              ]}
            />
            <Pager page={page} total={report.total} onPage={(next) => setView({ page: next })} />
          </div>
        </>
      )}
    </Page>
  );
}
