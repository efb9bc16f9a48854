import { addMonths, month } from '../../../shared/domain/month.ts';
import { useCall } from '../../bridge/use-call.ts';
import { BarChart } from '../../components/chart.tsx';
import shared from '../../components/components.module.css';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { common } from '../../i18n/common.ts';
import { useWords } from '../../i18n/words.ts';
import { words } from './words.ts';

/** Recognised and deferred by month over all contracts, with the same figures as a table. */
export function AccrualsChart({ from, until }: { readonly from: string; readonly until: string }) {
  const say = useWords(words);
  const sayCommon = useWords(common);
  const format = useFormat();
  const answer = useCall('close/months', { from, until: addMonths(month(until), 1) });
  if (answer.error !== null && answer.data === undefined) {
    return <ProblemNotice problem={answer.error.problem} onAgain={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <p className={shared.soft}>{sayCommon('loading')}</p>;
  const { months } = answer.data;
  if (months.every(({ recognised, deferred }) => recognised === 0 && deferred === 0)) {
    return <EmptyState title={say('none')}>{say('none.means')}</EmptyState>;
  }
  return (
    <BarChart
      label={say('chart', { months: format.months(from, until) })}
      data={months.map(({ month: one, recognised, deferred }) => ({ month: one, values: { recognised, deferred } }))}
      series={[
        { key: 'recognised', label: say('column.recognised'), color: 'accent' },
        { key: 'deferred', label: say('column.deferred'), color: 'soft' },
      ]}
    />
  );
}
