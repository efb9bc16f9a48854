/** Reports of which a picture by month says more than their table. Pure. */
import type { Report, ReportName } from './view.ts';

export interface Picture {
  readonly data: readonly { readonly month: string; readonly values: Readonly<Record<string, number>> }[];
  readonly series: readonly { readonly key: 'release' | 'earned' | 'deferred'; readonly color: 'accent' | 'soft' }[];
}

export const WITH_CHART: readonly ReportName[] = ['roll-forward', 'waterfall', 'revenue'];

/** Null where the report has no such picture, or nothing to draw. */
export function pictureOf(name: ReportName, report: Report): Picture | null {
  const months = report.columns.filter(({ key }) => /^\d{4}-\d{2}$/.test(key)).map(({ key }) => key);
  const row = (key: string) => report.rows.find((each) => each.key === `${report.currency} ${key}`)?.cells ?? null;
  const value = (cells: ReturnType<typeof row>, month: string) => {
    const amount = cells?.[month];
    return typeof amount === 'number' ? amount : 0;
  };
  if (name === 'roll-forward') {
    const [earned, deferred] = [row('* serviceRevenueMinor'), row('* closingDeferredMinor')];
    if (earned === null || deferred === null) return null;
    return {
      data: months.map((month) => ({
        month,
        values: { earned: value(earned, month), deferred: value(deferred, month) },
      })),
      series: [
        { key: 'earned', color: 'accent' },
        { key: 'deferred', color: 'soft' },
      ],
    };
  }
  const key = name === 'waterfall' ? 'release' : 'earned';
  const cells = row(name === 'waterfall' ? 'total' : '*');
  if (!WITH_CHART.includes(name) || cells === null) return null;
  return {
    data: months.map((month) => ({ month, values: { [key]: value(cells, month) } })),
    series: [{ key, color: 'accent' }],
  };
}
