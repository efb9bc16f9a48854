/** The drawing itself, loaded only where a chart is shown: it is the heaviest part of the pages. */
import '@mantine/charts/styles.css';
import { BarChart as Bars } from '@mantine/charts';
import { currencyDigits, currency as parse } from '../../shared/domain/money.ts';
import { useFormat } from '../format/use-format.ts';
import type { BarChartProps } from './chart.tsx';

export default function DrawnChart({ data, series, currency }: BarChartProps) {
  const format = useFormat();
  const code = currency ?? format.currency;
  const whole = new Intl.NumberFormat(format.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const unit = 10 ** currencyDigits(parse(code));
  return (
    <Bars
      h={240}
      data={data.map((point) => ({ month: format.month(point.month, 'short'), ...point.values }))}
      dataKey="month"
      series={series.map((one) => ({ name: one.key, label: one.label, color: `var(--me-${one.color})` }))}
      withLegend={series.length > 1}
      tickLine="none"
      gridAxis="x"
      // Only the axis is shortened; figures that are read stand in the tooltip and in the table.
      yAxisProps={{ tickFormatter: (minor: number) => whole.format(minor / unit), width: 56 }}
      valueFormatter={(minor: number) => format.moneyWithCode(minor, code)}
      // The table beside it is what the keyboard and the screen reader get.
      barChartProps={{ accessibilityLayer: false }}
      barProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={0}
    />
  );
}
