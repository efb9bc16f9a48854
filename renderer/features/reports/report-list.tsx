import { useCall } from '../../bridge/use-call.ts';
import shared from '../../components/components.module.css';
import { Page } from '../../components/page.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { common } from '../../i18n/common.ts';
import { useEngineWords } from '../../i18n/engine/use-told.ts';
import { useWords } from '../../i18n/words.ts';
import classes from './reports.module.css';
import type { ReportName } from './view.ts';
import { words } from './words.ts';

const PARTS: readonly {
  readonly title: 'part.deferred' | 'part.books' | 'part.money' | 'part.checks';
  readonly of: readonly ReportName[];
}[] = [
  { title: 'part.deferred', of: ['roll-forward', 'waterfall', 'cohorts', 'revenue', 'changes'] },
  { title: 'part.books', of: ['journal', 'vat'] },
  { title: 'part.money', of: ['ageing', 'dso', 'cash-forecast'] },
  { title: 'part.checks', of: ['flux', 'bridge', 'number-gaps', 'cut-off'] },
];

/** Every report with the question it answers. */
export function ReportList() {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const engine = useEngineWords();
  const answer = useCall('reports/list', {});
  const reports = answer.data ?? [];
  return (
    <Page title={sayCommon('nav.reports')}>
      {answer.error !== null && answer.data === undefined && (
        <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />
      )}
      {answer.error === null && answer.data === undefined && <p className={shared.soft}>{sayCommon('loading')}</p>}
      {reports.length > 0 &&
        PARTS.map((part) => (
          <section key={part.title} className={classes.part} aria-labelledby={part.title}>
            <h2 id={part.title}>{say(part.title)}</h2>
            <ul>
              {reports
                .filter(({ name }) => part.of.includes(name))
                .map((report) => (
                  <li key={report.name}>
                    <a href={`#/reports/${report.name}`}>{engine.report(report).title}</a>
                    <span className={shared.soft}>{engine.report(report).words}</span>
                  </li>
                ))}
              {part.title === 'part.checks' && (
                <li>
                  <a href="#/reports/parity">{say('parity.title')}</a>
                  <span className={shared.soft}>{say('parity.means')}</span>
                </li>
              )}
            </ul>
          </section>
        ))}
    </Page>
  );
}
