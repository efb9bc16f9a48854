import { BarChart } from '../../components/chart.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useWords } from '../../i18n/words.ts';
import { pictureOf } from './chart.ts';
import type { Report, ReportName } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly name: ReportName;
  readonly title: string;
  readonly report: Report;
}

export function ReportChart({ name, title, report }: Props) {
  const say = useWords(words);
  const picture = pictureOf(name, report);
  if (picture === null) return <EmptyState title={say('chart.none')} />;
  return (
    <BarChart
      label={`${title}, ${report.currency}`}
      currency={report.currency}
      data={picture.data}
      series={picture.series.map(({ key, color }) => ({ key, color, label: say(`chart.${key}`) }))}
    />
  );
}
