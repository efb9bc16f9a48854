/** Figures by month as bars, always with the same figures as a table: behind a switch for eyes, at once for a screen reader. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/words.ts';
import classes from './components.module.css';
import { MoneyText } from './money.tsx';

const Drawn = lazy(() => import('./chart-drawn.tsx'));

export interface Series {
  readonly key: string;
  readonly label: string;
  /** A token of the theme. */
  readonly color: 'accent' | 'soft' | 'look' | 'done';
}

export interface BarChartProps {
  /** What the chart shows, as a sentence would name it. */
  readonly label: string;
  /** One entry a month; minor units by the key of a series. */
  readonly data: readonly { readonly month: string; readonly values: Readonly<Record<string, number>> }[];
  readonly series: readonly Series[];
  readonly currency?: string;
}

export function BarChart(props: BarChartProps) {
  const say = useWords(common);
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={classes.stack} style={{ margin: 0 }}>
      <figcaption className={classes.chartHead}>
        <span>{props.label}</span>
        <Button size="compact-sm" variant="subtle" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {say(asTable ? 'chart.asChart' : 'chart.asTable')}
        </Button>
      </figcaption>
      {!asTable && (
        <div className={classes.chartRoom} aria-hidden>
          <Suspense fallback={<p className={classes.soft}>{say('chart.loading')}</p>}>
            <Drawn {...props} />
          </Suspense>
        </div>
      )}
      <div className={asTable ? undefined : classes.unseen}>
        <FigureTable {...props} />
      </div>
    </figure>
  );
}

function FigureTable({ label, data, series, currency }: BarChartProps) {
  const format = useFormat();
  const say = useWords(common);
  return (
    <table className={classes.plainTable} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{say('month.month')}</th>
          {series.map((one) => (
            <th key={one.key} scope="col" className={classes.number}>
              {one.label} {currency ?? format.currency}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.map((point) => (
          <tr key={point.month}>
            <th scope="row">{format.month(point.month)}</th>
            {series.map((one) => (
              <td key={one.key} className={classes.number}>
                <MoneyText amount={point.values[one.key] ?? 0} {...(currency === undefined ? {} : { currency })} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
