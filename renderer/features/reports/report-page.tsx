/** One report: what it was asked for in the address, its figures as a ledger page, and what stands behind each of them. */
import { Button } from '@mantine/core';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { EmptyState } from '../../components/empty-state.tsx';
import { ExportButton, type WrittenFile, WrittenNote } from '../../components/export-file.tsx';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useEngineWords, useTold } from '../../i18n/engine/use-told.ts';
import { isolate, useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/commands.ts';
import { useViewState } from '../../state/view-state.ts';
import { Drill } from './drill.tsx';
import { LateChanges } from './late-changes.tsx';
import { Pager, ROWS } from './pager.tsx';
import { ReportChart } from './report-chart.tsx';
import { ReportOptions } from './report-options.tsx';
import { ReportTable } from './report-table.tsx';
import classes from './reports.module.css';
import { useCopy } from './use-copy.ts';
import { FIELDS, optionsOf, SHUT, shownMonth } from './view.ts';
import { words } from './words.ts';

export function ReportPage({ name }: { readonly name: string }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const list = useCall('reports/list', {});
  const months = useCall('close/months', {});
  const problem = list.error?.problem ?? months.error?.problem;
  const known = list.data?.find((one) => one.name === name);
  if (list.data !== undefined && months.data !== undefined && known !== undefined) {
    return <Shown report={known} months={months.data} />;
  }
  return (
    <Page title={sayCommon('nav.reports')}>
      {problem !== undefined ? (
        <ProblemNotice
          problem={problem}
          onAgain={() => {
            void list.refetch();
            void months.refetch();
          }}
        />
      ) : list.data === undefined || known !== undefined ? (
        <p className={shared.soft}>{sayCommon('loading')}</p>
      ) : (
        <EmptyState title={say('unknown')} action={<a href="#/reports">{say('back')}</a>} />
      )}
    </Page>
  );
}

type Known = NonNullable<ReturnType<typeof useCall<'reports/list'>>['data']>[number];
type Months = NonNullable<ReturnType<typeof useCall<'close/months'>>['data']>;

function Shown({ report: known, months }: { readonly report: Known; readonly months: Months }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const told = useTold();
  const said = useEngineWords().report(known);
  const [view, setView] = useViewState('reports', FIELDS);
  const worked = months.months.map(({ month }) => month);
  const month = shownMonth(view.month, months.firstOpenMonth, worked);
  const page = Math.max(1, view.page ?? 1);
  const input = { report: known.name, month, options: optionsOf(view, known.options) };
  const answer = useCall('reports/get', { ...input, offset: (page - 1) * ROWS, limit: ROWS });
  const report = answer.data;
  const copy = useCopy(input, told);
  const [written, setWritten] = useState<WrittenFile | null>(null);
  useCommands([{ id: 'copy-report', label: say('copy'), run: copy }]);
  return (
    <Page
      title={said.title}
      subtitle={report === undefined ? format.month(month) : told(report.subtitle)}
      layout="fill"
      actions={
        <>
          <ExportButton channel="desk/export-report" input={input} label={say('export')} onWritten={setWritten} />
          <Button variant="default" leftSection={<Copy size="1rem" aria-hidden />} onClick={copy}>
            {say('copy')}
          </Button>
        </>
      }
      toolbar={
        <ReportOptions
          name={known.name}
          known={known.options}
          view={view}
          month={month}
          months={worked}
          report={report}
          onChange={(change) => setView({ page: null, ...SHUT, ...change })}
        />
      }
    >
      <nav aria-label={say('where')} className={classes.crumb}>
        <a href="#/reports">{say('back')}</a>
        <span className={shared.soft}>{said.words}</span>
        {report !== undefined && <span className={classes.unit}>{say('unit', { currency: report.currency })}</span>}
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
      {report !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={classes.scroll} aria-label={said.title} tabIndex={0}>
          {known.name === 'changes' && <LateChanges month={month} />}
          {view.show === 'chart' && <ReportChart name={known.name} title={said.title} report={report} />}
          {report.rows.length > 0 && view.show === 'table' && (
            <ReportTable
              report={report}
              label={said.title}
              open={view.figure}
              flux={{ month, against: view.against }}
              onFigure={(figure) => setView({ ...SHUT, figure })}
            />
          )}
          <Pager page={page} total={report.total} onPage={(next) => setView({ page: next, ...SHUT })} />
          {report.notes.map((note) => (
            <p key={note} className={classes.note}>
              {told(note)}
            </p>
          ))}
        </section>
      )}
      {view.figure !== '' && (
        <Drill
          figure={view.figure}
          contract={view.contract}
          posting={view.posting}
          onContract={(contract) => setView({ contract, posting: null })}
          onPosting={(posting) => setView({ posting })}
          onClose={() => setView(SHUT)}
        />
      )}
    </Page>
  );
}
