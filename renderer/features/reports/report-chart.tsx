import { BarChart } from '../../components/chart.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useWords } from '../../i18n/words.ts';
import { pictureOf } from './chart.ts';
import { useTold } from './told.ts';
import type { Report, ReportName } from './view.ts';
import { words } from './words.ts';

export function ReportChart({ name, report }: { readonly name: ReportName; readonly report: Report }) {
  const say = useWords(words);
  const told = useTold();
  const picture = pictureOf(name, report);
  if (picture === null) return <EmptyState title={say('chart.none')} />;
  return (
    <BarChart
      label={`${told(report.title)}, ${report.currency}`}
      currency={report.currency}
      data={picture.data}
      series={picture.series.map(({ key, color }) => ({ key, color, label: say(`chart.${key}`) }))}
    />
  );
}
